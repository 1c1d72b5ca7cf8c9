/** What an office's state and each trouble are called, and the sign of each. */

import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { count, placeName } from "./words.js";

/** A trouble in a few words. */
export function troubleName(trouble) {
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

/** Its sign, so that no colour has to say it alone. */
export function troubleIcon(trouble) {
  const signs = {
    refused: icon("ban"),
    silent: icon("wifi-off"),
    unattended: icon("door-closed"),
    long_wait: icon("hourglass"),
    help: icon("life-buoy"),
    devices: icon("monitor-off"),
    dissatisfied: icon("frown"),
  };
  return signs[trouble];
}

/** What the four tones of offices mean, the worst first. */
export function toneNames() {
  return { red: t("Cần xử lý ngay"), gold: t("Cần để ý"), green: t("Đang làm việc"), grey: t("Chưa mở quầy") };
}

/** How many counters of an office without trouble call. */
export function stateName({ open_counters: open, counters }) {
  return open > 0 ? t("Mở %(open)s/%(all)s quầy", { open: count(open), all: count(counters) }) : t("Chưa mở quầy nào");
}

/** On a tile there is room only for what differs from its neighbours: its title says all. */
export function tileName(office, top) {
  const own = placeName(office).replace(/^(Điểm tiếp nhận|Xã|Phường)\s+/, "").replace(/ (Reception Point|Commune|Ward)\b/, "");
  const province = top ? `${placeName(top)}, ` : "";
  return province && own.startsWith(province) ? capitalized(own.slice(province.length)) : own;
}

/** A centre among those to choose; offices that belong to none stand under the first of all. */
export function centreName(head, offices) {
  return head === offices[0] ? t("Trực thuộc trực tiếp") : placeName(head);
}

function capitalized(text) {
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
}
