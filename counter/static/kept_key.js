/** The one key that was pressed before the last answer came: whether it is kept, and what it does then. Pure. */

import { KEYS, actOfKey } from "./keys.js";

/** An older press is forgotten: by then the clerk has looked on and decided anew. */
export const KEPT_MS = 5000;

const EVERY_ACT = new Set([...Object.keys(KEYS), "call-next", "finish-and-call"]);

/** These end, move or call a ticket, and may only meet the one that the clerk saw when pressing. */
const ON_TICKET_SEEN = new Set(["recall", "no-show", "finish", "finish-and-call", "park", "transfer", "reprint"]);

/**
 * @typedef {object} Kept
 * @property {{ key: string, code: string }} press
 * @property {string | null} ticket whom the counter had in hand then
 * @property {number} at_ms
 */

/**
 * What is kept after a key was pressed while a command is under way: the newest key that means
 * anything. The key of that very command is not: who presses it again is only impatient, and a
 * held key says nothing new.
 * @param {Kept | null} kept
 * @param {import("./keys.js").Press} press
 * @param {object} situation as `actOfKey` takes it, with the `ticket` in hand, its id or null
 * @param {{ underWay: string, at_ms: number }} when
 * @returns {Kept | null}
 */
export function keepKey(kept, press, situation, { underWay, at_ms }) {
  const unguarded = { ...situation, sinceCall_ms: Infinity };
  const meansNothing = !actOfKey(press, { ...unguarded, allowed: EVERY_ACT });
  if (meansNothing || actOfKey(press, unguarded) === underWay) {
    return kept;
  }
  return { press: { key: press.key, code: press.code }, ticket: situation.ticket, at_ms };
}

/**
 * The act of the kept key now that the answer is shown, or null: only what may be done now, and
 * nothing to a ticket that the clerk had not seen.
 * @param {Kept | null} kept
 * @param {object} situation
 * @param {number} at_ms
 * @returns {string | null}
 */
export function actOfKept(kept, situation, at_ms) {
  if (!kept || at_ms - kept.at_ms > KEPT_MS) {
    return null;
  }
  const act = actOfKey(kept.press, situation);
  return ON_TICKET_SEEN.has(act) && kept.ticket !== situation.ticket ? null : act;
}
