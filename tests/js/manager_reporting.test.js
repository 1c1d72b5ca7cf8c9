import assert from "node:assert/strict";
import { test } from "node:test";

import { reportTrouble } from "../../manager/static/reporting.js";

const NOW = new Date("2026-11-23T02:00:00.000Z");

test("a machine that reported within a quarter of an hour is well, also one that never was one", () => {
  assert.equal(reportTrouble({ heard_at: "2026-11-23T01:45:00.000Z", refusal: null }, NOW), null);
  assert.equal(reportTrouble(undefined, NOW), null);
});

test("after that it is silent; one that never reported is told apart", () => {
  assert.equal(reportTrouble({ heard_at: "2026-11-23T01:44:59.999Z", refusal: null }, NOW), "silent");
  assert.equal(reportTrouble({ heard_at: null, refusal: null }, NOW), "never");
});

test("a refusal counts more than when it was heard", () => {
  assert.equal(reportTrouble({ heard_at: "2026-11-23T01:59:59.000Z", refusal: "newer_format" }, NOW), "refused");
});
