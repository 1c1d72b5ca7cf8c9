/** The table of counters: whom each serves now, a page at a time. */

import { html, nothing } from "lit-html";

import { name, say, t } from "/static/i18n.js";

import { pagesOf } from "./pages.js";
import { LONG_NAME, LONG_SECOND, fieldsOf, lengthOf } from "./names.js";
import { inBoth, isOther } from "./words.js";

/** So many rows leave room for the second language, so few for long names in both. */
const ROOMY_ROWS = 6;
const SPACIOUS_ROWS = 4;

/** @param {import("./main.js").Screen} screen */
export function countersView({ board, second, page, mostRows }) {
  const pages = pagesOf(board.counters, mostRows);
  const shown = pages[page % pages.length];
  const rows = Math.max(...pages.map((counters) => counters.length));
  const room = [rows <= ROOMY_ROWS ? "roomy" : "", rows <= SPACIOUS_ROWS ? "spacious" : ""].join(" ");
  return html`
    <section class="counters" aria-label=${t("Đang phục vụ")}>
      <table class="counters-table ${room}" .style=${`--rows: ${rows}`}>
        <colgroup>
          <col class="ticket-column" />
          <col class="number-column" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">${inBoth(t("Số"), second, say(second, "Số"))}</th>
            <th scope="col" colspan="2">
              ${inBoth(t("Quầy"), second, say(second, "Quầy"))} ${dots(pages.length, page % pages.length)}
            </th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((counter) => counterView(counter, second))}
        </tbody>
      </table>
    </section>
  `;
}

function counterView(counter, second) {
  const also = isOther(second) ? counter.names[second.lang] : "";
  return html`
    <tr class="counter ${stateOf(counter)}">
      <td class="counter-ticket">${ticketView(counter, second)}</td>
      <th class="counter-number" scope="row">${counter.number}</th>
      <td class="counter-name">
        <span class=${lengthOf(name(counter.names), LONG_NAME)}>${nameView(name(counter.names))}</span>
        ${also ? html`<small class=${lengthOf(also, LONG_SECOND)} lang=${second.lang}>${also}</small>` : nothing}
      </td>
    </tr>
  `;
}

/** Each field on one line; the space after it is where a line may end. */
function nameView(text) {
  const fields = fieldsOf(text);
  return fields.length > 1 ? fields.map((field) => html`<span class="part">${field}</span> `) : text;
}

function ticketView(counter, second) {
  if (counter.label) {
    const sign = counter.ticket_state === "called" ? t("đang mời") : t("đang phục vụ");
    return html`${counter.label}<span class="visually-hidden"> ${sign}</span>`;
  }
  if (counter.state === "open") {
    return html`<span class="counter-none" aria-hidden="true"></span>
      <span class="visually-hidden">${t("Chưa có số")}</span>`;
  }
  const words =
    counter.state === "paused"
      ? inBoth(t("Tạm nghỉ"), second, say(second, "Tạm nghỉ"))
      : inBoth(t("Đóng"), second, say(second, "Đóng"));
  return html`<span class="counter-words">${words}</span>`;
}

/** "called" or "serving" with a number in hand, else the counter's own state. */
function stateOf(counter) {
  return counter.label ? counter.ticket_state : counter.state;
}

/** Which page of how many. */
function dots(count, shown) {
  if (count < 2) {
    return nothing;
  }
  const signs = Array.from({ length: count }, (_, page) => html`<i class=${page === shown ? "here" : ""}></i>`);
  return html`<span class="pages" role="img" aria-label=${t("Trang %(page)s/%(pages)s", { page: shown + 1, pages: count })}>${signs}</span>`;
}
