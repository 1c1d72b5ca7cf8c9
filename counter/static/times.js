/** Durations that go on between two states of the server. Pure. */

/** Seconds that were counted at `stateNow` and have run on until `now`. */
export function runOn(seconds, stateNow, now) {
  return Math.max(0, (seconds ?? 0) + (now.getTime() - Date.parse(stateNow)) / 1000);
}

/**
 * The timer of the ticket in hand, in seconds: how long the service runs, or how long ago it was
 * called while the citizen is on the way.
 */
export function handTimer_s(ticket, stateNow, now) {
  return ticket.state === "serving"
    ? runOn(ticket.service_s, stateNow, now)
    : runOn(0, ticket.called_at ?? stateNow, now);
}

/** How long a ticket of a list waits: the waiting ones still do, the parked ones since the act. */
export function listTimer_s(ticket, stateNow, now) {
  if (ticket.state === "parked") {
    return runOn(ticket.parked_s, stateNow, now);
  }
  return ticket.state === "waiting" ? runOn(ticket.waited_s, stateNow, now) : ticket.waited_s;
}

/** The tickets that wait now and did not before: whom the screen greets quietly. */
export function newcomers(before, after) {
  if (!before) {
    return [];
  }
  const known = new Set(
    [before.ticket, ...before.waiting, ...before.parked, ...before.missed].map((one) => one?.id),
  );
  return after.waiting.filter(({ id }) => !known.has(id));
}
