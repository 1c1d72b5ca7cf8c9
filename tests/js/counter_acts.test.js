import assert from "node:assert/strict";
import { test } from "node:test";

import { allowedActs, buttonActs, isLastCall, listActs, mainAct, undoLeft_s } from "../../counter/static/acts.js";

const NOW = new Date("2026-11-23T01:00:00Z");
const SOMEBODY = [{ id: "w1", state: "waiting" }];

function desk({ ticket = null, waiting = [], open = true, ...rest } = {}) {
  return { counter: { state: open ? "open" : "paused" }, ticket, waiting, calls_allowed: 3, grace_min: 30, help: [], undo: null, printer_names: ["kiosk-1"], ...rest };
}

const CALLED = { id: "t1", state: "called", calls: 1 };
const SERVING = { id: "t1", state: "serving", calls: 1 };

for (const [hall, state, main] of [
  ["nobody in hand", desk({ waiting: SOMEBODY }), "call-next"],
  ["a called citizen in hand", desk({ ticket: CALLED, waiting: SOMEBODY }), "finish-and-call"],
  ["a citizen being served", desk({ ticket: SERVING, waiting: SOMEBODY }), "finish-and-call"],
  ["the last citizen being served", desk({ ticket: SERVING }), "finish"],
  ["a pause with a citizen in hand", desk({ ticket: SERVING, waiting: SOMEBODY, open: false }), "finish"],
  ["a pause", desk({ waiting: SOMEBODY, open: false }), "reopen"],
]) {
  test(`with ${hall} the main act is ${main}, and it is allowed`, () => {
    assert.equal(mainAct(state), main);
    assert.ok(allowedActs(state, NOW).has(main));
  });
}

test("no act has two buttons: the last citizen is finished by the red one, and X still works", () => {
  const last = desk({ ticket: SERVING });
  const oneOfMany = desk({ ticket: SERVING, waiting: SOMEBODY });

  assert.deepEqual(buttonActs(last), ["start", "recall", "no-show", "park", "transfer"]);
  assert.deepEqual(buttonActs(oneOfMany), [...buttonActs(last), "finish"], "the others keep their places");
  assert.ok(allowedActs(last, NOW).has("finish"));
  assert.deepEqual(buttonActs(desk()), []);
});

test("with nobody waiting nothing can be called", () => {
  assert.equal(mainAct(desk()), "call-next");
  assert.ok(!allowedActs(desk(), NOW).has("call-next"));
});

test("a ticket is printed again only where there is a printer", () => {
  assert.ok(allowedActs(desk({ ticket: CALLED }), NOW).has("reprint"));
  assert.ok(!allowedActs(desk({ ticket: CALLED, printer_names: [] }), NOW).has("reprint"));
  assert.ok(!allowedActs(desk(), NOW).has("reprint"));
});

test("a called citizen can be called again or be absent, one being served cannot", () => {
  const called = allowedActs(desk({ ticket: CALLED }), NOW);
  const serving = allowedActs(desk({ ticket: SERVING }), NOW);

  for (const act of ["start", "recall", "no-show"]) {
    assert.ok(called.has(act) && !serving.has(act), act);
  }
  for (const act of ["finish", "park", "transfer", "reprint"]) {
    assert.ok(called.has(act) && serving.has(act), act);
  }
});

test("a counter closes only with empty hands", () => {
  assert.ok(allowedActs(desk(), NOW).has("close"));
  assert.ok(!allowedActs(desk({ ticket: CALLED }), NOW).has("close"));
});

test("an act can be undone to its last second and no longer", () => {
  const state = desk({ undo: { ticket: "t0", act: "finish", until: "2026-11-23T01:00:01Z" } });

  assert.equal(undoLeft_s(state, NOW), 1);
  assert.ok(allowedActs(state, NOW).has("undo"));
  assert.ok(!allowedActs(state, new Date("2026-11-23T01:00:01Z")).has("undo"));
  assert.equal(undoLeft_s(desk(), NOW), 0);
});

test("help can be answered only while somebody asks", () => {
  assert.ok(!allowedActs(desk(), NOW).has("helped"));
  assert.ok(allowedActs(desk({ help: [{ device: "d1" }] }), NOW).has("helped"));
});

test("the third call of three is the last one", () => {
  assert.ok(!isLastCall(desk({ ticket: { ...CALLED, calls: 2 } })));
  assert.ok(isLastCall(desk({ ticket: { ...CALLED, calls: 3 } })));
  assert.ok(!isLastCall(desk({ ticket: { ...SERVING, calls: 3 } })));
});

test("a busy or pausing counter calls nobody from the lists", () => {
  for (const [state, act] of [["waiting", "call"], ["parked", "resume"]]) {
    assert.ok(listActs(desk(), { state }, NOW).has(act));
    assert.ok(!listActs(desk({ ticket: CALLED }), { state }, NOW).has(act));
    assert.ok(!listActs(desk({ open: false }), { state }, NOW).has(act));
  }
});

test("a missed citizen comes back within the grace time, also to a busy counter", () => {
  const inTime = { state: "missed", missed_at: "2026-11-23T00:30:00Z" };
  const tooLate = { state: "missed", missed_at: "2026-11-23T00:29:59Z" };

  assert.ok(listActs(desk({ ticket: CALLED }), inTime, NOW).has("bring-back"));
  assert.ok(!listActs(desk(), tooLate, NOW).has("bring-back"));
  assert.ok(listActs(desk(), tooLate, NOW).has("cancel"));
});
