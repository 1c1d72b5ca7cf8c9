/** What needs somebody: who asks for help, which screens are silent, which printers do not print, a wrong clock, reports that do not arrive or do not come. Pure. */

import { printsOn } from "./pairing_code.js";

/** The trouble of a printer that a device names and config.toml does not. */
export const NOT_THERE = "not_configured";

const SCREENS = ["kiosk", "display", "rating"];
const DID_NOT_PRINT = ["failed", "unknown"];

/** A line that is gone for a moment is nobody's trouble. */
const SILENT_MS = 5 * 60_000;

/**
 * @param {any[]} devices as `GET /devices` tells them
 * @param {any[]} printers as `printersNow` tells them
 * @param {number} [clockAhead_s] how far the server's clock leapt ahead, as `GET /today` tells it
 * @param {any} [upstream] how the reports to the province go, as `GET /today` tells it
 * @param {string} [now] the server's instant
 * @param {any} [ownMachine] when a machine of the office's own was last heard, as `GET /today` tells it
 * @returns {({ what: "help", device: any } | { what: "clock", ahead_s: number } | { what: "offline", devices: any[] } | { what: "printer", printer: any } | { what: "upstream", upstream: any } | { what: "silent", heard_at: string | null })[]}
 */
export function troublesOf(devices, printers, clockAhead_s = 0, upstream = null, now = "", ownMachine = null) {
  const offline = devices.filter(isLost);
  return [
    ...silenceOf(ownMachine),
    ...devices.filter(({ help_at }) => help_at).map((device) => ({ what: "help", device })),
    ...(clockAhead_s ? [{ what: "clock", ahead_s: clockAhead_s }] : []),
    ...printers.filter(isInTrouble).map((printer) => ({ what: "printer", printer })),
    ...(offline.length ? [{ what: "offline", devices: offline }] : []),
    ...(isUnheard(upstream, now) ? [{ what: "upstream", upstream }] : []),
  ];
}

/** A machine of the office's own that was not heard for a while. */
function silenceOf(ownMachine) {
  return ownMachine?.silent ? [{ what: "silent", heard_at: ownMachine.heard_at }] : [];
}

/**
 * The printers as they are known now. They are asked only now and then, so a ticket that did not
 * come out since then is the newer news; and what a printer said after it counts more. One that a
 * device names and nobody has prints for nobody, and is told as well.
 * @param {any[]} printers as `GET /printers` tells them; none until they have answered
 * @param {any[]} devices as `GET /devices` tells them, with the last print of their printer
 * @param {string} [askedAt] when the printers were asked, an instant of the server
 */
export function printersNow(printers, devices, askedAt = "") {
  const gone = askedAt ? devices.filter((one) => isGone(one, printers)).map((one) => [one.printer, { reason: NOT_THERE }]) : [];
  const failed = devices.filter((one) => isNews(one, askedAt)).map((one) => [printerOf(one, printers), one.last_print]);
  const failures = new Map([...failed.filter(([name]) => name), ...gone]);
  const unheard = [...failures.keys()].filter((name) => !printers.some((one) => one.name === name));
  return [...printers, ...unheard.map((name) => ({ name, online: true }))].map((printer) => {
    const failure = failures.get(printer.name);
    return failure && !isInTrouble(printer) ? { ...printer, reason: failure.reason ?? "no_answer" } : printer;
  });
}

function isNews({ last_print: print }, askedAt) {
  return DID_NOT_PRINT.includes(print?.state) && print.ended_at > askedAt;
}

/** The printer of a device by its name: its own, or the office's usual one; null where that is not known. */
export function printerOf(device, printers) {
  return device.printer ?? printsOn(device, printers);
}

/** Whether a device names a printer that the office does not have any more. @param {any[] | null} printers null while nobody has said which it has */
export function isGone({ printer }, printers) {
  return Boolean(printer && printers) && !printers.some(({ name }) => name === printer);
}

/** Whether the province refuses this office's reports, or has had none for a while. */
export function isUnheard(upstream, now) {
  if (!upstream) return false;
  const refused = Boolean(upstream.refusal) && upstream.refusal !== "unreachable";
  return refused || Date.parse(now) - Date.parse(upstream.since) > SILENT_MS;
}

/** A screen of the hall that nobody has heard of; a program with a token may rest. */
export function isLost({ kind, paired, online }) {
  return SCREENS.includes(kind) && paired && !online;
}

/** Whether a printer says that it cannot print, or soon cannot. */
export function isInTrouble(printer) {
  return !printer.online || troubleCode(printer) !== null;
}

/** The code of what is wrong with a printer or a print, or null. */
export function troubleCode({ reason, paper }) {
  const ofPaper = { out: "paper_out", near_end: "paper_near_end" };
  return reason || ofPaper[paper] || null;
}

/** A printer that still prints may wait until somebody passes by. */
export function isOnlyLow(printer) {
  return printer.online && troubleCode(printer) === "paper_near_end";
}
