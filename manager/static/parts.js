/** Small view parts of the managers' pages. */

import { html, nothing, svg } from "lit-html";

import { t } from "/static/i18n.js";
import { emptyState, problemState } from "/static/parts.js";

import { fraction, interval, NOTHING, share, spell } from "./words.js";

/** The head of a page: its name, what it is about, and what can be done with all of it. */
export function pageHead({ title, about, tools, back }) {
  return html`
    <header class="page-head">
      <div class="page-name">
        ${back ?? nothing}
        <h1 tabindex="-1">${title}</h1>
        ${about ? html`<p class="soft">${about}</p>` : nothing}
      </div>
      ${tools ? html`<div class="row tools">${tools}</div>` : nothing}
    </header>
  `;
}

/** What stands while figures come for the first time. */
export function skeleton() {
  return html`
    <div class="stack" role="status" aria-label=${t("Đang tải…")}>
      <span class="skeleton block"></span>
      <span class="skeleton line"></span><span class="skeleton line"></span>
      <span class="skeleton line"></span><span class="skeleton line short"></span>
    </div>
  `;
}

/** The page's content: what it shows, or that it comes, or why it does not. */
export function contentOf(desk, show) {
  if (desk.data !== null) return show(desk.data);
  return desk.problem ? problemState(desk.problem, desk.reload) : skeleton();
}

/** What names a row: the letter or the number that stands for it, beside its name. */
export function codeName(code, called) {
  return html`<span class="code-name"><span class="code">${code}</span><span>${called}</span></span>`;
}

/** Short facts in a row, "Vắng mặt: 5  Hủy: 0": a line ends between them and never within one. */
export function pairs(...facts) {
  return html`<span class="pairs">${facts.map((fact) => html`<span>${fact}</span> `)}</span>`;
}

/** Nothing to show in a table. */
export function nobody(sign, title, text, action) {
  return html`<div class="panel bare">${emptyState({ icon: sign, title, text, action })}</div>`;
}

const WIDTH = 120;

/** An interval on a line from 0 to 100 %: its ends, and a dot where the rate is. */
export function intervalMark({ rate, low, high }) {
  if (rate == null) return nothing;
  const at = (value) => Math.round(value * WIDTH * 10) / 10;
  return html`
    <svg class="interval" viewBox="-5 0 ${WIDTH + 10} 16" aria-hidden="true">
      ${svg`<line class="whole" x1="0" x2=${WIDTH} y1="8" y2="8"></line>
        <line class="reach" x1=${at(low)} x2=${at(high)} y1="8" y2="8"></line>
        <circle cx=${at(rate)} cy="8" r="4.5"></circle>`}
    </svg>
  `;
}

/** A rate with the counts it was made from: "93,3%" over "84/90"; a dash where it is not told. */
export function rateCell({ rate, numerator, denominator, withheld }) {
  if (withheld) return html`<abbr title=${t("Không nêu vì dựa trên quá ít lượt đánh giá.")}>${NOTHING}</abbr>`;
  if (rate == null) return NOTHING;
  return html`<span class="rate">${share(rate)}</span> <span class="faint small">${fraction(numerator, denominator)}</span>`;
}

/** The interval of a rate, drawn and in figures. */
export function intervalCell(told) {
  if (told.rate == null) return NOTHING;
  return html`<span class="interval-cell">${intervalMark(told)}<span>${interval(told)}</span></span>`;
}

/** One figure with its name above and a note below. */
export function figure(what, value, note) {
  return html`<dl class="figure"><dt>${what}</dt><dd>${value}</dd><dd class="note">${note}</dd></dl>`;
}

/** A duration whose digits stand out: its words are small. */
export function bigDuration(seconds) {
  return spell(seconds).split(/(\d+)/).map((part) => (/^\D+$/.test(part) && part !== NOTHING ? html`<span class="unit">${part}</span>` : part));
}

/** The rate with the counts it was made from, its interval, and how many answered; on one line of the page or more. */
export function satisfactionFigure(satisfied, response) {
  const isRated = satisfied.rate != null;
  return html`
    <dl class="figure satisfaction">
      <dt>${t("Tỷ lệ hài lòng")}</dt>
      <dd>${share(satisfied.rate)} ${isRated ? html`<span class="of">${fraction(satisfied.numerator, satisfied.denominator)}</span>` : nothing} ${intervalMark(satisfied)}</dd>
      <dd class="note">
        ${isRated ? t("Khoảng tin cậy 95%(sign)s: %(interval)s", { sign: "%", interval: interval(satisfied) }) : t("Chưa có đánh giá")}
        ${response.denominator ? html`<br>${t("Phản hồi %(rate)s (%(counts)s)", { rate: share(response.rate), counts: fraction(response.numerator, response.denominator) })}` : nothing}
      </dd>
    </dl>
  `;
}
