/** Figures and states of managers' tables in words. */

import { nothing } from "lit-html";

import { formatDuration, formatNumber, formatPercent, language, name, t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { givenNameFirst } from "./sorting.js";
import { troubleCode } from "./troubles.js";

export const NOTHING = "–";

/** A count, or a dash where there is none. */
export function count(value) {
  return value == null ? NOTHING : formatNumber(value);
}

/** Seconds as "12 phút". */
export function spell(seconds) {
  return seconds == null ? NOTHING : formatDuration(seconds);
}

/** Seconds as minutes with one decimal, "8,3", as the exported tables show them. */
export function minutes(seconds) {
  return seconds == null ? NOTHING : formatNumber(Math.round(seconds / 6) / 10, 1);
}

/** A share as "83,9%". The server has rounded it: never up to 100 % unless it is. */
export function share(value) {
  return value == null ? NOTHING : formatPercent(value);
}

/** The 95 % interval as "79,6–87,4%". */
export function interval({ low, high }) {
  return low == null ? NOTHING : `${formatNumber(low * 100, 1)}–${share(high)}`;
}

/** "84/90": what a rate was calculated from. */
export function fraction(numerator, denominator) {
  return numerator == null ? NOTHING : `${formatNumber(numerator)}/${formatNumber(denominator)}`;
}

/** How a part of a report is called in a table and in a chart. */
export function partName(row, by) {
  const told = name(row.names);
  if (by === "counter" && row.key) {
    return told.includes(row.key) ? told : t("Quầy %(number)s: %(name)s", { number: row.key, name: told });
  }
  return told;
}

/** What the parts of a report are ordered by. */
export function partValue(row, by) {
  if (by === "day") return row.key;
  return by === "staff" ? givenNameFirst(partName(row, by)) : partName(row, by);
}

/** How it is called beside a row of a chart, where a day needs no year and an office no more than its place. */
export function chartName(row, by) {
  if (by === "office") return placeName(row);
  return by === "day" ? dayWords(row.key, { day: "numeric", month: "short" }, (month, day) => `${day}/${month}`) : partName(row, by);
}

/** The month of a day, "2026-11-01": a number in Vietnamese, "11", and a word elsewhere, "November". */
export function monthWord(day) {
  return dayWords(day, { month: "long" }, (month) => month);
}

function dayWords(day, parts, inVietnamese) {
  const code = language();
  const [, month, date] = day.split("-");
  if (code === "vi") return inVietnamese(month, date);
  const locales = [code === "en" ? "en-GB" : code, "vi"];
  return new Intl.DateTimeFormat(locales, { ...parts, timeZone: "UTC" }).format(new Date(day));
}

/** What the parts of a report are. */
export function partTitle(by) {
  const titles = {
    counter: t("Quầy"),
    staff: t("Cán bộ"),
    service: t("Lĩnh vực"),
    day: t("Ngày"),
    office: t("Đơn vị"),
  };
  return titles[by];
}

/** What the figures of a whole report are about. */
export function wholeTitle({ offices }) {
  return offices > 1 ? tn("Tất cả %(num)s đơn vị", "Tất cả %(num)s đơn vị", offices, { num: count(offices) }) : t("Toàn đơn vị");
}

/** Whether a report has one row that says what its total says. */
export function isOneRow({ by, offices }) {
  return by === "office" && offices === 1;
}

/** The five levels of satisfaction. */
export function levelNames() {
  return {
    5: t("Rất hài lòng"),
    4: t("Hài lòng"),
    3: t("Bình thường"),
    2: t("Không hài lòng"),
    1: t("Rất không hài lòng"),
  };
}

/** The roles of staff. */
export function roleName(role) {
  const names = {
    clerk: t("Cán bộ một cửa"),
    manager: t("Quản lý"),
    administrator: t("Quản trị viên"),
    auditor: t("Giám sát (chỉ xem)"),
  };
  return names[role] ?? role;
}

/** The kinds of devices. */
export function kindName(kind) {
  const names = {
    kiosk: t("Máy lấy số"),
    display: t("Màn hình gọi số"),
    counter: t("Phần mềm tại quầy"),
    rating: t("Máy đánh giá"),
    manager: t("Phần mềm quản lý"),
  };
  return names[kind] ?? kind;
}

/** The sign of a kind of device. */
export function kindIcon(kind) {
  const signs = {
    kiosk: icon("ticket"),
    display: icon("monitor"),
    rating: icon("tablet-smartphone"),
    counter: icon("concierge-bell"),
    manager: icon("chart-column"),
  };
  return signs[kind] ?? nothing;
}

/** What is wrong with a printer, in a few words. */
export function printerTrouble(printer) {
  const names = {
    paper_out: t("hết giấy"),
    paper_near_end: t("sắp hết giấy"),
    cover_open: t("đang mở nắp"),
    printer_offline: t("báo lỗi, không in"),
    printer_unreachable: t("không kết nối được"),
    connection_lost: t("mất kết nối khi đang in"),
    printer_timeout: t("không nhận hết phiếu"),
    no_answer: t("không báo là đã in"),
    printer_busy: t("đang bận in phiếu khác"),
    not_writable: t("không ghi được vào thư mục"),
    not_configured: t("không có trong cấu hình"),
  };
  return names[troubleCode(printer)] ?? t("không in được");
}

/** An office among others, without the words that all of them begin or end with: "Xã An Mẫu". */
export function placeName({ names }) {
  const short = name(names)
    .replace(/^Trung tâm Phục vụ hành chính công\s+/i, "")
    .replace(/ Public Administration Service Cent(re|er)/i, "");
  return capital(short);
}

/** A text that stands alone begins with a capital. */
export function capital(text) {
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
}

/** What happens with the ticket at a counter. */
export function ticketState(state) {
  const names = { called: t("đang gọi"), serving: t("đang phục vụ"), parked: t("tạm dừng") };
  return names[state] ?? "";
}
