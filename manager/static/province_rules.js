/** Which office is in trouble, how much, and in which order they stand. Pure. */

export const LONG_WAIT_S = 1800;
/** A rate below this, with its whole interval, is worth a look. */
export const LOW_SATISFACTION = 0.8;

/** What may be wrong, the worst first. */
export const TROUBLES = ["refused", "silent", "unattended", "long_wait", "help", "devices", "dissatisfied"];

/** How offices look from afar, the worst first. */
export const TONES = ["red", "gold", "green", "grey"];

const RED = ["refused", "silent", "unattended", "long_wait"];

/** A machine that was refused so lately is not lost. */
const REFUSED_LATELY_MS = 15 * 60_000;

/** Rows move only when a wait is longer by this. */
const STEP_S = 600;

const VIETNAMESE = new Intl.Collator("vi", { numeric: true });

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
    silent: office.silent && !isRefusedNow(office, now),
    unattended: !office.silent && office.waiting > 0 && office.open_counters === 0,
    long_wait: !office.silent && waitOf(office, now) >= LONG_WAIT_S,
    help: office.help > 0,
    devices: office.lost > 0,
    dissatisfied: satisfied.high !== null && satisfied.high < LOW_SATISFACTION,
  };
  return TROUBLES.filter((trouble) => found[trouble]);
}

/** Who is refused now has just spoken to us. */
function isRefusedNow({ refusal, refused_at: at }, now) {
  return Boolean(refusal) && Date.parse(now) - Date.parse(at) < REFUSED_LATELY_MS;
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
 * The worst first: by the worst trouble, then by how many there are, then by the longest wait in
 * steps of ten minutes, and then by code: rows that jump with every call cannot be read.
 */
export function byTrouble(offices, now) {
  const ranks = new Map(offices.map((office) => [office, rankOf(office, now)]));
  return [...offices].sort((one, other) => compared(ranks.get(one), ranks.get(other)) || (one.code < other.code ? -1 : 1));
}

function rankOf(office, now) {
  const troubles = troublesOf(office, now);
  const worst = troubles.length ? TROUBLES.indexOf(troubles[0]) : TROUBLES.length;
  return [worst, -troubles.length, office.silent ? 0 : -Math.floor((waitOf(office, now) ?? 0) / STEP_S)];
}

function compared(one, other) {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}

/**
 * The offices as a map has them: under the centre or branch to which they belong, itself first, then
 * by name. Those that belong to none stand first, with `head` the one above all.
 * @param {any[]} offices as `GET /province` tells them
 * @param {import("./office_tree.js").Office[]} tree as `GET /offices` tells it
 * @param {(office: any) => string} nameOf
 * @returns {{ head: any, offices: any[] }[]}
 */
export function groupsOf(offices, tree, nameOf) {
  const heads = headsOf(tree);
  const groups = new Map(tree.map((head) => [head, []]));
  for (const office of offices) groups.get(heads.get(office.code) ?? tree[0])?.push(office);
  return [...groups].filter(([, members]) => members.length).map(([head, members]) => ({ head, offices: inPlace(members, head, nameOf) }));
}

/** Under which office on the first level each stands; one without others below it stands under the first of all. */
function headsOf(tree) {
  const heads = new Map();
  let head = tree[0];
  tree.forEach((office, at) => {
    const isFirstLevel = office.depth === tree[0].depth + 1;
    if (isFirstLevel) head = tree[at + 1]?.depth > office.depth ? office : tree[0];
    heads.set(office.code, head);
  });
  return heads;
}

function inPlace(members, head, nameOf) {
  const rank = ({ code }) => Number(code !== head.code);
  return members.sort((one, other) => rank(one) - rank(other) || VIETNAMESE.compare(nameOf(one), nameOf(other)) || (one.code < other.code ? -1 : 1));
}
