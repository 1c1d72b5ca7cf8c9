/** Measures the notice: it moves only when it is longer than its line. */

import { howToShow } from "./how_to_show.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * How the notice on the page is to be shown; null while there is none.
 * @returns {import("./how_to_show.js").Notice | null}
 */
export function measureNotice() {
  const line = document.querySelector(".notice-line");
  const text = document.querySelector(".notice-text");
  if (!line || !text) {
    return null;
  }
  const wasWrapped = line.classList.contains("wraps");
  line.classList.remove("wraps");
  const width = widthOf(text);
  line.classList.toggle("wraps", wasWrapped);
  return howToShow(width, line.clientWidth, innerWidth, calm.matches);
}

/** From its first letter to its last, without the room that it keeps while it moves. */
function widthOf(text) {
  const { left } = text.firstElementChild.getBoundingClientRect();
  return text.lastElementChild.getBoundingClientRect().right - left;
}
