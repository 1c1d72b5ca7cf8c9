/** Which act a key means. Pure. */

/** Each act with its key: physical keys, so that a Vietnamese typing program changes nothing. */
export const KEYS = {
  start: "S",
  recall: "R",
  "no-show": "V",
  finish: "X",
  park: "G",
  transfer: "C",
  reprint: "I",
  undo: "Z",
  pause: "P",
  reopen: "P",
  take: "T",
  list: "L",
  helped: "H",
};

export const SLIP_MS = 1000;

/**
 * Whether a press of the space bar or the red button comes so soon after a call that it is a slip
 * of the hand: it would finish a citizen whom nobody has seen yet.
 */
export function isSlip(sinceCall_ms) {
  return sinceCall_ms < SLIP_MS;
}

/**
 * @typedef {object} Press what the browser tells of a key
 * @property {string} key
 * @property {string} code
 * @property {boolean} [repeat]
 * @property {boolean} [ctrlKey]
 * @property {boolean} [altKey]
 * @property {boolean} [metaKey]
 * @property {boolean} [isComposing]
 */

/**
 * The act that a key press means now, or null.
 * @param {Press} press
 * @param {{ allowed: Set<string>, main: string, place: "page" | "control" | "field" | "dialog",
 *   sinceCall_ms: number }} situation `place` is where the focus stands; on a control the space
 *   bar and Enter press that control, in a field or a dialog no key acts
 * @returns {string | null}
 */
export function actOfKey(press, situation) {
  if (isHeldOrCombined(press) || ["field", "dialog"].includes(situation.place)) {
    return null;
  }
  const act = isSpace(press) || press.key === "Enter" ? bigKeyAct(press, situation) : letterAct(press, situation);
  return act && situation.allowed.has(act) ? act : null;
}

/** Whether the key press must not scroll the page or press a button besides. */
export function isOurs(press, place) {
  return place === "page" && isSpace(press) && !press.ctrlKey && !press.altKey && !press.metaKey;
}

/** Where the focus stands, as `actOfKey` asks. */
export function placeOf({ inDialog, tag, editable }) {
  if (inDialog) return "dialog";
  if (editable || ["INPUT", "TEXTAREA", "SELECT"].includes(tag)) return "field";
  return ["BUTTON", "A", "SUMMARY"].includes(tag) ? "control" : "page";
}

function isHeldOrCombined(press) {
  return Boolean(press.repeat || press.ctrlKey || press.altKey || press.metaKey || press.isComposing);
}

function isSpace(press) {
  return press.code === "Space" || press.key === " ";
}

/** Space is the main act, Enter starts the service. */
function bigKeyAct(press, { main, place, sinceCall_ms: since }) {
  if (place === "control") {
    return null;
  }
  if (!isSpace(press)) {
    return "start";
  }
  return isSlip(since) ? null : main;
}

function letterAct(press, { allowed }) {
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1] ?? press.key.toUpperCase();
  const acts = Object.keys(KEYS).filter((act) => KEYS[act] === letter);
  return acts.find((act) => allowed.has(act)) ?? null;
}
