import assert from "node:assert/strict";
import { test } from "node:test";

import { dayAfter, daysIn, isDay, kindOf, periodOf, readDay, readPeriod, shifted, writeDay } from "../../manager/static/periods.js";

const SOME_DAY = "2026-11-22";

for (const [kind, from, to] of [
  ["day", "2026-11-22", "2026-11-22"],
  ["month", "2026-11-01", "2026-11-30"],
  ["quarter", "2026-10-01", "2026-12-31"],
  ["half", "2026-07-01", "2026-12-31"],
  ["nine", "2026-01-01", "2026-09-30"],
  ["year", "2026-01-01", "2026-12-31"],
]) {
  test(`the ${kind} of 22/11/2026 includes both of its ends, and is known again`, () => {
    assert.deepEqual(periodOf(kind, SOME_DAY), { from, to });
    assert.equal(kindOf({ from, to }), kind);
  });
}

test("the last day of February belongs to its month, also in a leap year", () => {
  assert.equal(periodOf("month", "2026-02-03").to, "2026-02-28");
  assert.equal(periodOf("month", "2028-02-03").to, "2028-02-29");
});

test("days that are no calendar period are any days", () => {
  assert.equal(kindOf({ from: "2026-11-02", to: "2026-11-30" }), "any");
  assert.equal(kindOf({ from: "2026-02-01", to: "2026-04-30" }), "any");
  assert.equal(kindOf({ from: "2025-10-01", to: "2026-09-30" }), "any");
});

for (const [kind, before, after] of [
  ["day", ["2026-11-21", "2026-11-21"], ["2026-11-23", "2026-11-23"]],
  ["month", ["2026-10-01", "2026-10-31"], ["2026-12-01", "2026-12-31"]],
  ["quarter", ["2026-07-01", "2026-09-30"], ["2027-01-01", "2027-03-31"]],
  ["half", ["2026-01-01", "2026-06-30"], ["2027-01-01", "2027-06-30"]],
  ["nine", ["2025-01-01", "2025-09-30"], ["2027-01-01", "2027-09-30"]],
  ["year", ["2025-01-01", "2025-12-31"], ["2027-01-01", "2027-12-31"]],
]) {
  test(`the ${kind} before and after leaves no day out`, () => {
    const period = periodOf(kind, SOME_DAY);

    assert.deepEqual(Object.values(shifted(period, -1)), before);
    assert.deepEqual(Object.values(shifted(period, 1)), after);
  });
}

test("any days move by their own length", () => {
  const week = { from: "2026-11-16", to: "2026-11-22" };

  assert.equal(daysIn(week), 7);
  assert.deepEqual(shifted(week, -1), { from: "2026-11-09", to: "2026-11-15" });
  assert.equal(daysIn(shifted(week, 1)), 7);
});

test("an address without a usable period means this month", () => {
  const month = { from: "2026-11-01", to: "2026-11-30" };

  for (const wrong of [{}, { from: "2026-11-01" }, { from: "2026-11-30", to: "2026-11-01" }, { from: "2026-02-30", to: "2026-11-01" }]) {
    assert.deepEqual(readPeriod(wrong, SOME_DAY), month);
  }
  assert.deepEqual(readPeriod({ from: "2026-01-01", to: "2026-01-01", by: "day" }, SOME_DAY), { from: "2026-01-01", to: "2026-01-01" });
});

test("a typed day is read the Vietnamese way, and only when it exists", () => {
  for (const text of ["7/11/2026", "07/11/2026", " 07-11-2026 ", "07.11.2026", "07112026", "2026-11-07"]) {
    assert.equal(readDay(text), "2026-11-07", text);
  }
  for (const text of ["", "31/11/2026", "29/02/2026", "7/11", "hôm nay", "11/22/2026"]) {
    assert.equal(readDay(text), null, text);
  }
  assert.equal(writeDay("2026-11-07"), "07/11/2026");
  assert.equal(writeDay("7 thang 11"), "7 thang 11");
  assert.equal(writeDay(undefined), "");
});

test("days are counted over the ends of months and years", () => {
  assert.equal(dayAfter("2026-12-31", 1), "2027-01-01");
  assert.equal(dayAfter("2028-03-01", -1), "2028-02-29");
  assert.ok(isDay("2028-02-29"));
  assert.ok(!isDay("2026-02-29"));
});
