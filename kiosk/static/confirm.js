/** One service chosen: what waits there, the priority row, and the red button. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";
import { icon, notice } from "/static/parts.js";

import { factView } from "./facts.js";
import {
  countersText,
  nameOf,
  peopleText,
  priorityReasons,
  proofText,
  serviceEstimate,
  shutText,
} from "./texts.js";

/** Confirm, and the wait for the answer: the same page, so that nothing jumps. */
export function confirmView(page, acts) {
  const { flow, office } = page;
  const service = office.services.find((one) => one.code === flow.wish.service);
  const isSending = flow.screen === "sending";
  return html`
    <main class="screen confirm" aria-busy=${isSending ? "true" : "false"}>
      <h1 tabindex="-1">${t("Xác nhận lấy số")}</h1>
      <div class="confirm-body">
        ${serviceSheet(service, flow.wish)} ${prioritySheet(page, acts, isSending)}
      </div>
      ${shutWarning(service, page)}
      <div class="acts">
        ${isSending ? sendingActs(page, acts) : readyActs(service, page, acts)}
      </div>
    </main>
  `;
}

function serviceSheet(service, wish) {
  if (!service) {
    return html`<section class="sheet"><h2>${wish.service}</h2></section>`;
  }
  return html`
    <section class="sheet service-sheet">
      <span class="tile-icon">${icon(service.icon || "file-text")}</span>
      <div>
        <h2>${nameOf(service)}</h2>
        <p class="soft">${nameOf(service, "abouts")}</p>
      </div>
      <dl class="facts">
        ${factView("users", t("Đang chờ"), peopleText(service.waiting))}
        ${factView("hourglass", t("Dự kiến chờ"), serviceEstimate(service))}
        ${factView("concierge-bell", t("Nơi phục vụ"), placesText(service))}
      </dl>
    </section>
  `;
}

function placesText({ counters, open_counters: open }) {
  if (open.length) {
    return countersText(open);
  }
  return counters.length ? t("Hiện chưa có quầy mở") : null;
}

function prioritySheet({ flow, office }, acts, isSending) {
  const isClaimed = flow.wish.class === "priority";
  return html`
    <section class="sheet priority ${isClaimed ? "claimed" : ""}">
      <label class="priority-row">
        <input type="checkbox" .checked=${isClaimed} ?disabled=${isSending}
          @change=${(event) => acts.claimPriority(event.target.checked)}>
        <span>
          <b>${t("Lấy số ưu tiên")}</b>
          <span class="soft">${t("Chỉ chọn nếu Ông/Bà thuộc diện ưu tiên.")}</span>
        </span>
      </label>
      ${isClaimed ? reasonsView(flow, office, acts, isSending) : reasonsList(office)}
    </section>
  `;
}

/** Unticked: who may go first, to read only. */
function reasonsList(office) {
  return html`
    <ul class="reasons-read">
      ${priorityReasons(office.priority_age).map(([, text]) => html`<li>${text}</li>`)}
    </ul>
  `;
}

function reasonsView(flow, office, acts, isSending) {
  return html`
    <div class="reasons" role="group" aria-label=${t("Diện ưu tiên")}>
      ${priorityReasons(office.priority_age).map(
        ([code, text]) => html`
          <button class="reason" aria-pressed=${flow.wish.reason === code ? "true" : "false"}
            ?disabled=${isSending} @click=${() => acts.chooseReason(code)}>
            <span class="mark">${flow.wish.reason === code ? icon("check") : nothing}</span>${text}
          </button>
        `,
      )}
    </div>
    ${notice(proofText(), { tone: "gold" })}
  `;
}

/** The service closed while somebody was reading. */
function shutWarning(service, { now, isOnline, flow }) {
  if (flow.screen === "sending" || !isOnline) {
    return nothing;
  }
  const shut = service ? shutText(service, now) : { why: t("Lĩnh vực này không còn nhận số"), when: "" };
  return shut ? notice(html`<b>${shut.why}.</b> ${shut.when}`, { tone: "gold", icon: "clock" }) : nothing;
}

function readyActs(service, page, acts) {
  const isReady = page.isOnline && service?.state === "open";
  return html`
    <button class="button huge" @click=${acts.back}>${icon("arrow-left")}${t("Quay lại")}</button>
    <button class="button main huge grow" ?disabled=${!isReady} @click=${acts.send}>
      ${icon("ticket")}${t("Xác nhận & Lấy số thứ tự")}
    </button>
  `;
}

function sendingActs({ flow }, acts) {
  if (flow.unanswered) {
    return html`
      <button class="button huge" @click=${acts.back}>${icon("arrow-left")}${t("Quay lại")}</button>
      <div class="notice gold grow" role="alert">
        <span class="spinner"></span>
        <div>
          <b>${t("Chưa nhận được trả lời của máy chủ.")}</b>
          ${t("Máy đang tự gửi lại, Ông/Bà chỉ nhận một số. Nếu phiếu đã ra, mời Ông/Bà cầm phiếu và ngồi chờ.")}
        </div>
      </div>
    `;
  }
  return html`
    <button class="button main huge grow" aria-busy="true" aria-disabled="true">
      <span class="spinner"></span>${t("Đang lấy số…")}
    </button>
  `;
}
