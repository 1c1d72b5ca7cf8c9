/** Words in two languages: large in the page's own, small in the office's other one. */

import { html, nothing } from "lit-html";

import { language } from "/static/i18n.js";

/**
 * @param {string} first as the page says it
 * @param {import("/static/i18n.js").Texts} second the texts of the other language
 * @param {string} also the same in the other language
 */
export function inBoth(first, second, also) {
  return html`<span>${first}</span>${isOther(second) ? html` <small lang=${second.lang}>${also}</small>` : nothing}`;
}

/** Whether the office has another language than the page. */
export function isOther(texts) {
  return texts.lang !== language();
}
