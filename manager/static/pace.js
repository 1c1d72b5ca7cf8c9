/** Not more often than that: the first call at once, then the last one of each stretch of time. */

/**
 * `fn` at most once in `ms`; a call within the stretch comes at its end, and only one of them.
 * @param {() => void} fn
 * @returns {(() => void) & { stop: () => void }}
 */
export function paced(fn, ms) {
  let timer = null;
  let wanted = false;
  const run = () => {
    wanted = false;
    timer = setTimeout(next, ms);
    fn();
  };
  const next = () => {
    timer = null;
    if (wanted) run();
  };
  const call = () => {
    wanted = true;
    if (timer === null) run();
  };
  const stop = () => {
    clearTimeout(timer);
    timer = null;
    wanted = false;
  };
  return Object.assign(call, { stop });
}
