import assert from "node:assert/strict";
import { test } from "node:test";

import { KEYS, SLIP_MS, actOfKey, isOurs, placeOf } from "../../counter/static/keys.js";

const ALL = new Set(["finish-and-call", "start", "recall", "finish", "park", "undo", "pause", "list"]);

function situation(more = {}) {
  return { allowed: ALL, main: "finish-and-call", place: "page", sinceCall_ms: Infinity, ...more };
}

function press(key, more = {}) {
  const code = key === " " ? "Space" : /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return { key, code, ...more };
}

test("the space bar does the whole round", () => {
  assert.equal(actOfKey(press(" "), situation()), "finish-and-call");
});

test("a letter does its act, whatever the case or the typing program", () => {
  assert.equal(actOfKey(press("r"), situation()), "recall");
  assert.equal(actOfKey(press("R"), situation()), "recall");
  assert.equal(actOfKey({ key: "ư", code: "KeyG" }, situation()), "park");
  assert.equal(actOfKey({ key: "z", code: "" }, situation()), "undo");
});

test("Enter starts the service", () => {
  assert.equal(actOfKey(press("Enter"), situation()), "start");
});

test("what may not be done now has no key", () => {
  assert.equal(actOfKey(press("v"), situation()), null);
  assert.equal(actOfKey(press(" "), situation({ main: "call-next" })), null);
  assert.equal(actOfKey(press("q"), situation()), null);
});

test("a held key acts once", () => {
  assert.equal(actOfKey(press(" ", { repeat: true }), situation()), null);
  assert.equal(actOfKey(press("x", { repeat: true }), situation()), null);
});

test("a key with Ctrl, Alt or the system key belongs to the browser", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey", "isComposing"]) {
    assert.equal(actOfKey(press("r", { [held]: true }), situation()), null, held);
  }
});

test("no key acts in a field or a dialog", () => {
  for (const place of ["field", "dialog"]) {
    for (const key of [" ", "Enter", "x"]) {
      assert.equal(actOfKey(press(key), situation({ place })), null, `${key} in a ${place}`);
    }
  }
});

test("on a control the space bar and Enter press that control, letters still act", () => {
  assert.equal(actOfKey(press(" "), situation({ place: "control" })), null);
  assert.equal(actOfKey(press("Enter"), situation({ place: "control" })), null);
  assert.equal(actOfKey(press("x"), situation({ place: "control" })), "finish");
});

test("a second press right after a call finishes nobody", () => {
  assert.equal(actOfKey(press(" "), situation({ sinceCall_ms: SLIP_MS - 1 })), null);
  assert.equal(actOfKey(press(" "), situation({ sinceCall_ms: SLIP_MS })), "finish-and-call");
  assert.equal(actOfKey(press("r"), situation({ sinceCall_ms: 0 })), "recall");
});

test("one key pauses and opens again", () => {
  assert.equal(KEYS.pause, KEYS.reopen);
  assert.equal(actOfKey(press("p"), situation({ allowed: new Set(["reopen"]) })), "reopen");
  assert.equal(actOfKey(press("p"), situation()), "pause");
});

test("no other two acts share a key", () => {
  const letters = Object.entries(KEYS).filter(([act]) => act !== "reopen").map(([, key]) => key);

  assert.equal(new Set(letters).size, letters.length);
});

test("the page takes the space bar from the browser, except on a control or in a field", () => {
  assert.ok(isOurs(press(" "), "page"));
  assert.ok(!isOurs(press(" "), "control"));
  assert.ok(!isOurs(press(" "), "field"));
  assert.ok(!isOurs(press("x"), "page"));
});

test("where the focus stands", () => {
  assert.equal(placeOf({ inDialog: true, tag: "INPUT", editable: false }), "dialog");
  assert.equal(placeOf({ inDialog: false, tag: "SELECT", editable: false }), "field");
  assert.equal(placeOf({ inDialog: false, tag: "DIV", editable: true }), "field");
  assert.equal(placeOf({ inDialog: false, tag: "SUMMARY", editable: false }), "control");
  assert.equal(placeOf({ inDialog: false, tag: "BODY", editable: false }), "page");
});
