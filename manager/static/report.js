/** What all reports share: the period, what they are told by, figures, charts, the table, files. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatDate, formatPercent, formatTime, language, name, t } from "/static/i18n.js";
import { emptyState, icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { widthOf } from "./chart_place.js";
import { readColours } from "./colours.js";
import { exportLinks } from "./downloads.js";
import { contentOf, pageHead } from "./parts.js";
import { periodFor, periodName, periodPicker } from "./period_picker.js";
import { tableNotes } from "./tables.js";
import { count, partTitle, share } from "./words.js";

const SLOW_MS = 60_000;
const MOST_NAMES = 12;
/** The CSV file of several offices comes with the list of them. */
const FORMATS = ["csv", "xlsx", "pdf"];
const FORMATS_OF_MANY = ["zip", "xlsx", "pdf"];
const PARTS = ["counter", "staff", "service", "day", "office"];
const PARTS_OF_MANY = ["office", "service", "day"];

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
 * @param {(desk: any) => boolean} [report.isTold] whether the figures shown are those that the address asks for, whatever is being read
 */
export function reportView(report) {
  return {
    load: (desk) => readReport(desk, report),
    show: (desk) => show(desk, report),
  };
}

/** Charts measure their words, so that the letters have to be there too. */
async function readReport(desk, report) {
  const address = `/reports/${report.what}?${new URLSearchParams(askedOf(desk, report))}`;
  const [data] = await Promise.all([api("GET", address, undefined, { timeoutMs: SLOW_MS }), document.fonts.ready]);
  return data;
}

function askedOf(desk, report) {
  return { ...periodFor(desk), by: byOf(desk, report), ...scopeOf(desk) };
}

/** Counters and people belong to one office. */
function partsOf(desk) {
  return isOfMany(desk) ? PARTS_OF_MANY : PARTS;
}

/** Whether the view tells of all offices below together. */
export function isOfMany({ params }) {
  return params.scope === "below";
}

/** The offices as the API is asked for them. */
export function scopeOf(desk) {
  return isOfMany(desk) ? { scope: "below" } : {};
}

function byOf(desk, report) {
  if (partsOf(desk).includes(desk.params.by)) return desk.params.by;
  return isOfMany(desk) ? "office" : report.by;
}

function show(desk, report) {
  return html`
    ${pageHead({ title: report.title(), about: periodName(periodFor(desk)) })}
    ${desk.data ? scopeOnPaper(desk.data) : nothing}
    <div class="asked panel">
      ${periodPicker(desk)}
      ${desk.offices.length > 1 ? scopePicker(desk) : nothing}
      <div class="told-by" role="group" aria-label=${t("Thống kê theo")}>
        <span class="soft small">${t("Thống kê theo")}</span>
        <div class="segments">${partsOf(desk).map((by) => partLink(desk, by, byOf(desk, report)))}</div>
      </div>
    </div>
    <div class="report ${desk.loading && !report.isTold?.(desk) ? "stale" : ""}">${contentOf(desk, (data) => html`${reportBody(desk, report, data)}${report.below?.(desk, data) ?? nothing}`)}</div>
  `;
}

function partLink(desk, by, shown) {
  return html`<a href=${addressOf(desk.view, { ...desk.params, by })} aria-current=${by === shown ? "true" : nothing}>${partTitle(by)}</a>`;
}

/** One's own office, or all below it together. */
export function scopePicker(desk) {
  const link = (scope, words) => html`
    <a href=${addressOf(desk.view, { ...desk.params, scope })} aria-current=${isOfMany(desk) === (scope === "below") ? "true" : nothing}>${words}</a>`;
  return html`
    <div class="told-by" role="group" aria-label=${t("Phạm vi")}>
      <span class="soft small">${t("Phạm vi")}</span>
      <div class="segments">${link("", t("Đơn vị này"))}${link("below", t("Cả các đơn vị trực thuộc"))}</div>
    </div>
  `;
}

/** On paper, where nobody sees what was chosen: which offices it is about, and when it was made. */
export function scopeOnPaper({ names, members, made_at: made }) {
  const others = members.length - 1;
  return html`<p class="on-paper">
    ${others ? html`${t("%(name)s và %(count)s đơn vị trực thuộc", { name: name(names), count: count(others) })} · ` : nothing}
    ${t("Lập lúc %(time)s ngày %(day)s", { time: formatTime(made), day: formatDate(made) })}</p>`;
}

/** Offices whose figures of the period are not all here, by name. */
export function incompleteView({ silent }) {
  if (!silent.length) return nothing;
  const names = silent.map((office) => name(office.names));
  return html`<div class="notice red incomplete" role="status">${icon("wifi-off")}
    <div class="grow"><strong>${t("Số liệu chưa đầy đủ.")}</strong> ${names.length > MOST_NAMES ? folded(names) : html`${t("Chưa gửi đủ báo cáo của kỳ này:")} ${names.join("; ")}.`}</div></div>`;
}

/** More names than are read at a glance open with a click. */
function folded(names) {
  return html`<details><summary>${t("%(count)s đơn vị chưa gửi đủ báo cáo của kỳ này", { count: count(names.length) })}</summary><span>${names.join("; ")}.</span></details>`;
}

function reportBody(desk, report, data) {
  if (report.isEmpty(data)) return html`${incompleteView(data)}${nothingYet()}`;
  return html`
    ${incompleteView(data)}
    ${report.figures(data)}
    ${chartsOf(desk, report, data)}
    <section class="part stack">
      <div class="row ends">
        <h2>${t("Bảng số liệu")}</h2>
        ${exportLinks(desk, `reports/${report.what}`, { from: data.from, to: data.to, by: data.by, ...scopeOf(desk) }, isOfMany(desk) ? FORMATS_OF_MANY : FORMATS)}
      </div>
      <div class="panel bare">${report.table(data, desk)}</div>
      ${tableNotes([...report.notes(data), ...scopeNotes(data)])}
    </section>
  `;
}

/** What is to be known of a report over several offices. */
function scopeNotes({ by, members, rows }) {
  if (members.length < 2) return [];
  const told = new Set(rows.map(({ key }) => key));
  const absent = by === "office" ? members.filter(({ code }) => !told.has(code)) : [];
  return [
    ...(absent.length ? [t("Không có số liệu trong kỳ này (%(count)s đơn vị): %(offices)s.", { count: count(absent.length), offices: absent.map(({ names }) => name(names)).join("; ") })] : []),
    ...(by === "service" ? [t("Lĩnh vực cùng mã ở các đơn vị được cộng chung, ghi theo tên ở đơn vị đầu tiên.")] : []),
  ];
}

/** Charts are made anew only for other data or another language. */
function chartsOf(desk, report, data) {
  const { local } = desk;
  if (local.chartsOf !== data || local.chartsIn !== language()) {
    const paint = { colours: readColours(), share, whole: (value) => formatPercent(value, 0), number: count, wide: widthOf, isDays: data.by === "day" };
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
