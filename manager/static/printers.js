/** What the printers say of themselves. They answer slowly and never hold a page up. */

import { api } from "/static/api.js";
import { serverNow } from "/static/clock.js";

import { actedOn } from "./office_acted.js";
import { printersNow } from "./troubles.js";

const SLOW_MS = 30_000;
const STALE_MS = 30_000;

/** Ask the printers, at most once in half a minute, and draw when they have answered. */
export async function askPrinters({ local, draw }) {
  if (performance.now() - (local.printersAsked ?? -Infinity) < STALE_MS) return;
  local.printersAsked = performance.now();
  const askedAt = serverNow().toISOString();
  try {
    const { printers } = await api("GET", "/printers", undefined, { timeoutMs: SLOW_MS });
    Object.assign(local, { printers, printersAskedAt: askedAt });
    draw();
  } catch (problem) {
    // What was known of them stays; the page's own reads tell when the server is out of reach.
    console.warn("printers", problem.code);
  }
}

/** The office's own printers, the usual one first, once they have answered; null before, and of an office whose own machine has them. */
export function knownHere(desk) {
  return actedOn(desk)?.fed ? null : (desk.local.printers ?? null);
}

/** The printers as the last tickets and their own answers tell; null while nothing is known. */
export function knownPrinters(desk, devices) {
  const { local } = desk;
  const known = printersNow(local.printers ?? [], devices, knownHere(desk) ? local.printersAskedAt : "");
  return local.printers || known.length ? known : null;
}

/** Ask again at once, after a print. */
export function askPrintersAgain(desk) {
  desk.local.printersAsked = null;
  return askPrinters(desk);
}
