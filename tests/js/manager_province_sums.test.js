import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { officesOfTone, officesWithin, sumsOf } from "../../manager/static/province_sums.js";
import { rateOf } from "../../manager/static/rates.js";

const NOW = "2026-11-23T02:00:00.000Z";
const ago = (seconds) => new Date(Date.parse(NOW) - seconds * 1000).toISOString();
const share = (numerator, denominator) => ({ numerator, denominator, rate: null, low: null, high: null });

/** An office where `rated` of `served` answered and `good` of them were satisfied. */
function office(code, { served = 0, rated = 0, good = 0, ...told } = {}) {
  return {
    code, names: { vi: `Xã ${code}` }, waiting: 0, oldest_at: null, open_counters: 1, counters: 2, served, silent: false,
    refusal: null, help: 0, devices: 3, lost: 0, satisfaction: { satisfied: share(good, rated), response: share(rated, served) }, ...told,
  };
}

const codes = (offices) => offices.map(({ code }) => code);

test("a rate is reckoned and rounded here as at the server", async () => {
  const known = JSON.parse(await readFile(new URL("../rates.json", import.meta.url)));

  const told = known.map(([numerator, denominator]) => rateOf(numerator, denominator));

  assert.deepEqual(told.map(({ numerator, denominator, rate, low, high }) => [numerator, denominator, rate, low, high]), known);
});

test("nothing to divide by is no rate", () => {
  assert.deepEqual(rateOf(0, 0), share(0, 0));
});

test("all together: open, waiting, served, in trouble, and the longest wait", () => {
  const sums = sumsOf([
    office("a", { waiting: 2, oldest_at: ago(100), served: 5, lost: 1 }),
    office("b", { waiting: 1, oldest_at: ago(30), open_counters: 0, served: 1 }),
    office("c"),
  ], NOW);

  const { open, waiting, served, troubled, longest_s: longest, devices, lost } = sums;
  assert.deepEqual({ open, waiting, served, troubled, longest, devices, lost }, { open: 2, waiting: 3, served: 6, troubled: 2, longest: 100, devices: 9, lost: 1 });
});

test("rates are those of all visits together, no mean of the offices' own", () => {
  const { satisfied, response } = sumsOf([
    office("big", { served: 1000, rated: 200, good: 100 }),
    office("small", { served: 2, rated: 2, good: 2 }),
  ], NOW).satisfaction;

  assert.deepEqual(satisfied, rateOf(102, 202)); // the mean would be 75 %
  assert.deepEqual(response, rateOf(202, 1002));
  assert.equal(satisfied.rate, 0.505);
});

test("what a silent office told last is in no sum, and that it is left out is counted", () => {
  const silent = office("s", { silent: true, waiting: 9, oldest_at: ago(9999), served: 50, rated: 50, lost: 3 });

  const sums = sumsOf([office("a", { waiting: 1, oldest_at: ago(60), served: 4, rated: 2, good: 2 }), silent], NOW);

  assert.deepEqual([sums.offices, sums.heard, sums.silent, sums.troubled], [2, 1, 1, 1]);
  assert.deepEqual([sums.open, sums.waiting, sums.longest_s, sums.served, sums.lost], [1, 1, 60, 4, 0]);
  assert.deepEqual(sums.satisfaction.satisfied, rateOf(2, 2));
});

test("where all are silent there is no figure, not even none", () => {
  const sums = sumsOf([office("s", { silent: true, waiting: 9, served: 50, rated: 50 })], NOW);

  assert.deepEqual([sums.open, sums.waiting, sums.longest_s, sums.served], [null, null, null, null]);
  assert.equal(sums.satisfaction.satisfied.rate, null);
  assert.equal(sums.silent, 1);
});

test("where nobody waits there is no longest wait", () => {
  const sums = sumsOf([office("a")], NOW);

  assert.deepEqual([sums.waiting, sums.longest_s], [0, null]);
});

// ---- the choice

const TREE = [["tinh", 0], ["bac", 1], ["xa-1", 2], ["nam", 1], ["xa-2", 2], ["lẻ", 1]].map(([code, depth]) => ({ code, depth }));
const ALL = ["bac", "xa-1", "nam", "xa-2", "lẻ"].map((code) => office(code));

test("a centre means itself and what stands below it", () => {
  assert.deepEqual(codes(officesWithin(ALL, TREE, { centre: "nam" })), ["nam", "xa-2"]);
  assert.deepEqual(codes(officesWithin(ALL, TREE, { centre: "tinh" })), ["lẻ"]);
  assert.deepEqual(codes(officesWithin(ALL, TREE, {})), codes(ALL));
});

test("a centre that is there no more leaves nobody out", () => {
  assert.deepEqual(codes(officesWithin(ALL, TREE, { centre: "cu" })), codes(ALL));
});

test("words and a centre hold together", () => {
  assert.deepEqual(codes(officesWithin(ALL, TREE, { centre: "nam", query: "xa-2" })), ["xa-2"]);
  assert.deepEqual(codes(officesWithin(ALL, TREE, { centre: "nam", query: "xa-1" })), []);
});

test("a tone leaves the others out", () => {
  const offices = [office("well"), office("lost", { lost: 1 })];

  assert.deepEqual(codes(officesOfTone(offices, "gold", NOW)), ["lost"]);
  assert.deepEqual(officesOfTone(offices, undefined, NOW), offices);
});
