/** What all reports share: the period, what they are told by, figures, charts, the table, files. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatPercent, language, t } from "/static/i18n.js";
import { emptyState } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { readColours } from "./colours.js";
import { exportLinks } from "./downloads.js";
import { contentOf, pageHead } from "./parts.js";
import { periodFor, periodName, periodPicker } from "./period_picker.js";
import { tableNotes } from "./tables.js";
import { count, partTitle, share } from "./words.js";

const SLOW_MS = 60_000;
const FORMATS = ["csv", "xlsx", "pdf"];
const PARTS = ["counter", "staff", "service", "day", "office"];

/**
 * A view of one report.
 * @param {object} report
 * @param {string} report.what its name in the API
 * @param {() => string} report.title
 * @param {string} report.by what it is told by unless the address says
 * @param {(data: any) => boolean} report.isEmpty
 * @param {(data: any) => unknown} report.figures
 * @param {(data: any, paint: any) => unknown} report.charts
 * @param {(data: any, desk: any) => unknown} report.table
 * @param {(data: any) => string[]} report.notes
 * @param {(desk: any, data: any) => unknown} [report.below] what stands below the figures, also where there are none
 */
export function reportView(report) {
  return {
    load: (desk) => api("GET", `/reports/${report.what}?${new URLSearchParams(askedOf(desk, report))}`, undefined, { timeoutMs: SLOW_MS }),
    show: (desk) => show(desk, report),
  };
}

function askedOf(desk, report) {
  return { ...periodFor(desk), by: byOf(desk, report) };
}

function byOf({ params }, report) {
  return PARTS.includes(params.by) ? params.by : report.by;
}

function show(desk, report) {
  return html`
    ${pageHead({ title: report.title(), about: periodName(periodFor(desk)) })}
    <div class="asked panel">
      ${periodPicker(desk)}
      <div class="told-by" role="group" aria-label=${t("Thống kê theo")}>
        <span class="soft small">${t("Thống kê theo")}</span>
        <div class="segments">${PARTS.map((by) => partLink(desk, by, byOf(desk, report)))}</div>
      </div>
    </div>
    <div class="report ${desk.loading ? "stale" : ""}">${contentOf(desk, (data) => html`${reportBody(desk, report, data)}${report.below?.(desk, data) ?? nothing}`)}</div>
  `;
}

function partLink(desk, by, shown) {
  return html`<a href=${addressOf(desk.view, { ...desk.params, by })} aria-current=${by === shown ? "true" : nothing}>${partTitle(by)}</a>`;
}

function reportBody(desk, report, data) {
  if (report.isEmpty(data)) return nothingYet();
  return html`
    ${report.figures(data)}
    ${chartsOf(desk, report, data)}
    <section class="part stack">
      <div class="row ends">
        <h2>${t("Bảng số liệu")}</h2>
        ${exportLinks(desk, `reports/${report.what}`, { from: data.from, to: data.to, by: data.by }, FORMATS)}
      </div>
      <div class="panel bare">${report.table(data, desk)}</div>
      ${tableNotes(report.notes(data))}
    </section>
  `;
}

/** Charts are made anew only for other data or another language. */
function chartsOf(desk, report, data) {
  const { local } = desk;
  if (local.chartsOf !== data || local.chartsIn !== language()) {
    const paint = { colours: readColours(), share, whole: (value) => formatPercent(value, 0), number: count, isDays: data.by === "day" };
    Object.assign(local, { chartsOf: data, chartsIn: language(), charts: report.charts(data, paint) });
  }
  return html`<div class="charts">${local.charts}</div>`;
}

function nothingYet() {
  return html`
    <div class="panel bare">
      ${emptyState({ icon: "chart-column", title: t("Chưa có số liệu trong kỳ này"), text: t("Chọn kỳ khác ở phía trên.") })}
    </div>
  `;
}
