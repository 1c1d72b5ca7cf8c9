/** The tree of offices as `GET /offices` tells it: each office right after its own, with its depth. Pure. */

/** @typedef {{ code: string, kind: string, names: Record<string, string>, parent: string | null, depth: number, fed: boolean }} Office */

/** What offices are, the widest first; none stands under a narrower one, as operations/tree.py holds. */
const WIDTHS = [["ministry"], ["province"], ["centre", "branch", "commune"], ["point"]];

/** Above this many offices only the first level stands open at first. */
export const SMALL = 60;

/**
 * The offices of which every one above is open.
 * @param {Office[]} offices
 * @param {(code: string) => boolean} isOpen
 */
export function unfolded(offices, isOpen) {
  const shown = [];
  let foldedAt = Infinity;
  for (const office of offices) {
    if (office.depth > foldedAt) continue;
    foldedAt = isOpen(office.code) ? Infinity : office.depth;
    shown.push(office);
  }
  return shown;
}

/** Which are open before anybody pressed: all of a small tree, the first one of a large. */
export function openAtFirst(/** @type {Office[]} */ offices) {
  const open = offices.length <= SMALL ? offices : offices.slice(0, 1);
  return new Set(open.map(({ code }) => code));
}

/** How many offices stand below each, at any depth. */
export function countsBelow(/** @type {Office[]} */ offices) {
  const counts = new Map();
  const above = [];
  for (const { code, depth } of offices) {
    above.length = Math.min(above.length, depth);
    for (const one of above) counts.set(one, counts.get(one) + 1);
    above.push(code);
    counts.set(code, 0);
  }
  return counts;
}

/** The codes of an office and of all below it. */
export function codesWithin(/** @type {Office[]} */ offices, code) {
  const at = offices.findIndex((one) => one.code === code);
  if (at < 0) return new Set();
  const { depth } = offices[at];
  const end = offices.findIndex((one, place) => place > at && one.depth <= depth);
  return new Set(offices.slice(at, end < 0 ? undefined : end).map((one) => one.code));
}

/** Where an office may stand: anywhere but below itself or a narrower one, and not where it stands already. */
export function placesFor(/** @type {Office[]} */ offices, office) {
  const own = codesWithin(offices, office.code);
  const isOther = ({ code }) => !own.has(code) && code !== office.parent;
  return offices.filter((one) => isOther(one) && widthOf(one.kind) <= widthOf(office.kind));
}

/** What may stand under an office of this kind. */
export function kindsUnder(kind) {
  return WIDTHS.slice(widthOf(kind)).flat();
}

/** What an office may be, between the one above it and those right below. */
export function kindsFor(/** @type {Office[]} */ offices, office) {
  const above = offices.find(({ code }) => code === office.parent);
  const below = offices.filter(({ parent }) => parent === office.code);
  const widest = Math.min(...below.map(({ kind }) => widthOf(kind)), WIDTHS.length);
  return kindsUnder(above?.kind).filter((kind) => widthOf(kind) <= widest);
}

function widthOf(kind) {
  return Math.max(0, WIDTHS.findIndex((kinds) => kinds.includes(kind)));
}
