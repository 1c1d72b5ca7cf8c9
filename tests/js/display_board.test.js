// Pages of counters, the mark of a lost line, and when the notice moves.

import assert from "node:assert/strict";
import { test } from "node:test";

import { GRACE_S, keptBoard, lostSince, SILENCE_S } from "../../display/static/lost.js";
import { howToShow } from "../../display/static/how_to_show.js";
import { LONG_NAME, fieldsOf, lengthOf } from "../../display/static/names.js";
import { pageOf, pagesOf } from "../../display/static/pages.js";

const counters = (count, closed = []) =>
  Array.from({ length: count }, (_, i) => ({ number: i + 1, state: closed.includes(i + 1) ? "closed" : "open" }));
const numbers = (pages) => pages.map((page) => page.map(({ number }) => number));
const later = (date, seconds) => new Date(date.getTime() + seconds * 1000);
const NOON = new Date("2026-11-23T05:00:00.000Z");

test("counters that fit stand on one page, by their numbers", () => {
  const mixed = counters(8, [2]).reverse();

  assert.deepEqual(numbers(pagesOf(mixed, 8)), [[1, 2, 3, 4, 5, 6, 7, 8]]);
});

test("more counters are shared out evenly, no page with a lonely rest", () => {
  assert.deepEqual(pagesOf(counters(20), 8).map((page) => page.length), [7, 7, 6]);
  assert.deepEqual(pagesOf(counters(9), 8).map((page) => page.length), [5, 4]);
});

test("every counter stands on exactly one page", () => {
  for (let count = 0; count <= 60; count += 1) {
    const all = pagesOf(counters(count), 8).flat().map(({ number }) => number);
    assert.deepEqual(all, counters(count).map(({ number }) => number));
  }
});

test("closed counters come last where they would take the place of open ones", () => {
  assert.deepEqual(numbers(pagesOf(counters(9, [1, 4]), 8)), [[2, 3, 5, 6, 7], [8, 9, 1, 4]]);
});

test("the page of a counter is found, and an unknown counter is on the first", () => {
  const pages = pagesOf(counters(20), 8);

  assert.equal(pageOf(pages, 8), 1);
  assert.equal(pageOf(pages, 99), 0);
});

test("an office without counters still has a page", () => {
  assert.deepEqual(pagesOf([], 8), [[]]);
});

test("a short cut is not worth a word, a longer one is told from the last state on", () => {
  const cut = { connected: false, heardAt: NOON, cutAt: later(NOON, 10) };

  assert.equal(lostSince(cut, later(NOON, 10 + GRACE_S - 1)), null);
  assert.equal(lostSince(cut, later(NOON, 10 + GRACE_S)), NOON);
});

test("a page that never heard the server counts from its own beginning", () => {
  assert.equal(lostSince({ connected: false, heardAt: null, cutAt: NOON }, later(NOON, 60)), NOON);
});

test("a line that is silent too long is lost, whatever the socket says", () => {
  const line = { connected: true, heardAt: NOON, cutAt: NOON };

  assert.equal(lostSince(line, later(NOON, SILENCE_S - 1)), null);
  assert.equal(lostSince(line, later(NOON, SILENCE_S)), NOON);
});

test("yesterday's numbers call nobody", () => {
  const board = {
    names: { vi: "Trung tâm thử" },
    calls: [{}],
    missed: [{}],
    waiting: [{}],
    counters: [{ number: 1, state: "open", label: "A001", ticket_state: "called" }],
  };

  assert.equal(keptBoard(board, true), board);
  assert.deepEqual(keptBoard(board, false), {
    names: { vi: "Trung tâm thử" },
    calls: [],
    missed: [],
    waiting: [],
    counters: [{ number: 1, state: "closed", label: null, ticket_state: null }],
  });
});

test("the notice moves only when it is longer than its line", () => {
  assert.deepEqual(howToShow(500, 500, 1920, false), { moves: false, wraps: false, seconds: 0 });
  assert.deepEqual(howToShow(1920, 500, 1920, false), { moves: true, wraps: false, seconds: 20 });
});

test("who wants no motion gets lines instead", () => {
  assert.deepEqual(howToShow(1920, 500, 1920, true), { moves: false, wraps: true, seconds: 0 });
});

test("a counter's name ends its lines between the fields that it joins", () => {
  assert.deepEqual(fieldsOf("Đất đai – Môi trường – Xây dựng"), ["Đất đai –", "Môi trường –", "Xây dựng"]);
  assert.deepEqual(fieldsOf("Hộ tịch"), ["Hộ tịch"]);
});

test("a name with a field too long for a line breaks like any text", () => {
  const long = "Tiếp nhận hồ sơ Đất đai, Môi trường – Trả kết quả";

  assert.deepEqual(fieldsOf(long), [long]);
});

test("a name is set smaller only from the length at which it must be", () => {
  assert.equal(lengthOf("x".repeat(LONG_NAME), LONG_NAME), "");
  assert.equal(lengthOf("x".repeat(LONG_NAME + 1), LONG_NAME), "long");
});
