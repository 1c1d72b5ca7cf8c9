import assert from "node:assert/strict";
import { test } from "node:test";

import "./addresses.js";
import { codesWithin, countsBelow, kindsFor, kindsUnder, openAtFirst, placesFor, SMALL, unfolded } from "../../manager/static/office_tree.js";

const { bodyOf } = await import("../../manager/static/office_opening.js");
const { configLines } = await import("../../manager/static/office_machine.js");
const { placeName } = await import("../../manager/static/words.js");

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

test("an office is nothing wider than the one above it and nothing narrower than one below", () => {
  const tree = [
    { ...TREE[0], kind: "province" },
    ...TREE.slice(1).map((one) => (one.code === "song" ? { ...one, kind: "point" } : one)),
  ];
  assert.deepEqual(kindsUnder("centre"), ["centre", "branch", "commune", "point"]);
  assert.deepEqual(kindsUnder("point"), ["point"]);
  assert.deepEqual(kindsFor(tree, tree[1]), ["province", "centre", "branch", "commune"]);
  assert.deepEqual(kindsFor(tree, tree[4]), ["province", "centre", "branch", "commune", "point"]);
  assert.deepEqual(kindsFor(tree, tree[5]), ["centre", "branch", "commune", "point"]);
  assert.deepEqual(codes(placesFor(tree, tree[1])), ["nam"]);
});

test("each way of opening sends what it needs and no more", () => {
  const values = { way: "copy", under: "tinh", copy_of: "", code: "xa", names: { vi: "Xã" }, kind: "commune", timezone: "Asia/Ho_Chi_Minh", catalogue: "[office]" };

  assert.deepEqual(bodyOf(values), { copy_of: null, code: "xa", names: { vi: "Xã" }, kind: "commune" });
  assert.deepEqual(bodyOf({ ...values, way: "file" }), { catalogue: "[office]" });
  assert.deepEqual(bodyOf({ ...values, way: "expected" }), {
    expected: true, code: "xa", names: { vi: "Xã" }, kind: "commune", timezone: "Asia/Ho_Chi_Minh",
  });
});

test("the lines for config.toml are TOML as they stand", () => {
  assert.equal(configLines("abc", "https://so.example"), '[upstream]\nurl = "https://so.example"\ntoken = "abc"');
});

test("among others an office is called by what differs", () => {
  assert.equal(placeName({ names: { vi: "Trung tâm Phục vụ hành chính công xã An Mẫu" } }), "Xã An Mẫu");
  assert.equal(placeName({ names: { vi: "Điểm tiếp nhận Chợ Mới" } }), "Điểm tiếp nhận Chợ Mới");
});
