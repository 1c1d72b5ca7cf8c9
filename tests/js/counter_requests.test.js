import assert from "node:assert/strict";
import { test } from "node:test";

import { requestOf } from "../../counter/static/requests.js";

const AT = { number: 3, ticket: { id: "t1" }, undo: { ticket: "t0" }, help: [{ device: "d1" }] };

for (const [act, given, path, body] of [
  ["call-next", {}, "/counters/3/call-next", {}],
  ["finish-and-call", {}, "/counters/3/call-next", { finish: true }],
  ["open", {}, "/counters/3/open", {}],
  ["reopen", {}, "/counters/3/resume", {}],
  ["pause", { reason: "Họp" }, "/counters/3/pause", { reason: "Họp" }],
  ["call", { ticket: "t9", reason: "Cụ già" }, "/counters/3/call", { ticket: "t9", reason: "Cụ già" }],
  ["start", {}, "/tickets/t1/start", {}],
  ["park", { reason: "Điền tờ khai" }, "/tickets/t1/park", { reason: "Điền tờ khai" }],
  ["transfer", { service: "B" }, "/tickets/t1/transfer", { service: "B" }],
  ["resume", { ticket: "t2" }, "/tickets/t2/resume", {}],
  ["bring-back", { ticket: "t2" }, "/tickets/t2/bring-back", {}],
  ["cancel", { ticket: "t2", reason: "Đã về" }, "/tickets/t2/cancel", { reason: "Đã về" }],
  ["reprint", {}, "/tickets/t1/reprint", {}],
  ["undo", {}, "/tickets/t0/undo", {}],
  ["helped", {}, "/help/d1/done", {}],
  ["take", { service: "A" }, "/tickets", { service: "A" }],
]) {
  test(`${act} posts to ${path}`, () => {
    assert.deepEqual(requestOf(act, AT, given), ["POST", path, body]);
  });
}

test("with empty hands a ticket of a list can still be meant", () => {
  const at = { number: 3, ticket: null, undo: null, help: [] };

  assert.deepEqual(requestOf("resume", at, { ticket: "t2" })[1], "/tickets/t2/resume");
});
