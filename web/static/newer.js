/** Which of two states is the truth. Pure. */

/**
 * The state to keep. States may arrive late or twice: the higher version is the truth, and of one
 * version the one read later. Another epoch means another or a restored database, whose versions
 * begin elsewhere: it always replaces. A state without a version (a print) replaces too.
 * @template {{ version?: number, epoch?: string, now?: string }} State
 * @param {State | null} kept
 * @param {State} arrived
 * @returns {State}
 */
export function newerState(kept, arrived) {
  if (!kept || arrived.version === undefined || kept.epoch !== arrived.epoch) {
    return arrived;
  }
  const isNewer =
    arrived.version === kept.version
      ? Date.parse(arrived.now) > Date.parse(kept.now)
      : arrived.version > kept.version;
  return isNewer ? arrived : kept;
}
