/** "Đọc to": the computer's own voice, only where one for the language is installed on it. */

/**
 * The voice to read with, or null: a voice from the internet would leave us without the line.
 * @param {{ lang: string, localService: boolean }[]} voices
 * @param {string} lang
 */
export function localVoice(voices, lang) {
  const speaks = (voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang;
  return voices.find((voice) => voice.localService && speaks(voice)) ?? null;
}

/** Whether this computer can read the language aloud. */
export function canRead(lang) {
  return localVoice(globalThis.speechSynthesis?.getVoices() ?? [], lang) !== null;
}

/** Read a text, breaking off what is being read. */
export function readAloud(text, lang) {
  hush();
  const voice = localVoice(globalThis.speechSynthesis?.getVoices() ?? [], lang);
  if (voice && text) {
    const saying = new SpeechSynthesisUtterance(text);
    Object.assign(saying, { voice, lang: voice.lang, rate: 0.9 });
    speechSynthesis.speak(saying);
  }
}

/** Be silent. */
export function hush() {
  globalThis.speechSynthesis?.cancel();
}

/** Call when the browser has found its voices: it does so only after the page began. */
export function onVoices(fn) {
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", fn);
}
