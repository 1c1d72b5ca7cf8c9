/** What a clerk may do now, and which act is the main one. Pure. */

/**
 * @typedef {"call-next" | "finish-and-call" | "start" | "recall" | "finish" | "no-show" | "park"
 *   | "transfer" | "reprint" | "undo" | "pause" | "reopen" | "close" | "take" | "list" | "helped"} Act
 */

/** The acts on a ticket in hand, in the order of their buttons; the last one comes and goes. */
const TICKET_ACTS = ["start", "recall", "no-show", "park", "transfer", "finish"];

/** What the life of a ticket allows while it is in hand (docs/protocol.md). */
const IN_STATE = {
  called: ["start", "recall", "no-show", "finish", "park", "transfer"],
  serving: ["finish", "park", "transfer"],
};

/**
 * Everything that may be done now.
 * @param {object} state the counter's live state
 * @param {Date} now the server's time
 * @returns {Set<Act>}
 */
export function allowedActs(state, now) {
  const acts = new Set(["take", "list", ...handActs(state)]);
  for (const act of callingActs(state)) acts.add(act);
  if (undoLeft_s(state, now) > 0) acts.add("undo");
  if (state.help?.length) acts.add("helped");
  return acts;
}

/** With a citizen in hand: what the ticket allows, and paper where the house has a printer. */
function handActs({ ticket, printer_names: printers = [] }) {
  if (!ticket) {
    return ["close"];
  }
  return [...(IN_STATE[ticket.state] ?? []), ...(printers.length ? ["reprint"] : [])];
}

/** What an open counter may do besides; a pausing one may only open again. */
function callingActs({ counter, ticket, waiting }) {
  if (counter.state !== "open") {
    return ["reopen"];
  }
  const call = ticket ? "finish-and-call" : "call-next";
  return waiting.length ? ["pause", call] : ["pause"];
}

/**
 * The one act of the red button and the space bar: finish this one and call next; where nobody
 * waits or the counter pauses, only finish.
 * @returns {Act}
 */
export function mainAct({ counter, ticket, waiting }) {
  const open = counter.state === "open";
  if (ticket) {
    return open && waiting.length ? "finish-and-call" : "finish";
  }
  return open ? "call-next" : "reopen";
}

/** The buttons beside the red one: what that one does already has no second button. */
export function buttonActs(state) {
  return state.ticket ? TICKET_ACTS.filter((act) => act !== mainAct(state)) : [];
}

/** Whole seconds in which the last act can still be taken back, 0 when it cannot. */
export function undoLeft_s({ undo }, now) {
  return undo ? Math.max(0, Math.ceil((Date.parse(undo.until) - now.getTime()) / 1000)) : 0;
}

/** Whether a call after this one makes the ticket missed. */
export function isLastCall({ ticket, calls_allowed: allowed }) {
  return ticket?.state === "called" && ticket.calls >= allowed;
}

/**
 * What may be done with a ticket of a list: `call` out of order, `resume`, `bring-back` within the
 * grace time, and `cancel`, `reprint` always. A counter with a ticket in hand or at pause takes no
 * other.
 */
export function listActs({ counter, ticket: inHand, grace_min: grace }, ticket, now) {
  const free = counter.state === "open" && !inHand;
  const taking = { waiting: "call", parked: "resume" }[ticket.state];
  const acts = new Set(["reprint", "cancel"]);
  if (taking && free) acts.add(taking);
  if (ticket.state === "missed" && isWithin(ticket.missed_at, grace, now)) acts.add("bring-back");
  return acts;
}

function isWithin(since, minutes, now) {
  return !since || now.getTime() - Date.parse(since) <= minutes * 60_000;
}
