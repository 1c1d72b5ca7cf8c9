/** When the numbers on the screen are said to be old. Pure. */

/** States come every 15 s: after this long without one the line is dead, whatever the socket says. */
export const SILENCE_S = 40;
/** A cut as short as this is not worth a word. */
export const GRACE_S = 3;

/**
 * Since when the screen shows old numbers, or null while they are fresh.
 * @param {{ connected: boolean, heardAt: Date | null, cutAt: Date | null }} line heardAt: when the
 *   last state came; cutAt: when the socket last said that it lost the server, or the page began
 * @param {Date} now
 * @returns {Date | null}
 */
export function lostSince({ connected, heardAt, cutAt }, now) {
  if (!connected) {
    return secondsBetween(cutAt, now) >= GRACE_S ? (heardAt ?? cutAt) : null;
  }
  return heardAt && secondsBetween(heardAt, now) >= SILENCE_S ? heardAt : null;
}

/**
 * A kept board as it may be shown later: yesterday's numbers call nobody.
 * @template {{ calls: object[], missed: object[], counters: object[], waiting: object[] }} Board
 * @param {Board} board
 * @param {boolean} isOfToday
 * @returns {Board}
 */
export function keptBoard(board, isOfToday) {
  if (isOfToday) {
    return board;
  }
  const counters = board.counters.map((c) => ({ ...c, label: null, ticket_state: null, state: "closed" }));
  return { ...board, calls: [], missed: [], waiting: [], counters };
}

function secondsBetween(from, to) {
  return from ? (to.getTime() - from.getTime()) / 1000 : 0;
}
