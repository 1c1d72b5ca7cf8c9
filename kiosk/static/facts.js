/** One fact of a list: its sign, what it is, and the answer. */

import { html, nothing } from "lit-html";

import { icon } from "/static/parts.js";

/** A row of a `<dl>`; nothing where there is no answer. */
export function factView(sign, label, text) {
  return text
    ? html`<div class="fact"><dt>${icon(sign)}<span>${label}</span></dt><dd>${text}</dd></div>`
    : nothing;
}
