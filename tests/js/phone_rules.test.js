/** What a ticket's page says: the scene, the place, the wait, the tab's name, when to vibrate. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "./addresses.js";

const { estimateSentence, isNewCall, pageTitle, placeSentence, sceneOf } =
  await import("/phone/static/rules.js");

const ticket = (facts = {}) => ({
  label: "A025", state: "waiting", people_ahead: 4, estimate: { low_min: 8, high_min: 15 },
  counter: null, calls: 0, rated: false, may_rate: false, ...facts,
});

test("a served ticket is asked once, thanked once, and told when it is too late", () => {
  const served = (facts) => sceneOf(ticket({ state: "served", ...facts }));

  assert.equal(served({ may_rate: true }), "rate");
  assert.equal(served({ rated: true }), "rated");
  assert.equal(served({}), "rating_over");
});

test("every other state is a page of its own", () => {
  for (const state of ["waiting", "called", "serving", "parked", "missed", "cancelled", "expired"]) {
    assert.equal(sceneOf(ticket({ state })), state);
  }
});

test("the place in line is a sentence", () => {
  assert.equal(placeSentence(ticket()), "Còn 4 người trước Ông/Bà");
  assert.equal(placeSentence(ticket({ people_ahead: 0 })), "Ông/Bà là người tiếp theo");
});

test("the wait is a range of minutes, never zero minutes and never one figure twice", () => {
  const wait = (low, high, ahead = 4) =>
    estimateSentence(ticket({ people_ahead: ahead, estimate: { low_min: low, high_min: high } }));

  assert.equal(wait(8, 15), "Dự kiến khoảng 8–15 phút");
  assert.equal(wait(7, 7), "Dự kiến khoảng 7 phút");
  assert.equal(wait(0, 6), "Dự kiến trong khoảng 6 phút");
  assert.equal(wait(0, 1), "Dự kiến trong ít phút nữa");
  assert.equal(wait(0, 0, 0), "");
  assert.equal(estimateSentence(ticket({ estimate: null })), "");
});

test("the phone vibrates for a call and for each recall, and not for the same call told again", () => {
  const called = ticket({ state: "called", calls: 1 });

  assert.equal(isNewCall(ticket(), called), true);
  assert.equal(isNewCall(called, { ...called }), false);
  assert.equal(isNewCall(called, { ...called, calls: 2 }), true);
  assert.equal(isNewCall(called, ticket({ state: "serving", calls: 1 })), false);
  assert.equal(isNewCall(null, called), true);
});

test("the tab tells the state among other tabs", () => {
  assert.equal(pageTitle(ticket()), "A025 – còn 4 người · Mời Số");
  assert.equal(pageTitle(ticket({ people_ahead: 0 })), "A025 – sắp đến lượt · Mời Số");
  assert.equal(pageTitle(ticket({ state: "called", counter: 3 })), "A025 – mời đến quầy 3 · Mời Số");
  assert.equal(pageTitle(ticket({ state: "served" })), "A025 · Mời Số");
});
