/** An opinion while it is being given, on the tablet and on the phone. Pure. */

/**
 * @typedef {{ level: number | null, reasons: string[], comment: string, chosenAt: number | null }}
 *   Draft what was chosen so far; nothing ever is at the start. `chosenAt` in ms of the page's clock.
 * @typedef {{ levels: { level: number, names: Record<string, string> }[],
 *   reasons: { code: string, names: Record<string, string> }[], ask_reasons_up_to: number,
 *   wait_s: number, comment_max: number }} Form what the server asks, as in docs/protocol.md
 */

/** @returns {Draft} */
export function emptyDraft() {
  return { level: null, reasons: [], comment: "", chosenAt: null };
}

/** Another face; the moment of the last choice counts as the answer's. */
export function withLevel(draft, level, now) {
  return { ...draft, level, chosenAt: now };
}

/** A reason more, or one less when it was chosen already. */
export function withReason(draft, code) {
  const has = draft.reasons.includes(code);
  const reasons = has ? draft.reasons.filter((r) => r !== code) : [...draft.reasons, code];
  return { ...draft, reasons };
}

/** Other words, cut where the server would cut them. */
export function withComment(draft, text, form) {
  return { ...draft, comment: text.slice(0, form.comment_max) };
}

/** Whether this level is asked for its reasons. */
export function asksReasons(form, level) {
  return level !== null && level <= form.ask_reasons_up_to;
}

/**
 * What is sent. Reasons chosen before a better face are left out, as the server would.
 * @param {Draft} draft with a level
 * @param {number} shownAt when the question came to the screen
 */
export function opinionOf(draft, form, shownAt) {
  const comment = draft.comment.trim();
  return {
    level: draft.level,
    ...(asksReasons(form, draft.level) && draft.reasons.length ? { reasons: draft.reasons } : {}),
    ...(comment ? { comment } : {}),
    shown_ms: Math.max(0, Math.round(draft.chosenAt - shownAt)),
  };
}

/**
 * What became of an opinion. "later": nobody refused it, send it again with the same key.
 * @param {{ status: number, code: string } | null} problem null when it was accepted
 * @returns {"accepted" | "already" | "late" | "refused" | "later"}
 */
export function outcomeOf(problem) {
  if (!problem) {
    return "accepted";
  }
  if (problem.code === "already_rated" || problem.code === "key_reused") {
    return "already"; // another answer of this ticket's own screen came first
  }
  if (problem.code === "too_late") {
    return "late";
  }
  const passes = problem.status === 0 || problem.status >= 500 || [401, 429].includes(problem.status);
  return passes ? "later" : "refused";
}
