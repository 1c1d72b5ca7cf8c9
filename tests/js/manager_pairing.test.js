import assert from "node:assert/strict";
import { test } from "node:test";

import { codeOf, hasPlace, isWhole, lacksPrinter, PAPERLESS, placeFor, printerChoice, printsOn, USUAL } from "../../manager/static/pairing_code.js";

const USUALLY = { printer: null, paperless: false };

test("a code is its digits, however it is typed", () => {
  assert.equal(codeOf(" 482 913 "), "482913");
  assert.equal(codeOf("482-9"), "4829");
  assert.equal(codeOf(undefined), "");
  assert.deepEqual(["48291", "482913", "4829130"].map(isWhole), [false, true, false]);
});

test("a kind of device has its own places, one that is not known yet may have any", () => {
  const places = (kind) => ["counter", "zone", "printer"].filter((place) => hasPlace(kind, place));

  assert.deepEqual(places("kiosk"), ["printer"]);
  assert.deepEqual(places("display"), ["zone"]);
  assert.deepEqual(places("rating"), ["counter"]);
  assert.deepEqual(places("manager"), []);
  assert.deepEqual(places(undefined), ["counter", "zone", "printer"]);
});

test("what was filled in for another kind is not sent", () => {
  const typed = { name: "Sảnh", counter: "2", zone: "T1", printer: "kiosk-1" };

  assert.deepEqual(placeFor("display", typed), { name: "Sảnh", counter: null, zone: "T1", ...USUALLY });
  assert.deepEqual(placeFor("rating", typed), { name: "Sảnh", counter: 2, zone: "", ...USUALLY });
  assert.deepEqual(placeFor("kiosk", { ...typed, printer: "" }), { name: "Sảnh", counter: null, zone: "", ...USUALLY });
  assert.deepEqual(placeFor(undefined, typed), { name: "Sảnh", counter: 2, zone: "T1", printer: "kiosk-1", paperless: false });
});

test("a kiosk prints on a named printer, on the usual one, or without paper on purpose", () => {
  const sent = (printer) => placeFor("kiosk", { name: "Kiosk", counter: "", zone: "", printer });

  assert.deepEqual([sent("kiosk-2").printer, sent("kiosk-2").paperless], ["kiosk-2", false]);
  assert.deepEqual([sent(USUAL).printer, sent(USUAL).paperless], [null, false]);
  assert.deepEqual([sent(PAPERLESS).printer, sent(PAPERLESS).paperless], [null, true]);
});

test("what is sent for a device that stands already is chosen when its form opens again", () => {
  for (const choice of ["kiosk-2", USUAL, PAPERLESS]) {
    assert.equal(printerChoice(placeFor("kiosk", { name: "Kiosk", counter: "", zone: "", printer: choice })), choice);
  }
});

test("a choice is never taken for a printer's name", () => {
  for (const choice of [USUAL, PAPERLESS]) {
    assert.doesNotMatch(choice, /^[a-z0-9-]*$/);
  }
});

test("of several printers none is taken in silence for a new kiosk", () => {
  const two = [{ name: "kiosk-1" }, { name: "kiosk-2" }];

  assert.ok(lacksPrinter("kiosk", "", two));
  assert.ok(!lacksPrinter("kiosk", USUAL, two));
  assert.ok(!lacksPrinter("kiosk", "kiosk-2", two));
  assert.ok(!lacksPrinter("kiosk", "", two.slice(1)));
  assert.ok(!lacksPrinter("display", "", two));
});

test("only a kiosk that names no printer prints on the usual one", () => {
  const printers = [{ name: "kiosk-1" }, { name: "kiosk-2" }];
  const kiosk = { kind: "kiosk", printer: null, paperless: false };

  assert.equal(printsOn(kiosk, printers), "kiosk-1");
  assert.equal(printsOn(kiosk, []), null);
  assert.equal(printsOn({ ...kiosk, paperless: true }, printers), null);
  assert.equal(printsOn({ ...kiosk, printer: "kiosk-2" }, printers), null);
  assert.equal(printsOn({ ...kiosk, kind: "display" }, printers), null);
});
