/** What offices with a machine of their own were told, and what became of it. */

import { html, nothing } from "lit-html";

import { formatDate, formatTime, t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { tell } from "./directive_form.js";
import { fedWithin } from "./directive_rules.js";
import { table } from "./tables.js";
import { count, NOTHING } from "./words.js";

/** The list of an office that has such a machine. */
export function directivesView(desk, data) {
  const { directives } = data;
  if (!directives.length && !desk.mayEdit) return nothing;
  const columns = [
    { title: t("Số"), number: true, cell: (one) => one.number },
    { title: t("Chỉ đạo"), head: true, cell: ({ kind }) => directiveName(kind) },
    { title: t("Gửi lúc"), kind: "together", cell: (one) => momentText(one.made_at) },
    { title: t("Kết quả"), cell: outcomeCell },
    { title: t("Phản hồi lúc"), kind: "together", cell: (one) => momentText(one.answered_at) },
  ];
  return html`<section class="part stack form"><div class="row ends"><h2>${t("Chỉ đạo đã gửi xuống")}</h2>${tellButton(desk, data)}</div>
    ${directives.length
      ? html`<div class="panel bare">${table({ caption: t("Chỉ đạo đã gửi xuống"), columns, rows: directives })}</div>`
      : html`<p class="soft">${t("Chưa gửi chỉ đạo nào.")}</p>`}</section>`;
}

/** At an office that works here: how many below have such a machine, and which of them have not answered yet. */
export function belowView(desk, data) {
  const fed = fedWithin(data.all, data.one.code);
  if (!fed.length) return nothing;
  const waiting = fed.filter(({ code }) => data.intakes.get(code)?.directives_open).length;
  return html`
    <section class="panel section form office-part" aria-labelledby="below-title">
      <header><h2 id="below-title">${t("Chỉ đạo cho các đơn vị trực thuộc có máy riêng")}</h2>
        <p class="soft small">${tn("%(num)s đơn vị trực thuộc làm việc trên máy riêng.", "%(num)s đơn vị trực thuộc làm việc trên máy riêng.", fed.length)}
          ${waiting ? t("Còn %(count)s đơn vị chưa phản hồi chỉ đạo đã gửi.", { count: count(waiting) }) : nothing}
          ${t("Xem kết quả ở trang của từng đơn vị.")}</p></header>
      ${desk.mayEdit ? html`<div>${tellButton(desk, data)}</div>` : nothing}
    </section>
  `;
}

function tellButton(desk, data) {
  if (!desk.mayEdit) return nothing;
  return html`<button class="button" @click=${() => tell(desk, data)}>${icon("arrow-down-to-line")} ${data.one.fed ? t("Gửi xuống đơn vị") : t("Gửi xuống các đơn vị")}</button>`;
}

function directiveName(kind) {
  const names = { catalogue: t("Danh mục"), notice: t("Thông báo trên màn hình"), account: t("Tài khoản") };
  return names[kind] ?? kind;
}

function momentText(at) {
  return at ? `${formatTime(at)} ${formatDate(at)}` : NOTHING;
}

function outcomeCell({ outcome, why }) {
  const chips = {
    done: html`<span class="chip green">${t("Đã thực hiện")}</span>`,
    refused: html`<span class="chip red">${t("Không thực hiện được")}</span> <span class="small">${why}</span>`,
  };
  return chips[outcome] ?? html`<span class="chip">${t("Chờ đơn vị thực hiện")}</span>`;
}
