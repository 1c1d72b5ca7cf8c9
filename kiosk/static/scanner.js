/** A code reader types like a keyboard, only faster, and ends with Enter. Pure. */

export const FASTEST_TYPIST_MS = 80;
const SHORTEST_CODE = 8;
const TICKET_ADDRESS = /\/t\/([A-Za-z0-9_-]{8,64})\/?(?:[?#]|$)/;

/** @typedef {{ text: string, at: number }} Heard */

/** @type {Heard} */
export const NOTHING = { text: "", at: 0 };

/**
 * One key more. `code` is the whole scanned text once Enter came, else null.
 * @param {Heard} heard
 * @param {string} key a KeyboardEvent's `key`
 * @param {number} at milliseconds
 * @returns {{ heard: Heard, code: string | null }}
 */
export function hear(heard, key, at) {
  const isFast = at - heard.at < FASTEST_TYPIST_MS;
  const text = isFast ? heard.text : "";
  if (key === "Enter") {
    return { heard: NOTHING, code: text.length >= SHORTEST_CODE ? text : null };
  }
  return key.length === 1
    ? { heard: { text: text + key, at }, code: null }
    : { heard: { text, at: isFast ? at : heard.at }, code: null }; // Shift, say
}

/** The ticket that a code leads to, or null when it is not one of ours. */
export function ticketIn(code) {
  return TICKET_ADDRESS.exec(code)?.[1] ?? null;
}

/**
 * What to tell somebody who comes back with a ticket, before or instead of bringing it back.
 * @returns {"missed" | "waiting" | "called" | "serving" | "parked" | "over"}
 */
export function comebackOf(ticket) {
  const known = ["missed", "waiting", "called", "serving", "parked"];
  return known.includes(ticket.state) ? ticket.state : "over";
}
