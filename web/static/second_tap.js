/** A tap or key too many: an impatient hand's second one, on what the first one put there. */

const SOON_MS = 800;
/** Nobody sees what came and touches it in less. */
const UNSEEN_MS = 250;
/** A key that is pressed again on purpose comes later: its finger looks first. */
const SOON_KEY_MS = 500;
/** A finger lands beside where it landed before; a mouse that nobody moved stays where it is. */
const NEAR_PX = 48;
const UNMOVED_PX = 6;
/** A finger that stays away for longer is not waiting any more. */
const FORGOTTEN_MS = 60_000;
const CONTROLS = "button, a, input, select, textarea, summary";

/**
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box
 * @typedef {{ control: unknown, said: string }} Thing a control and what it said; null where is none
 * @typedef {Thing & { boxes: Box[] }} Neighbour a control near a tap, and where it and its labels stood
 * @typedef {Thing & { at: number, x: number, y: number, isMouse?: boolean, near?: Neighbour[], cameAt?: number }} Tap
 *   when, where and on what; `near`: what stood around it, itself too; `cameAt`: when what stands at
 *   the place of the tap before came there
 */

/**
 * Whether a tap was meant for what stood there before: at the place of another one it finds what did
 * not stand there then, and either follows at once or comes sooner than anybody sees. The same control
 * again is meant, wherever it moved; so are two keys of an on-screen keyboard. Pure.
 * @param {Tap | null} before
 * @param {Tap} tap
 */
export function isTapTooMany(before, tap) {
  if (!before?.control || isSame(before, tap) || !isNear(before, tap)) {
    return false;
  }
  const isEarly = tap.at - before.at < SOON_MS || tap.at - (tap.cameAt ?? -Infinity) < UNSEEN_MS;
  return isEarly && !stoodThere(before, tap);
}

/**
 * Whether a press of Enter or the space bar was meant for what had the focus before: the same key
 * at once again, with nothing between, meets another control. Pure.
 * @param {(Thing & { at: number, key: string }) | null} before
 * @param {Thing & { at: number, key: string }} press
 */
export function isPressTooMany(before, press) {
  const isAgain = before?.key === press.key && ["Enter", " "].includes(press.key);
  return isAgain && before.control !== null && press.at - before.at < SOON_KEY_MS && !isSame(before, press);
}

function isNear(before, { x, y, isMouse }) {
  return Math.hypot(x - before.x, y - before.y) < (isMouse ? UNMOVED_PX : NEAR_PX);
}

function stoodThere({ near = [] }, tap) {
  return near.some((one) => isSame(one, tap) && one.boxes.some((box) => isIn(box, tap)));
}

function isSame(one, other) {
  return one.control === other.control && one.said === other.said;
}

function isIn({ left, top, right, bottom }, { x, y }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/**
 * From now on taps and keys too many do nothing on this page. A click that no finger made (of a
 * screen reader, of a script) always counts.
 */
export function ignoreTapsTooMany() {
  watchTaps();
  ignoreKeysTooMany();
}

function watchTaps() {
  /** @type {Tap | null} */
  let before = null;
  /** What was under the finger when it came down: a click is for that and nothing else. */
  let pressed = NOTHING;
  const under = watchPlace();

  const look = (event) => {
    if (event.detail === 0) return;
    const tap = tapOf(event, under.cameAt());
    if (isOtherNow(pressed, tap) || isTapTooMany(before, tap)) {
      ignore(event);
      before &&= { ...before, at: tap.at }; // a third one in the same burst is too many as well
    } else {
      before = { ...tap, near: around(tap) };
      under.watch(before);
    }
  };
  addEventListener("pointerdown", ({ target }) => (pressed = thingOf(target)), { capture: true });
  addEventListener("click", look, { capture: true });
}

/** The same control that said something else when the finger came down. */
function isOtherNow(pressed, { control, said }) {
  return pressed.control === control && pressed.said !== said;
}

/** Notes when what stands at the place of a tap becomes another thing. */
function watchPlace() {
  let place = null;
  let thing = NOTHING;
  let cameAt = -Infinity;

  const lookAgain = () => {
    if (!place || performance.now() - place.at > FORGOTTEN_MS) return;
    const found = thingOf(document.elementFromPoint(place.x, place.y));
    if (!isSame(found, thing)) {
      thing = found;
      cameAt = performance.now();
    }
  };
  new MutationObserver(lookAgain).observe(document, { subtree: true, childList: true, characterData: true });
  return {
    watch: (tap) => {
      place = thing = tap;
      cameAt = -Infinity;
    },
    cameAt: () => cameAt,
  };
}

/** The same for keys alone, on a page where one place may be pressed twice on purpose. */
export function ignoreKeysTooMany() {
  let before = null;
  const look = (event) => {
    if (event.isComposing) return;
    const press = { ...thingOf(event.target), key: event.key, at: performance.now() };
    if (isHeld(event) || isPressTooMany(before, press)) {
      ignore(event);
    } else if (!event.repeat) {
      before = press;
    }
  };
  const somethingElse = () => {
    before = null;
  };
  addEventListener("keydown", look, { capture: true });
  addEventListener("pointerdown", somethingElse, { capture: true });
  addEventListener("input", somethingElse, { capture: true }); // typed, pasted, spoken
}

/** Enter that is held would press again and again, also what comes under it. */
function isHeld({ key, repeat, target }) {
  return repeat && key === "Enter" && target.tagName !== "TEXTAREA";
}

function ignore(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

const NOTHING = { control: null, said: "" };

function tapOf({ target, pointerType, clientX: x, clientY: y }, cameAt) {
  return { ...thingOf(target), at: performance.now(), x, y, isMouse: pointerType === "mouse", cameAt };
}

/** The control of an element; a label stands for its field. */
function thingOf(element) {
  const label = element?.closest?.("label"); // a key may be for the document, which stands in nothing
  const control = label?.control ?? element?.closest?.(CONTROLS);
  return control ? { control, said: saidBy(control) } : NOTHING;
}

/** A number that counts is no other meaning. */
function saidBy(control) {
  return (control.labels?.[0] ?? control).textContent.replaceAll(/\d+/g, "");
}

function around({ x, y }) {
  const isAround = ({ left, top, right, bottom }) =>
    isIn({ left: left - NEAR_PX, top: top - NEAR_PX, right: right + NEAR_PX, bottom: bottom + NEAR_PX }, { x, y });
  return [...document.querySelectorAll(CONTROLS)]
    .map((control) => ({ control, boxes: [control, ...(control.labels ?? [])].map((one) => one.getBoundingClientRect()) }))
    .filter(({ boxes }) => boxes.some(isAround))
    .map((one) => ({ ...one, said: saidBy(one.control) }));
}
