/** The hall's screen: the board from the server, its voice, and what it does without either. */

import { render } from "lit-html";

import { useDevice } from "/static/api.js";
import { everySecond, serverNow } from "/static/clock.js";
import { formatDate, language, loadTexts, readTexts } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { once } from "/static/once.js";
import { ensurePaired } from "/static/pairing.js";

import { addressesOf, callsToAnnounce, missedToAnnounce, remember, stillHolds } from "./calls.js";
import { RESTING } from "./how_to_show.js";
import { keepBoard, keepPage, readKeptBoard } from "./kept.js";
import { keptBoard, lostSince } from "./lost.js";
import { measureNotice } from "./notice.js";
import { PAGE_S, pageOf, pagesOf, ROWS_UPRIGHT, ROWS_WIDE } from "./pages.js";
import { Player } from "./player.js";
import { Speaker } from "./speech.js";
import { screenView } from "./view.js";

/**
 * @typedef {object} Screen what is drawn
 * @property {string} logo its address
 * @property {import("./calls.js").Board | null} board
 * @property {import("/static/i18n.js").Texts} second the office's other language, or the page's own
 * @property {Date} now
 * @property {Date | null} lostSince since when the numbers may be old
 * @property {boolean} muted whether the browser refuses sound
 * @property {string | null} speaking the call that is spoken now
 * @property {string | null} flash the newest call, when it came while the screen was watched
 * @property {number} page of the table of counters, counted on
 * @property {number} mostRows
 * @property {import("./how_to_show.js").Notice} notice
 * @property {() => void} unlock
 */

const KEEP_PAGE_AFTER_MS = 4000;
const unlock = once(async () => {
  if (player.isMuted && (await player.unlock())) {
    await player.chime();
  }
});
const upright = matchMedia("(orientation: portrait)");

useDevice("display");
const firstTexts = await loadTexts("display");

const place = document.querySelector("#screen");
/** @type {Screen} */
const screen = {
  logo: place.dataset.logo,
  board: null,
  second: firstTexts,
  now: serverNow(),
  lostSince: null,
  muted: false,
  speaking: null,
  flash: null,
  page: 0,
  mostRows: ROWS_WIDE,
  notice: RESTING,
  unlock,
};
const line = { connected: false, heardAt: null, cutAt: serverNow() };
/** @type {Set<string> | null} */
let shown = null;
let pageTurnedAt = serverNow();

const player = new Player(new AudioContext(), (muted) => {
  screen.muted = muted;
  draw();
});
const speaker = new Speaker(
  (entry) => player.play(addressesOf(entry)),
  (entry) => {
    screen.speaking = entry?.id ?? null;
    draw();
  },
);

showKept();
await ensurePaired("display");
screen.muted = !(await player.unlock());
addEventListener("pointerdown", unlock);
addEventListener("keydown", unlock);
addEventListener("resize", draw);
document.fonts.addEventListener("loadingdone", draw);
everySecond(tick);
watch({ what: "board", ...zoneOfAddress() }, take, noteLine);
setTimeout(keepThisPage, KEEP_PAGE_AFTER_MS);

/** A board came: show it, and say what is new. */
function take(arrived) {
  const now = serverNow();
  Object.assign(line, { connected: true, heardAt: now });
  keepBoard(arrived, now);
  const calls = callsToAnnounce(shown, arrived, now);
  announce(calls, missedToAnnounce(shown, arrived, now), arrived);
  shown = remember(shown, arrived);
  show(arrived, calls.at(-1));
}

function announce(calls, missed, board) {
  speaker.keep((entry) => stillHolds(entry, board));
  if (!player.isMuted) {
    speaker.add([...calls, ...missed]);
  }
}

function show(board, newCall) {
  screen.board = board;
  if (newCall) {
    screen.flash = newCall.id;
    turnTo(pageOf(pagesOf(board.counters, screen.mostRows), newCall.counter));
  }
  loadSecond(board.languages);
  draw();
}

/** The board of before the reload stands until the server's comes; nothing of it is spoken. */
function showKept() {
  const kept = readKeptBoard();
  if (kept && !screen.board) {
    const isOfToday = formatDate(kept.heardAt) === formatDate(serverNow());
    line.heardAt = kept.heardAt;
    show(keptBoard(kept.board, isOfToday));
  }
}

async function loadSecond(languages) {
  const wanted = languages.find((code) => code !== language()) ?? language();
  if (screen.second.lang !== wanted) {
    screen.second = wanted === language() ? firstTexts : await readTexts("display", wanted);
    draw();
  }
}

function noteLine({ connected }) {
  if (line.connected && !connected) {
    line.cutAt = serverNow();
  }
  line.connected = connected;
  draw();
}

function tick() {
  const turned_s = (serverNow() - pageTurnedAt) / 1000;
  if (turned_s >= PAGE_S) {
    turnTo(screen.page + 1);
  }
  draw();
}

function turnTo(page) {
  screen.page = page;
  pageTurnedAt = serverNow();
}


function draw() {
  screen.now = serverNow();
  screen.lostSince = lostSince(line, screen.now);
  screen.mostRows = upright.matches ? ROWS_UPRIGHT : ROWS_WIDE;
  render(screenView(screen), place);
  const notice = measureNotice() ?? screen.notice;
  if (JSON.stringify(notice) !== JSON.stringify(screen.notice)) {
    screen.notice = notice;
    render(screenView(screen), place);
  }
}

function zoneOfAddress() {
  const zone = new URLSearchParams(location.search).get("zone");
  return zone ? { zone } : {};
}

async function keepThisPage() {
  try {
    await keepPage();
  } catch (error) {
    // Only a reload without a server suffers: the board itself works.
    console.warn("The page could not be kept:", error);
  }
}
