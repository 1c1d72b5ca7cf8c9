/** The province's screen: every office below as it is now, the one in most trouble first. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatDate, formatTime, name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { overviewName } from "./frame.js";
import { bigDuration, contentOf, figure, intervalMark, nobody, pageHead } from "./parts.js";
import { byTrouble, sumsOf, toneOf, troublesOf, waitOf } from "./province_rules.js";
import { findOffices } from "./search.js";
import { table } from "./tables.js";
import { count, fraction, interval, NOTHING, placeName, share, spell } from "./words.js";

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
  const shown = findOffices(byTrouble(offices, now), desk.local.query ?? "");
  return html`
    ${sumsView(offices, now)}
    <section class="stack part">
      <div class="row ends">
        <h2>${t("Từng đơn vị")}</h2>
        <label class="search-box">${icon("search")}<input type="search" class="input" .value=${desk.local.query ?? ""}
          placeholder=${t("Tìm đơn vị…")} aria-label=${t("Tìm đơn vị…")} @input=${(event) => search(desk, event)}></label>
      </div>
      ${mosaic(shown, now)}
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
    ${sums.silent ? html`<div class="notice red silent-offices" role="status">${icon("wifi-off")}
      <p class="grow"><strong>${t("Số liệu chưa đầy đủ:")}</strong>
        ${t("%(count)s đơn vị không gửi báo cáo; số của họ là của lần cuối nghe được.", { count: count(sums.silent) })}</p></div>` : nothing}
    <section class="figures-row even" aria-label=${t("Toàn tỉnh lúc này")}>
      ${figure(t("Đang mở"), fraction(sums.open, offices.length), t("Đơn vị có quầy đang gọi"))}
      ${figure(t("Đang chờ"), count(sums.waiting), t("Người, ở tất cả đơn vị"))}
      ${figure(t("Chờ lâu nhất"), bigDuration(sums.longest_s || null), t("Trong số người đang chờ"))}
      ${figure(t("Đã phục vụ"), count(sums.served), t("Lượt trong ngày"))}
      ${figure(t("Cần chú ý"), count(sums.troubled), t("Đơn vị có vấn đề"))}
    </section>
  `;
}

// ---- from afar: a tile for each office

function mosaic(offices, now) {
  return html`<ul class="mosaic" role="list">${offices.map((office) => tile(office, now))}</ul>`;
}

function tile(office, now) {
  const words = troublesOf(office, now).map(troubleName);
  const states = (words.length ? words : [stateName(office)]).join(" · ");
  return html`
    <li><a class="tile ${toneOf(office, now)}" href=${addressOf("today", { office: office.code })} title="${name(office.names)} · ${states}">
      <span class="tile-name">${tileName(office)}</span><span class="tile-figure">${count(office.waiting)}</span><span class="visually-hidden">${t("đang chờ")} · ${states}</span></a></li>`;
}

/** On a tile there is room for what differs only; its title says all. */
function tileName(office) {
  return placeName(office).replace(/^(Điểm tiếp nhận|Xã|Phường)\s+/, "").replace(/ (Reception Point|Commune|Ward)\b/, "");
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
    { title: t("Nghe lần cuối"), number: true, kind: "roomy", value: (row) => row.heard_at, cell: (row) => heardCell(row, now) },
  ];
  return html`<div class="panel bare province">${table({ desk, name: "province", caption: t("Tất cả đơn vị"), columns, rows: offices, rowClass: (row) => (row.silent ? "old" : "") })}</div>`;
}

function nameCell(row) {
  return html`<a class="office-link" href=${addressOf("today", { office: row.code })} title=${name(row.names)}>${placeName(row)}</a>`;
}

function stateView(office, now) {
  const troubles = troublesOf(office, now);
  const tone = toneOf(office, now);
  return html`<span class="office-state">
    <span class="chip ${tone === "grey" ? "" : tone}">${troubles.length ? troubleName(troubles[0]) : stateName(office)}</span>
    ${troubles.length > 1 ? html`<span class="soft small">${troubles.slice(1).map(troubleName).join(" · ")}</span>` : nothing}
  </span>`;
}

function stateName({ open_counters: open, counters }) {
  return open > 0 ? t("Mở %(open)s/%(all)s quầy", { open: count(open), all: count(counters) }) : t("Chưa mở quầy nào");
}

function troubleName(trouble) {
  const names = {
    refused: t("Báo cáo bị từ chối"),
    silent: t("Mất liên lạc"),
    unattended: t("Có người chờ, không quầy mở"),
    long_wait: t("Chờ quá lâu"),
    help: t("Công dân cần hỗ trợ"),
    devices: t("Thiết bị mất kết nối"),
    dissatisfied: t("Hài lòng thấp"),
  };
  return names[trouble];
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
  if (!fed) return html`<span class="faint">${t("Tại đây")}</span>`;
  if (!heard) return t("Chưa từng");
  if (formatDate(heard) === formatDate(now)) return formatTime(heard);
  return html`<span class="unbroken">${formatDate(heard)}</span><br>${formatTime(heard)}`;
}
