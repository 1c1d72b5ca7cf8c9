/** How names of counters are set in a row of the board. Pure. */

/** Letters that fit on two lines beside the counter's number. */
export const LONG_NAME = 48;
/** Letters of the second language that fit on one line. */
export const LONG_SECOND = 34;
/** A field longer than this breaks like any text: it may not fit on a line. */
const LONGEST_WHOLE = 22;

/** The class of a name: "long" where it has to be set smaller. */
export function lengthOf(text, most) {
  return text.length > most ? "long" : "";
}

/**
 * A counter's name in the fields that it joins, each with its dash: lines end between them. A name
 * with a long field stays in one piece.
 * @param {string} text
 * @returns {string[]}
 */
export function fieldsOf(text) {
  const fields = text.split(" – ");
  if (fields.length < 2 || fields.some((field) => field.length > LONGEST_WHOLE)) {
    return [text];
  }
  return fields.map((field, place) => (place < fields.length - 1 ? `${field} –` : field));
}
