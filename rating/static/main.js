/** The rating tablet: state from the socket, opinions through the outbox. */

import { render } from "lit-html";

import { api, newKey, useDevice } from "/static/api.js";
import { everySecond, steadyNow } from "/static/clock.js";
import { language, loadTexts, pageLanguage, setLanguage } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { ensurePaired } from "/static/pairing.js";
import { ignoreTapsTooMany } from "/static/second_tap.js";
import { tokenKey } from "/static/tokens.js";

import { chime } from "./chime.js";
import { Outbox } from "./outbox.js";
import { THANKS_MS, begin, invites, languageOf, lasts, step } from "./phases.js";
import { postman } from "./post.js";
import { screenView } from "./view.js";

/** A choice made by one tap goes out when its "choose again" has left the screen for sure. */
const HELD_MS = THANKS_MS + 600;
const TICK_MS = 200;
const FORM_AGAIN_MS = 5000;

const place = document.querySelector("#screen");
const now = () => performance.now();

await loadTexts("rating");
useDevice("rating");
await ensurePaired("rating");
ignoreTapsTooMany();

const outbox = new Outbox(localStorage, tokenKey("ratings"));
const post = postman(outbox, send, (ticket, outcome) => act("outcome", { ticket, outcome }), { now: steadyNow });
let model = begin(now(), outbox.letters.map((letter) => letter.ticket));
let line = null;

/** Take a step, do what follows from it, and show it. */
function act(type, facts = {}) {
  const before = model;
  model = step(before, { type, now: now(), ...facts });
  if (model !== before) {
    follow(before);
  }
  show();
}

function follow(before) {
  if (model.opinion !== before.opinion) {
    keepOpinion(before);
  }
  if (invites(before, model)) {
    chime();
  }
  speak(languageOf(model, pageLanguage()));
}

function keepOpinion(before) {
  if (before.opinion?.held && !model.opinion && FORM.has(model.screen)) {
    outbox.withdraw(before.opinion.ticket);
  }
  if (model.opinion) {
    const { ticket, said, held } = model.opinion;
    outbox.put(ticket, said, { key: newKey(), due: steadyNow() + (held ? HELD_MS : 0) });
    setTimeout(post.go, held ? HELD_MS : 0);
  }
}

const FORM = new Set(["ask", "why"]);

function send({ ticket, key, said }) {
  return api("POST", `/tickets/${ticket}/rating`, said, { key });
}

/** @type {string | null} the language that is on its way */
let coming = null;

async function speak(wanted) {
  if (wanted === (coming ?? language())) {
    return;
  }
  coming = wanted;
  await setLanguage(wanted);
  if (coming === wanted) {
    coming = null;
    show();
  }
}

function show() {
  render(screenView({ model, line, now: now(), waiting: outbox.size, act }), place);
}

function tick() {
  if (lasts(model) !== null) {
    act("tick");
  }
}

async function readForm() {
  try {
    act("form", { form: await api("GET", "/rating-form") });
  } catch {
    setTimeout(readForm, FORM_AGAIN_MS); // the line: the start screen stays until it is back
  }
}

function heardOfTheLine(told) {
  line = told;
  if (told.connected) {
    post.go();
  }
  show();
}

place.addEventListener("pointerdown", () => act("touch"));
place.addEventListener("keydown", () => act("touch"));
setInterval(tick, TICK_MS);
everySecond(show);
show();
readForm();
watch({ what: "rating" }, (state) => act("state", { state }), heardOfTheLine);
post.go();
