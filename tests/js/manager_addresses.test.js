import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, firstView, namesView, readAddress } from "../../manager/static/addresses.js";

const OWN = { code: "tinh" };
const BELOW = { code: "xa" };

test("who looks after other offices and has no counter begins with those", () => {
  assert.equal(firstView({ offices: [OWN, BELOW], office: { counters: [] } }), "province");
});

test("a centre with counters, and an office by itself, begin with today", () => {
  assert.equal(firstView({ offices: [OWN, BELOW], office: { counters: [{ number: 1 }] } }), "today");
  assert.equal(firstView({ offices: [OWN], office: { counters: [] } }), "today");
});

test("only an address below /manager names a view", () => {
  assert.deepEqual(["/manager", "/manager/", "/manager/staff"].map(namesView), [false, false, true]);
});

test("an address is read as it was written", () => {
  const address = new URL(addressOf("staff", { edit: "7", office: "em", search: "" }), "http://localhost");
  assert.deepEqual(readAddress(address.pathname, address.search), { view: "staff", params: { edit: "7" }, office: "em" });
});
