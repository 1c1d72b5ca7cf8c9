/** Plays clips one after the other without a gap that the ear would notice, over Web Audio. */

const GAP_S = 0.04;
const LEAD_S = 0.05;
const PATIENCE_S = 3;
/** Between two announcements, so that the ear tells them apart. */
const BREATH_S = 0.5;
/** Two soft notes, for when no clip could be loaded: somebody looks up. In Hz. */
const CHIME_NOTES = [659.3, 523.3];
const NOTE_S = 0.55;

/** Says whether sound is allowed and plays announcements. Volume is the television's own matter. */
export class Player {
  #buffers = new Map();

  /**
   * @param {AudioContext} context
   * @param {(muted: boolean) => void} onMuted told whenever the browser takes or gives the sound
   */
  constructor(context, onMuted) {
    this.context = context;
    context.addEventListener("statechange", () => onMuted(this.isMuted));
  }

  get isMuted() {
    return this.context.state !== "running";
  }

  /** Ask for sound; the browser grants it after a touch, or at once where it was told to. */
  async unlock() {
    // Without a touch the promise stays open for ever: the state says what came of it.
    await Promise.race([this.context.resume(), pause(500)]);
    return !this.isMuted;
  }

  /**
   * Play clips to the end. Clips that are missing are left out; a chime stands for an announcement
   * of which none is left. Does nothing while the browser gives no sound.
   * @param {string[]} addresses
   * @returns {Promise<{ missing: string[] }>}
   */
  async play(addresses) {
    const buffers = await Promise.all(addresses.map((address) => this.#load(address)));
    const missing = addresses.filter((_, place) => !buffers[place]);
    const found = buffers.filter(Boolean);
    if (!this.isMuted) {
      await this.#playAll(found.length ? found : [chimeOf(this.context)]);
    }
    return { missing };
  }

  /** Two notes that say "sound is on". */
  async chime() {
    await this.#playAll([chimeOf(this.context)]);
  }

  #load(address) {
    const kept = this.#buffers.get(address);
    if (kept) {
      return kept;
    }
    const loading = this.#fetch(address).catch((error) => {
      this.#buffers.delete(address); // asked again at the next call: the clip may be there by then
      console.warn("No voice clip:", address, String(error));
      return null;
    });
    this.#buffers.set(address, loading);
    return loading;
  }

  async #fetch(address) {
    // A clip that somebody recorded anew is heard after a reload, whatever the browser still keeps.
    const signal = AbortSignal.timeout(PATIENCE_S * 1000);
    const answer = await fetch(address, { signal, cache: "no-cache" });
    if (!answer.ok) {
      throw new Error(`HTTP ${answer.status}`);
    }
    return this.context.decodeAudioData(await answer.arrayBuffer());
  }

  async #playAll(buffers) {
    let at = this.context.currentTime + LEAD_S;
    let last;
    for (const buffer of buffers) {
      last = this.#schedule(buffer, at);
      at += buffer.duration + GAP_S;
    }
    // A sound card that was pulled out never says "ended": the queue must go on all the same.
    await Promise.race([ended(last), pause((at - this.context.currentTime + PATIENCE_S) * 1000)]);
    await pause(BREATH_S * 1000);
  }

  #schedule(buffer, at) {
    const source = new AudioBufferSourceNode(this.context, { buffer });
    source.connect(this.context.destination);
    source.start(at);
    return source;
  }
}

function ended(source) {
  return new Promise((resume) => source.addEventListener("ended", resume, { once: true }));
}

function pause(ms) {
  return new Promise((resume) => setTimeout(resume, ms));
}

/** Two notes that fade, made here: they need no file. */
function chimeOf(context) {
  const rate = context.sampleRate;
  const noteLength = Math.round(NOTE_S * rate);
  const buffer = context.createBuffer(1, noteLength * CHIME_NOTES.length, rate);
  const samples = buffer.getChannelData(0);
  CHIME_NOTES.forEach((hertz, note) => {
    for (let i = 0; i < noteLength; i += 1) {
      const fade = Math.min(1, i / (0.01 * rate)) * Math.exp((-4 * i) / noteLength);
      samples[note * noteLength + i] = 0.4 * fade * Math.sin((2 * Math.PI * hertz * i) / rate);
    }
  });
  return buffer;
}
