import assert from "node:assert/strict";
import { test } from "node:test";

import { handTimer_s, listTimer_s, newcomers, runOn } from "../../counter/static/times.js";

const STATE_NOW = "2026-11-23T01:00:00Z";
const LATER = new Date("2026-11-23T01:00:10Z");

test("a wait goes on between two states", () => {
  assert.equal(runOn(65, STATE_NOW, LATER), 75);
  assert.equal(runOn(null, STATE_NOW, LATER), 10);
});

test("a clock behind the server never shows a negative time", () => {
  assert.equal(runOn(3, STATE_NOW, new Date("2026-11-23T00:59:00Z")), 0);
});

test("the timer counts the service, or the time since the call", () => {
  const called = { state: "called", called_at: "2026-11-23T00:59:30Z", service_s: 500 };

  assert.equal(handTimer_s({ ...called, state: "serving" }, STATE_NOW, LATER), 510);
  assert.equal(handTimer_s(called, STATE_NOW, LATER), 40);
});

test("a list shows how long one waits, or how long ago one left the counter", () => {
  const one = { waited_s: 60, parked_at: "2026-11-23T00:58:00Z", missed_at: "2026-11-23T00:59:00Z" };

  assert.equal(listTimer_s({ ...one, state: "waiting" }, STATE_NOW, LATER), 70);
  assert.equal(listTimer_s({ ...one, state: "parked" }, STATE_NOW, LATER), 130);
  assert.equal(listTimer_s({ ...one, state: "missed" }, STATE_NOW, LATER), 70);
});

test("who waits now and was not known before is greeted, the others are not", () => {
  const before = { ticket: { id: "a" }, waiting: [{ id: "b" }], parked: [{ id: "c" }], missed: [{ id: "d" }] };
  const after = { waiting: ["a", "b", "c", "d", "e"].map((id) => ({ id })) };

  assert.deepEqual(newcomers(before, after), [{ id: "e" }]);
  assert.deepEqual(newcomers({ ...before, ticket: null }, { waiting: [{ id: "a" }] }), [{ id: "a" }]);
});

test("the first state greets nobody", () => {
  assert.deepEqual(newcomers(null, { waiting: [{ id: "a" }] }), []);
});
