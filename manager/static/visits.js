/** Every visit of a period as a file, for those who calculate on their own. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { t, tn } from "/static/i18n.js";
import { emptyState } from "/static/parts.js";

import { exportLinks } from "./downloads.js";
import { contentOf, pageHead } from "./parts.js";
import { periodFor, periodName, periodPicker } from "./period_picker.js";
import { incompleteView, isOfMany, scopeOf, scopeOnPaper, scopePicker } from "./report.js";
import { count } from "./words.js";

const SLOW_MS = 60_000;

/** A longer list is refused: it would take minutes. */
const MOST_VISITS = 1_000_000;

export const visits = { load, show };

function load(desk) {
  const asked = new URLSearchParams({ ...periodFor(desk), by: "office", ...scopeOf(desk) });
  return api("GET", `/reports/service?${asked}`, undefined, { timeoutMs: SLOW_MS });
}

function show(desk) {
  return html`
    ${pageHead({ title: t("Lượt phục vụ"), about: periodName(periodFor(desk)) })}
    ${desk.data ? scopeOnPaper(desk.data) : nothing}
    <div class="asked panel">
      ${periodPicker(desk)}
      ${desk.offices.length > 1 ? scopePicker(desk) : nothing}
    </div>
    <div class="report ${desk.loading ? "stale" : ""}">${contentOf(desk, (data) => html`${incompleteView(data)}${filesView(desk, data)}`)}</div>
  `;
}

function filesView(desk, { from, to, total }) {
  if (!total.taken) {
    return html`<div class="panel bare">${emptyState({ icon: "table-2", title: t("Không có lượt nào trong kỳ này"), text: t("Chọn kỳ khác ở phía trên.") })}</div>`;
  }
  return html`
    <section class="panel stack files">
      <h2>${tn("Danh sách %(num)s lượt", "Danh sách %(num)s lượt", total.taken, { num: count(total.taken) })}</h2>
      <p>${t("Mỗi lượt một dòng: ngày, số thứ tự, lĩnh vực, quầy, cán bộ, các mốc thời gian, thời gian chờ và phục vụ, trạng thái, mức độ đã chọn.")}</p>
      <p class="soft">${t("Danh sách không có họ tên, số điện thoại hay lời góp ý của công dân.")}</p>
      ${isOfMany(desk) ? html`<p class="soft">${t("Mỗi dòng bắt đầu bằng tên đơn vị.")}</p>` : nothing}
      ${total.taken > MOST_VISITS ? tooLong() : exportLinks(desk, "visits", { from, to, ...scopeOf(desk) }, ["zip", "xlsx"])}
    </section>
  `;
}

function tooLong() {
  return html`<p class="notice gold" role="status">${t("Danh sách quá dài: mỗi lần tải được nhiều nhất %(num)s lượt. Chọn kỳ ngắn hơn, hoặc tải từng đơn vị.", { num: count(MOST_VISITS) })}</p>`;
}
