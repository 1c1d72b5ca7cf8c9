/** The clerk's page: which counter is held, its live state, and what keys and buttons do. */

import { render } from "lit-html";

import { api, useSession } from "/static/api.js";
import { everySecond, serverNow } from "/static/clock.js";
import { loadTexts, setLanguage, t } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { leaveQuestions, toast } from "/static/parts.js";
import { ignoreTapsTooMany } from "/static/second_tap.js";

import { allowedActs, mainAct } from "./acts.js";
import { noteState, send, settled, sinceCall_ms } from "./commands.js";
import { listenToKeys, takeKept } from "./keyboard.js";
import { isSlip } from "./keys.js";
import { focusList, keepRow } from "./list_focus.js";
import { closeMenus } from "./menu.js";
import { askPrinter } from "./printers.js";
import { askClose, askPark, askPause, askSignOut, askTake, askTicket, askTransfer, tellTaken } from "./questions.js";
import { newcomers } from "./times.js";
import { pageView } from "./view.js";

const LAST_COUNTER = "moiso.counter.last";
const GREET_MS = 6000;
const START_AGAIN_MS = 5000;

const page = {
  me: null,
  office: null,
  age: 75,
  number: null,
  state: null,
  /** who holds the counter as the first state told; when it is another, our work here has ended */
  holder: null,
  line: null,
  busy: null,
  locked: false,
  now: serverNow(),
  said: "",
  greets: false,
  fresh: new Set(),
  last: Number(localStorage.getItem(LAST_COUNTER)),
};

let stopWatching = () => {};

const on = { act, main: pressMain, open, ticket: openTicket, language: changeLanguage, signOut };

function draw() {
  page.now = serverNow();
  page.locked = page.line?.connected === false;
  keepRow(() => render(pageView(page, on), document.getElementById("screen")));
}

async function start() {
  draw();
  try {
    const [me, office] = await Promise.all([api("GET", "/me"), api("GET", "/office")]);
    Object.assign(page, { me, office, age: office.priority_age ?? page.age });
  } catch (problem) {
    refused(problem);
    setTimeout(start, START_AGAIN_MS);
    return;
  }
  everySecond(draw);
  listenToKeys({ situation, underWay: () => page.busy, act, digit: openFree });
  closeMenus();
  goToCounter(page.me.counter);
}

// ---- which counter

function goToCounter(number) {
  if (number == null) choose();
  else hold(number);
}

function choose() {
  leaveQuestions();
  Object.assign(page, { number: null, state: null, holder: null });
  follow({ what: "office" }, officeArrived);
  draw();
}

function officeArrived(office) {
  if (page.number !== null) return;
  page.office = office;
  const mayBeMine = office.counters.some((one) => one.state !== "closed" && one.full_name === page.me.full_name);
  if (mayBeMine && !page.busy) moveToOwnCounter();
  draw();
}

/** Another tab of the same clerk took a counter: this one goes there too. */
async function moveToOwnCounter() {
  try {
    const { counter } = await api("GET", "/me");
    if (counter != null && page.number === null) hold(counter);
  } catch (problem) {
    refused(problem);
  }
}

function hold(number) {
  Object.assign(page, { number, state: null, holder: null, last: number });
  localStorage.setItem(LAST_COUNTER, String(number));
  follow({ what: "counter", counter: number }, arrived);
  draw();
}

/** Watch another state: the new watch begins before the old one ends, so that the line stays. */
function follow(wanted, onState) {
  const stopOld = stopWatching;
  stopWatching = watch(wanted, onState, lineChanged);
  stopOld();
}

function lineChanged(line) {
  page.line = line;
  if (line.refused === "unauthorized") signIn();
  else if (line.refused && page.number !== null) choose();
  draw();
}

function arrived(state) {
  if (state.counter.number !== page.number) return;
  page.holder ??= state.counter.staff;
  if (state.counter.state === "closed" || state.counter.staff !== page.holder) {
    toast(t("Quầy %(number)s đã đóng.", { number: page.number }));
    choose();
    return;
  }
  greet(newcomers(page.state, state));
  page.state = state;
  noteState();
  draw();
}

/** A quiet sign that somebody came: the row glows, and where nobody was, the left zone does. */
function greet(tickets) {
  if (!tickets.length) return;
  const labels = tickets.map(({ label }) => label).join(", ");
  page.said = t("Có người mới chờ: %(labels)s", { labels });
  page.greets ||= !page.state.waiting.length && !page.state.ticket;
  tickets.forEach(({ id }) => page.fresh.add(id));
  setTimeout(() => {
    tickets.forEach(({ id }) => page.fresh.delete(id));
    page.greets = false;
    draw();
  }, GREET_MS);
}

// ---- what is done

/** What was asked about a ticket is done to that one, whichever is in hand by then. */
const QUESTIONS = {
  park: () => askPark(page.state.ticket),
  transfer: () => askTransfer(page.state),
  pause: () => askPause(),
  take: () => askTake(page.state, page.age),
  close: () => askClose(page.number),
  reprint: () => askPrinter(page.state, page.state.ticket),
};

/** Do an act of the screen, asking first where it needs more. */
async function act(name, given = {}) {
  if (page.locked || page.busy) return;
  if (name === "list") {
    focusList();
    return;
  }
  const answer = QUESTIONS[name] ? await QUESTIONS[name]() : given;
  if (answer) await run(name, answer);
}

/** The red button; a second click right after a call would finish whom nobody has seen yet. */
function pressMain() {
  if (!isSlip(sinceCall_ms())) act(mainAct(page.state));
}

function open(number) {
  if (!page.locked) run("open", {}, number);
}

function openFree(number) {
  const counter = page.office?.counters.find((one) => one.number === number);
  if (page.number === null && counter?.state === "closed") open(number);
}

async function openTicket(ticket) {
  if (page.locked || page.busy) return;
  const answer = await askTicket(page.state, ticket, page.age);
  if (answer) await run(...answer);
}

/**
 * Send one command. Until its state has come, buttons rest, and the newest key waits. An answer given
 * while the line was lost is sent as well: it may be back by then, or the clerk is told.
 */
async function run(name, given, number = page.number) {
  if (page.busy) return;
  page.busy = name;
  draw();
  const isShown = await answered(name, given, number);
  page.busy = null;
  draw();
  const next = takeKept(isShown ? situation() : null);
  if (next) act(next);
}

/** Whether the command was taken and its state is shown. */
async function answered(name, given, number) {
  try {
    const answer = await send(name, { number, state: page.state }, given);
    done(name, number);
    const isShown = await settled(answer, page);
    if (name === "take") offerPaper(answer);
    return isShown;
  } catch (problem) {
    refused(problem);
    return false;
  }
}

function done(name, number) {
  const follows = {
    open: () => hold(number),
    close: choose,
    reprint: () => toast(t("Đã gửi lệnh in phiếu."), { tone: "green" }),
    cancel: () => toast(t("Đã hủy số."), { tone: "green" }),
  };
  follows[name]?.();
}

async function offerPaper(ticket) {
  const paper = await tellTaken(page.state, ticket);
  if (paper) await run("reprint", { ticket: ticket.id, ...paper });
}

/** Say why not; where the state was another than we thought, get it anew. */
function refused(problem) {
  if (problem.status === 401) {
    signIn();
    return;
  }
  toast(problem.message, { tone: "red" });
  if (problem.status === 409 && page.number !== null) {
    follow({ what: "counter", counter: page.number }, arrived);
  }
}

function situation() {
  return page.state && {
    allowed: allowedActs(page.state, page.now),
    main: mainAct(page.state),
    sinceCall_ms: sinceCall_ms(),
    ticket: page.state.ticket?.id ?? null,
  };
}

// ---- who works here

function signIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
}

async function signOut() {
  if (page.number !== null && !(await askSignOut(page.number))) return;
  try {
    const { url } = await api("POST", "/sign-out", {});
    location.assign(url);
  } catch (problem) {
    refused(problem);
  }
}

async function changeLanguage(code) {
  await setLanguage(code, { remember: true });
  document.title = `${t("Bàn gọi số")} · Mời Số`;
  draw();
}

useSession();
ignoreTapsTooMany();
await loadTexts("counter");
start();
