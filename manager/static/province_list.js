/** The list of the province's offices, the one in most trouble first, with their sum. */

import { html, nothing } from "lit-html";

import { formatDate, formatTime, name, t, tn } from "/static/i18n.js";

import { addressOf } from "./addresses.js";
import { intervalMark, nobody } from "./parts.js";
import { byTrouble, toneOf, troublesOf, waitOf } from "./province_rules.js";
import { sumsOf } from "./province_sums.js";
import { leftOut } from "./province_sums_view.js";
import { stateName, troubleIcon, troubleName } from "./province_words.js";
import { table } from "./tables.js";
import { count, fraction, interval, NOTHING, placeName, share, spell } from "./words.js";

/** A row for each office, and one for all that are shown together. */
export function listView(desk, offices, now) {
  if (!offices.length) return nobody("search", t("Không có đơn vị nào như vậy"), t("Thử tìm bằng từ khác."));
  const columns = [
    { title: t("Đơn vị"), head: true, value: placeName, cell: (row) => (row.sums ? sumsName(row.sums) : nameCell(row)) },
    { title: t("Trạng thái"), value: (row) => row.open_counters, cell: (row) => (row.sums ? openWords(row.sums) : stateView(row, now)) },
    { title: t("Đang chờ"), number: true, kind: "main-figure", value: (row) => row.waiting, cell: (row) => count(row.waiting) },
    { title: t("Chờ lâu nhất"), number: true, value: (row) => waitOf(row, now), cell: (row) => spell(row.sums ? row.sums.longest_s : waitOf(row, now)) },
    { title: t("Đã phục vụ"), number: true, kind: "roomy", value: (row) => row.served, cell: (row) => count(row.served) },
    { title: t("Tỷ lệ hài lòng"), kind: "roomy", hint: t("Trong các lượt có đánh giá; dưới mỗi tỷ lệ là khoảng tin cậy 95%(sign)s.", { sign: "%" }), value: (row) => row.satisfaction.satisfied.rate, cell: satisfactionCell },
    { title: t("Phản hồi"), number: true, kind: "roomy", hint: t("Số lượt có đánh giá trong số lượt đã phục vụ."), value: (row) => row.satisfaction.response.rate, cell: (row) => share(row.satisfaction.response.rate) },
    { title: t("Thiết bị"), number: true, kind: "roomy", hint: t("Đang kết nối trong tổng số."), value: (row) => row.lost, cell: devicesCell },
    { title: t("Báo cáo gần nhất"), number: true, kind: "roomy", value: (row) => row.heard_at, cell: (row) => (row.sums ? "" : heardCell(row, now)) },
  ];
  const sums = sumsOf(offices, now);
  return html`<div class="panel bare province">${table({ desk, name: "province", caption: t("Tất cả đơn vị"), columns, rows: byTrouble(offices, now), total: { ...sums, sums }, rowClass: (row) => (row.silent ? "old" : ""), key: ({ code }) => code })}</div>`;
}

function nameCell(row) {
  return html`<a class="office-link" href=${addressOf("today", { office: row.code })} title=${name(row.names)}>${placeName(row)}</a>`;
}

function sumsName(sums) {
  return html`${tn("Tổng %(num)s đơn vị", "Tổng %(num)s đơn vị", sums.heard, { num: count(sums.heard) })}${sums.silent ? html`<br><span class="soft small">${leftOut(sums)}</span>` : nothing}`;
}

function openWords({ open }) {
  return open === null ? NOTHING : t("%(count)s đang mở", { count: count(open) });
}

function stateView(office, now) {
  const troubles = troublesOf(office, now);
  const tone = toneOf(office, now);
  return html`<span class="office-state">
    <span class="chip ${tone === "grey" ? "" : tone}">${troubles.length ? html`${troubleIcon(troubles[0])}<span>${troubleName(troubles[0])}</span>` : stateName(office)}</span>
    ${troubles.length > 1 ? html`<span class="soft small">${troubles.slice(1).map(troubleName).join(" · ")}</span>` : nothing}
  </span>`;
}

function satisfactionCell({ satisfaction: { satisfied } }) {
  if (satisfied.rate == null) return NOTHING;
  return html`<span class="interval-cell">${intervalMark(satisfied)}<span class="rates">
    <span><span class="rate">${share(satisfied.rate)}</span> <span class="faint small">${fraction(satisfied.numerator, satisfied.denominator)}</span></span>
    <span class="faint small" title=${t("Khoảng tin cậy 95%(sign)s", { sign: "%" })}>${interval(satisfied)}</span></span></span>`;
}

function devicesCell({ devices, lost }) {
  if (!devices) return NOTHING;
  return lost ? html`<strong class="lost">${fraction(devices - lost, devices)}</strong>` : fraction(devices, devices);
}

function heardCell({ fed, heard_at: heard }, now) {
  if (!fed) return html`<span class="faint">${t("Trực tiếp")}</span>`;
  if (!heard) return t("Chưa từng");
  if (formatDate(heard) === formatDate(now)) return formatTime(heard);
  return html`<span class="unbroken">${formatDate(heard)}</span><br>${formatTime(heard)}`;
}
