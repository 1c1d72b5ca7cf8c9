/**
 * Opinions that wait to be sent: kept in the browser, so that neither a lost line nor a power cut
 * loses one, each with its idempotency key, so that none is sent twice.
 */

/**
 * @typedef {{ ticket: string, key: string, said: object, due: number, tried: boolean }} Letter
 *   `due` in ms of the clock on the wall: not before then is it sent
 */

/** What is due later than this was written before the clock was set back: it is due. */
const LONGEST_HELD_MS = 60_000;

export class Outbox {
  /**
   * @param {Pick<Storage, "getItem" | "setItem">} storage
   * @param {string} place its name there
   */
  constructor(storage, place) {
    this.storage = storage;
    this.place = place;
    /** @type {Letter[]} */
    this.letters = this.#read();
  }

  /** Keep an opinion. One ticket has one: another replaces it, unless it may have arrived already. */
  put(ticket, said, { key, due }) {
    const kept = this.#of(ticket);
    if (kept?.tried) {
      return;
    }
    this.#keep([...this.#others(ticket), { ticket, key, said, due, tried: false }]);
  }

  /** Take an opinion back, if it was not sent yet. */
  withdraw(ticket) {
    if (!this.#of(ticket)?.tried) {
      this.#keep(this.#others(ticket));
    }
  }

  /** The oldest that may go now, marked as tried: it may arrive even when no answer comes back. */
  take(now) {
    const next = this.letters.find(({ due }) => due <= now || due - now > LONGEST_HELD_MS);
    if (!next) {
      return null;
    }
    this.#keep(this.letters.map((letter) => (letter === next ? { ...next, tried: true } : letter)));
    return next;
  }

  /** Forget one that arrived or was refused for good. */
  settle(ticket) {
    this.#keep(this.#others(ticket));
  }

  /** Whether this ticket's opinion waits here. */
  has(ticket) {
    return Boolean(this.#of(ticket));
  }

  get size() {
    return this.letters.length;
  }

  #of(ticket) {
    return this.letters.find((letter) => letter.ticket === ticket);
  }

  #others(ticket) {
    return this.letters.filter((letter) => letter.ticket !== ticket);
  }

  #keep(letters) {
    this.letters = letters;
    try {
      this.storage.setItem(this.place, JSON.stringify(letters));
    } catch {
      // A full or forbidden storage: they are kept as long as the page is.
    }
  }

  #read() {
    try {
      return JSON.parse(this.storage.getItem(this.place) ?? "[]");
    } catch {
      return []; // what stands there is not ours
    }
  }
}
