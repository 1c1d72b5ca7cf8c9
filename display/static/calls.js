/** Which calls of a board are spoken: each once, none that is old or settled. Pure. */

/** A page just loaded speaks what was called a moment ago, and not what the hall heard before. */
export const FIRST_LOOK_S = 15;
/** After a cut of the line only these calls still matter to somebody who waits. */
export const AFTER_A_CUT_S = 30;
const REMEMBERED = 200;
const CHIME = "chime";

/**
 * @typedef {{ id: string, label: string, counter: number, called_at: string, calls: number,
 *   state: string, spoken: Said[] }} Call
 * @typedef {{ id: string, label: string, at: string, spoken: Said[] }} Missed
 * @typedef {{ language: string, clips: string[] }} Said an announcement in one language
 * @typedef {{ epoch: string, calls: Call[], missed: Missed[] }} Board
 */

/**
 * The calls to speak, in the order of calling. Of a ticket called twice only the last call counts,
 * and a ticket that somebody already serves needs no voice.
 * @param {Set<string> | null} shown what stood on this screen before (see `remember`); null when it
 *   has just been loaded
 * @param {Board} arrived
 * @param {Date} serverNow
 * @returns {Call[]}
 */
export function callsToAnnounce(shown, arrived, serverNow) {
  const labels = new Set();
  return arrived.calls
    .filter((call) => isFirstOf(labels, call.label))
    .filter((call) => call.state === "called" && isNews(shown, arrived, call, call.called_at, serverNow))
    .reverse();
}

/**
 * The missed tickets to speak, oldest first.
 * @param {Set<string> | null} shown
 * @param {Board} arrived
 * @param {Date} serverNow
 * @returns {Missed[]}
 */
export function missedToAnnounce(shown, arrived, serverNow) {
  return arrived.missed
    .filter((missed) => isNews(shown, arrived, missed, missed.at, serverNow))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}

/**
 * What stood on the screen so far, with this board's entries added.
 * @param {Set<string> | null} shown
 * @param {Board} board
 * @returns {Set<string>}
 */
export function remember(shown, board) {
  const before = [...(shown ?? [])].slice(-REMEMBERED);
  return new Set([...before, ...[...board.calls, ...board.missed].map((entry) => keyOf(board, entry))]);
}

/**
 * The addresses of the clips of an announcement, in the order in which they are heard: language
 * after language, with one chime before all.
 * @param {{ spoken: Said[] }} entry
 */
export function addressesOf({ spoken }) {
  return spoken.flatMap(({ language, clips }, place) =>
    clips
      .filter((clip) => place === 0 || clip !== CHIME)
      .map((clip) => `/voice/${encodeURIComponent(language)}/${encodeURIComponent(clip)}`),
  );
}

/**
 * The calls as the board shows them, the newest first: each ticket once, and none that was taken
 * back or went elsewhere.
 * @param {Call[]} calls
 */
export function latestCalls(calls) {
  const labels = new Set();
  return calls.filter((call) => isFirstOf(labels, call.label)).filter((call) => call.state !== "left");
}

/** Whether an announcement that waits for its turn still says the truth. */
export function stillHolds(entry, board) {
  if ("counter" in entry) {
    const latest = board.calls.find((call) => call.label === entry.label);
    return !latest || (latest.id === entry.id && latest.state === "called");
  }
  return board.missed.some((missed) => missed.id === entry.id);
}

/** The newest first: so the first one seen of a label is the one that counts. */
function isFirstOf(labels, label) {
  return !labels.has(label) && Boolean(labels.add(label));
}

function isNews(shown, board, entry, at, serverNow) {
  const limit_s = shown ? AFTER_A_CUT_S : FIRST_LOOK_S;
  const age_s = (serverNow.getTime() - Date.parse(at)) / 1000;
  return age_s <= limit_s && !shown?.has(keyOf(board, entry));
}

/** A restored database may give an old id to another call: its epoch tells them apart. */
function keyOf(board, entry) {
  return `${board.epoch} ${entry.id}`;
}
