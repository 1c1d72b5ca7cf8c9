/** What lists of kept things share: a link to add one, a link to each. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";

/** The one main act of a list, for those who may. */
export function addLink(desk, words) {
  if (!desk.mayEdit) return nothing;
  return html`<a class="button main" href=${addressOf(desk.view, { edit: "new" })}>${icon("plus")} ${words}</a>`;
}

/** To the page of one thing; those who only read see it there too. */
export function editLink(desk, id, name) {
  const words = desk.mayEdit ? t("Sửa") : t("Xem");
  return html`<a class="button small quiet" href=${addressOf(desk.view, { edit: id })}>${words}<span class="visually-hidden"> ${name}</span></a>`;
}
