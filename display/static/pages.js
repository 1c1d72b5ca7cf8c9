/** How many counters stand on a page of the board, and which page is shown. Pure. */

/** Rows that a wide screen holds with figures of 1/14 of its height; an upright one has more room. */
export const ROWS_WIDE = 8;
export const ROWS_UPRIGHT = 8;
export const PAGE_S = 8;

/**
 * The counters in pages of nearly the same length: 20 by 8 gives 7, 7 and 6. Where they need more
 * than one page, closed counters come last: what may call is seen first.
 * @template {{ number: number, state: string }} Counter
 * @param {Counter[]} counters
 * @param {number} mostRows
 * @returns {Counter[][]} at least one page, which may be empty
 */
export function pagesOf(counters, mostRows = ROWS_WIDE) {
  const count = Math.max(1, Math.ceil(counters.length / mostRows));
  const ordered = [...counters].sort((one, other) => one.number - other.number);
  const sorted = count > 1 ? [...ordered.filter(isInUse), ...ordered.filter((c) => !isInUse(c))] : ordered;
  const ends = Array.from({ length: count + 1 }, (_, page) => Math.ceil((page * counters.length) / count));
  return ends.slice(1).map((end, page) => sorted.slice(ends[page], end));
}

/** The page on which a counter stands, 0 when it is on none. */
export function pageOf(pages, number) {
  return Math.max(0, pages.findIndex((page) => page.some((counter) => counter.number === number)));
}

function isInUse(counter) {
  return counter.state !== "closed";
}
