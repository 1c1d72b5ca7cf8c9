// Which calls the hall hears: each once, none that is old.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addressesOf,
  callsToAnnounce,
  latestCalls,
  missedToAnnounce,
  remember,
  stillHolds,
} from "../../display/static/calls.js";

const NOW = new Date("2026-11-23T01:00:00.000Z");

const at = (secondsAgo) => new Date(NOW.getTime() - secondsAgo * 1000).toISOString();

function call(id, secondsAgo, more = {}) {
  const known = { label: `A00${id}`, counter: 1, calls: 1, state: "called", spoken: [] };
  return { id: String(id), called_at: at(secondsAgo), ...known, ...more };
}

const missed = (id, secondsAgo) => ({ id: `m${id}`, label: `A10${id}`, at: at(secondsAgo), spoken: [] });
const board = (calls, missedOnes = [], epoch = "e1") => ({ epoch, calls, missed: missedOnes });
const ids = (calls) => calls.map(({ id }) => id);
const seen = (...boards) => boards.reduce(remember, null);

test("calls are spoken in the order of calling", () => {
  const arrived = board([call(3, 1), call(2, 2), call(1, 3)]);

  assert.deepEqual(ids(callsToAnnounce(seen(board([])), arrived, NOW)), ["1", "2", "3"]);
});

test("a page just loaded speaks only what was called within 15 seconds", () => {
  const arrived = board([call(3, 0), call(2, 15), call(1, 16)]);

  assert.deepEqual(ids(callsToAnnounce(null, arrived, NOW)), ["2", "3"]);
});

test("after a cut of the line only calls of the last 30 seconds are spoken", () => {
  const before = seen(board([call(1, 60)]));
  const arrived = board([call(4, 2), call(3, 30), call(2, 31), call(1, 60)]);

  assert.deepEqual(ids(callsToAnnounce(before, arrived, NOW)), ["3", "4"]);
});

test("a board that arrives twice speaks nothing the second time", () => {
  const arrived = board([call(1, 1)], [missed(1, 1)]);
  const shown = seen(arrived);

  assert.deepEqual(callsToAnnounce(shown, arrived, NOW), []);
  assert.deepEqual(missedToAnnounce(shown, arrived, NOW), []);
});

test("a call that slid out of the board and back in is not spoken again", () => {
  const shown = seen(board([call(1, 9)]), board([call(2, 5)]));

  assert.deepEqual(callsToAnnounce(shown, board([call(1, 9)]), NOW), []);
});

test("a ticket called again while the line was cut is spoken once, as it was called last", () => {
  const again = call(2, 1, { label: "A001", calls: 2 });
  const arrived = board([again, call(1, 5)]);

  assert.deepEqual(callsToAnnounce(seen(board([])), arrived, NOW), [again]);
});

test("a recall is spoken although the first call was", () => {
  const shown = seen(board([call(1, 20)]));
  const arrived = board([call(2, 0, { label: "A001", calls: 2 }), call(1, 20)]);

  assert.deepEqual(ids(callsToAnnounce(shown, arrived, NOW)), ["2"]);
});

test("nobody is called who is served already, or whose call was taken back", () => {
  const arrived = board([call(3, 1, { state: "serving" }), call(2, 2, { state: "left" }), call(1, 3)]);

  assert.deepEqual(ids(callsToAnnounce(seen(board([])), arrived, NOW)), ["1"]);
});

test("a ticket's settled recall does not bring its first call back", () => {
  const arrived = board([call(2, 1, { label: "A001", state: "serving" }), call(1, 2)]);

  assert.deepEqual(callsToAnnounce(seen(board([])), arrived, NOW), []);
});

test("a restored database may use an id again", () => {
  const shown = seen(board([call(1, 1)]));

  assert.deepEqual(ids(callsToAnnounce(shown, board([call(1, 1)], [], "e2"), NOW)), ["1"]);
});

test("missed numbers are told oldest first, and old ones not at all", () => {
  const arrived = board([], [missed(3, 31), missed(2, 1), missed(1, 8)]);

  assert.deepEqual(ids(missedToAnnounce(seen(board([])), arrived, NOW)), ["m1", "m2"]);
});

test("the memory of what stood on the screen does not grow for ever", () => {
  let shown = null;
  for (let id = 0; id < 2000; id += 1) {
    shown = remember(shown, board([call(id, 0)]));
  }

  assert.ok(shown.size < 300 && shown.size >= 12);
  assert.deepEqual(callsToAnnounce(shown, board([call(1999, 0)]), NOW), []);
});

test("clips keep their order, and odd names stay in their folder", () => {
  const entry = call(1, 0, { spoken: [{ language: "vi", clips: ["chime", "moi", "A", "../x"] }] });

  assert.deepEqual(addressesOf(entry), ["/voice/vi/chime", "/voice/vi/moi", "/voice/vi/A", "/voice/vi/..%2Fx"]);
});

test("a call in two languages chimes once", () => {
  const said = (language) => ({ language, clips: ["chime", "moi", "1"] });
  const entry = call(1, 0, { spoken: [said("vi"), said("en")] });

  assert.deepEqual(addressesOf(entry), ["/voice/vi/chime", "/voice/vi/moi", "/voice/vi/1", "/voice/en/moi", "/voice/en/1"]);
});

test("the board shows each ticket once, and no call that was taken back", () => {
  const calls = [call(4, 1, { state: "left" }), call(3, 2, { label: "A001", calls: 2 }), call(2, 5), call(1, 9)];

  assert.deepEqual(ids(latestCalls(calls)), ["3", "2"]);
});

test("what waits for its turn is left out once it no longer holds", () => {
  const waiting = call(1, 5);
  const holds = (...calls) => stillHolds(waiting, board(calls));

  assert.equal(holds(waiting), true);
  assert.equal(holds(call(2, 1)), true, "pushed out of the board by many others");
  assert.equal(holds({ ...waiting, state: "serving" }), false);
  assert.equal(holds(call(9, 1, { label: "A001" }), waiting), false, "called again since");
});

test("a missed number that was brought back is not told", () => {
  assert.equal(stillHolds(missed(1, 1), board([], [missed(1, 1)])), true);
  assert.equal(stillHolds(missed(1, 1), board([], [])), false);
});
