/** What the printers say of themselves. They answer slowly and never hold a page up. */

import { api } from "/static/api.js";

const SLOW_MS = 30_000;
const STALE_MS = 30_000;

/** Ask the printers, at most once in half a minute, and draw when they have answered. */
export async function askPrinters({ local, draw }) {
  if (Date.now() - (local.printersAsked ?? 0) < STALE_MS) return;
  local.printersAsked = Date.now();
  try {
    local.printers = (await api("GET", "/printers", undefined, { timeoutMs: SLOW_MS })).printers;
    draw();
  } catch (problem) {
    // What was known of them stays; the page's own reads tell when the server is out of reach.
    console.warn("printers", problem.code);
  }
}

/** Ask again at once, after a print. */
export function askPrintersAgain(desk) {
  desk.local.printersAsked = 0;
  return askPrinters(desk);
}
