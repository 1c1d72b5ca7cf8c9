/** A wish for a number and its idempotency key: what makes two tickets out of one wish impossible. Pure. */

/**
 * @typedef {{
 *   key: string, service: string, class: "normal" | "priority", reason: string | null,
 *   language: string | null, madeAt: number, sentAt: number | null,
 * }} Wish
 */

export const DOUBT_MS = 60_000;
const UNSENT_MS = 30_000;
const SENT_MS = 120_000;

/** A fresh wish: nothing is claimed yet. */
export function madeWish(service, key, now) {
  return { key, service, class: "normal", reason: null, language: null, madeAt: now, sentAt: null };
}

/**
 * The key to send with. Whoever gives up on a lost answer and asks for the same again within a
 * minute gets the ticket that the first try may have made, not a second one.
 * @param {Wish} wish
 * @param {Wish | null} doubt a wish that was sent and never answered
 */
export function keyFor(wish, doubt, now) {
  const isSame = doubt !== null && sameBody(wish, doubt);
  return isSame && now - doubt.sentAt < DOUBT_MS ? doubt.key : wish.key;
}

function sameBody(one, other) {
  return JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));
}

/** What is sent to POST /tickets. */
export function bodyOf(wish) {
  const body = { service: wish.service, class: wish.class, language: wish.language };
  return wish.reason ? { ...body, priority_reason: wish.reason } : body;
}

/** The wish that stays in doubt when its screen is left: sent, and no answer came. */
export function doubtAfter(flow) {
  return flow.screen === "sending" ? flow.wish : flow.doubt;
}

/**
 * The flow after a reload in the middle: a wish that was sent is sent again with its key, which
 * gives the same ticket; one that was not sent is confirmed again; an old one is nobody's.
 * @param {any} flow a new flow
 * @param {string | null} saved what `saved` wrote
 */
export function restored(flow, saved, now) {
  const kept = parsed(saved);
  if (!kept?.wish?.key || !isFresh(kept.wish, now)) {
    return flow;
  }
  const { wish, lang, large } = kept;
  return { ...flow, lang, large, wish, screen: wish.sentAt === null ? "confirm" : "sending" };
}

function isFresh({ madeAt, sentAt }, now) {
  const [since, limit] = sentAt === null ? [madeAt, UNSENT_MS] : [sentAt, SENT_MS];
  return now - since >= 0 && now - since < limit;
}

/** The text to keep over a reload, null when nothing is wished. */
export function saved({ wish, lang, large }) {
  return wish ? JSON.stringify({ wish, lang, large }) : null;
}

function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null; // not written by us: as good as nothing
  }
}
