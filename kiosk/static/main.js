/** The kiosk: its state, the line to the server, the keys and the time. */

import { render } from "lit-html";

import { useDevice } from "/static/api.js";
import { everySecond, serverNow, steadyNow } from "/static/clock.js";
import { loadTexts, setLanguage } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { once } from "/static/once.js";
import { ensurePaired } from "/static/pairing.js";
import { ignoreTapsTooMany } from "/static/second_tap.js";

import { actsOf } from "./acts.js";
import { clipsOf, hasClips, play } from "./clips.js";
import { Effects } from "./effects.js";
import { newFlow, speakIn, tick, touch } from "./flow.js";
import { hear, NOTHING } from "./scanner.js";
import { canRead, hush, onVoices, readAloud } from "./speech.js";
import { spokenText } from "./spoken.js";
import { kioskView } from "./view.js";
import { helpView } from "./told.js";
import { leftBefore, restored, saved } from "./wish.js";

const WISH = "moiso.kiosk.wish";
const LEFT = "moiso.kiosk.left";
const place = document.querySelector("#screen");
const helpDialog = document.querySelector("#help");

const page = {
  flow: newFlow("vi", steadyNow()),
  office: null,
  line: null,
  isOnline: false,
  now: serverNow(),
  at: steadyNow(),
  canRead: false,
  hasClips: false,
  said: "",
};

const shownFlow = () => page.flow;
const acts = { ...actsOf(shownFlow, change), hear: once(readOut) };
const effects = new Effects(shownFlow, change);

useDevice("kiosk");
await loadTexts("kiosk", "vi");
await ensurePaired("kiosk");
listen();
findClips("vi");
change(asLeftOff());
watch({ what: "office" }, officeCame, lineChanged);
everySecond(secondPassed);

/** Take the next state: keep the wish over a reload, show it, and do what follows from it. */
function change(next) {
  const before = page.flow;
  if (next === before) {
    return;
  }
  page.flow = next;
  keepWish(next);
  if (next.left !== before.left) {
    localStorage.setItem(LEFT, JSON.stringify(next.left));
  }
  if (next.lang !== before.lang) {
    setLanguage(next.lang).then(show);
    findClips(next.lang);
  }
  document.documentElement.classList.toggle("large-text", next.large);
  show();
  if (next.screen !== before.screen) {
    place.querySelector("h1")?.focus({ preventScroll: true });
  }
  sayAloud(before, next);
  effects.follow(before, next);
}

/** The flow as an earlier run of this page left it; what nobody waits for outlives the browser. */
function asLeftOff() {
  const fresh = { ...page.flow, left: leftBefore(localStorage.getItem(LEFT)) };
  return restored(fresh, sessionStorage.getItem(WISH), steadyNow());
}

function keepWish(flow) {
  const text = saved(flow);
  if (text) {
    sessionStorage.setItem(WISH, text);
  } else {
    sessionStorage.removeItem(WISH);
  }
}

function show() {
  Object.assign(page, { now: serverNow(), at: steadyNow(), canRead: canRead(page.flow.lang) });
  page.isOnline = page.office !== null && page.line?.connected === true;
  page.said = page.office && page.flow.screen !== "rest" ? spokenText(page) : "";
  render(kioskView(page, acts), place);
  showHelp();
}

/** The dialog stands outside the page, so that the browser itself keeps the page behind it quiet. */
function showHelp() {
  if (page.flow.help) {
    render(helpView(page, acts), helpDialog);
  }
  if (page.flow.help && !helpDialog.open) {
    helpDialog.showModal();
  } else if (!page.flow.help && helpDialog.open) {
    helpDialog.close();
  }
}

function sayAloud(before, next) {
  if (!next.reading) {
    if (before.reading) {
      hush();
    }
    return;
  }
  const isNew = next.screen !== before.screen || next.paper !== before.paper || !before.reading;
  if (isNew && page.office) {
    readAloud(spokenText(page), next.lang);
  }
}

async function findClips(lang) {
  page.hasClips = await hasClips(lang);
}

/** Read the number out; the screen stays while it is heard. */
async function readOut() {
  const { ticket, lang } = page.flow;
  await play(clipsOf(ticket.label, lang), lang);
  page.flow = touch(page.flow, steadyNow());
}

function officeCame(office) {
  page.office = office;
  const [home] = office.languages;
  if (home !== page.flow.home) {
    const { flow } = page;
    change({ ...(flow.lang === flow.home ? speakIn(flow, home) : flow), home });
  }
  show();
}

function lineChanged(line) {
  page.line = line;
  show();
}

function secondPassed() {
  change(tick(page.flow, steadyNow()));
  show();
}

/** Touches keep the screen; a code reader types into the page whatever is shown. */
function listen() {
  let heard = NOTHING;
  const stay = () => {
    change(tick(page.flow, steadyNow())); // the page may have slept: nobody touches what another left
    page.flow = touch(page.flow, steadyNow());
  };
  addEventListener("pointerdown", stay, { capture: true });
  addEventListener("contextmenu", (event) => event.preventDefault());
  helpDialog.addEventListener("cancel", acts.closeHelp);
  onVoices(show);
  ignoreTapsTooMany();
  addEventListener(
    "keydown",
    (event) => {
      stay();
      const next = hear(heard, event.key, event.timeStamp);
      heard = next.heard;
      if (next.code) {
        event.preventDefault(); // Enter would press the button that has the focus
        effects.comeBack(next.code);
      }
    },
    { capture: true },
  );
}
