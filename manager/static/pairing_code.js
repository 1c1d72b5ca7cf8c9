/** The six digits of a device that waits, and which places a kind of device has. Pure. */

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

/** Where the device stands, as the server takes it: without what its kind does not have. */
export function placeFor(kind, { name, counter, zone, printer }) {
  return {
    name,
    counter: hasPlace(kind, "counter") && counter !== "" ? Number(counter) : null,
    zone: hasPlace(kind, "zone") ? zone : "",
    printer: (hasPlace(kind, "printer") && printer) || null,
  };
}
