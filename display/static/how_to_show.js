/** When the notice moves. Pure. */

/** As calm as reading aloud, in parts of the screen's width a second. */
const SPEED = 1 / 20;

/** @typedef {{ moves: boolean, wraps: boolean, seconds: number }} Notice seconds: for one round */

/** @type {Notice} */
export const RESTING = { moves: false, wraps: false, seconds: 0 };

/**
 * It moves only when it is longer than its line; who wants no motion gets lines instead.
 * @returns {Notice}
 */
export function howToShow(width, room, screenWidth, isCalm) {
  if (width <= room) {
    return RESTING;
  }
  const seconds = Math.round(width / (screenWidth * SPEED));
  return isCalm ? { ...RESTING, wraps: true } : { moves: true, wraps: false, seconds };
}
