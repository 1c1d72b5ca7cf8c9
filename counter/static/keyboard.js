/** From the browser's key events to the rules of keys.js. */

import { actOfKey, isOurs, placeOf } from "./keys.js";
import { moveInList } from "./list_focus.js";

/**
 * Listen to the keyboard.
 * @param {{ situation: () => object | null, act: (name: string) => void,
 *   digit: (number: number) => void }} page `situation` is null while there are no acts; then a
 *   digit chooses a counter
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
  const name = actOfKey(event, { ...situation, place });
  if (name) {
    event.preventDefault();
    page.act(name);
  }
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
