/** Sentences that several views of the kiosk say. */

import { formatDate, formatNumber, formatTime, name, t, tn } from "/static/i18n.js";

/** "12 người đang chờ". */
export function waitingText(count) {
  return count === 0
    ? t("Chưa có ai chờ")
    : tn("%(num)s người đang chờ", "%(num)s người đang chờ", count);
}

/** "12 người". */
export function peopleText(count) {
  return count === 0 ? t("Chưa có ai chờ") : tn("%(num)s người", "%(num)s người", count);
}

/** "khoảng 8–15 phút" that breaks only before its figures, or null when nobody can say. */
export function estimateText(estimate) {
  return estimate ? unbroken(rangeText(estimate)) : null;
}

/** The text with each figure tied to its dash and to the word after it. */
export function unbroken(text) {
  return text.replace(/(?<=\d)–(?=\d)/g, "\u2060–\u2060").replace(/(?<=\d) /g, "\u00a0");
}

function rangeText(estimate) {
  const { low_min: low, high_min: high } = estimate;
  if (high <= 1) {
    return t("dưới 2 phút");
  }
  if (low < 1) {
    return t("trong khoảng %(high)s phút", { high });
  }
  return low === high
    ? tn("khoảng %(num)s phút", "khoảng %(num)s phút", high)
    : t("khoảng %(low)s–%(high)s phút", { low, high });
}

/** The estimate of a service, null while no counter is open: then nobody can say. */
export function serviceEstimate(service) {
  return service.open_counters.length ? estimateText(service.estimate) : null;
}

/** "Còn 4 người trước Ông/Bà". */
export function aheadText(count) {
  return count === 0
    ? t("Ông/Bà là người tiếp theo")
    : tn("Còn %(num)s người trước Ông/Bà", "Còn %(num)s người trước Ông/Bà", count);
}

/** "Quầy 1, 2". */
export function countersText(numbers) {
  return tn("Quầy %(list)s", "Quầy %(list)s", numbers.length, { list: numbers.join(", ") });
}

/**
 * Why a service gives no numbers, and when it does again; null when it does.
 * @returns {{ icon: string, why: string, when: string } | null}
 */
export function shutText(service, now) {
  const reasons = {
    paused: ["circle-pause", t("Tạm dừng nhận số")],
    full: ["ban", t("Đã hết số hôm nay")],
    closed_day: ["moon", t("Hôm nay nghỉ")],
    outside_hours: ["clock", t("Ngoài giờ lấy số")],
  };
  const found = reasons[service.state];
  return found ? { icon: found[0], why: found[1], when: whenText(service, now) } : null;
}

function whenText(service, now) {
  if (service.opens_at) {
    return opensText(service.opens_at, now);
  }
  return service.state === "paused" ? t("Vui lòng hỏi cán bộ hướng dẫn") : "";
}

/** "Mở cửa lại lúc 07:30 ngày 23/11/2026". */
export function opensText(opensAt, now) {
  const [time, date] = [formatTime(opensAt), formatDate(opensAt)];
  return date === formatDate(now)
    ? t("Mở cửa lại lúc %(time)s hôm nay", { time })
    : t("Mở cửa lại lúc %(time)s ngày %(date)s", { time, date });
}

/** "3 ngày làm việc". */
export function daysText(days) {
  return days === 0
    ? t("Trong ngày")
    : tn("%(num)s ngày làm việc", "%(num)s ngày làm việc", days);
}

/** "15.000 đồng". */
export function feeText(fee) {
  return fee === 0 ? t("Không thu phí") : t("%(fee)s đồng", { fee: formatNumber(fee) });
}

/** The reasons for going first; the codes are what the counter is told. */
export function priorityReasons(age) {
  return [
    ["elderly", t("Người từ đủ %(age)s tuổi trở lên", { age })],
    ["disabled", t("Người khuyết tật nặng, đặc biệt nặng")],
    ["pregnant", t("Phụ nữ có thai")],
    ["child", t("Trẻ em dưới 6 tuổi")],
    ["merit", t("Người có công với cách mạng")],
  ];
}

/** What to show the clerk who calls. */
export function proofText() {
  return t("Vui lòng xuất trình giấy tờ chứng minh diện ưu tiên tại quầy khi được gọi.");
}

/** A name of the catalogue for a text, "" for none. */
export function nameOf(thing, of = "names") {
  return name(thing?.[of] ?? {});
}
