import assert from "node:assert/strict";
import { test } from "node:test";

import { directiveOf, fedWithin, missingIn, NEW, scopesOf } from "../../manager/static/directive_rules.js";

const office = (code, depth, fed = false) => ({ code, depth, fed, parent: null, kind: "commune", names: {} });
const TREE = [
  office("tinh", 0), office("bac", 1), office("cho", 2, true), office("ben", 3, true), office("nam", 1), office("song", 2, true),
];
const named = (code) => TREE.find((one) => one.code === code);
const codes = (offices) => offices.map(({ code }) => code);

test("only offices with a machine of their own are told, at an office and below it", () => {
  assert.deepEqual(codes(fedWithin(TREE, "tinh")), ["cho", "ben", "song"]);
  assert.deepEqual(codes(fedWithin(TREE, "cho")), ["cho", "ben"]);
  assert.deepEqual(codes(fedWithin([TREE[0], TREE[1]], "tinh")), []);
});

test("who may be meant: this office where it has a machine, all where others below have one", () => {
  assert.deepEqual(scopesOf(TREE, named("tinh")), ["all"]);
  assert.deepEqual(scopesOf(TREE, named("cho")), ["one", "all"]);
  assert.deepEqual(scopesOf(TREE, named("song")), ["one"]);
  assert.deepEqual(scopesOf([TREE[0], TREE[1]], named("bac")), []);
});

test("each kind sends what it needs and no more", () => {
  const values = { ...NEW, notices: { vi: "Nghỉ lễ" }, toml: "[office]", name: "hoa", full_name: "Lê Thị Hoa Thử", role: "manager" };

  assert.deepEqual(directiveOf(values), { kind: "notice", below: false, notices: { vi: "Nghỉ lễ" } });
  assert.deepEqual(directiveOf({ ...values, kind: "catalogue", scope: "all" }), { kind: "catalogue", below: true, toml: "[office]" });
});

test("a new password or a lock leaves the name and the role of an account alone", () => {
  const values = { ...NEW, kind: "account", name: "hoa", full_name: "Lê Thị Hoa Thử", role: "manager" };
  const head = { kind: "account", below: false, name: "hoa" };

  assert.deepEqual(directiveOf(values), { ...head, full_name: "Lê Thị Hoa Thử", role: "manager", active: true, password: null });
  assert.deepEqual(directiveOf({ ...values, act: "password" }), { ...head, password: null });
  assert.deepEqual(directiveOf({ ...values, act: "close" }), { ...head, active: false });
});

test("what the office's machine would refuse is known before it is sent", () => {
  const account = { ...NEW, kind: "account", name: "hoa" };

  assert.deepEqual(missingIn({ ...account, full_name: "  " }), { full_name: "required" });
  assert.deepEqual(missingIn({ ...account, name: "" }), { name: "required", full_name: "required" });
  assert.deepEqual(missingIn({ ...account, act: "close" }), {});
  assert.deepEqual(missingIn({ ...account, act: "close", name: " " }), { name: "required" });
  assert.deepEqual(missingIn({ ...NEW, kind: "catalogue" }), { toml: "required" });
  assert.deepEqual(missingIn({ ...NEW, kind: "catalogue", toml: "[office]" }), {});
  assert.deepEqual(missingIn({ ...NEW, notices: { vi: " ", en: "Closed" } }), { notices: "no_vietnamese" });
  assert.deepEqual(missingIn({ ...NEW, notices: { vi: "", en: " " } }), {});
  assert.deepEqual(missingIn({ ...NEW, notices: { vi: "Nghỉ lễ" } }), {});
});
