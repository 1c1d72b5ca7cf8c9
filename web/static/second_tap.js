/** A tap too many: an impatient finger's second one, on what the first one put under it. */

const SOON_MS = 800;
const NEAR_PX = 48;
const CONTROLS = "button, a, input, select, textarea, summary";

/**
 * A tap: when and where, on which control, and what that control said. No control is null.
 * @typedef {{ at: number, x: number, y: number, control: unknown, said: string }} Tap
 */

/**
 * Whether a tap was meant for what stood there before: it follows another one at once, at the same
 * place, and finds another control there, or the same one with another meaning. A key of an
 * on-screen keyboard that is tapped twice is still the same key. Pure.
 * @param {Tap | null} before
 * @param {Tap} tap
 */
export function isTapTooMany(before, tap) {
  if (!before?.control || tap.at - before.at >= SOON_MS) {
    return false;
  }
  const isNear = Math.hypot(tap.x - before.x, tap.y - before.y) < NEAR_PX;
  return isNear && (tap.control !== before.control || tap.said !== before.said);
}

/** From now on taps too many do nothing on this page. What a keyboard presses is no tap. */
export function ignoreTapsTooMany() {
  /** @type {Tap | null} */
  let before = null;
  const look = (event) => {
    if (event.detail === 0) {
      return;
    }
    const tap = tapOf(event);
    if (isTapTooMany(before, tap)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      before = { ...before, at: tap.at }; // a third one in the same burst is too many as well
    } else {
      before = tap;
    }
  };
  addEventListener("click", look, { capture: true });
}

function tapOf({ target, clientX: x, clientY: y }) {
  const label = target.closest("label");
  const control = label ? label.control : target.closest(CONTROLS);
  return { at: performance.now(), x, y, control, said: control?.textContent ?? "" };
}
