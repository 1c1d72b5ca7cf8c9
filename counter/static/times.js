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

/** The time of a ticket of a list: how long it waits in all, or how long ago it left the counter. */
export function listTimer_s(ticket, stateNow, now) {
  const leftAt = { parked: ticket.parked_at, missed: ticket.missed_at }[ticket.state];
  return leftAt ? runOn(0, leftAt, now) : runOn(ticket.waited_s, stateNow, now);
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
