import assert from "node:assert/strict";
import { test } from "node:test";

import { codeOf, hasPlace, isWhole, placeFor } from "../../manager/static/pairing_code.js";

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

  assert.deepEqual(placeFor("display", typed), { name: "Sảnh", counter: null, zone: "T1", printer: null });
  assert.deepEqual(placeFor("rating", typed), { name: "Sảnh", counter: 2, zone: "", printer: null });
  assert.deepEqual(placeFor("kiosk", { ...typed, printer: "" }), { name: "Sảnh", counter: null, zone: "", printer: null });
  assert.deepEqual(placeFor(undefined, typed), { name: "Sảnh", counter: 2, zone: "T1", printer: "kiosk-1" });
});
