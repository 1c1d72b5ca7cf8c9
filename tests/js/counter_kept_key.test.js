import assert from "node:assert/strict";
import { test } from "node:test";

import { KEPT_MS, actOfKept, keepKey } from "../../counter/static/kept_key.js";

const PRESSED = { underWay: "call-next", at_ms: 0 };

/** Nobody in hand, somebody waits: what stood on the screen when the keys were pressed. */
function free(more = {}) {
  const allowed = new Set(["call-next", "take", "list", "close", "pause"]);
  return { allowed, main: "call-next", place: "page", sinceCall_ms: Infinity, ticket: null, ...more };
}

function calledNow(ticket, more = {}) {
  const allowed = new Set(["finish-and-call", "start", "recall", "no-show", "finish", "park", "transfer", "pause", "undo"]);
  return { allowed, main: "finish-and-call", place: "page", sinceCall_ms: 20, ticket, ...more };
}

function serving(ticket) {
  const allowed = new Set(["finish-and-call", "finish", "park", "transfer", "pause"]);
  return { allowed, main: "finish-and-call", place: "page", sinceCall_ms: Infinity, ticket };
}

function press(key, more = {}) {
  return { key, code: key === " " ? "Space" : `Key${key.toUpperCase()}`, ...more };
}

/** The keys pressed one after the other while a command was under way. */
function keptOf(keys, situation, when = PRESSED) {
  return keys.reduce((kept, key) => keepKey(kept, key, situation, when), null);
}

test("a key pressed before the answer came acts on what the answer brought", () => {
  const kept = keptOf([press("s")], free());

  assert.equal(actOfKept(kept, calledNow("a1"), 200), "start");
});

test("of several keys only the newest that means anything is kept", () => {
  const kept = keptOf([press("p"), press("s"), press("q")], free());

  assert.equal(actOfKept(kept, calledNow("a1"), 200), "start");
});

test("what the answer no longer allows is not done", () => {
  const kept = keptOf([press("s")], free());

  assert.equal(actOfKept(kept, free(), 200), null);
});

test("a held key is kept no more than it acts", () => {
  assert.equal(keptOf([press("s", { repeat: true })], free()), null);
  assert.equal(keptOf([press("s", { ctrlKey: true })], free()), null);
});

test("the key of the command under way is impatience", () => {
  assert.equal(keptOf([press(" ")], free()), null);
  assert.equal(keptOf([press("r")], calledNow("a1"), { underWay: "recall", at_ms: 0 }), null);
  assert.equal(keptOf([press(" ")], calledNow("a1"), { underWay: "finish-and-call", at_ms: 0 }), null);
  assert.equal(keptOf([press("p")], free(), { underWay: "pause", at_ms: 0 }), null, "it would open again");
});

test("impatience takes nothing from the key that was kept before", () => {
  const kept = keptOf([press("s"), press(" "), press(" ", { repeat: true })], free());

  assert.equal(actOfKept(kept, calledNow("a1"), 200), "start");
});

test("finish, then the space bar: the next one is called", () => {
  const kept = keptOf([press(" ")], serving("a1"), { underWay: "finish", at_ms: 0 });

  assert.equal(actOfKept(kept, free(), 200), "call-next");
});

test("nobody is finished, parked or missed whom the clerk has not seen", () => {
  for (const key of ["x", "v", "g", "c", "r", "i"]) {
    const kept = keptOf([press(key)], serving("a1"), { underWay: "finish-and-call", at_ms: 0 });

    assert.equal(actOfKept(kept, calledNow("a2"), 200), null, key);
  }
});

test("the ticket that stayed in hand takes the key", () => {
  const kept = keptOf([press("x")], calledNow("a1"), { underWay: "start", at_ms: 0 });

  assert.equal(actOfKept(kept, serving("a1"), 200), "finish");
});

test("the space bar that was kept is still held up by the guard against slips", () => {
  const kept = keptOf([press(" ")], calledNow("a1"), { underWay: "recall", at_ms: 0 });

  assert.equal(actOfKept(kept, calledNow("a1"), 200), null);
  assert.equal(actOfKept(kept, calledNow("a1", { sinceCall_ms: 5000 }), 200), "finish-and-call");
});

test("in a field or a dialog no key is kept, and none acts once a dialog has opened", () => {
  assert.equal(keptOf([press("s")], free({ place: "field" })), null);
  const kept = keptOf([press("s")], free());

  assert.equal(actOfKept(kept, calledNow("a1", { place: "dialog" }), 200), null);
});

test("a key is forgotten when the answer was long in coming", () => {
  const kept = keptOf([press("s")], free());

  assert.equal(actOfKept(kept, calledNow("a1"), KEPT_MS), "start");
  assert.equal(actOfKept(kept, calledNow("a1"), KEPT_MS + 1), null);
  assert.equal(actOfKept(null, calledNow("a1"), 0), null);
});
