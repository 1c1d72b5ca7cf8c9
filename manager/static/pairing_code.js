/** The six digits of a device that waits, which places a kind of device has, and where it prints. Pure. */

/** Choices beside the printers' names, which have only letters, digits and dashes. */
export const PAPERLESS = "(paperless)";
export const USUAL = "(usual)";

const DIGITS = 6;
const PLACES = { kiosk: ["printer"], display: ["zone"], rating: ["counter"], counter: ["counter"], manager: [] };
const ALL = ["counter", "zone", "printer"];

/** The code as it is sent: "482 913" → "482913". */
export function codeOf(typed) {
  return String(typed ?? "").replace(/\D/g, "");
}

/** Whether all of its digits are there. */
export function isWhole(code) {
  return code.length === DIGITS;
}

/** Whether a kind of device has this place; one that is not known yet may have any. */
export function hasPlace(kind, place) {
  return (PLACES[kind] ?? ALL).includes(place);
}

/** What stands in the list of printers for a device: a name, PAPERLESS, or USUAL. */
export function printerChoice({ printer, paperless }) {
  return paperless ? PAPERLESS : (printer ?? USUAL);
}

/**
 * Whether nobody has said yet where a kiosk prints, among several printers: the first one may stand
 * beside another kiosk, so it is never taken in silence.
 */
export function lacksPrinter(kind, printer, printers) {
  return kind === "kiosk" && printer === "" && printers.length > 1;
}

/** The usual printer's name, for a kiosk that names none and is to print; else null. */
export function printsOn({ kind, printer, paperless }, printers) {
  return kind === "kiosk" && !printer && !paperless ? (printers[0]?.name ?? null) : null;
}

/** Where the device stands, as the server takes it: without what its kind does not have. */
export function placeFor(kind, { name, counter, zone, printer }) {
  const chosen = hasPlace(kind, "printer") ? printer : "";
  return {
    name,
    counter: hasPlace(kind, "counter") && counter !== "" ? Number(counter) : null,
    zone: hasPlace(kind, "zone") ? zone : "",
    printer: ["", USUAL, PAPERLESS].includes(chosen) ? null : chosen,
    paperless: chosen === PAPERLESS,
  };
}
