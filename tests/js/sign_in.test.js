import assert from "node:assert/strict";
import { test } from "node:test";

import { passwordFault, startOf } from "../../web/static/passwords.js";

const GOOD = { old: "mật khẩu cũ", fresh: "một câu dễ nhớ", again: "một câu dễ nhớ" };

test("a good change of password has no fault", () => {
  assert.equal(passwordFault(GOOD), null);
});

for (const [change, code, field] of [
  [{ old: "" }, "missing", "old"],
  [{ again: "" }, "missing", "again"],
  [{ fresh: "123456789", again: "123456789" }, "short", "fresh"],
  [{ old: GOOD.fresh }, "same", "fresh"],
  [{ again: "một câu khác hẳn" }, "different", "again"],
]) {
  test(`${code} in ${field} is told before it is sent`, () => {
    assert.deepEqual(passwordFault({ ...GOOD, ...change }), { code, field });
  });
}

test("a clerk begins at the counter, a manager at the figures", () => {
  assert.equal(startOf("clerk"), "/counter");
  assert.equal(startOf("manager"), "/manager");
  assert.equal(startOf("auditor"), "/manager");
});
