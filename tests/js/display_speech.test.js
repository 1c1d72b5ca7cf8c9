// The order in which the hall hears announcements, with a player that only writes down.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addressesOf } from "../../display/static/calls.js";
import { lineUp, nextOf, Speaker } from "../../display/static/speech.js";

const call = (label, more = {}) => ({ id: `c-${label}`, label, counter: 1, spoken: [], ...more });
const missed = (label) => ({ id: `m-${label}`, label, spoken: [] });
const said = (language, ...clips) => ({ spoken: [{ language, clips }] });
const turn = () => new Promise((resume) => setImmediate(resume));

/** A player whose announcements end when the test says so. */
function slowPlayer() {
  const player = { started: [], mostAtOnce: 0, running: 0, end: () => {} };
  player.play = (entry) => {
    player.started.push(entry.label);
    player.running += 1;
    player.mostAtOnce = Math.max(player.mostAtOnce, player.running);
    return new Promise((resume, reject) => {
      const finish = (settle) => (value) => {
        player.running -= 1;
        settle(value);
        return turn();
      };
      player.end = finish(resume);
      player.fail = finish(reject);
    });
  };
  return player;
}

test("two announcements are never heard at once", async () => {
  const player = slowPlayer();
  const speaker = new Speaker(player.play);

  speaker.add([call("A001"), call("A002")]);
  speaker.add([call("A003")]);
  await turn();
  assert.deepEqual(player.started, ["A001"]);
  await player.end();
  await player.end();
  await player.end();

  assert.deepEqual(player.started, ["A001", "A002", "A003"]);
  assert.equal(player.mostAtOnce, 1);
});

test("missed numbers wait until no call waits", async () => {
  const player = slowPlayer();
  const speaker = new Speaker(player.play);

  speaker.add([call("A001"), missed("A000")]);
  speaker.add([call("A002")]);
  for (let i = 0; i < 3; i += 1) {
    await player.end();
  }

  assert.deepEqual(player.started, ["A001", "A002", "A000"]);
});

test("a ticket called again while it waits is spoken once, in its old place, with the new words", () => {
  const again = call("A002", { id: "c-again", counter: 5 });
  const queue = [call("A001"), call("A002"), call("A003")];

  assert.deepEqual(lineUp(queue, again), [queue[0], again, queue[2]]);
  assert.equal(queue[1].id, "c-A002", "the given queue stays as it was");
});

test("the first call is next, a missed number only when alone", () => {
  assert.equal(nextOf([missed("A000"), call("A001"), call("A002")]).label, "A001");
  assert.equal(nextOf([missed("A000"), missed("A009")]).label, "A000");
});

test("an announcement that fails does not silence the next one", async (context) => {
  context.mock.method(console, "warn", () => {});
  const player = slowPlayer();
  const speaker = new Speaker(player.play);

  speaker.add([call("A001"), call("A002")]);
  await player.fail(new Error("the sound card is gone"));

  assert.deepEqual(player.started, ["A001", "A002"]);
  assert.equal(console.warn.mock.callCount(), 1);
});

test("what no longer holds is left out, what is being spoken is spoken to its end", async () => {
  const player = slowPlayer();
  const speaker = new Speaker(player.play);
  speaker.add([call("A001"), call("A002"), call("A003")]);

  speaker.keep(({ label }) => label === "A003");
  await player.end();
  await player.end();

  assert.deepEqual(player.started, ["A001", "A003"]);
});

test("the screen is told what is spoken now, and when it is quiet", async () => {
  const told = [];
  const player = slowPlayer();
  const speaker = new Speaker(player.play, (entry) => told.push(entry?.label ?? null));

  speaker.add([call("A001"), call("A002")]);
  await player.end();
  await player.end();

  assert.deepEqual(told, ["A001", null, "A002", null]);
});

test("the speaker speaks again after it was quiet", async () => {
  const player = slowPlayer();
  const speaker = new Speaker(player.play);

  speaker.add([call("A001")]);
  await player.end();
  speaker.add([call("A002")]);
  await turn();

  assert.deepEqual(player.started, ["A001", "A002"]);
});

test("the clips of all announcements come in the order of the boards", async () => {
  const heard = [];
  const speaker = new Speaker(async (entry) => heard.push(...addressesOf(entry)));

  speaker.add([call("A1", said("vi", "chime", "A", "1")), call("B2", said("en", "chime", "B"))]);
  await turn();
  await turn();

  assert.deepEqual(heard, ["/voice/vi/chime", "/voice/vi/A", "/voice/vi/1", "/voice/en/chime", "/voice/en/B"]);
});
