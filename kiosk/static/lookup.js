/** Looking up a procedure: the search with its keyboard, and one procedure's papers. */

import { html, nothing } from "lit-html";

import { name, t, tn } from "/static/i18n.js";
import { emptyState, icon, loading, problemState } from "/static/parts.js";

import { factView } from "./facts.js";
import { ROWS } from "./keyboard.js";
import { daysText, feeText, nameOf, shutText } from "./texts.js";

/** The search. */
export function searchView(page, acts) {
  const { flow } = page;
  return html`
    <main class="screen look finding">
      <div class="look-head">
        ${backButton(acts)}
        <h1 tabindex="-1">${t("THỦ TỤC HÀNH CHÍNH")}</h1>
      </div>
      <div class="search">
        ${icon("search")}
        <input class="input" type="text" inputmode="none" autocomplete="off" spellcheck="false" maxlength="40"
          aria-label=${t("Tên thủ tục, gõ không cần dấu")} placeholder=${t("Tên thủ tục, gõ không cần dấu")}
          .value=${flow.text} @input=${(event) => acts.typed(event.target.value)}>
      </div>
      <div class="found" tabindex="0" role="region" aria-label=${t("Kết quả tra cứu")}>${foundView(page, acts)}</div>
      ${keyboardView(acts)}
    </main>
  `;
}

function foundView({ flow, office }, acts) {
  if (flow.failed) {
    const title = t("Chưa tra cứu được");
    return problemState({ title, detail: t("Không kết nối được với máy chủ. Vui lòng thử lại.") }, acts.searchAgain);
  }
  if (!flow.found) {
    return loading();
  }
  if (flow.found.length === 0) {
    return emptyState({
      icon: "search",
      title: t("Không tìm thấy thủ tục nào"),
      text: t("Ông/Bà thử gõ ít chữ hơn, hoặc bấm “Gọi người hỗ trợ”."),
    });
  }
  return html`
    <p class="soft" role="status">${tn("%(num)s thủ tục", "%(num)s thủ tục", flow.found.length)}</p>
    <ul class="procedures" role="list">
      ${flow.found.map((procedure) => procedureRow(procedure, office, acts))}
    </ul>
  `;
}

function procedureRow(procedure, office, acts) {
  const service = office.services.find((one) => one.code === procedure.service);
  return html`
    <li>
      <button class="procedure-row" @click=${() => acts.openProcedure(procedure)}>
        <span class="grow"><b>${nameOf(procedure)}</b><span class="soft">${nameOf(service)}</span></span>
        ${icon("chevron-right")}
      </button>
    </li>
  `;
}

function keyboardView(acts) {
  return html`
    <div class="keyboard" role="group" aria-label=${t("Bàn phím")}>
      ${ROWS.map((row, at) => html`
        <div class="keys">
          ${row.map((letter) => keyButton(letter, letter, acts))}
          ${at === ROWS.length - 1 ? keyButton("delete", html`${icon("delete")}<span class="visually-hidden">${t("Xóa một chữ")}</span>`, acts) : nothing}
        </div>
      `)}
      <div class="keys">
        ${keyButton("clear", t("Xóa hết"), acts)} ${keyButton("space", t("Dấu cách"), acts)}
      </div>
    </div>
  `;
}

function keyButton(value, label, acts) {
  return html`<button class="key key-${value.length > 1 ? value : "letter"}" @click=${() => acts.press(value)}>${label}</button>`;
}

/** One procedure: what to bring, how long it takes, what it costs. */
export function procedureView(page, acts) {
  const { procedure } = page.flow;
  const service = page.office.services.find((one) => one.code === procedure.service);
  return html`
    <main class="screen look">
      <div class="look-head">${backButton(acts)}<p class="soft">${nameOf(service)}</p></div>
      <h1 tabindex="-1">${nameOf(procedure)}</h1>
      <dl class="procedure-facts">
        ${factView("calendar-days", t("Thời hạn giải quyết"), procedure.days === null ? null : daysText(procedure.days))}
        ${factView("banknote", t("Phí, lệ phí"), procedure.fee_vnd === null ? null : feeText(procedure.fee_vnd))}
      </dl>
      <section class="sheet papers" tabindex="0" aria-label=${t("Giấy tờ cần có")}>
        <h2>${icon("files")}${t("Giấy tờ cần có")}</h2>
        ${papersView(procedure.papers)}
      </section>
      ${takeActs(service, page, acts)}
    </main>
  `;
}

function papersView(papers) {
  return papers.length
    ? html`<ol>${papers.map((paper) => html`<li>${name(paper)}</li>`)}</ol>`
    : html`<p>${t("Vui lòng hỏi cán bộ tại quầy.")}</p>`;
}

function takeActs(service, page, acts) {
  const shut = service ? shutText(service, page.now) : null;
  const isReady = service && !shut && page.isOnline;
  return html`
    ${shut ? html`<p class="shut-line">${icon(shut.icon)}<span><b>${shut.why}.</b> ${shut.when}</span></p>` : nothing}
    <div class="acts">
      <button class="button main huge grow" ?disabled=${!isReady} @click=${() => acts.choose(service.code)}>
        ${icon("ticket")}${t("Lấy số cho thủ tục này")}
      </button>
    </div>
  `;
}

function backButton(acts) {
  return html`<button class="button large" @click=${acts.back}>${icon("arrow-left")}${t("Quay lại")}</button>`;
}
