/**
 * What the tablet shows, and when it changes. Pure: `step(model, event)` is the whole machine.
 *
 * Screens: "start" (no state yet), "rest", "called", "serving" follow the counter; "ask" shows the
 * faces; "why" the reasons and the comment; "thanks" and "away" end a form and go by themselves.
 * A form that somebody fills in stays, whatever happens at the counter.
 */

import {
  asksReasons, emptyDraft, opinionOf, withComment, withLevel, withReason,
} from "/static/opinion.js";

/** How long thanks stay, in which a choice made by one tap may still be taken back. */
export const THANKS_MS = 6000;
/** How long the tablet says goodbye to somebody who did not answer. */
export const AWAY_MS = 5000;

const FORM_SCREENS = new Set(["ask", "why"]);
const OF_A_FORM = new Set([...FORM_SCREENS, "thanks"]);

/**
 * @typedef {object} Model
 * @property {string} screen
 * @property {any} server the last `rating` state
 * @property {any} form what `GET /rating-form` answered
 * @property {any} ticket the ticket of the screen; in a form the one that is rated
 * @property {number} since when the screen came, in ms of the page's clock
 * @property {number} touched the last touch, never before `since`
 * @property {boolean} engaged whether somebody touched this form
 * @property {number} shownAt when the faces came
 * @property {import("/static/opinion.js").Draft} draft
 * @property {{ ticket: string, said: object, held: boolean } | null} opinion on "thanks": what was
 *   said; while `held` it may be taken back
 * @property {string | null} outcome what became of it, see outcomeOf
 * @property {string | null} language chosen on the tablet for this ticket
 * @property {string[]} done tickets that answered here, or left without
 */

/** @returns {Model} */
export function begin(now, done = []) {
  return {
    screen: "start", server: null, form: null, ticket: null, since: now, touched: now, shownAt: now,
    engaged: false, draft: emptyDraft(), opinion: null, outcome: null, language: null, done,
  };
}

/** @param {Model} model @param {{ type: string, now: number }} event @returns {Model} */
export function step(model, event) {
  const present = hasEnded(model, event.now) ? end(model, event.now) : model; // a tablet that slept missed its ticks
  const taken = STEPS[event.type]?.(present, event) ?? present;
  return event.type === "tick" || event.type in OF_THE_LINE ? taken : touch(taken, event.now);
}

const OF_THE_LINE = { state: true, form: true, outcome: true };

const STEPS = {
  state: (model, { state, now }) => settle({ ...model, server: state, done: undone(model, state) }, now),
  form: (model, { form, now }) => settle({ ...model, form }, now),
  choose: (model, { level, now }) => (FORM_SCREENS.has(model.screen) ? choose(model, level, now) : model),
  reason: (model, { code }) => inWhy(model, (draft) => withReason(draft, code)),
  comment: (model, { text }) => inWhy(model, (draft) => withComment(draft, text, model.form)),
  send: (model, { now }) => (model.screen === "why" ? say(model, now, { held: false }) : model),
  again: (model, { now }) => (mayTakeBack(model) ? askAgain(model, now) : model),
  more: (model, { now }) => (mayTakeBack(model) ? toWhy(model, now) : model),
  language: (model, { language }) => ({ ...model, language }),
  outcome: (model, { ticket, outcome }) =>
    model.opinion?.ticket === ticket ? { ...model, outcome } : model,
};

/** Milliseconds that a screen has before it goes by itself; null for those that stay. */
export function lasts(model) {
  if (FORM_SCREENS.has(model.screen)) {
    return model.server.wait_s * 1000;
  }
  return { thanks: THANKS_MS, away: AWAY_MS }[model.screen] ?? null;
}

/** The part of the time that is left, from 1 down to 0; a touch in a form fills it again. */
export function shareLeft(model, now) {
  const whole = lasts(model);
  return whole ? Math.min(1, Math.max(0, 1 - (now - model.touched) / whole)) : 1;
}

/** The language to speak: chosen here, else the ticket's own, else the page's. */
export function languageOf(model, pageLanguage) {
  return model.language ?? model.ticket?.language ?? pageLanguage;
}

/** Whether what was chosen by one tap may still be taken back. */
export function mayTakeBack(model) {
  return model.screen === "thanks" && Boolean(model.opinion?.held);
}

/** Whether somebody was invited by this step who was not before: the moment to chime. */
export function invites(before, after) {
  const isSame = before.ticket?.id === after.ticket?.id;
  return after.screen === "ask" && !(isSame && OF_A_FORM.has(before.screen));
}

function touch(model, now) {
  return FORM_SCREENS.has(model.screen) ? { ...model, touched: now, engaged: true } : model;
}

/** Show what the counter does, unless somebody is busy here. */
function settle(model, now) {
  if (!model.server || !model.form || isBusy(model)) {
    return model;
  }
  const { phase, ticket } = model.server;
  if (phase !== "rate") {
    return show(model, phase, ticket, now);
  }
  return model.done.includes(ticket.id) ? show(model, "rest", null, now) : invite(model, ticket, now);
}

function invite(model, ticket, now) {
  const isAsked = model.screen === "ask" && model.ticket.id === ticket.id;
  return isAsked ? model : ask(model, ticket, now);
}

function isBusy({ screen, engaged }) {
  return ["why", "thanks", "away"].includes(screen) || (screen === "ask" && engaged);
}

function show(model, screen, ticket, now) {
  if (model.screen === screen && model.ticket?.id === ticket?.id) {
    return model;
  }
  const language = model.ticket && model.ticket.id === ticket?.id ? model.language : null;
  return { ...model, screen, ticket, language, since: now, touched: now };
}

function ask(model, ticket, now) {
  const asked = { shownAt: now, engaged: false, draft: emptyDraft(), opinion: null, outcome: null };
  return { ...show(model, "ask", ticket, now), ...asked };
}

/** Good: one tap is enough. Otherwise the reasons are asked, and the face may still change. */
function choose(model, level, now) {
  const chosen = { ...model, draft: withLevel(model.draft, level, now) };
  if (model.screen === "why") {
    return chosen;
  }
  return asksReasons(model.form, level) ? toWhy(chosen, now) : say(chosen, now, { held: true });
}

function toWhy(model, now) {
  return { ...show(model, "why", model.ticket, now), opinion: null, outcome: null };
}

function askAgain(model, now) {
  return { ...ask(model, model.ticket, now), shownAt: model.shownAt };
}

function inWhy(model, change) {
  return model.screen === "why" ? { ...model, draft: change(model.draft) } : model;
}

/** Say thanks; the opinion goes out at once, or when it may no longer be taken back. */
function say(model, now, { held }) {
  const said = opinionOf(model.draft, model.form, model.shownAt);
  const opinion = { ticket: model.ticket.id, said, held };
  return { ...show(model, "thanks", model.ticket, now), opinion, outcome: null };
}

function hasEnded(model, now) {
  const whole = lasts(model);
  return whole !== null && now - model.touched >= whole;
}

/**
 * Nobody touched it for the whole time. A face that was chosen is an answer: were it dropped, only
 * the satisfied, who need one tap, would count. Words that nobody sent are left out.
 */
function end(model, now) {
  if (model.screen === "why") {
    return say({ ...model, draft: { ...model.draft, comment: "" } }, now, { held: false });
  }
  const done = [...model.done, model.ticket.id].slice(-20);
  if (model.screen === "ask") {
    return { ...show(model, "away", model.ticket, now), done };
  }
  return settle({ ...model, screen: "start", ticket: null, draft: emptyDraft(), opinion: null, done }, now);
}

/** A service that was taken up again (the clerk's undo) may be rated when it ends again. */
function undone({ done }, { phase, ticket }) {
  return phase === "called" || phase === "serving" ? done.filter((id) => id !== ticket.id) : done;
}
