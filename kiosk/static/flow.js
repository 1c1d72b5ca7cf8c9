/**
 * What the kiosk shows and when it moves on: the whole rule of the screen, pure.
 *
 * Each function takes a state and gives the next one; an act that has no meaning on the screen
 * shown (a second tap, a late answer) gives the same state back.
 */

import { leftAfter, madeWish } from "./wish.js";

export const IDLE_MS = 30_000;
export const WARN_MS = 20_000;
export const RESULT_MS = 12_000;
export const UNPRINTED_MS = 60_000;
export const SENDING_MS = 60_000;
export const PRINT_WAIT_MS = 6_000;
export const SLOW_MS = 8_000;

/**
 * @typedef {import("./wish.js").Wish} Wish
 * @typedef {"printing" | "printed" | "failed" | "none"} Paper
 * @typedef {{
 *   screen: "rest" | "confirm" | "sending" | "refused" | "result" | "search" | "procedure" | "return",
 *   lang: string, home: string, large: boolean, reading: boolean, touchedAt: number,
 *   wish: Wish | null, left: string[], unanswered: boolean,
 *   ticket: any, paper: Paper, isStaffTold: boolean, since: number,
 *   refusal: any, text: string, found: any[] | null, failed: boolean, procedure: any,
 *   comeback: { state: string, code: string, ticket?: any } | null,
 *   help: null | "asking" | "told" | "failed",
 * }} Flow
 */

const EMPTY = {
  screen: "rest",
  wish: null,
  unanswered: false,
  ticket: null,
  paper: "none",
  isStaffTold: false,
  since: 0,
  refusal: null,
  text: "",
  found: null,
  failed: false,
  procedure: null,
  comeback: null,
  help: null,
};

/** The screen that waits for the next citizen, in the office's first language. */
export function newFlow(home, now) {
  return { ...EMPTY, home, lang: home, large: false, reading: false, left: [], touchedAt: now };
}

/**
 * Back to the beginning for the same citizen: the language and the large letters stay. A wish does
 * not: nobody can tell whether the next touch is the same citizen's.
 */
export function toRest(flow, now) {
  return { ...flow, ...EMPTY, left: leftAfter(flow), touchedAt: now };
}

/** Any touch: somebody is there. */
export function touch(flow, now) {
  return { ...flow, touchedAt: now };
}

/** Choose a service; `key` is the idempotency key of this wish, whatever happens to it. */
export function choose(flow, service, { key, now }) {
  if (!["rest", "procedure"].includes(flow.screen)) {
    return flow;
  }
  return { ...flow, screen: "confirm", wish: madeWish(service, key, now), touchedAt: now };
}

/** Tick or untick the priority row. */
export function claimPriority(flow, isClaimed) {
  return changeWish(flow, { class: isClaimed ? "priority" : "normal", reason: null });
}

/** Say why; the same reason again takes it back. */
export function chooseReason(flow, reason) {
  return changeWish(flow, { reason: flow.wish?.reason === reason ? null : reason });
}

function changeWish(flow, change) {
  return flow.screen === "confirm" ? { ...flow, wish: { ...flow.wish, ...change } } : flow;
}

/** The red button. A second tap finds another screen and does nothing. */
export function send(flow, now) {
  if (flow.screen !== "confirm") {
    return flow;
  }
  const wish = { ...flow.wish, language: flow.lang, sentAt: now };
  return { ...flow, screen: "sending", wish, unanswered: false, touchedAt: now };
}

/** The ticket came. An answer for a wish that was given up is nobody's. */
export function answered(flow, ticket, key, now) {
  if (flow.screen !== "sending" || flow.wish.key !== key) {
    return flow;
  }
  const wish = { ...flow.wish, isAnswered: true };
  const shown = { ...flow, screen: "result", wish, ticket, since: now, touchedAt: now };
  return { ...shown, ...paperNews(ticket.print) };
}

/** The server said no, or met an error that leaves open whether a number was given. */
export function refused(flow, problem, key, now) {
  if (flow.screen !== "sending" || flow.wish.key !== key) {
    return flow;
  }
  if (problem.status === 0) {
    return { ...flow, unanswered: true };
  }
  const left = problem.status >= 500 ? leftAfter(flow) : flow.left;
  return { ...flow, screen: "refused", refusal: problem, wish: null, left, touchedAt: now };
}

/** The server knows that nobody waits for the wish with this key. */
export function withdrawn(flow, key) {
  return { ...flow, left: flow.left.filter((one) => one !== key) };
}

/** News of the slip of paper. */
export function printTold(flow, print, now) {
  if (flow.screen !== "result" || flow.ticket.print?.id !== print.id) {
    return flow;
  }
  const news = paperNews(print);
  const isOld = news.paper === flow.paper || (flow.paper === "failed" && news.paper === "printing");
  return isOld ? { ...flow, isStaffTold: flow.isStaffTold || news.isStaffTold } : { ...flow, ...news, since: now };
}

/** A job that failed shows itself at the counters; one that only hangs does not. */
function paperNews(print) {
  const states = { queued: "printing", printing: "printing", printed: "printed" };
  const paper = print ? (states[print.state] ?? "failed") : "none";
  return { paper, isStaffTold: paper === "failed" };
}

/** The counters heard of paper that does not come. */
export function staffTold(flow) {
  return flow.screen === "result" ? { ...flow, isStaffTold: true } : flow;
}

/** "THỦ TỤC HÀNH CHÍNH". */
export function openSearch(flow, now) {
  return flow.screen === "rest" ? { ...flow, screen: "search", touchedAt: now } : flow;
}

/** What stands in the search field; the list found for it comes later. */
export function typed(flow, text) {
  return flow.screen === "search" ? { ...flow, text, failed: false } : flow;
}

/** The procedures found for a text; null when the server could not be asked. */
export function foundFor(flow, text, list) {
  if (flow.screen !== "search" || flow.text !== text) {
    return flow;
  }
  return list ? { ...flow, found: list, failed: false } : { ...flow, failed: true };
}

/** Whether the list must be asked for: a new screen, text or language, or another try. */
export function isNewSearch(before, after) {
  if (before.screen !== "search") {
    return !after.found || after.lang !== before.lang;
  }
  const isRetry = before.failed && !after.failed && after.found === before.found;
  return isRetry || after.text !== before.text || after.lang !== before.lang;
}

/** Open one procedure of the list. */
export function openProcedure(flow, procedure) {
  return flow.screen === "search" ? { ...flow, screen: "procedure", procedure } : flow;
}

/** One step back: from a procedure to its list, from anywhere else to the beginning. */
export function back(flow, now) {
  if (flow.screen === "procedure") {
    return { ...flow, screen: "search", procedure: null };
  }
  return toRest(flow, now);
}

/** Whether a scanned code may take the screen: never while somebody is taking a number. */
export function mayComeBack(flow) {
  return ["rest", "return", "refused", "search", "procedure"].includes(flow.screen);
}

/** A returning citizen's code was scanned; a reader that reads it twice changes nothing. */
export function scanned(flow, code, now) {
  if (!mayComeBack(flow) || isReading(flow, code)) {
    return flow;
  }
  return { ...flow, screen: "return", comeback: { state: "reading", code }, touchedAt: now };
}

/** The answer to a code, for whoever still waits for it: after them come the next ones. */
export function cameBack(flow, code, comeback, now) {
  return isReading(flow, code) ? { ...flow, comeback: { ...comeback, code }, touchedAt: now } : flow;
}

function isReading({ screen, comeback }, code) {
  return screen === "return" && comeback.state === "reading" && comeback.code === code;
}

/** "Gọi người hỗ trợ": asking, told or failed; null closes it. */
export function help(flow, state) {
  return { ...flow, help: state };
}

/** Another language; what was asked for keeps the language it was asked in. */
export function speakIn(flow, lang) {
  return { ...flow, lang };
}

/** "Chữ to", until the next citizen. */
export function toggleLarge(flow) {
  return { ...flow, large: !flow.large };
}

/** "Đọc to", until the next citizen. */
export function toggleReading(flow) {
  return { ...flow, reading: !flow.reading };
}

/** Milliseconds until the screen leaves by itself, Infinity when it stays. */
export function leavesIn(flow, now) {
  const limit = patience(flow);
  const from = flow.screen === "result" ? Math.max(flow.since, flow.touchedAt) : flow.touchedAt;
  return from + limit - now;
}

function patience(flow) {
  if (flow.screen === "result") {
    return flow.paper === "printed" ? RESULT_MS : UNPRINTED_MS;
  }
  if (flow.screen === "sending") {
    return SENDING_MS;
  }
  return isUntouched(flow) ? Infinity : IDLE_MS;
}

/** At rest as the next citizen should find it. */
function isUntouched(flow) {
  const isPlain = flow.lang === flow.home && !flow.large && !flow.reading && !flow.help;
  return flow.screen === "rest" && isPlain;
}

/** Whether to ask "are you still there?". */
export function isAboutToLeave(flow, now) {
  const isAsked = !["result", "sending", "rest"].includes(flow.screen);
  return isAsked && leavesIn(flow, now) <= IDLE_MS - WARN_MS;
}

/** Time passed: answers and paper that do not come, people who left. */
export function tick(flow, now) {
  if (leavesIn(flow, now) <= 0) {
    return { ...newFlow(flow.home, now), left: leftAfter(flow) };
  }
  if (flow.screen === "sending" && !flow.unanswered && now - flow.touchedAt >= SLOW_MS) {
    return { ...flow, unanswered: true };
  }
  if (flow.screen === "result" && flow.paper === "printing" && now - flow.since >= PRINT_WAIT_MS) {
    return { ...flow, paper: "failed", since: now };
  }
  return flow;
}
