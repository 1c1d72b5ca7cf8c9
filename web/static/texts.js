/** Rules of texts: filling in values, choosing a plural form. Pure. */

/** "Quầy %(n)s" with {n: 3} → "Quầy 3". An unknown placeholder stays, so that a fault is seen. */
export function fill(text, values) {
  return text.replace(/%\((\w+)\)[sd]/g, (whole, key) =>
    Object.hasOwn(values, key) ? String(values[key]) : whole,
  );
}

/**
 * Which of `count` forms a number takes.
 * @param {string} table a digit for each number from 0 to 199, as the server made it from the rule
 */
export function pluralForm(table, num, count) {
  const n = Math.abs(Math.trunc(num));
  const place = n < table.length ? n : 100 + (n % 100);
  return Math.min(Number(table[place] ?? 0), count - 1);
}
