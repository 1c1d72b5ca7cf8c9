/** The order of announcements: one at a time, calls before missed numbers. The player is given. */

/**
 * @typedef {{ id: string, label: string, counter?: number,
 *   spoken: { language: string, clips: string[] }[] }} Entry
 */

/**
 * The queue with an announcement added at its end. A ticket waits for its voice only once: when it
 * is called again meanwhile, the new call takes the old one's place.
 * @param {Entry[]} queue
 * @param {Entry} entry
 * @returns {Entry[]}
 */
export function lineUp(queue, entry) {
  const place = queue.findIndex((waiting) => waiting.label === entry.label);
  return place < 0 ? [...queue, entry] : queue.with(place, entry);
}

/** Which one is spoken next: the first call, and a missed number only when no call waits. */
export function nextOf(queue) {
  return queue.find((entry) => entry.counter !== undefined) ?? queue[0];
}

/** Speaks what it is given, never two at once. */
export class Speaker {
  #queue = [];
  #speaking = null;

  /**
   * @param {(entry: Entry) => Promise<unknown>} play ends when the announcement was heard
   * @param {(entry: Entry | null) => void} [onSpeaking] told what is spoken now
   */
  constructor(play, onSpeaking = () => {}) {
    this.play = play;
    this.onSpeaking = onSpeaking;
  }

  /** Announcements to speak, in this order, after those that wait. */
  add(entries) {
    this.#queue = entries.reduce(lineUp, this.#queue);
    if (!this.#speaking) {
      this.#speakAll();
    }
  }

  /** Leave out what no longer holds; what is being spoken is spoken to its end. */
  keep(holds) {
    this.#queue = this.#queue.filter(holds);
  }

  async #speakAll() {
    while (this.#queue.length) {
      const entry = nextOf(this.#queue);
      this.#queue = this.#queue.filter((waiting) => waiting !== entry);
      await this.#speak(entry);
    }
  }

  async #speak(entry) {
    this.#speaking = entry;
    this.onSpeaking(entry);
    try {
      await this.play(entry);
    } catch (error) {
      // The hall still reads the number; the next announcement must come.
      console.warn("Announcement not spoken:", entry.label, error);
    }
    this.#speaking = null;
    this.onSpeaking(null);
  }
}
