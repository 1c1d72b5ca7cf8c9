/** One command at a time: sent, answered, and shown by the state before the next one goes. */

import { api } from "/static/api.js";

import { requestOf } from "./requests.js";

/** How long the state that shows a command may take before the keys work again, in ms. */
const SETTLE_MS = 1500;
/** The same for an answer that names no version. */
const SETTLE_UNNAMED_MS = 300;

const CALLS = new Set(["call-next", "finish-and-call", "call", "resume"]);

/** @type {(() => void)[]} */
let waiting = [];
let calledAt = -Infinity;

/** Tell that a newer state came. */
export function noteState() {
  const resumed = waiting;
  waiting = [];
  resumed.forEach((resume) => resume());
}

/** Milliseconds since this page's last call of a ticket. */
export function sinceCall_ms() {
  return performance.now() - calledAt;
}

/**
 * Send one act; resolves with the answer, rejects with a Problem.
 * @param {string} act
 * @param {{ number: number, state: object | null }} page
 * @param {object} given
 */
export async function send(act, { number, state }, given) {
  const at = { number, ticket: state?.ticket, undo: state?.undo, help: state?.help };
  const answer = await api(...requestOf(act, at, given));
  if (CALLS.has(act)) calledAt = performance.now();
  return answer;
}

/**
 * Wait until the page's state shows the answer, but never long: a lost push heals by itself.
 * @returns {Promise<boolean>} whether it is shown; true where the answer names no version
 */
export async function settled(answer, page) {
  const version = answer?.version;
  const until = performance.now() + (version === undefined ? SETTLE_UNNAMED_MS : SETTLE_MS);
  const isShown = () => !page.state || page.state.version >= version;
  for (let states = 0; !isShown() && performance.now() < until; states += 1) {
    if (version === undefined && states > 0) break;
    await nextState(until - performance.now());
  }
  return version === undefined || isShown();
}

function nextState(most_ms) {
  return new Promise((resume) => {
    waiting.push(resume);
    setTimeout(resume, most_ms);
  });
}
