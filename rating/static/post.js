/** Carries the outbox to the server: one letter after the other, again and again until each is told. */

import { outcomeOf } from "/static/opinion.js";

const AGAIN_MS = 10_000;

/**
 * @param {import("./outbox.js").Outbox} outbox
 * @param {(letter: import("./outbox.js").Letter) => Promise<unknown>} send throws a Problem
 * @param {(ticket: string, outcome: string) => void} tell
 * @returns {{ go: () => Promise<void> }} `go` sends what is due; call it when the line is back
 */
export function postman(outbox, send, tell, { now, later = setTimeout }) {
  let onTheWay = false;

  async function go() {
    if (onTheWay) {
      return;
    }
    onTheWay = true;
    try {
      while (await carryOne());
    } finally {
      onTheWay = false;
    }
    if (outbox.size) {
      later(go, AGAIN_MS);
    }
  }

  /** Whether it is worth to go on with the next one. */
  async function carryOne() {
    const letter = outbox.take(now());
    if (!letter) {
      return false;
    }
    const outcome = await send(letter).then(() => outcomeOf(null), outcomeOf);
    if (outcome !== "later") {
      outbox.settle(letter.ticket);
    }
    tell(letter.ticket, outcome);
    return outcome !== "later";
  }

  return { go };
}
