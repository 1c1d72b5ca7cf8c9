/** Which office is in trouble, how much, and in which order they stand. Pure. */

export const LONG_WAIT_S = 1800;
/** A rate below this, with its whole interval, is worth a look. */
export const LOW_SATISFACTION = 0.8;

/** What may be wrong, the worst first. */
export const TROUBLES = ["refused", "silent", "unattended", "long_wait", "help", "devices", "dissatisfied"];

const RED = ["refused", "silent", "unattended", "long_wait"];

/**
 * What is wrong at an office, the worst first.
 * @param {any} office as `GET /province` tells it
 * @param {string} now an instant of the server
 * @returns {string[]} some of TROUBLES
 */
export function troublesOf(office, now) {
  const { satisfied } = office.satisfaction;
  const found = {
    refused: Boolean(office.refusal),
    silent: office.silent,
    unattended: !office.silent && office.waiting > 0 && office.open_counters === 0,
    long_wait: !office.silent && waitOf(office, now) >= LONG_WAIT_S,
    help: office.help > 0,
    devices: office.lost > 0,
    dissatisfied: satisfied.high !== null && satisfied.high < LOW_SATISFACTION,
  };
  return TROUBLES.filter((trouble) => found[trouble]);
}

/** Seconds that the first of those who wait has waited, null where nobody waits. */
export function waitOf({ oldest_at: oldest }, now) {
  return oldest ? Math.max(0, Math.round((Date.parse(now) - Date.parse(oldest)) / 1000)) : null;
}

/** How an office looks from afar: red, gold, green, or grey when nobody works and nobody waits. */
export function toneOf(office, now) {
  const [worst] = troublesOf(office, now);
  if (worst) return RED.includes(worst) ? "red" : "gold";
  return office.open_counters > 0 ? "green" : "grey";
}

/**
 * The worst first: by the worst trouble, then by how many there are, then by the longest wait, then
 * by how many wait, and then by code, so that rows do not jump.
 */
export function byTrouble(offices, now) {
  const ranks = new Map(offices.map((office) => [office, rankOf(office, now)]));
  return [...offices].sort((one, other) => compared(ranks.get(one), ranks.get(other)) || (one.code < other.code ? -1 : 1));
}

function rankOf(office, now) {
  const troubles = troublesOf(office, now);
  const worst = troubles.length ? TROUBLES.indexOf(troubles[0]) : TROUBLES.length;
  return [worst, -troubles.length, -(office.silent ? 0 : waitOf(office, now) ?? 0), -office.waiting];
}

function compared(one, other) {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}

/** All together; a silent office's figures count, and `silent` says how many there are. */
export function sumsOf(offices, now) {
  const sum = (of) => offices.reduce((total, office) => total + of(office), 0);
  return {
    open: sum((office) => Number(office.open_counters > 0)),
    silent: sum((office) => Number(office.silent)),
    waiting: sum((office) => office.waiting),
    served: sum((office) => office.served),
    troubled: sum((office) => Number(["red", "gold"].includes(toneOf(office, now)))),
    longest_s: offices.reduce((most, office) => Math.max(most, office.silent ? 0 : waitOf(office, now) ?? 0), 0),
  };
}
