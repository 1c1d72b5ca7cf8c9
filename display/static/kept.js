/** What this screen keeps for the time without a server: the last board, and the page itself. */

const BOARD = "moiso.display.board";
const SHELL = "moiso-display";
const WRITE_MS = 1000;
const PAGE = "/display";
const FILES = "/files/";
/** Where the files of this version lie: `/files/VERSION/`. */
const OURS = new URL("../../", import.meta.url).pathname;
const LIVE = /^\/(api|socket\.io|voice)\//;

let timer = 0;

/** Keep a board and when it came; at most once a second, the newest counts. */
export function keepBoard(board, heardAt) {
  clearTimeout(timer);
  const write = () => localStorage.setItem(keyOfBoard(), JSON.stringify({ board, heardAt: heardAt.toISOString() }));
  timer = setTimeout(write, WRITE_MS);
}

/**
 * The board that was kept.
 * @returns {{ board: import("./calls.js").Board, heardAt: Date } | null}
 */
export function readKeptBoard() {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOfBoard()) ?? "null");
    return kept && { board: kept.board, heardAt: new Date(kept.heardAt) };
  } catch {
    return null; // cut short when the power went: the server's board will replace it
  }
}

/**
 * Keep the page with all it loaded, so that a reload without a server shows the last board.
 * Browsers allow it over https and on the server's own machine; elsewhere nothing happens.
 */
export async function keepPage() {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  await navigator.serviceWorker.register("/display/worker.js", { scope: "/display" });
  const shell = await caches.open(SHELL);
  const before = (await shell.keys()).map((request) => new URL(request.url));
  const pages = before.filter((kept) => kept.pathname === PAGE).map((kept) => kept.pathname + kept.search);
  // Pages of other slots come anew with ours: they name the files of their own version.
  await shell.addAll(new Set([location.pathname + location.search, ...pages, ...loadedFiles()]));
  const old = before.filter(({ pathname }) => pathname.startsWith(FILES) && !pathname.startsWith(OURS));
  await Promise.all(old.map((file) => shell.delete(file.href)));
}

function loadedFiles() {
  const files = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  const ours = files.filter((file) => file.origin === location.origin && !LIVE.test(file.pathname));
  return ours.map((file) => file.pathname + file.search);
}

/** Several screens may run in one browser, each in its slot and zone: `?slot=2&zone=T1`. */
function keyOfBoard() {
  return BOARD + location.search;
}
