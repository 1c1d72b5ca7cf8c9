/** The province's screen: every office below as it is now, the one in most trouble first. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatDate, formatTime, name, t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { overviewName } from "./frame.js";
import { bigDuration, contentOf, figure, intervalMark, nobody, pageHead } from "./parts.js";
import { mosaic, toneFilter } from "./province_map.js";
import { byTrouble, sumsOf, toneOf, troublesOf, waitOf } from "./province_rules.js";
import { stateName, troubleIcon, troubleName } from "./province_words.js";
import { findOffices } from "./search.js";
import { table } from "./tables.js";
import { count, fraction, interval, NOTHING, placeName, share, spell } from "./words.js";

/** More silent offices than these are only counted. */
const MOST_NAMED = 4;

/** Fewer offices are seen at a glance in the list. */
const MAP_FROM = 5;

/** It asks again by itself: the figures of a hundred offices change every second. */
export const province = { asks: () => true, load, show };

async function load() {
  return api("GET", "/province");
}

function show(desk) {
  const { now } = desk.data ?? {};
  return html`
    ${pageHead({
      title: overviewName(desk.offices[0]?.kind),
      about: now ? t("Lúc %(time)s, tự cập nhật", { time: formatTime(now, { seconds: true }) }) : "",
    })}
    ${contentOf(desk, (data) => (data.offices.length ? provinceView(desk, data) : noOffices(desk)))}
  `;
}

function noOffices(desk) {
  const open = desk.mayEdit ? html`<a class="button main" href="/manager/offices?edit=new">${icon("plus")} ${t("Mở đơn vị mới")}</a>` : undefined;
  return nobody("landmark", t("Chưa có đơn vị nào"), t("Các đơn vị trực thuộc sẽ hiện ở đây khi được mở."), open);
}

function provinceView(desk, { offices, now }) {
  const found = findOffices(byTrouble(offices, now), desk.local.query ?? "");
  const shown = desk.local.tone ? found.filter((one) => toneOf(one, now) === desk.local.tone) : found;
  return html`
    ${sumsView(offices, now)}
    <section class="stack part">
      <div class="row ends">
        <h2>${t("Từng đơn vị")}</h2>
        <label class="search-box">${icon("search")}<input type="search" class="input" .value=${desk.local.query ?? ""}
          placeholder=${t("Tìm đơn vị…")} aria-label=${t("Tìm đơn vị…")} @input=${(event) => search(desk, event)}></label>
      </div>
      ${offices.length < MAP_FROM ? nothing : html`${toneFilter(desk, found, now)}${shown.length ? mosaic(desk, shown, now) : nothing}`}
    </section>
    <section class="stack part"><h2>${t("Danh sách, đơn vị cần chú ý nhất ở trên")}</h2>${listView(desk, shown, now)}</section>
  `;
}

function search(desk, event) {
  desk.local.query = event.target.value;
  desk.draw();
}

// ---- all together

function sumsView(offices, now) {
  const sums = sumsOf(offices, now);
  return html`
    ${sums.silent ? silentView(offices.filter(({ silent }) => silent)) : nothing}
    <p class="visually-hidden" role="status">${tn("%(num)s đơn vị cần chú ý", "%(num)s đơn vị cần chú ý", sums.troubled)}</p>
    <section class="figures-row even" aria-label=${t("Toàn tỉnh lúc này")}>
      ${figure(t("Đang mở"), fraction(sums.open, offices.length), t("Đơn vị có quầy đang gọi"))}
      ${figure(t("Đang chờ"), count(sums.waiting), t("Người, ở tất cả đơn vị"))}
      ${figure(t("Chờ lâu nhất"), bigDuration(sums.longest_s || null), t("Trong số người đang chờ"))}
      ${figure(t("Đã phục vụ"), count(sums.served), t("Lượt trong ngày"))}
      ${figure(t("Cần chú ý"), count(sums.troubled), t("Đơn vị có vấn đề"))}
    </section>
  `;
}

/** Who is meant is said by name; of many, how many more there are. */
function silentView(silent) {
  const named = silent.slice(0, MOST_NAMED).map(placeName).join("; ");
  const others = silent.length - MOST_NAMED;
  const who = others > 0 ? t("%(names)s và %(count)s đơn vị khác", { names: named, count: count(others) }) : named;
  return html`<div class="notice red silent-offices" role="status">${icon("wifi-off")}
    <p class="grow"><strong>${t("Số liệu chưa đầy đủ.")}</strong>
      ${t("Không nhận được báo cáo của %(names)s; số liệu ở đây là của lần báo cáo gần nhất.", { names: who })}</p></div>`;
}

// ---- the list

function listView(desk, offices, now) {
  if (!offices.length) return nobody("search", t("Không có đơn vị nào như vậy"), t("Thử tìm bằng từ khác."));
  const columns = [
    { title: t("Đơn vị"), head: true, value: placeName, cell: nameCell },
    { title: t("Trạng thái"), value: (row) => row.open_counters, cell: (row) => stateView(row, now) },
    { title: t("Đang chờ"), number: true, kind: "main-figure", value: (row) => row.waiting, cell: (row) => count(row.waiting) },
    { title: t("Chờ lâu nhất"), number: true, value: (row) => waitOf(row, now), cell: (row) => spell(waitOf(row, now)) },
    { title: t("Đã phục vụ"), number: true, kind: "roomy", value: (row) => row.served, cell: (row) => count(row.served) },
    { title: t("Tỷ lệ hài lòng"), kind: "roomy", hint: t("Trong các lượt có đánh giá; dưới mỗi tỷ lệ là khoảng tin cậy 95%(sign)s.", { sign: "%" }), value: (row) => row.satisfaction.satisfied.rate, cell: satisfactionCell },
    { title: t("Phản hồi"), number: true, kind: "roomy", hint: t("Số lượt có đánh giá trong số lượt đã phục vụ."), value: (row) => row.satisfaction.response.rate, cell: (row) => share(row.satisfaction.response.rate) },
    { title: t("Thiết bị"), number: true, kind: "roomy", hint: t("Đang kết nối trong tổng số."), value: (row) => row.lost, cell: devicesCell },
    { title: t("Báo cáo gần nhất"), number: true, kind: "roomy", value: (row) => row.heard_at, cell: (row) => heardCell(row, now) },
  ];
  return html`<div class="panel bare province">${table({ desk, name: "province", caption: t("Tất cả đơn vị"), columns, rows: offices, rowClass: (row) => (row.silent ? "old" : ""), key: ({ code }) => code })}</div>`;
}

function nameCell(row) {
  return html`<a class="office-link" href=${addressOf("today", { office: row.code })} title=${name(row.names)}>${placeName(row)}</a>`;
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
