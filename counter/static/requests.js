/** Which request an act is: method, address, body. Pure; the contract is docs/protocol.md. */

/**
 * @param {string} act
 * @param {{ number: number, ticket?: { id: string } | null, undo?: { ticket: string } | null,
 *   help?: { device: string }[] }} at the counter's number and what its state shows
 * @param {Record<string, unknown>} [given] what a dialog asked for
 * @returns {[method: string, path: string, body: object]}
 */
export function requestOf(act, at, given = {}) {
  const counter = `/counters/${at.number}`;
  const requests = {
    open: [`${counter}/open`, {}],
    pause: [`${counter}/pause`, given],
    reopen: [`${counter}/resume`, {}],
    close: [`${counter}/close`, {}],
    "call-next": [`${counter}/call-next`, {}],
    "finish-and-call": [`${counter}/call-next`, { finish: true }],
    call: [`${counter}/call`, given],
    take: ["/tickets", given],
    helped: [`/help/${at.help?.[0]?.device}/done`, {}],
    undo: [`/tickets/${at.undo?.ticket}/undo`, {}],
  };
  const [path, body] = requests[act] ?? onTicket(act, at, given);
  return ["POST", path, body];
}

/** An act on one ticket: the one in hand unless a list gave another, which stands in the address. */
function onTicket(act, at, given) {
  const body = { ...given };
  delete body.ticket;
  return [`/tickets/${given.ticket ?? at.ticket.id}/${act}`, body];
}
