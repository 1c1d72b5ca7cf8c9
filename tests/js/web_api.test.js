/** How screens speak with the server: keys, retries, problems, identities; the browser is played. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const kept = new Map();
let sent = [];
let answers = [];

globalThis.location = { search: "" };
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
globalThis.document = {
  querySelector: (selector) => (selector === 'meta[name="csrf"]' ? { content: "csrf-1" } : null),
};
globalThis.dispatchEvent = (event) => sent.push({ event: event.type, kind: event.detail.kind });
globalThis.fetch = async (url, request) => {
  sent.push({ url, ...request });
  const answer = answers.shift();
  if (answer instanceof Error) throw answer;
  return { status: answer.status, text: async () => answer.body ?? "" };
};

const { api, newKey, Problem, useDevice, useSession } = await import("../../web/static/api.js");

beforeEach(() => {
  kept.clear();
  sent = [];
  useSession();
});

const problem = (status, told) => ({ status, body: JSON.stringify({ status, ...told }) });

test("a lost answer is asked for again with the same key", async () => {
  answers = [new TypeError("no line"), { status: 503 }, { status: 201, body: '{"label":"A025"}' }];

  const ticket = await api("POST", "/tickets", { service: "A" });

  assert.equal(ticket.label, "A025");
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map((one) => one.headers["Idempotency-Key"])).size, 1);
  assert.equal(sent[0].url, "/api/v1/tickets");
  assert.equal(sent[0].body, '{"service":"A"}');
});

test("a key that is given is used", async () => {
  answers = [{ status: 204 }];

  assert.equal(await api("POST", "/counters/3/call-next", {}, { key: "tap-12345" }), null);
  assert.equal(sent[0].headers["Idempotency-Key"], "tap-12345");
});

test("a refusal is told in the server's own words and not repeated", async () => {
  answers = [problem(409, { code: "wrong_state", title: "Không được", detail: "Số này đã xong." })];

  await assert.rejects(api("POST", "/tickets/x/start", {}), (error) => {
    assert.ok(error instanceof Problem);
    assert.deepEqual([error.status, error.code, error.message], [409, "wrong_state", "Số này đã xong."]);
    return true;
  });
  assert.equal(sent.length, 1);
});

test("a proxy's page instead of JSON is a problem too", async () => {
  answers = [{ status: 500, body: "<html>" }];

  await assert.rejects(api("GET", "/office"), { status: 500, code: "unexpected" });
});

test("a server that never answers is told as no connection", async () => {
  answers = [1, 2, 3, 4].map(() => new TypeError("no line"));

  await assert.rejects(api("GET", "/office"), { status: 0, code: "no_connection" });
  assert.equal(sent.length, 4);
});

test("a person sends the page's CSRF mark, a device its token", async () => {
  kept.set("moiso.token.kiosk", "T1");
  answers = [{ status: 204 }, { status: 204 }];

  await api("DELETE", "/devices/1");
  useDevice("kiosk");
  await api("GET", "/office");

  assert.equal(sent[0].headers["X-CSRF-Token"], "csrf-1");
  assert.equal(sent[0].headers.Authorization, undefined);
  assert.equal(sent[1].headers.Authorization, "Bearer T1");
  assert.equal(sent[1].headers["X-CSRF-Token"], undefined);
  assert.equal(sent[1].headers["Idempotency-Key"], undefined);
});

test("a revoked device forgets its token and says so", async () => {
  kept.set("moiso.token.kiosk", "T1");
  useDevice("kiosk");
  answers = [problem(401, { code: "unauthorized", title: "Chưa ghép nối" })];

  await assert.rejects(api("GET", "/office"), { code: "unauthorized" });

  assert.equal(kept.size, 0);
  assert.deepEqual(sent.at(-1), { event: "moiso:unpaired", kind: "kiosk" });
});

test("keys are long, random and need no secure context", () => {
  assert.match(newKey(), /^[0-9a-f]{32}$/);
  assert.notEqual(newKey(), newKey());
});
