/** A wish for a number and its idempotency key: what makes two tickets out of one wish impossible. Pure. */

/**
 * @typedef {{
 *   key: string, service: string, class: "normal" | "priority", reason: string | null,
 *   language: string | null, madeAt: number, sentAt: number | null, isAnswered: boolean,
 * }} Wish
 */

const UNSENT_MS = 30_000;
const SENT_MS = 60_000;
const ANSWERED_MS = 120_000;

/** A fresh wish: nothing is claimed yet. */
export function madeWish(service, key, now) {
  return { key, service, class: "normal", reason: null, language: null, madeAt: now, sentAt: null, isAnswered: false };
}

/** What is sent to POST /tickets. */
export function bodyOf(wish) {
  const body = { service: wish.service, class: wish.class, language: wish.language };
  return wish.reason ? { ...body, priority_reason: wish.reason } : body;
}

/**
 * The keys that nobody waits for any more, once this screen is left: a wish that was sent without
 * an answer is never sent again, because the next one to ask may be somebody else. A number that
 * was shown is somebody's, also where a reload asks for it once more.
 * @param {import("./flow.js").Flow} flow
 */
export function leftAfter(flow) {
  return flow.screen === "sending" && !flow.wish.isAnswered ? [...flow.left, flow.wish.key] : flow.left;
}

/**
 * The flow after a reload in the middle: a wish that was sent is sent again with its key, which
 * gives the same ticket; one that was not sent is confirmed again; an old one is nobody's, and
 * without an answer its key is left.
 * @param {any} flow a new flow
 * @param {string | null} saved what `saved` wrote
 */
export function restored(flow, saved, now) {
  const kept = parsed(saved);
  if (!kept?.wish?.key) {
    return flow;
  }
  const { wish, lang, large } = kept;
  if (!isFresh(wish, now)) {
    const isLeft = wish.sentAt !== null && !wish.isAnswered;
    return isLeft ? { ...flow, left: [...flow.left, wish.key] } : flow;
  }
  return { ...flow, lang, large, wish, screen: wish.sentAt === null ? "confirm" : "sending" };
}

function isFresh({ madeAt, sentAt, isAnswered }, now) {
  const since = sentAt ?? madeAt;
  const sentLimit = isAnswered ? ANSWERED_MS : SENT_MS;
  return now - since >= 0 && now - since < (sentAt === null ? UNSENT_MS : sentLimit);
}

/** The text to keep over a reload, null when nothing is wished. */
export function saved({ wish, lang, large }) {
  return wish ? JSON.stringify({ wish, lang, large }) : null;
}

/** Whether the server will say the same again: not where it failed, was busy or did not know us. */
export function isFinal({ status }) {
  return status >= 400 && status < 500 && ![401, 429].includes(status);
}

/** The keys that an earlier run of this page left behind. @param {string | null} text */
export function leftBefore(text) {
  const kept = parsed(text);
  return Array.isArray(kept) ? kept.filter((key) => typeof key === "string") : [];
}

function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null; // not written by us: as good as nothing
  }
}
