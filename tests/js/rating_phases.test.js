/** The rating tablet: who is invited, how long, and that nobody's answer is lost or made up. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "./addresses.js";

const {
  AWAY_MS, THANKS_MS, begin, invites, languageOf, mayTakeBack, shareLeft, step,
} = await import("/rating/static/phases.js");

const WAIT_MS = 30_000;
const FORM = {
  levels: [5, 4, 3, 2, 1].map((level) => ({ level, names: { vi: `mức ${level}` } })),
  reasons: [{ code: "long_wait", names: {} }, { code: "other", names: {} }],
  ask_reasons_up_to: 3, wait_s: 30, comment_max: 20,
};
const AN = { id: "an", label: "A025", language: "vi" };
const BINH = { id: "binh", label: "A026", language: "en" };

const state = (phase, ticket = null) => ({ phase, ticket, wait_s: 30 });
const play = (model, ...events) => events.reduce((now, event) => step(now, event), model);
const counter = (phase, ticket, now = 0) => ({ type: "state", state: state(phase, ticket), now });
const at = (now, type, facts = {}) => ({ type, now, ...facts });

const atRest = () => play(begin(0), at(0, "form", { form: FORM }), counter("rest"));
const asking = (now = 1000) => play(atRest(), counter("rate", AN, now));
const saidBadly = () => play(asking(), at(4000, "choose", { level: 2 }));

test("the tablet follows the counter until the service has ended", () => {
  const called = play(atRest(), counter("called", AN, 1));
  const serving = play(called, counter("serving", AN, 2));

  assert.deepEqual([called.screen, serving.screen], ["called", "serving"]);
  assert.equal(play(serving, counter("rate", AN, 3)).screen, "ask");
});

test("no face and no reason is chosen when the question comes", () => {
  assert.deepEqual(asking().draft, { level: null, reasons: [], comment: "", chosenAt: null });
});

test("the second citizen does not find the choices of the first", () => {
  const later = play(
    saidBadly(), at(5000, "reason", { code: "other" }), at(6000, "send"),
    at(6000 + THANKS_MS, "tick"), counter("rate", BINH, 20_000),
  );

  assert.equal(later.screen, "ask");
  assert.deepEqual(later.draft, { level: null, reasons: [], comment: "", chosenAt: null });
});

test("a touch that wakes the tablet finds nothing of who was there before it slept", () => {
  const woken = play(saidBadly(), at(3_600_000, "touch"));

  assert.equal(woken.screen, "thanks");
  assert.equal(play(asking(), at(3_600_000, "choose", { level: 1 })).screen, "away");
});

test("one tap on a good face is a whole answer, and tells how long the question stood", () => {
  const said = play(asking(1000), at(3500, "choose", { level: 5 }));

  assert.equal(said.screen, "thanks");
  assert.deepEqual(said.opinion, { ticket: "an", said: { level: 5, shown_ms: 2500 }, held: true });
});

test("a second tap on a face, while thanks stand, changes nothing", () => {
  const said = play(asking(), at(2000, "choose", { level: 5 }));

  assert.equal(play(said, at(2100, "choose", { level: 1 })), said);
});

test("a slip of the finger can be taken back, and the old choice is gone", () => {
  const again = play(asking(), at(2000, "choose", { level: 4 }), at(3000, "again"));

  assert.equal(again.screen, "ask");
  assert.equal(again.opinion, null);
  assert.equal(again.draft.level, null);
});

test("who wants to choose again is not interrupted by the next call", () => {
  const again = play(asking(), at(2000, "choose", { level: 4 }), at(3000, "again"));

  assert.equal(play(again, counter("called", BINH, 3500)).screen, "ask");
});

test("a satisfied citizen may add words before the answer goes out", () => {
  const said = play(
    asking(), at(2000, "choose", { level: 5 }), at(3000, "more"),
    at(4000, "comment", { text: " Rất chu đáo " }), at(5000, "send"),
  );

  assert.deepEqual(said.opinion.said, { level: 5, comment: "Rất chu đáo", shown_ms: 1000 });
  assert.equal(said.opinion.held, false);
});

test("a neutral or worse face asks for reasons, several of them", () => {
  const said = play(
    asking(), at(2000, "choose", { level: 3 }), at(3000, "reason", { code: "other" }),
    at(3100, "reason", { code: "long_wait" }), at(3200, "reason", { code: "other" }),
    at(4000, "send"),
  );

  assert.deepEqual(said.opinion.said, { level: 3, reasons: ["long_wait"], shown_ms: 1000 });
  assert.equal(mayTakeBack(said), false);
});

test("reasons are left out when the face became a better one", () => {
  const said = play(
    saidBadly(), at(5000, "reason", { code: "other" }), at(6000, "choose", { level: 4 }), at(7000, "send"),
  );

  assert.deepEqual(said.opinion.said, { level: 4, shown_ms: 5000 });
});

test("a comment ends where the server would cut it", () => {
  const written = play(saidBadly(), at(5000, "comment", { text: "x".repeat(25) }));

  assert.equal(written.draft.comment.length, 20);
});

test("who does not answer within the time is let go without an answer", () => {
  const before = play(asking(1000), at(1000 + WAIT_MS - 1, "tick"));
  const gone = play(before, at(1000 + WAIT_MS, "tick"));

  assert.deepEqual([before.screen, gone.screen], ["ask", "away"]);
  assert.equal(gone.opinion, null);
  assert.equal(play(gone, at(1000 + WAIT_MS + AWAY_MS, "tick")).screen, "rest");
});

test("a touch gives the whole time again", () => {
  const touched = play(asking(0), at(20_000, "touch"));

  assert.equal(shareLeft(touched, 20_000), 1);
  assert.equal(shareLeft(touched, 35_000), 0.5);
  assert.equal(play(touched, at(20_000 + WAIT_MS - 1, "tick")).screen, "ask");
});

test("a bad face without the last button counts as well as a good one", () => {
  const left = play(
    saidBadly(), at(5000, "reason", { code: "other" }), at(6000, "comment", { text: "half a sent" }),
    at(6000 + WAIT_MS, "tick"),
  );

  assert.equal(left.screen, "thanks");
  assert.deepEqual(left.opinion.said, { level: 2, reasons: ["other"], shown_ms: 3000 });
});

test("a form in hand is kept when the next one is called", () => {
  const kept = play(saidBadly(), counter("called", BINH, 5000), counter("serving", BINH, 6000));

  assert.equal(kept.screen, "why");
  assert.equal(kept.ticket, AN);
  const sent = play(kept, at(7000, "send"));
  assert.equal(sent.opinion.ticket, "an");
  assert.equal(play(sent, at(7000 + THANKS_MS, "tick")).screen, "serving");
});

test("an invitation that nobody touched gives way to the next call", () => {
  assert.equal(play(asking(), counter("called", BINH, 5000)).screen, "called");
});

test("an answered ticket is not asked again, even when the counter's state comes late", () => {
  const said = play(asking(), at(2000, "choose", { level: 5 }), counter("rate", AN, 3000));
  const rested = play(said, at(2000 + THANKS_MS, "tick"), counter("rate", AN, 15_000));

  assert.equal(rested.screen, "rest");
});

test("after a power cut, a kept answer is not asked for again", () => {
  const started = play(begin(0, ["an"]), at(0, "form", { form: FORM }), counter("rate", AN, 1));

  assert.equal(started.screen, "rest");
});

test("a service that the clerk took up again is asked for when it ends again", () => {
  const gone = play(asking(0), at(WAIT_MS, "tick"), at(WAIT_MS + AWAY_MS, "tick"));
  const again = play(gone, counter("serving", AN, 50_000), counter("rate", AN, 60_000));

  assert.equal(again.screen, "ask");
});

test("it chimes once for each invitation", () => {
  const rest = atRest();
  const asked = play(rest, counter("rate", AN, 1000));
  const said = play(asked, at(2000, "choose", { level: 4 }));

  assert.equal(invites(rest, asked), true);
  assert.equal(invites(asked, play(asked, counter("rate", AN, 1500))), false);
  assert.equal(invites(said, play(said, at(2500, "again"))), false);
  assert.equal(invites(asked, play(asked, counter("rate", BINH, 3000))), true);
});

test("each ticket is spoken to in its own language, unless another is chosen for it", () => {
  const asked = asking();
  const switched = play(asked, at(2000, "language", { language: "en" }));

  assert.equal(languageOf(atRest(), "vi"), "vi");
  assert.equal(languageOf(asked, "vi"), "vi");
  assert.equal(languageOf(switched, "vi"), "en");
  assert.equal(languageOf(play(asked, counter("called", BINH, 3000)), "vi"), "en");
  const next = { ...BINH, id: "chi", language: "vi" };
  assert.equal(languageOf(play(atRest(), at(1, "language", { language: "en" }), counter("called", next, 2)), "vi"), "vi");
});

test("what became of an answer is told only on its own screen", () => {
  const said = play(asking(), at(2000, "choose", { level: 5 }));

  assert.equal(play(said, at(2500, "outcome", { ticket: "an", outcome: "already" })).outcome, "already");
  assert.equal(play(said, at(2500, "outcome", { ticket: "binh", outcome: "already" })).outcome, null);
});

test("nothing is shown before both the state and the form are there", () => {
  assert.equal(play(begin(0), counter("rate", AN, 1)).screen, "start");
  assert.equal(play(begin(0), counter("rate", AN, 1), at(2, "form", { form: FORM })).screen, "ask");
});
