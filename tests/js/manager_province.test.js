import assert from "node:assert/strict";
import { test } from "node:test";

import { byTrouble, groupsOf, LONG_WAIT_S, toneOf, troublesOf, waitOf } from "../../manager/static/province_rules.js";

const NOW = "2026-11-23T02:00:00.000Z";
const ago = (seconds) => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

const office = (code, told = {}) => ({
  code, waiting: 0, oldest_at: null, open_counters: 1, counters: 2, served: 0, silent: false, refusal: null, help: 0,
  lost: 0, satisfaction: { satisfied: { rate: null, low: null, high: null } }, ...told,
});
const order = (...offices) => byTrouble(offices, NOW).map(({ code }) => code);

test("an office where all is well has no trouble and is green", () => {
  assert.deepEqual(troublesOf(office("a", { waiting: 3, oldest_at: ago(60) }), NOW), []);
  assert.equal(toneOf(office("a"), NOW), "green");
});

test("nobody works and nobody waits: the office is closed, which is no trouble", () => {
  assert.equal(toneOf(office("a", { open_counters: 0 }), NOW), "grey");
});

test("people who wait before closed counters are trouble", () => {
  assert.deepEqual(troublesOf(office("a", { open_counters: 0, waiting: 1, oldest_at: ago(5) }), NOW), ["unattended"]);
});

test("a wait is long from half an hour on, not before", () => {
  assert.deepEqual(troublesOf(office("a", { waiting: 1, oldest_at: ago(LONG_WAIT_S - 1) }), NOW), []);
  assert.deepEqual(troublesOf(office("a", { waiting: 1, oldest_at: ago(LONG_WAIT_S) }), NOW), ["long_wait"]);
});

test("of a silent office nothing is judged that may have changed since", () => {
  const silent = office("a", { silent: true, waiting: 9, open_counters: 0, oldest_at: ago(9999) });

  assert.deepEqual(troublesOf(silent, NOW), ["silent"]);
});

test("who is refused now is not lost, however old the figures are", () => {
  const refused = (at) => office("a", { silent: true, refusal: "newer_format", refused_at: at });

  assert.deepEqual(troublesOf(refused(ago(60)), NOW), ["refused"]);
  assert.deepEqual(troublesOf(refused(ago(1000)), NOW), ["refused", "silent"]);
});

test("satisfaction is low only when its whole interval is", () => {
  const rated = (high) => office("a", { satisfaction: { satisfied: { rate: 0.7, low: 0.5, high } } });

  assert.deepEqual(troublesOf(rated(0.85), NOW), []);
  assert.deepEqual(troublesOf(rated(0.8), NOW), []);
  assert.deepEqual(troublesOf(rated(0.79), NOW), ["dissatisfied"]);
  assert.equal(toneOf(rated(0.79), NOW), "gold");
});

test("the worst trouble goes first, whatever the line", () => {
  assert.deepEqual(
    order(
      office("well", { waiting: 90, oldest_at: ago(1000) }),
      office("devices", { lost: 1 }),
      office("long", { waiting: 1, oldest_at: ago(3000) }),
      office("silent", { silent: true }),
      office("refused", { refusal: "old_epoch" }),
      office("unattended", { waiting: 1, oldest_at: ago(3), open_counters: 0 }),
    ),
    ["refused", "silent", "unattended", "long", "devices", "well"],
  );
});

test("among equals more troubles, then the wait in steps of ten minutes, then the code", () => {
  assert.deepEqual(
    order(
      office("d", { waiting: 2, oldest_at: ago(599) }),
      office("b", { waiting: 3, oldest_at: ago(60) }),
      office("c", { waiting: 9, oldest_at: ago(300) }),
      office("a", { waiting: 1, oldest_at: ago(600) }),
      office("z", { lost: 1, help: 1 }),
      office("y", { lost: 5, help: 1 }),
      office("x", { help: 1 }),
    ),
    ["y", "z", "x", "a", "b", "c", "d"],
  );
});

// ---- the map

const TREE = [
  ["tinh", 0], ["bac", 1], ["xa-2", 2], ["xa-10", 2], ["diem", 3], ["nam", 1], ["xa-3", 2], ["lẻ", 1],
].map(([code, depth]) => ({ code, depth }));
const placed = (...codes) =>
  groupsOf(codes.map((code) => office(code)), TREE, ({ code }) => code).map(({ head, offices }) => [head.code, ...offices.map(({ code }) => code)]);

test("offices stand under their centre, it first, then by name as people count", () => {
  assert.deepEqual(placed("xa-10", "xa-2", "nam", "diem", "bac", "xa-3"), [["bac", "bac", "diem", "xa-2", "xa-10"], ["nam", "nam", "xa-3"]]);
});

test("what belongs to no centre, or was opened since, stands under the first of all", () => {
  assert.deepEqual(placed("moi", "lẻ", "nam"), [["tinh", "lẻ", "moi"], ["nam", "nam"]]);
});

test("an office keeps its place whatever happens there", () => {
  const told = (trouble) => groupsOf([office("xa-2"), office("xa-10", trouble)], TREE, ({ code }) => code);

  assert.deepEqual(told({}).map(({ offices }) => offices.map(({ code }) => code)), told({ silent: true, waiting: 9 }).map(({ offices }) => offices.map(({ code }) => code)));
});

test("a clock that differs by a little makes no wait below none", () => {
  assert.equal(waitOf({ oldest_at: ago(-5) }, NOW), 0);
  assert.equal(waitOf({ oldest_at: null }, NOW), null);
});
