import assert from "node:assert/strict";
import { test } from "node:test";

import * as flow from "../../kiosk/static/flow.js";

const KEY = "key-of-this-wish";
const TICKET = { id: "t1", label: "A025", print: { id: "p1", state: "queued" } };

const atRest = () => flow.newFlow("vi", 0);
const confirming = (now = 0) => flow.choose(atRest(), "A", { key: KEY, now });
const sending = (now = 0) => flow.send(confirming(now), now);
const given = (now = 0, ticket = TICKET) => flow.answered(sending(now), ticket, KEY, now);

test("two touches lead from rest to a number on its way", () => {
  const sent = flow.send(flow.choose(atRest(), "A", { key: KEY, now: 5 }), 6);

  assert.equal(sent.screen, "sending");
  assert.deepEqual({ ...sent.wish }, {
    key: KEY, service: "A", class: "normal", reason: null, language: "vi", madeAt: 5, sentAt: 6, isAnswered: false,
  });
});

test("a second tap on a tile keeps the key of the first", () => {
  const again = flow.choose(confirming(), "B", { key: "another-key", now: 1 });

  assert.equal(again.wish.key, KEY);
  assert.equal(again.wish.service, "A");
});

test("a second tap on the red button changes nothing", () => {
  const sent = sending();

  assert.equal(flow.send(sent, 1), sent);
});

test("an answer for a wish that was given up shows nothing", () => {
  const left = flow.back(sending(), 1);

  assert.equal(flow.answered(left, TICKET, KEY, 2), left);
});

test("an answer for an older wish does not take the screen of the newer one", () => {
  assert.equal(flow.answered(sending(), TICKET, "older-key", 2).screen, "sending");
});

const askingAgain = (left, service = "A") =>
  flow.send(flow.choose(left, service, { key: "new-key", now: 3 }), 4);

test("whoever asks after a lost answer was given up may be somebody else and gets a key of his own", () => {
  const left = flow.back(flow.refused(sending(), { status: 0 }, KEY, 1), 2);

  assert.deepEqual(left.left, [KEY]);
  assert.equal(askingAgain(left).wish.key, "new-key");
  assert.deepEqual(askingAgain(left, "B").left, [KEY]);
});

test("a late answer for a wish that was given up is not shown to whoever asks next", () => {
  const next = askingAgain(flow.back(sending(), 2));

  assert.equal(flow.answered(next, TICKET, KEY, 5), next);
});

test("a key is left until the server has settled it, whatever happens on the screen", () => {
  const busy = askingAgain(flow.back(sending(), 2));
  const shown = flow.answered(busy, { ...TICKET, print: null }, "new-key", 5);
  const rested = flow.tick(shown, 5 + flow.UNPRINTED_MS);

  assert.deepEqual([busy, shown, rested].map(({ left }) => left), [[KEY], [KEY], [KEY]]);
  assert.deepEqual(flow.withdrawn(rested, KEY).left, []);
});

test("a number that was shown is never left behind", () => {
  assert.deepEqual(flow.back(given(), 1).left, []);
  assert.deepEqual(flow.tick(given(), 99_999_999).left, []);
});

test("a server's error leaves open whether there is a number, a refusal does not", () => {
  const left = (status) => flow.refused(sending(), { status }, KEY, 1).left;

  assert.deepEqual(left(500), [KEY]);
  assert.deepEqual(left(409), []);
});

test("no answer keeps the citizen on the screen and says so", () => {
  const waits = flow.refused(sending(), { status: 0 }, KEY, 1);

  assert.equal(waits.screen, "sending");
  assert.equal(waits.unanswered, true);
  assert.equal(flow.answered(waits, TICKET, KEY, 9).screen, "result");
});

test("an answer that takes 8 s is said to be late", () => {
  assert.equal(flow.tick(sending(), flow.SLOW_MS - 1).unanswered, false);
  assert.equal(flow.tick(sending(), flow.SLOW_MS).unanswered, true);
});

test("a refusal is shown with its reason", () => {
  const told = flow.refused(sending(), { status: 409, code: "service_full", detail: "Hết số." }, KEY, 1);

  assert.equal(told.screen, "refused");
  assert.equal(told.refusal.detail, "Hết số.");
});

test("priority starts unticked, and unticking takes the reason away", () => {
  const claimed = flow.chooseReason(flow.claimPriority(confirming(), true), "elderly");

  assert.equal(confirming().wish.class, "normal");
  assert.deepEqual([claimed.wish.class, claimed.wish.reason], ["priority", "elderly"]);
  assert.equal(flow.chooseReason(claimed, "elderly").wish.reason, null);
  assert.deepEqual(flow.claimPriority(claimed, false).wish.reason, null);
});

test("nothing of a wish changes once it is sent", () => {
  const sent = sending();

  assert.equal(flow.claimPriority(sent, true), sent);
  assert.equal(flow.chooseReason(sent, "elderly"), sent);
});

test("printed paper sends the screen back to rest after 12 s", () => {
  const printed = flow.printTold(given(), { id: "p1", state: "printed" }, 1000);

  assert.equal(printed.paper, "printed");
  assert.equal(flow.tick(printed, 1000 + flow.RESULT_MS - 1).screen, "result");
  assert.equal(flow.tick(printed, 1000 + flow.RESULT_MS).screen, "rest");
});

test("paper that does not come in 6 s counts as failed, and may still come", () => {
  const waiting = given();
  const late = flow.tick(waiting, flow.PRINT_WAIT_MS);

  assert.equal(flow.tick(waiting, flow.PRINT_WAIT_MS - 1).paper, "printing");
  assert.equal(late.paper, "failed");
  assert.equal(late.isStaffTold, false);
  assert.equal(flow.printTold(late, { id: "p1", state: "printing" }, 7000).paper, "failed");
  assert.equal(flow.printTold(late, { id: "p1", state: "printed" }, 7000).paper, "printed");
});

for (const state of ["failed", "unknown"]) {
  test(`a print that is ${state} keeps the number for a minute from the last touch`, () => {
    const told = flow.printTold(given(), { id: "p1", state }, 2000);
    const touched = flow.touch(told, 30_000);

    assert.deepEqual([told.paper, told.isStaffTold], ["failed", true]);
    assert.equal(flow.tick(touched, 30_000 + flow.UNPRINTED_MS - 1).screen, "result");
    assert.equal(flow.tick(touched, 30_000 + flow.UNPRINTED_MS).screen, "rest");
  });
}

test("a job that hung and then failed is told as failed only once", () => {
  const late = flow.tick(given(), flow.PRINT_WAIT_MS);
  const failed = flow.printTold(late, { id: "p1", state: "failed" }, 9000);

  assert.equal(failed.isStaffTold, true);
  assert.equal(failed.since, late.since);
});

test("news of another slip of paper is not ours", () => {
  const shown = given();

  assert.equal(flow.printTold(shown, { id: "p2", state: "failed" }, 1), shown);
});

test("without a printer the number itself is to be remembered", () => {
  assert.equal(given(0, { ...TICKET, print: null }).paper, "none");
});

for (const [screen, made] of [
  ["confirm", confirming],
  ["search", () => flow.openSearch(atRest(), 0)],
  ["return", () => flow.scanned(atRest(), "code", 0)],
]) {
  test(`30 s after the last touch ${screen} goes back to rest`, () => {
    assert.equal(made().screen, screen);
    assert.equal(flow.tick(made(), flow.IDLE_MS - 1).screen, screen);
    assert.equal(flow.tick(made(), flow.IDLE_MS).screen, "rest");
    assert.equal(flow.tick(flow.touch(made(), 20_000), flow.IDLE_MS).screen, screen);
  });
}

test("10 s before it leaves, the screen asks whether somebody is there", () => {
  assert.equal(flow.isAboutToLeave(confirming(), flow.WARN_MS - 1), false);
  assert.equal(flow.isAboutToLeave(confirming(), flow.WARN_MS), true);
  assert.equal(flow.isAboutToLeave(given(), flow.WARN_MS), false);
});

test("the next citizen finds the office's language, small letters and silence", () => {
  const left = flow.toggleReading(flow.toggleLarge(flow.speakIn(atRest(), "en")));
  const next = flow.tick(left, flow.IDLE_MS);

  assert.deepEqual([next.lang, next.large, next.reading], ["vi", false, false]);
});

test("at rest as it should be nothing happens however long nobody comes", () => {
  const resting = atRest();

  assert.equal(flow.tick(resting, 86_400_000), resting);
});

test("going back keeps the language and the large letters for the same citizen", () => {
  const reading = flow.toggleLarge(flow.speakIn(atRest(), "en"));
  const back = flow.back(flow.choose(reading, "A", { key: KEY, now: 0 }), 1);

  assert.deepEqual([back.screen, back.lang, back.large, back.wish], ["rest", "en", true, null]);
});

test("a list found for an older text is not shown", () => {
  const search = flow.typed(flow.typed(flow.openSearch(atRest(), 0), "kh"), "khai");

  assert.equal(flow.foundFor(search, "kh", [{ id: 1 }]).found, null);
  assert.deepEqual(flow.foundFor(search, "khai", [{ id: 2 }]).found, [{ id: 2 }]);
});

test("a search that found no server can be tried again", () => {
  const lost = flow.foundFor(flow.openSearch(atRest(), 0), "", null);

  assert.equal(lost.failed, true);
  assert.equal(flow.typed(lost, "").failed, false);
});

test("back from a procedure shows its list again, and a number can be taken from it", () => {
  const opened = flow.openProcedure(flow.typed(flow.openSearch(atRest(), 0), "khai"), { service: "A" });

  assert.deepEqual([flow.back(opened, 1).screen, flow.back(opened, 1).text], ["search", "khai"]);
  assert.equal(flow.choose(opened, "A", { key: KEY, now: 1 }).screen, "confirm");
});

test("a scanned code never takes the screen of somebody who takes a number", () => {
  for (const busy of [confirming(), sending(), given()]) {
    assert.equal(flow.scanned(busy, "code", 1), busy);
  }
  assert.equal(flow.scanned(atRest(), "code", 1).screen, "return");
});

test("the answer to a code is shown to whoever held it there, and to nobody after them", () => {
  const first = flow.scanned(atRest(), "first", 1);
  const second = flow.scanned(first, "second", 2);
  const told = { state: "back", ticket: TICKET };

  assert.equal(flow.cameBack(first, "first", told, 3).comeback.state, "back");
  assert.equal(flow.cameBack(second, "first", told, 3), second, "another one stands there");
  const left = flow.openSearch(flow.back(first, 2), 2);
  assert.equal(flow.cameBack(left, "first", told, 3), left, "the screen was left");
});

test("a reader that reads a code twice asks once, and may read it again after the answer", () => {
  const reading = flow.scanned(atRest(), "code", 1);

  assert.equal(flow.scanned(reading, "code", 2), reading);
  const told = flow.cameBack(reading, "code", { state: "waiting" }, 3);
  assert.equal(flow.scanned(told, "code", 4).comeback.state, "reading");
});

test("a sending that nobody waits for ends after a minute and its key is left", () => {
  const left = flow.tick(sending(), flow.SENDING_MS);

  assert.equal(left.screen, "rest");
  assert.deepEqual(left.left, [KEY]);
});

test("the list is asked for when the text, the language or a failed try changes it, not otherwise", () => {
  const opened = flow.openSearch(atRest(), 0);
  const found = flow.foundFor(opened, "", [{ id: 1 }]);
  const failed = flow.foundFor(opened, "", null);
  const inProcedure = flow.openProcedure(found, { service: "A" });

  assert.equal(flow.isNewSearch(atRest(), opened), true);
  assert.equal(flow.isNewSearch(opened, found), false);
  assert.equal(flow.isNewSearch(opened, failed), false);
  assert.equal(flow.isNewSearch(failed, flow.typed(failed, "")), true);
  assert.equal(flow.isNewSearch(found, flow.typed(found, "khai")), true);
  assert.equal(flow.isNewSearch(found, flow.speakIn(found, "en")), true);
  assert.equal(flow.isNewSearch(inProcedure, flow.back(inProcedure, 1)), false);
});
