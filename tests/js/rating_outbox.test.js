/** Opinions in the tablet's outbox: none lost by a power cut, none sent twice. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "./addresses.js";

const { Outbox } = await import("/rating/static/outbox.js");
const { postman } = await import("/rating/static/post.js");
const { outcomeOf } = await import("/static/opinion.js");

const PLACE = "moiso.ratings";
const GOOD = { level: 5 };

/** A browser's storage; `full` makes it refuse. */
function storage({ full = false } = {}) {
  const kept = new Map();
  return {
    getItem: (place) => kept.get(place) ?? null,
    setItem: (place, text) => {
      if (full) {
        throw new Error("QuotaExceededError");
      }
      kept.set(place, text);
    },
  };
}

test("an opinion survives a power cut with its key", () => {
  const kept = storage();
  new Outbox(kept, PLACE).put("an", GOOD, { key: "key-of-an", due: 0 });

  const letter = new Outbox(kept, PLACE).take(1);

  assert.equal(letter.key, "key-of-an");
  assert.deepEqual(letter.said, GOOD);
});

test("a lost answer is sent again with the same key, and forgotten when it arrived", () => {
  const outbox = new Outbox(storage(), PLACE);
  outbox.put("an", GOOD, { key: "key-of-an", due: 0 });

  assert.equal(outbox.take(1).key, outbox.take(2).key);
  outbox.settle("an");
  assert.equal(outbox.take(3), null);
});

test("what may still be taken back is not sent before its time", () => {
  const outbox = new Outbox(storage(), PLACE);
  outbox.put("an", GOOD, { key: "key-of-an", due: 500 });

  assert.equal(outbox.take(499), null);
  outbox.withdraw("an");
  assert.equal(outbox.take(500), null);
});

test("a clock that was set back by a day holds nothing back", () => {
  const outbox = new Outbox(storage(), PLACE);
  outbox.put("an", GOOD, { key: "key-of-an", due: 86_400_000 });

  assert.equal(outbox.take(0).key, "key-of-an");
});

test("what may have arrived is neither replaced nor taken back", () => {
  const outbox = new Outbox(storage(), PLACE);
  outbox.put("an", GOOD, { key: "key-of-an", due: 0 });
  outbox.take(1);

  outbox.put("an", { level: 1 }, { key: "another-key", due: 0 });
  outbox.withdraw("an");

  assert.deepEqual(outbox.take(2).said, GOOD);
});

test("opinions go out in the order in which they were given", () => {
  const outbox = new Outbox(storage(), PLACE);
  outbox.put("an", GOOD, { key: "key-of-an", due: 0 });
  outbox.put("binh", GOOD, { key: "key-of-binh", due: 0 });

  assert.equal(outbox.take(1).ticket, "an");
  assert.equal(outbox.size, 2);
});

test("a full storage keeps an opinion as long as the page lives", () => {
  const outbox = new Outbox(storage({ full: true }), PLACE);
  outbox.put("an", GOOD, { key: "key-of-an", due: 0 });

  assert.equal(outbox.has("an"), true);
});

test("foreign words in the storage do not stop the tablet", () => {
  const kept = storage();
  kept.setItem(PLACE, "not ours");

  assert.equal(new Outbox(kept, PLACE).size, 0);
});

test("only a refusal for good ends the sending", () => {
  const outcomes = [
    [null, "accepted"],
    [{ status: 409, code: "already_rated" }, "already"],
    [{ status: 410, code: "too_late" }, "late"],
    [{ status: 409, code: "not_served" }, "refused"],
    [{ status: 403, code: "forbidden" }, "refused"],
    [{ status: 0, code: "no_connection" }, "later"],
    [{ status: 503, code: "store_busy" }, "later"],
    [{ status: 429, code: "too_many" }, "later"],
    [{ status: 401, code: "unauthorized" }, "later"],
  ];

  for (const [problem, outcome] of outcomes) {
    assert.equal(outcomeOf(problem), outcome, problem?.code);
  }
});

/** A postman over two opinions; `answers` are problems, or null for accepted, in turn. */
function round(answers) {
  const outbox = new Outbox(storage(), PLACE);
  outbox.put("an", GOOD, { key: "key-of-an", due: 0 });
  outbox.put("binh", GOOD, { key: "key-of-binh", due: 0 });
  const sent = [];
  const told = [];
  const send = async ({ key }) => {
    sent.push(key);
    const problem = answers.shift();
    if (problem) {
      throw problem;
    }
  };
  const waits = [];
  const later = (work) => waits.push(work);
  const tell = (...facts) => told.push(facts);
  return { outbox, sent, told, waits, post: postman(outbox, send, tell, { now: () => 1, later }) };
}

test("the postman carries one after the other, and forgets what arrived or was refused", async () => {
  const { outbox, sent, told, waits, post } = round([{ status: 409, code: "already_rated" }, null]);

  await post.go();

  assert.deepEqual(sent, ["key-of-an", "key-of-binh"]);
  assert.deepEqual(told, [["an", "already"], ["binh", "accepted"]]);
  assert.deepEqual([outbox.size, waits.length], [0, 0]);
});

test("without a line the postman keeps all and comes again", async () => {
  const { outbox, sent, waits, post } = round([{ status: 0, code: "no_connection" }, null, null]);

  await post.go();
  assert.deepEqual([outbox.size, sent.length], [2, 1]);
  await waits[0]();

  assert.deepEqual(sent, ["key-of-an", "key-of-an", "key-of-binh"]);
  assert.equal(outbox.size, 0);
});

test("two calls at once make one round", async () => {
  const { sent, post } = round([null, null]);

  await Promise.all([post.go(), post.go()]);

  assert.deepEqual(sent, ["key-of-an", "key-of-binh"]);
});
