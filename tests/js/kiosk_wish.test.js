import assert from "node:assert/strict";
import { test } from "node:test";

import * as flow from "../../kiosk/static/flow.js";
import { bodyOf, isFinal, leftBefore, restored, saved } from "../../kiosk/static/wish.js";

const KEY = "key-of-this-wish";
const confirming = () => flow.choose(flow.speakIn(flow.newFlow("vi", 0), "en"), "A", { key: KEY, now: 0 });

test("a reload after the red button sends again with the same key", () => {
  const sent = flow.send(confirming(), 1000);

  const after = restored(flow.newFlow("vi", 3000), saved(sent), 3000);

  assert.equal(after.screen, "sending");
  assert.deepEqual(after.wish, sent.wish);
  assert.equal(after.lang, "en");
});

test("a reload while the number is shown asks for the same number", () => {
  const shown = flow.answered(flow.send(confirming(), 0), { label: "A001", print: null }, KEY, 0);

  assert.equal(restored(flow.newFlow("vi", 9), saved(shown), 9).wish.key, KEY);
});

test("a reload before the red button confirms again, with the key made for it", () => {
  const after = restored(flow.newFlow("vi", 9), saved(confirming()), 9);

  assert.deepEqual([after.screen, after.wish.key], ["confirm", KEY]);
});

test("a number shown once is never taken back, also where a reload asks for it in vain", () => {
  const shown = flow.answered(flow.send(confirming(), 0), { label: "A001", print: null }, KEY, 0);
  const asking = restored(flow.newFlow("vi", 9), saved(shown), 9);

  assert.equal(asking.screen, "sending");
  assert.deepEqual(flow.back(asking, 10).left, []);
  assert.deepEqual(restored(flow.newFlow("vi", 0), saved(shown), 120_000).left, []);
});

test("what was wished minutes ago is nobody's wish", () => {
  const fresh = flow.newFlow("vi", 120_000);

  assert.equal(restored(fresh, saved(confirming()), 30_000), fresh);
});

test("what was sent a minute ago and never answered is not sent again but left", () => {
  const late = restored(flow.newFlow("vi", 0), saved(flow.send(confirming(), 0)), 60_000);

  assert.deepEqual([late.screen, late.left], ["rest", [KEY]]);
});

test("a wish from the future, after a clock set back, is nobody's either", () => {
  const back = restored(flow.newFlow("vi", 0), saved(flow.send(confirming(), 5000)), 0);

  assert.deepEqual([back.screen, back.left], ["rest", [KEY]]);
});

test("keys that were left outlive the browser, and nonsense is not believed", () => {
  assert.deepEqual(leftBefore(JSON.stringify([KEY, 3, null])), [KEY]);
  for (const nonsense of [null, "", "{", "7", '{"0": "k"}']) {
    assert.deepEqual(leftBefore(nonsense), []);
  }
});

test("a withdrawal is asked for again after no answer, an error, too many or an unknown device", () => {
  assert.deepEqual([0, 401, 429, 500, 503].map((status) => isFinal({ status })), Array(5).fill(false));
  assert.deepEqual([403, 404, 422].map((status) => isFinal({ status })), Array(3).fill(true));
});

test("at rest nothing is kept, and nonsense is not believed", () => {
  const fresh = flow.newFlow("vi", 0);

  assert.equal(saved(fresh), null);
  for (const nonsense of [null, "", "{", "[]", '{"wish": 3}']) {
    assert.equal(restored(fresh, nonsense, 0), fresh);
  }
});

test("a reason is sent only with a claim of priority", () => {
  const claimed = flow.chooseReason(flow.claimPriority(confirming(), true), "child");

  assert.deepEqual(bodyOf(flow.send(confirming(), 0).wish), {
    service: "A", class: "normal", language: "en",
  });
  assert.equal(bodyOf(claimed.wish).priority_reason, "child");
});
