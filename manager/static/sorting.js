/** The order of a table's rows, by one of its columns or as they come. Pure. */

/** @typedef {{ column: number, isDown: boolean } | null} Sort by the column at this place; null: the order in which the rows come */
/** @typedef {number | string | null | undefined} Value what a row is ordered by; null has no place in an order */

const VIETNAMESE = new Intl.Collator("vi", { numeric: true });

/** What a press on a heading leads to: its first direction, the other one, then as the rows come. */
export function nextSort(/** @type {Sort} */ sort, { column, isNumber }) {
  const first = { column, isDown: Boolean(isNumber) };
  if (sort?.column !== column) return first;
  return sort.isDown === first.isDown ? { column, isDown: !sort.isDown } : null;
}

/**
 * The rows in order; those that are equal stay as they came, and those without a value come last
 * in both directions.
 * @template Row
 * @param {Row[]} rows
 * @param {(row: Row) => Value} valueOf
 */
export function sortedRows(rows, valueOf, isDown) {
  const isKnown = (row) => (valueOf(row) ?? "") !== "";
  const known = rows.filter(isKnown).sort((one, other) => {
    const order = compared(valueOf(one), valueOf(other));
    return isDown ? -order : order;
  });
  return [...known, ...rows.filter((row) => !isKnown(row))];
}

/** Numbers by size, texts as Vietnamese orders them: đ after d, accents count last, quầy 2 before 10. */
export function compared(one, other) {
  const areNumbers = typeof one === "number" && typeof other === "number";
  return areNumbers ? one - other : VIETNAMESE.compare(String(one), String(other));
}

/** What people are ordered by in Vietnam: "Trần Thị Bình" stands among the names with B. */
export function givenNameFirst(fullName) {
  const words = (fullName ?? "").trim().split(/\s+/);
  return [words.at(-1), ...words.slice(0, -1)].join(" ").trim();
}

/** What `aria-sort` of a heading says. */
export function directionOf(/** @type {Sort} */ sort, column) {
  if (sort?.column !== column) return null;
  return sort.isDown ? "descending" : "ascending";
}
