import assert from "node:assert/strict";
import { test } from "node:test";

import { compared, directionOf, givenNameFirst, nextSort, sortedRows } from "../../manager/static/sorting.js";

const itself = (value) => value;

test("numbers are ordered by size, not by their digits", () => {
  assert.deepEqual(sortedRows([9, 100, 23, 0], itself, false), [0, 9, 23, 100]);
  assert.deepEqual(sortedRows([9, 100, 23, 0], itself, true), [100, 23, 9, 0]);
});

test("Vietnamese letters have places of their own, and accents count last", () => {
  const names = ["Đất đai", "Ưu đãi", "Dân cư", "Ăn uống", "An ninh", "Án phí", "Uỷ quyền", "Đá"];

  assert.deepEqual(sortedRows(names, itself, false), ["An ninh", "Án phí", "Ăn uống", "Dân cư", "Đá", "Đất đai", "Uỷ quyền", "Ưu đãi"]);
});

test("counter 2 stands before counter 10", () => {
  assert.deepEqual(sortedRows(["Quầy 10: Đất đai", "Quầy 2: Hộ tịch"], itself, false), ["Quầy 2: Hộ tịch", "Quầy 10: Đất đai"]);
  assert.ok(compared("A9", "A10") < 0);
});

test("what has no value comes last in both directions, and a zero is a value", () => {
  const rows = [{ wait: null }, { wait: 5 }, {}, { wait: 0 }];
  const waits = (isDown) => sortedRows(rows, ({ wait }) => wait, isDown).map(({ wait }) => wait);

  assert.deepEqual(waits(false), [0, 5, null, undefined]);
  assert.deepEqual(waits(true), [5, 0, null, undefined]);
  assert.deepEqual(sortedRows(["", "b", "a"], itself, true), ["b", "a", ""]);
});

test("rows that are equal stay as they came, and the list itself is left alone", () => {
  const rows = [{ at: 1, of: "b" }, { at: 2, of: "a" }, { at: 3, of: "b" }, { at: 4, of: "a" }];
  const places = (isDown) => sortedRows(rows, ({ of }) => of, isDown).map(({ at }) => at);

  assert.deepEqual(places(false), [2, 4, 1, 3]);
  assert.deepEqual(places(true), [1, 3, 2, 4]);
  assert.deepEqual(rows.map(({ at }) => at), [1, 2, 3, 4]);
});

test("people are ordered by their given name, as lists in Vietnam are", () => {
  const people = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Bình", "Phạm Đức"];

  assert.deepEqual(sortedRows(people, givenNameFirst, false), ["Nguyễn Văn An", "Lê Văn Bình", "Trần Thị Bình", "Phạm Đức"]);
  assert.equal(givenNameFirst(null), "");
  assert.equal(givenNameFirst("Bình"), "Bình");
});

test("a heading orders, turns round, and then leaves the rows as they come", () => {
  const pressed = (times, isNumber) => Array.from({ length: times }).reduce((sort) => nextSort(sort, { column: 2, isNumber }), null);

  assert.deepEqual(pressed(1, false), { column: 2, isDown: false });
  assert.deepEqual(pressed(2, false), { column: 2, isDown: true });
  assert.equal(pressed(3, false), null);
  assert.deepEqual(pressed(1, true), { column: 2, isDown: true }, "the largest number is what is looked for");
  assert.deepEqual(pressed(2, true), { column: 2, isDown: false });
  assert.equal(pressed(3, true), null);
});

test("another heading begins with its own first direction", () => {
  assert.deepEqual(nextSort({ column: 1, isDown: true }, { column: 0, isNumber: false }), { column: 0, isDown: false });
});

test("only the heading that orders says so", () => {
  assert.equal(directionOf({ column: 0, isDown: true }, 0), "descending");
  assert.equal(directionOf({ column: 0, isDown: false }, 0), "ascending");
  assert.equal(directionOf({ column: 0, isDown: false }, 1), null);
  assert.equal(directionOf(null, 0), null);
});
