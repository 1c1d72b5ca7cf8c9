/** What the counter calls things: acts, classes, channels, reasons, a printer's trouble. */

import { name, t } from "/static/i18n.js";

/** The name of each act, as its button says it. */
export function actName(act) {
  const names = {
    "call-next": t("Gọi số tiếp theo"),
    "finish-and-call": t("Xong, gọi số tiếp"),
    start: t("Bắt đầu"),
    recall: t("Gọi lại"),
    "no-show": t("Vắng mặt"),
    finish: t("Xong"),
    park: t("Tạm gác"),
    transfer: t("Chuyển"),
    reprint: t("In lại phiếu"),
    pause: t("Tạm nghỉ"),
    reopen: t("Mở lại quầy"),
    close: t("Đóng quầy"),
    take: t("Lấy số giúp"),
  };
  return names[act];
}

/** What an act did to a ticket, for the line that offers to take it back. */
export function doneName(act, label) {
  const names = {
    call: t("Vừa gọi %(label)s", { label }),
    recall: t("Vừa gọi lại %(label)s", { label }),
    start: t("Vừa bắt đầu phục vụ %(label)s", { label }),
    finish: t("Vừa xong %(label)s", { label }),
    no_show: t("Vừa ghi %(label)s vắng mặt", { label }),
    park: t("Vừa tạm gác %(label)s", { label }),
    resume: t("Vừa mời %(label)s vào tiếp", { label }),
    transfer: t("Vừa chuyển %(label)s", { label }),
    bring_back: t("Vừa cho %(label)s chờ lại", { label }),
  };
  return names[act] ?? label;
}

/** The class of a ticket where it says something: null for a normal one. */
export function className(ticket) {
  return { priority: t("Ưu tiên"), returning: t("Đã quay lại"), appointment: t("Hẹn trước") }[ticket.class] ?? null;
}

/** Why a citizen may go first. */
export function priorityReasons(age) {
  return {
    elderly: t("Người từ đủ %(age)s tuổi trở lên", { age }),
    disabled: t("Người khuyết tật nặng, đặc biệt nặng"),
    pregnant: t("Phụ nữ có thai"),
    child: t("Trẻ em dưới 6 tuổi"),
    merit: t("Người có công với cách mạng"),
  };
}

/** A kept reason, which may be one of ours or a person's own words. */
export function priorityReason(reason, age) {
  return priorityReasons(age)[reason] ?? reason;
}

/** Where a ticket was taken. */
export function channelName(channel) {
  const names = {
    kiosk: t("Lấy ở máy lấy số"),
    clerk: t("Cán bộ lấy giúp"),
    phone: t("Lấy qua điện thoại"),
    booking: t("Đặt hẹn trước"),
  };
  return names[channel] ?? channel;
}

/** Reasons to set a ticket aside. */
export function parkReasons() {
  return [t("Điền tờ khai"), t("Đi photo giấy tờ"), t("Bổ sung giấy tờ")];
}

/** Reasons to pause a counter. */
export function pauseReasons() {
  return [t("Nghỉ giải lao"), t("Họp"), t("Nghỉ trưa"), t("Giao hồ sơ")];
}

/** Reasons to call somebody before his turn. */
export function callReasons() {
  return [t("Người già yếu, khuyết tật"), t("Có con nhỏ đi cùng"), t("Đã được hẹn giờ"), t("Chỉ nộp bổ sung giấy tờ")];
}

/** Reasons to take a ticket out of the line. */
export function cancelReasons() {
  return [t("Công dân đã về"), t("Lấy nhầm lĩnh vực"), t("Lấy trùng số")];
}

/** What is wrong with a printer, in a few words. */
export function printerTrouble({ reason }) {
  const names = {
    paper_out: t("hết giấy"),
    cover_open: t("đang mở nắp"),
    printer_offline: t("báo lỗi, không in"),
    printer_unreachable: t("không kết nối được"),
    connection_lost: t("mất kết nối khi đang in"),
    printer_timeout: t("không nhận hết phiếu"),
    no_answer: t("không báo là đã in"),
  };
  return names[reason] ?? t("không in được");
}

/** Why a service takes no tickets now, or null when it does. */
export function whyNoTickets(service) {
  const names = {
    closed_day: t("Nghỉ hôm nay"),
    outside_hours: t("Ngoài giờ"),
    paused: t("Tạm ngừng"),
    full: t("Hết số hôm nay"),
  };
  return names[service.state] ?? null;
}

/** "Quầy 3", with the counter's own name where it has one. */
export function counterTitle({ number, names }) {
  const own = name(names);
  return own ? t("Quầy %(number)s: %(name)s", { number, name: own }) : t("Quầy %(number)s", { number });
}
