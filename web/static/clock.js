/** The server's clock in the browser: a kiosk's own clock is often wrong. */

const KEPT = 8;
/** @type {number[]} */
let offsets = [];

/**
 * Learn from a state's `now`. A message is never early, only late, so the largest of the last
 * offsets is the nearest to the truth.
 */
export function noteServerTime(iso, arrivedAt = performance.now()) {
  const sent = Date.parse(iso);
  if (!Number.isNaN(sent)) {
    offsets = [...offsets, sent - arrivedAt].slice(-KEPT);
  }
}

/** The server's time now; the browser's own until the first state came. */
export function serverNow(at = performance.now()) {
  return offsets.length ? new Date(Math.max(...offsets) + at) : new Date();
}

const startedAt = Date.now() - performance.now();

/**
 * Milliseconds of a clock that nobody sets, to measure how long something lasts: a device's own may be
 * put right by a day while somebody stands before it. Near enough to the one on the wall to be
 * compared over a reload.
 */
export function steadyNow() {
  return startedAt + performance.now();
}

/** Seconds since an instant of the server, never below 0. */
export function secondsSince(iso) {
  return Math.max(0, (serverNow().getTime() - Date.parse(iso)) / 1000);
}

/** Call `fn(now)` at once and at each full second of the server. Returns a function that stops it. */
export function everySecond(fn) {
  let timer = 0;
  const tick = () => {
    const now = serverNow();
    timer = setTimeout(tick, 1000 - now.getMilliseconds() + 5);
    fn(now);
  };
  tick();
  return () => clearTimeout(timer);
}
