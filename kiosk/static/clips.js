/** The number read out from the hall's own clips, where the computer has no voice of its own. */

const INTRODUCTION = "so-thu-tu";
const FIVE_AFTER_TENS = "5-lam";

/**
 * The clips that say a label, sign by sign; in Vietnamese a last 5 after 1 to 9 is "lăm".
 * @param {string} label such as "A025"
 * @param {string} lang
 */
export function clipsOf(label, lang) {
  const signs = [...label.toUpperCase()];
  if (lang === "vi" && /[1-9]5$/.test(label)) {
    signs[signs.length - 1] = FIVE_AFTER_TENS;
  }
  return [INTRODUCTION, ...signs];
}

/** Whether this office has clips in a language. */
export async function hasClips(lang) {
  try {
    return (await fetch(address(lang, INTRODUCTION), { method: "HEAD" })).ok;
  } catch {
    return false; // no line: then nobody can be read to
  }
}

/** Play clips one after the other; resolves when the last one ended, or one could not be played. */
export async function play(names, lang) {
  const sounds = names.map((clip) => new Audio(address(lang, clip)));
  for (const sound of sounds) {
    if (!(await heard(sound))) {
      return;
    }
  }
}

function heard(sound) {
  return new Promise((done) => {
    sound.addEventListener("ended", () => done(true));
    sound.addEventListener("error", () => done(false));
    sound.play().catch(() => done(false));
  });
}

function address(lang, clip) {
  return `/voice/${lang}/${clip}`;
}
