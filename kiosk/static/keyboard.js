/** The keyboard on the screen: letters without accents, for a search without accents. Pure. */

export const ROWS = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"].map((row) => [...row]);
export const LONGEST = 40;

/**
 * The text after a key: a letter or digit, "space", "delete" or "clear".
 * @param {string} text
 * @param {string} key
 */
export function press(text, key) {
  const edits = {
    clear: () => "",
    delete: () => [...text].slice(0, -1).join(""),
    space: () => (text === "" || text.endsWith(" ") ? text : `${text} `),
  };
  const next = edits[key]?.() ?? text + key.toLowerCase();
  return next.length > LONGEST ? text : next;
}
