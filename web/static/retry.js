/** When a command is sent again, and after what pause. Pure. */

const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 400;
const PASSING = new Set([0, 502, 503, 504]);
const REPEATABLE = new Set(["GET", "POST", "PUT"]);

/**
 * Whether to send once more. A POST carries its idempotency key, so a second one does nothing twice.
 * @param {number} status of the last answer, 0 for none
 * @param {number} tries made so far, from 1
 */
export function isWorthAnotherTry(method, status, tries) {
  return tries < MOST_TRIES && PASSING.has(status) && REPEATABLE.has(method);
}

/** Milliseconds to wait after this many tries: doubling, with some chance so that screens scatter. */
export function pauseBefore(tries, chance = Math.random()) {
  return FIRST_PAUSE_MS * 2 ** (tries - 1) * (1 + chance / 2);
}
