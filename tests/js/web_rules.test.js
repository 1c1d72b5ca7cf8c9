/** The pure rules that all screens share: states, retries, texts, double taps, the clock. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { everySecond, noteServerTime, secondsSince, serverNow, steadyNow } from "../../web/static/clock.js";
import { newerState } from "../../web/static/newer.js";
import { once } from "../../web/static/once.js";
import { isWorthAnotherTry, pauseBefore } from "../../web/static/retry.js";
import { isPressTooMany, isTapTooMany } from "../../web/static/second_tap.js";
import { fill, pluralForm } from "../../web/static/texts.js";
import { tokenKey } from "../../web/static/tokens.js";

const state = (version, facts = {}) => ({ version, epoch: "a", now: "2026-11-22T01:00:00Z", ...facts });

test("the higher version is kept, whichever arrives first", () => {
  const [seven, eight] = [state(7), state(8)];

  assert.equal(newerState(null, seven), seven);
  assert.equal(newerState(seven, eight), eight);
  assert.equal(newerState(eight, seven), eight);
});

test("of one version the later reading is kept", () => {
  const [early, late] = [state(7), state(7, { now: "2026-11-22T01:00:15Z" })];

  assert.equal(newerState(early, late), late);
  assert.equal(newerState(late, early), late);
  assert.equal(newerState(early, { ...early }), early);
});

test("a restored database wins with a lower version", () => {
  const restored = state(2, { epoch: "b" });

  assert.equal(newerState(state(900), restored), restored);
});

test("a state without a version replaces the one before", () => {
  const printed = { id: "p", state: "printed" };

  assert.equal(newerState({ id: "p", state: "queued" }, printed), printed);
});

test("a POST is tried again when no answer or a passing error came", () => {
  assert.equal(isWorthAnotherTry("POST", 0, 1), true);
  assert.equal(isWorthAnotherTry("POST", 503, 3), true);
  assert.equal(isWorthAnotherTry("POST", 503, 4), false);
});

test("what the server decided is not asked again", () => {
  for (const status of [200, 204, 400, 401, 409, 500]) {
    assert.equal(isWorthAnotherTry("POST", status, 1), false);
  }
  assert.equal(isWorthAnotherTry("DELETE", 503, 1), false);
});

test("pauses double and scatter", () => {
  assert.deepEqual([1, 2, 3].map((tries) => pauseBefore(tries, 0)), [400, 800, 1600]);
  assert.equal(pauseBefore(1, 1), 600);
});

test("values are filled in and a forgotten one is seen", () => {
  assert.equal(fill("Quầy %(n)s, %(m)s", { n: 3 }), "Quầy 3, %(m)s");
  assert.equal(fill("%(n)d người", { n: 0 }), "0 người");
  assert.equal(fill("%(toString)s", {}), "%(toString)s");
});

test("a plural form comes from the table, beyond it from the last two digits", () => {
  const table = Array.from({ length: 200 }, (_, n) => (n === 1 || n % 100 === 21 ? "0" : "1")).join("");

  assert.deepEqual([0, 1, 2, 121, 1021, 1001].map((n) => pluralForm(table, n, 2)), [1, 0, 1, 0, 0, 1]);
  assert.equal(pluralForm("", 5, 1), 0);
});

test("a double tap is one command", async () => {
  let calls = 0;
  let finish;
  const take = once(() => {
    calls += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });

  const [first, second] = [take(), take()];
  assert.equal(take.pending, true);
  finish("A025");

  assert.deepEqual([await first, await second], ["A025", "A025"]);
  assert.equal(calls, 1);
  assert.equal(take.pending, false);
});

const FINGER = { left: 450, top: 1650, right: 550, bottom: 1750 };

test("a tap is one too many on what the tap before put under the finger", () => {
  const [key, done] = [{}, {}];
  const stood = { control: key, said: "Lấy số", boxes: [FINGER] };
  const before = { at: 1000, x: 500, y: 1700, control: key, said: "Lấy số", near: [stood] };
  const tap = (change) => ({ at: 1300, x: 510, y: 1690, control: key, said: "Lấy số", ...change });

  assert.equal(isTapTooMany(before, tap({ control: done, said: "Xong" })), true);
  assert.equal(isTapTooMany(before, tap({ said: "Kết thúc" })), true, "the same button with another meaning");
  assert.equal(isTapTooMany(before, tap({ control: null, said: "" })), true);
  assert.equal(isTapTooMany(before, tap({})), false, "a key of the keyboard, twice");
  assert.equal(isTapTooMany(before, tap({ control: done, at: 1800 })), false, "later");
  assert.equal(isTapTooMany(before, tap({ control: done, x: 560 })), false, "elsewhere");
  assert.equal(isTapTooMany(before, tap({ control: done, isMouse: true })), false, "a mouse was moved there");
  assert.equal(isTapTooMany(before, tap({ control: done, x: 500, y: 1700, isMouse: true })), true);
  assert.equal(isTapTooMany({ ...before, control: null }, tap({ control: done })), false, "it did nothing");
  assert.equal(isTapTooMany(null, tap({})), false, "the first one");
});

test("two small keys side by side are both meant", () => {
  const [q, w] = [{}, {}];
  const beside = { control: w, said: "W", boxes: [{ ...FINGER, left: 520 }] };
  const before = { at: 1000, x: 510, y: 1700, control: q, said: "Q", near: [beside] };

  const next = { at: 1100, x: 530, y: 1700, control: w, said: "W" };
  assert.equal(isTapTooMany(before, next), false);
  assert.equal(isTapTooMany(before, { ...next, x: 515 }), true, "the key has moved under the finger");
});

test("a tap on what came there a blink before is one too many, however late", () => {
  const before = { at: 1000, x: 500, y: 1700, control: {}, said: "Lấy số", near: [] };
  const tap = { at: 4000, x: 500, y: 1700, control: {}, said: "Xong" };

  assert.equal(isTapTooMany(before, { ...tap, cameAt: 3900 }), true);
  assert.equal(isTapTooMany(before, { ...tap, cameAt: 3700 }), false, "seen");
  assert.equal(isTapTooMany(before, tap), false);
});

test("a key is one too many on what the same key before gave the focus", () => {
  const [save, done] = [{}, {}];
  const before = { at: 1000, key: "Enter", control: save, said: "Lưu" };
  const press = (change) => ({ at: 1300, key: "Enter", control: done, said: "Đã ghi lại", ...change });

  assert.equal(isPressTooMany(before, press({})), true);
  assert.equal(isPressTooMany(before, press({ control: save, said: "Lưu" })), false);
  assert.equal(isPressTooMany(before, press({ key: " " })), false);
  assert.equal(isPressTooMany(before, press({ at: 1500 })), false);
  assert.equal(isPressTooMany({ ...before, control: null }, press({})), false);
  assert.equal(isPressTooMany(null, press({})), false);
});

test("after a failure the button works again", async () => {
  let calls = 0;
  const failing = once(async () => {
    calls += 1;
    throw new Error("no line");
  });

  await assert.rejects(failing());
  await assert.rejects(failing());

  assert.equal(calls, 2);
});

test("the clock follows the server and believes the fastest message", () => {
  noteServerTime("2026-11-22T01:00:10.000Z", 10_000);
  noteServerTime("2026-11-22T01:00:20.000Z", 20_900); // 900 ms late

  assert.equal(serverNow(30_000).toISOString(), "2026-11-22T01:00:30.000Z");
});

test("time since an instant is never negative", () => {
  assert.equal(secondsSince("2999-01-01T00:00:00Z"), 0);
});

test("how long something lasts does not depend on the clock on the wall", (context) => {
  const before = steadyNow();
  assert.ok(Math.abs(before - Date.now()) < 1000);
  context.mock.timers.enable({ apis: ["Date"], now: before + 86_400_000 });

  assert.ok(steadyNow() - before < 1000);
});

test("a ticking clock stops when told", () => {
  let ticks = 0;
  const stop = everySecond(() => {
    ticks += 1;
  });
  stop();

  assert.equal(ticks, 1);
});

test("two tablets in one browser keep two tokens", () => {
  assert.equal(tokenKey("rating", ""), "moiso.token.rating");
  assert.equal(tokenKey("rating", "?slot=2"), "moiso.token.rating.2");
});
