/** Small view parts that screens share, as lit-html templates. */

import { html, nothing, render, svg } from "lit-html";

import { serverNow } from "./clock.js";
import { formatDate, formatTime, formatWeekday, t } from "./i18n.js";

/** Pictures lie beside this module, at the addresses of its own version. */
const ICONS = new URL("../icons.svg", import.meta.url).pathname;

/** The mark of the house, where a site has no logo of its own. */
export const MARK = new URL("mark.svg", import.meta.url).pathname;

/** An icon of web/icons.txt in the size and colour of the text beside it. */
export function icon(name) {
  return html`<svg class="icon" aria-hidden="true">${svg`<use href=${`${ICONS}#${name}`}></use>`}</svg>`;
}

/** A number that counts or stands in a column, each digit in a cell of one width: "A025", "08:05". */
export function figures(text) {
  const cells = [...text].map((c) => (/\d/.test(c) ? html`<span class="digit">${c}</span>` : c));
  return html`<span class="figures" role="img" aria-label=${text}>${cells}</span>`;
}

/** The time at the office, "08:05"; render again each second. */
export function clock(now = serverNow()) {
  return html`<time class="clock" datetime=${now.toISOString()}>${figures(formatTime(now))}</time>`;
}

/** The day and the weekday, "Thứ Hai, 22/11/2026". */
export function today(now = serverNow()) {
  return html`<time class="today" datetime=${now.toISOString()}>${formatWeekday(now)}, ${formatDate(now)}</time>`;
}

/** The band that says the line is down; nothing while it is up. `line` comes from live.js. */
export function lineBanner(line) {
  if (!line || line.connected) {
    return nothing;
  }
  return html`
    <div class="line-lost" role="status">
      ${icon("wifi-off")}
      <span>${t("Mất kết nối từ %(time)s. Đang tự nối lại…", { time: formatTime(line.since) })}</span>
    </div>
  `;
}

/**
 * What stands where nothing is yet.
 * @param {{ icon?: string, title: string, text?: string, action?: unknown, isPage?: boolean }} what
 *   `isPage`: it is all that the page has, so its title is the head of the page
 */
export function emptyState({ icon: sign, title, text, action, isPage = false }) {
  return html`
    <div class="empty">
      ${sign ? icon(sign) : nothing}
      ${isPage ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}
      ${text ? html`<p>${text}</p>` : nothing} ${action ?? nothing}
    </div>
  `;
}

/** A problem with a way out of it. */
export function problemState(problem, retry) {
  const action = retry
    ? html`<button class="button" @click=${retry}>${t("Thử lại")}</button>`
    : nothing;
  return emptyState({ icon: "circle-alert", title: problem.title ?? problem.message, text: detailOf(problem), action });
}

function detailOf(problem) {
  return problem.detail === problem.title ? undefined : problem.detail;
}

/** A turning sign and a word, for the first load of a page. */
export function loading(text = t("Đang tải…")) {
  return html`<div class="loading" role="status"><span class="spinner"></span>${text}</div>`;
}

/** A sentence that matters here; tone "red", "gold", "green" or none. */
export function notice(text, { tone = "", icon: sign = "info" } = {}) {
  return html`<div class="notice ${tone}" role=${tone === "red" ? "alert" : "status"}>${icon(sign)}<div>${text}</div></div>`;
}

/** A key that does the same as the button it stands in. */
export function key(label) {
  return html`<kbd aria-hidden="true">${label}</kbd>`;
}

/** Words to choose a language by, never flags. */
export function languageSwitch(languages, current, choose) {
  return html`
    <div class="row languages" role="group" aria-label=${t("Ngôn ngữ")}>
      ${languages.map(
        ({ code, name }) => html`
          <button class="button quiet" lang=${code} aria-pressed=${code === current ? "true" : "false"} @click=${() => choose(code)}>${name}</button>
        `,
      )}
    </div>
  `;
}

const TOAST_MS = 5000;

/** Say a short thing at the foot of the page; tone "green", "red" or none. */
export function toast(text, { tone = "", ms = TOAST_MS } = {}) {
  const place = document.createElement("div");
  toasts().append(place);
  render(toastView(text, tone), place);
  setTimeout(() => place.remove(), ms);
}

function toastView(text, tone) {
  const signs = { red: "circle-alert", green: "circle-check" };
  return html`<div class="toast ${tone}">${tone ? icon(signs[tone]) : nothing}<span>${text}</span></div>`;
}

function toasts() {
  const found = document.querySelector(".toasts");
  if (found) {
    return found;
  }
  const made = document.createElement("div");
  made.className = "toasts";
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
}

/**
 * Ask before an act; true when it was confirmed. Escape and a click outside say no.
 * @param {{ title: string, text?: unknown, confirm: string, cancel?: string, danger?: boolean }} what
 * @returns {Promise<boolean>}
 */
export function ask(what) {
  const place = document.createElement("div");
  document.body.append(place);
  render(askView(what), place);
  const dialog = place.querySelector("dialog");
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close("no"));
    dialog.addEventListener("close", () => {
      place.remove();
      answer(dialog.returnValue === "yes");
    });
  });
}

/** Leave open questions without an answer: what they were about is over. */
export function leaveQuestions() {
  document.querySelectorAll("dialog.question[open]").forEach((dialog) => dialog.close("no"));
}

function askView({ title, text, confirm, cancel = t("Thôi"), danger = false }) {
  return html`
    <dialog class="dialog question" aria-labelledby="ask-title">
      <form method="dialog">
        <header><h2 id="ask-title">${title}</h2></header>
        <div class="body">${text ?? nothing}</div>
        <footer>
          <button class="button" value="no" ?autofocus=${danger}>${cancel}</button>
          <button class="button ${danger ? "danger" : "main"}" value="yes" ?autofocus=${!danger}>${confirm}</button>
        </footer>
      </form>
    </dialog>
  `;
}
