/** The managers' page: which view its address asks for, that view's data, and the live office. */

import { html, render } from "lit-html";

import { api, useOffice, useSession } from "/static/api.js";
import { loadTexts, setLanguage, t } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { once } from "/static/once.js";
import { ask, leaveQuestions, loading, problemState, toast } from "/static/parts.js";
import { ignoreKeysTooMany } from "/static/second_tap.js";

import { addressOf, firstView, keepOffice, namesView, readAddress } from "./addresses.js";
import { frameView, viewName } from "./frame.js";
import { actedOn, mayEditHere } from "./office_acted.js";
import { paced } from "./pace.js";
import { VIEW_OF } from "./views.js";

const LIVE_MS = 2000;
const PROVINCE_MS = 5000;

/**
 * What every view stands on: its `params` from the address, its `data` once loaded, `local` for
 * what only this visit knows (a search, a form), and how to go elsewhere.
 */
const desk = {
  me: null,
  office: null,
  offices: [],
  line: null,
  view: "today",
  params: {},
  data: null,
  problem: null,
  loading: false,
  local: {},
  mayEdit: false,
  icons: document.getElementById("screen").dataset.icons.split(" "),
  draw,
  go,
  reload,
  refused,
};

let asked = 0;

// ---- showing

function draw() {
  const { show } = VIEW_OF[desk.view];
  document.title = `${viewName(desk.view, desk.offices)} · Mời Số`;
  const content = desk.me ? show(desk) : waiting();
  const focused = document.activeElement;
  render(frameView(desk, { language: changeLanguage, signOut }, content), document.getElementById("screen"));
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true }); // its row moved
}

function waiting() {
  return desk.problem ? problemState(desk.problem, start) : html`${loading()}`;
}

// ---- going from view to view

/** Go to a view; the address tells all of it, so that going back shows the same again. */
async function go(view, params = {}, { replace = false } = {}) {
  if (!(await mayLeave())) return;
  history[replace ? "replaceState" : "pushState"](null, "", addressOf(view, params));
  arrive();
}

/** Show what the address says. */
function arrive() {
  const { view, params, office } = readAddress(location.pathname, location.search);
  if (office !== atOffice) {
    location.reload();
    return;
  }
  const isOther = view !== desk.view || params.edit !== desk.params.edit;
  Object.assign(desk, { view, params, problem: null }, isOther ? { data: null, local: {} } : {});
  desk.mayEdit = mayEditHere(desk);
  reload();
  if (isOther) {
    leaveQuestions();
    showWhereWeAre();
    scrollTo(0, 0);
    document.querySelector(".page-head h1")?.focus({ preventScroll: true });
  }
}

/** On a phone the ways stand in one line: push it to the one that was taken. */
function showWhereWeAre() {
  const link = document.querySelector(".side nav [aria-current]");
  const line = link?.closest("nav");
  if (line) line.scrollLeft += link.getBoundingClientRect().left - line.getBoundingClientRect().left;
}

/** Read the view's data again; what is shown stays until the new comes. */
async function reload() {
  asked += 1;
  const mine = asked;
  desk.loading = true;
  draw();
  try {
    const data = await VIEW_OF[desk.view].load(desk);
    if (mine === asked) Object.assign(desk, { data, problem: null });
  } catch (problem) {
    if (mine === asked) noteProblem(problem);
  } finally {
    if (mine === asked) desk.loading = false;
    draw();
  }
}

/** A view that reads its figures again by itself keeps them when that fails for a moment; the line's band says why. */
function noteProblem(problem) {
  if (isSignedOut(problem)) signIn();
  else if (problem.code === undefined) throw problem;
  else Object.assign(desk, { problem }, isPassing(problem) && readsByItself() ? {} : { data: null });
}

/** No line, or a server that is away or too busy: the same may be answered in a moment. */
function isPassing({ code, status }) {
  return code === "no_connection" || status === 429 || status >= 500;
}

/** Typed but not saved: ask before it is lost, once however often somebody presses Back. */
const mayLose = once(async () => {
  if (!desk.local.form?.isDirty) return true;
  const leaves = await ask({
    title: t("Bỏ những gì chưa lưu?"),
    text: t("Thông tin vừa nhập sẽ mất."),
    confirm: t("Bỏ và rời trang"),
    cancel: t("Ở lại"),
    danger: true,
  });
  if (leaves) desk.local.form.isDirty = false;
  return leaves;
});

/** What is being saved is answered first. */
async function mayLeave() {
  await desk.local.form?.sending;
  return mayLose();
}

function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='/manager']");
    if (!link || !isPlainClick(event) || link.target || link.hasAttribute("download")) return;
    const { view, params, office } = readAddress(link.pathname, link.search);
    if (office !== atOffice) return; // the page begins anew with the other office
    event.preventDefault();
    go(view, params);
  });
  addEventListener("popstate", comeBack);
  addEventListener("beforeunload", (event) => desk.local.form?.isDirty && event.preventDefault());
}

function isPlainClick(event) {
  const asksForMore = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return !event.defaultPrevented && event.button === 0 && !asksForMore;
}

async function comeBack() {
  const wanted = location.pathname + location.search;
  if (!desk.local.form?.isDirty) {
    arrive();
    return;
  }
  history.pushState(null, "", addressOf(desk.view, desk.params));
  if (await mayLeave()) {
    history.replaceState(null, "", wanted);
    arrive();
  }
}

// ---- the live office

const refresh = paced(() => VIEW_OF[desk.view].live && !desk.params.edit && reload(), LIVE_MS);

/** What no socket tells is asked for, while somebody looks; so is what could not be read. */
function lookAgain() {
  if (document.hidden || desk.loading || !readsByItself()) return;
  if (isAsking() || isReportedElsewhere() || (desk.problem && isPassing(desk.problem))) reload();
}

function isAsking() {
  return Boolean(VIEW_OF[desk.view].asks?.(desk));
}

/** Whether the view shows what is so now, and no form. */
function readsByItself() {
  return isAsking() || (VIEW_OF[desk.view].live && !desk.params.edit);
}

/** That a machine elsewhere fell silent, nothing pushes. It may have come after the list of offices was read. */
function isReportedElsewhere() {
  return Boolean(actedOn(desk)?.fed || desk.data?.day?.own_machine);
}

function officeArrived(office) {
  const isFirst = desk.office?.version === undefined;
  desk.office = office;
  if (!isFirst) refresh();
  draw();
}

function lineChanged(line) {
  desk.line = line;
  if (line.refused === "unauthorized") signIn();
  draw();
}

// ---- who is here

function signIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}

function isSignedOut(problem) {
  return problem.status === 401;
}

/** Say why the server did not do it. */
function refused(problem) {
  if (isSignedOut(problem)) signIn();
  else toast(problem.message, { tone: "red" });
}

async function signOut() {
  if (!(await mayLeave())) return;
  try {
    const { url } = await api("POST", "/sign-out", {});
    location.assign(url);
  } catch (problem) {
    refused(problem);
  }
}

async function changeLanguage(code) {
  await setLanguage(code, { remember: true });
  draw();
}

async function start() {
  desk.problem = null;
  draw();
  try {
    const [me, office, { offices }] = await Promise.all([
      api("GET", "/me"),
      api("GET", "/office"),
      api("GET", "/offices", undefined, { isAtHome: true }),
    ]);
    Object.assign(desk, { me, office, offices });
  } catch (problem) {
    if (isSignedOut(problem)) signIn();
    desk.problem = problem;
    draw();
    return;
  }
  watch(atOffice ? { what: "office", office: atOffice } : { what: "office" }, officeArrived, lineChanged);
  setInterval(lookAgain, PROVINCE_MS);
  document.addEventListener("visibilitychange", lookAgain);
  if (!namesView(location.pathname)) history.replaceState(null, "", addressOf(firstView(desk)));
  arrive();
  document.fonts.ready.then(showWhereWeAre);
}

useSession();
ignoreKeysTooMany();
await loadTexts("manager");
const { office: atOffice, ...first } = readAddress(location.pathname, location.search);
Object.assign(desk, first);
useOffice(atOffice);
keepOffice(atOffice);
followLinks();
start();
