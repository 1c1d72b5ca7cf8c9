/** The office that a page is about, where there are others: its name, the way back, and what is decided elsewhere. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { placeName } from "./words.js";

/** These are about all offices of the person, whichever one is acted on. */
export const AT_HOME = ["province", "offices"];

/** Views of what an office's own machine decides. */
const DECIDED_THERE = ["staff", "counters", "services", "procedures", "devices", "office"];

/** The office acted on as the tree tells it; what is told by its own machine has `fed`. */
export function actedOn({ offices, office }) {
  return offices.find(({ code }) => code === office?.code);
}

/** Whether the person may change what the view shows: an office with a machine of its own is changed there. */
export function mayEditHere(desk) {
  const isChangedThere = !AT_HOME.includes(desk.view) && actedOn(desk)?.fed;
  return desk.me?.role !== "auditor" && !isChangedThere;
}

/** Above the page of one office among several. */
export function actedOnView(desk, overview) {
  const one = actedOn(desk);
  if (desk.offices.length < 2 || AT_HOME.includes(desk.view) || !one) return nothing;
  return html`
    <nav class="acted-on" aria-label=${t("Đơn vị đang xem")}>
      <a href="/manager/province">${overview}</a>${icon("chevron-right")}<span title=${name(one.names)}>${placeName(one)}</span>
    </nav>
    ${one.fed && DECIDED_THERE.includes(desk.view) ? viewOnly(one) : nothing}
  `;
}

function viewOnly(one) {
  return html`
    <div class="notice on-office">${icon("monitor-smartphone")}
      <p class="grow">${t("Đơn vị làm việc trên máy riêng nên ở đây chỉ xem. Muốn thay đổi, hãy sửa trên máy của đơn vị hoặc gửi xuống từ trang của đơn vị.")}</p>
      ${pageLink(one)}</div>`;
}

function pageLink({ code }) {
  return html`<a class="button small" href=${addressOf("offices", { edit: code, office: "" })}>${t("Trang của đơn vị")}</a>`;
}
