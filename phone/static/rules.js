/** What a ticket's page has to say. Pure, but for the words. */

import { t, tn } from "/static/i18n.js";

/** This few people ahead: stay near the counters. */
export const SOON = 2;

/**
 * Which page a ticket gets: its state, and for a served one whether it may be, was, or can no
 * longer be rated.
 */
export function sceneOf(ticket) {
  if (ticket.state !== "served") {
    return ticket.state;
  }
  if (ticket.rated) {
    return "rated";
  }
  return ticket.may_rate ? "rate" : "rating_over";
}

/** Whether the owner is called by this state who was not by the one before: a call, or a recall. */
export function isNewCall(before, after) {
  return after.state === "called" && (before?.state !== "called" || after.calls > before.calls);
}

/** "Còn 4 người trước Ông/Bà". */
export function placeSentence(ticket) {
  return ticket.people_ahead
    ? tn("Còn %(num)s người trước Ông/Bà", "Còn %(num)s người trước Ông/Bà", ticket.people_ahead)
    : t("Ông/Bà là người tiếp theo");
}

/** The wait as a range of minutes; "" when there is nothing to tell. */
export function estimateSentence({ people_ahead: ahead, estimate }) {
  if (!ahead || !estimate) {
    return "";
  }
  const { low_min: low, high_min: high } = estimate;
  if (high <= 1) {
    return t("Dự kiến trong ít phút nữa");
  }
  if (low < 1) {
    return t("Dự kiến trong khoảng %(high)s phút", { high });
  }
  return low === high
    ? t("Dự kiến khoảng %(high)s phút", { high })
    : t("Dự kiến khoảng %(low)s–%(high)s phút", { low, high });
}

/** The tab's own name, so that the state is seen among other tabs: "A025 – còn 4 người". */
export function pageTitle(ticket) {
  const words = TITLES[sceneOf(ticket)]?.(ticket);
  return `${ticket.label}${words ? ` – ${words}` : ""} · Mời Số`;
}

const TITLES = {
  waiting: ({ people_ahead: ahead }) =>
    ahead ? tn("còn %(num)s người", "còn %(num)s người", ahead) : t("sắp đến lượt"),
  called: ({ counter }) => t("mời đến quầy %(counter)s", { counter }),
  serving: () => t("đang được phục vụ"),
  parked: () => t("đang được giữ lại"),
  missed: () => t("đã lỡ lượt"),
  rate: () => t("mời đánh giá"),
  rated: () => t("đã đánh giá"),
  cancelled: () => t("đã hủy"),
  expired: () => t("hết hiệu lực"),
};
