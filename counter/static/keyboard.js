/** From the browser's key events to the rules of keys.js and kept_key.js. */

import { actOfKept, keepKey } from "./kept_key.js";
import { actOfKey, isOurs, placeOf } from "./keys.js";
import { moveInList } from "./list_focus.js";

/** @type {import("./kept_key.js").Kept | null} */
let kept = null;

/**
 * Listen to the keyboard.
 * @param {{ situation: () => object | null, underWay: () => string | null,
 *   act: (name: string) => void, digit: (number: number) => void }} page `situation` is null while
 *   there are no acts; then a digit chooses a counter. `underWay` is the command without an answer
 */
export function listenToKeys(page) {
  document.addEventListener("keydown", (event) => pressed(event, page));
  document.addEventListener("click", leaveButton);
}

function pressed(event, page) {
  const place = focusPlace();
  if (isOurs(event, place) || moveInList(event)) event.preventDefault();
  const situation = page.situation();
  if (!situation) {
    pressedDigit(event, place, page);
    return;
  }
  const underWay = page.underWay();
  if (underWay) {
    kept = keepKey(kept, event, { ...situation, place }, { underWay, at_ms: performance.now() });
    return;
  }
  const name = actOfKey(event, { ...situation, place });
  if (name) {
    event.preventDefault();
    page.act(name);
  }
}

/** The act of the key that was pressed meanwhile, for once; null where the answer leaves none. */
export function takeKept(situation) {
  const act = situation && actOfKept(kept, { ...situation, place: focusPlace() }, performance.now());
  kept = null;
  return act;
}

function focusPlace() {
  return placeOf({
    inDialog: document.querySelector("dialog[open]") !== null,
    tag: document.activeElement?.tagName ?? "BODY",
    editable: document.activeElement?.isContentEditable ?? false,
  });
}

function pressedDigit(event, place, page) {
  const free = place !== "dialog" && place !== "field" && !event.repeat && !event.ctrlKey;
  if (free && /^[1-9]$/.test(event.key)) page.digit(Number(event.key));
}

/** A button that the mouse pressed gives the keys back to the page. */
function leaveButton(event) {
  const button = event.target.closest?.("button");
  if (event.detail > 0 && button && !button.closest("dialog")) button.blur();
}
