/** Two calm notes that invite. A browser that blocks sound stays silent. */

const NOTES_HZ = [659.25, 880];
const APART_S = 0.22;
const LASTS_S = 1.1;
const LOUDNESS = 0.28;

/** @type {AudioContext | null} */
let speaker = null;

/** Play it now, or not at all: a note that waits for the first touch would answer nobody. */
export async function chime() {
  try {
    speaker ??= new AudioContext();
    if (speaker.state !== "running") {
      await Promise.race([speaker.resume(), new Promise((late) => setTimeout(late, 300))]);
    }
    if (speaker.state === "running") {
      NOTES_HZ.forEach((hertz, place) => play(speaker, hertz, speaker.currentTime + place * APART_S));
    }
  } catch {
    // No sound in this browser: the screen says it all.
  }
}

function play(context, hertz, begins) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, begins);
  volume.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, begins + LASTS_S);
  tone.connect(volume).connect(context.destination);
  tone.start(begins);
  tone.stop(begins + LASTS_S);
}
