import assert from "node:assert/strict";
import { test } from "node:test";

import { codesWithin, countsBelow, openAtFirst, placesFor, SMALL, unfolded } from "../../manager/static/office_tree.js";

const office = (code, depth, parent) => ({ code, depth, parent, kind: "commune", names: { vi: code }, fed: false });
const TREE = [
  office("tinh", 0, null),
  office("bac", 1, "tinh"), office("cho", 2, "bac"), office("ben", 2, "bac"),
  office("nam", 1, "tinh"), office("song", 2, "nam"),
];
const codes = (offices) => offices.map(({ code }) => code);

test("below a folded office nothing is shown, however deep", () => {
  assert.deepEqual(codes(unfolded(TREE, () => true)), codes(TREE));
  assert.deepEqual(codes(unfolded(TREE, (code) => code !== "bac")), ["tinh", "bac", "nam", "song"]);
  assert.deepEqual(codes(unfolded(TREE, (code) => code !== "tinh")), ["tinh"]);
});

test("a small tree stands open, of a large one the first level", () => {
  assert.deepEqual(openAtFirst(TREE), new Set(codes(TREE)));
  const large = [TREE[0], ...Array.from({ length: SMALL }, (_, at) => office(`xa-${at}`, 1, "tinh"))];
  assert.deepEqual(openAtFirst(large), new Set(["tinh"]));
});

test("each office knows how many stand below it", () => {
  assert.deepEqual(Object.fromEntries(countsBelow(TREE)), { tinh: 5, bac: 2, cho: 0, ben: 0, nam: 1, song: 0 });
});

test("an office and all below it", () => {
  assert.deepEqual(codesWithin(TREE, "bac"), new Set(["bac", "cho", "ben"]));
  assert.deepEqual(codesWithin(TREE, "song"), new Set(["song"]));
  assert.deepEqual(codesWithin(TREE, "tinh"), new Set(codes(TREE)));
  assert.deepEqual(codesWithin(TREE, "la"), new Set());
});

test("an office may stand anywhere but where it stands, and not below itself", () => {
  assert.deepEqual(codes(placesFor(TREE, TREE[1])), ["nam", "song"]);
  assert.deepEqual(codes(placesFor(TREE, TREE[5])), ["tinh", "bac", "cho", "ben"]);
});
