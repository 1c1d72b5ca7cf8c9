/** The lists by keyboard: in with L, up and down with the arrows, out with Escape. */

const ROWS = ".line .line-row:not(:disabled)";
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Put the focus on the first row: of who waits, or else of who was set aside. */
export function focusList() {
  document.querySelector(ROWS)?.focus();
}

/**
 * Move between rows; true when the key was meant for the list.
 * @param {KeyboardEvent} event
 */
export function moveInList(event) {
  const row = document.activeElement?.closest(".line-row");
  if (!row || !(event.key in STEPS || event.key === "Escape")) {
    return false;
  }
  if (event.key === "Escape") {
    row.blur();
    return true;
  }
  const rows = [...document.querySelectorAll(ROWS)];
  rows[rows.indexOf(row) + STEPS[event.key]]?.focus();
  return true;
}

/**
 * Draw, and where the row with the focus went away, give the focus to the one that stands there now:
 * on the page itself the next key would call or start.
 * @param {() => void} draw
 */
export function keepRow(draw) {
  const row = document.activeElement?.closest(".line-row");
  const place = [...document.querySelectorAll(ROWS)].indexOf(row);
  draw();
  if (row && row !== document.activeElement) {
    const rows = [...document.querySelectorAll(ROWS)];
    (row.isConnected ? row : (rows[place] ?? rows.at(-1)))?.focus();
  }
}
