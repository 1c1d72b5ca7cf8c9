/** Every visit of a period as a file, for those who calculate on their own. */

import { html } from "lit-html";

import { api } from "/static/api.js";
import { t, tn } from "/static/i18n.js";
import { emptyState } from "/static/parts.js";

import { exportLinks } from "./downloads.js";
import { contentOf, pageHead } from "./parts.js";
import { periodFor, periodName, periodPicker } from "./period_picker.js";
import { count } from "./words.js";

const SLOW_MS = 60_000;

export const visits = { load, show };

function load(desk) {
  const asked = new URLSearchParams({ ...periodFor(desk), by: "office" });
  return api("GET", `/reports/service?${asked}`, undefined, { timeoutMs: SLOW_MS });
}

function show(desk) {
  return html`
    ${pageHead({ title: t("Lượt phục vụ"), about: periodName(periodFor(desk)) })}
    <div class="asked panel">${periodPicker(desk)}</div>
    <div class="report ${desk.loading ? "stale" : ""}">${contentOf(desk, (data) => filesView(desk, data))}</div>
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
      ${exportLinks(desk, "visits", { from, to }, ["csv", "xlsx"])}
    </section>
  `;
}
