/** A guard against double taps. */

/**
 * `fn`, but while one call is under way a second one is not begun: it gets the first one's answer.
 * @template {unknown[]} A
 * @template R
 * @param {(...args: A) => Promise<R>} fn
 * @returns {((...args: A) => Promise<R>) & { readonly pending: boolean }}
 */
export function once(fn) {
  /** @type {Promise<R> | null} */
  let running = null;
  const guarded = (...args) => {
    running ??= Promise.resolve(fn(...args)).finally(() => {
      running = null;
    });
    return running;
  };
  return Object.defineProperty(guarded, "pending", { get: () => running !== null });
}
