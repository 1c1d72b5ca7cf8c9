/** The counter's screen as a function of its state: the frame, the head, what needs attention. */

import { html, nothing } from "lit-html";

import { formatDuration, language, languages, name, t, tn } from "/static/i18n.js";
import { secondsSince } from "/static/clock.js";
import { clock, icon, key, languageSwitch, lineBanner, loading, MARK, today } from "/static/parts.js";

import { allowedActs } from "./acts.js";
import { chooseView } from "./choose.js";
import { handView } from "./hand.js";
import { KEYS } from "./keys.js";
import { lineView } from "./lists.js";
import { actName, printerTrouble } from "./words.js";

/** Letters that fit on two lines of the head. */
const LONG_NAME = 44;

/** The whole page; `on` holds what its buttons do. */
export function pageView(page, on) {
  return html`
    ${lineBanner(page.line)}
    <div class="desk">${bandView(page, on)} ${roomView(page, on)}</div>
    <p class="visually-hidden" role="status">${page.said}</p>
  `;
}

function roomView(page, on) {
  if (page.state) {
    return deskView(page, on);
  }
  return page.office && page.number === null ? chooseView(page, on) : html`<main>${loading()}</main>`;
}

/** The head of the page: which counter, its acts, the clock, who works here. */
function bandView(page, on) {
  const { state } = page;
  return html`
    <header class="band">
      ${state ? placeView(state.counter) : html`<span class="wordmark"><img src=${MARK} alt="">Mời Số</span>`}
      ${state ? deskActsView(page, on) : nothing}
      <div class="now">${clock(page.now)}${today(page.now)}</div>
      ${page.me ? accountView(page, on) : nothing}
    </header>
  `;
}

function placeView({ number, names, services, state }) {
  const about = name(names) || services.map((one) => name(one.names)).join(" · ");
  return html`
    <div class="place">
      <div class="place-number">
        <h1><span class="place-word">${t("Quầy")}</span> ${number}</h1>
        ${state === "open"
          ? html`<span class="chip green">${t("Đang mở")}</span>`
          : html`<span class="chip gold">${t("Đang tạm nghỉ")}</span>`}
      </div>
      <strong class="place-about ${about.length > LONG_NAME ? "long" : ""}" title=${about}>${about}</strong>
    </div>
  `;
}

function deskActsView(page, on) {
  const allowed = allowedActs(page.state, page.now);
  const pauseOrReopen = page.state.counter.state === "open" ? "pause" : "reopen";
  return html`
    <div class="desk-acts" role="group" aria-label=${t("Quầy")}>
      ${smallAct(page, on, "take", "ticket-plus", allowed)}
      ${smallAct(page, on, pauseOrReopen, pauseOrReopen === "pause" ? "coffee" : "play", allowed)}
      ${smallAct(page, on, "close", "door-closed", allowed)}
    </div>
  `;
}

function smallAct(page, on, act, sign, allowed) {
  return html`
    <button class="button small" data-act=${act} aria-keyshortcuts=${KEYS[act] ?? nothing}
      ?disabled=${page.locked || !allowed.has(act)} @click=${() => on.act(act)}>
      ${icon(sign)} ${actName(act)} ${KEYS[act] ? key(KEYS[act]) : nothing}
    </button>
  `;
}

function accountView({ me }, on) {
  return html`
    <details class="account">
      <summary class="button quiet small">${icon("circle-user-round")}<span>${me.full_name}</span>${icon("chevron-down")}</summary>
      <div class="account-menu">
        ${languageSwitch(languages(), language(), on.language)}
        <button class="button quiet small" @click=${on.signOut}>${icon("log-out")} ${t("Đăng xuất")}</button>
      </div>
    </details>
  `;
}

function deskView(page, on) {
  return html`
    ${attentionView(page, on)}
    <main class="zones" aria-busy=${page.busy ? "true" : "false"}>
      ${handView(page, on)} ${lineView(page, on)} ${dayView(page.state)}
    </main>
  `;
}

/** Somebody at a kiosk asks for help, a printer does not print. */
function attentionView(page, on) {
  const { help = [], printers = [] } = page.state;
  if (!help.length && !printers.length) {
    return nothing;
  }
  return html`
    <div class="attention">
      ${help.length ? helpView(page, help, on) : nothing} ${printers.length ? printersView(printers) : nothing}
    </div>
  `;
}

function helpView(page, help, on) {
  const [first] = help;
  const more = help.length - 1;
  return html`
    <div class="notice gold" role="alert">
      ${icon("life-buoy")}
      <p><strong>${t("%(name)s cần hỗ trợ", { name: first.name })}</strong>
        <span class="soft">${formatDuration(secondsSince(first.since))}</span>
        ${more ? html`<span class="soft">${tn("và %(num)s máy nữa", "và %(num)s máy nữa", more)}</span>` : nothing}</p>
      <button class="button small" data-act="helped" ?disabled=${page.locked} @click=${() => on.act("helped")}>
        ${t("Đã hỗ trợ")} ${key(KEYS.helped)}
      </button>
    </div>
  `;
}

function printersView(printers) {
  return html`
    <div class="notice red" role="alert">
      ${icon("printer")}
      <p>${printers.map(printerView)}</p>
    </div>
  `;
}

function printerView(printer) {
  const unprinted = printer.unprinted
    ? tn("%(num)s phiếu chưa in được", "%(num)s phiếu chưa in được", printer.unprinted)
    : "";
  return html`<span><strong>${t("Máy in %(name)s", { name: printer.name })} ${printerTrouble(printer)}.</strong> ${unprinted}</span> `;
}

function dayView({ day_so_far: day, waiting_total: waiting }) {
  return html`
    <section class="panel day" aria-label=${t("Hôm nay tại quầy")}>
      ${figure(t("Đã phục vụ"), day.served)} ${figure(t("Đang chờ"), waiting)}
      ${figure(t("Vắng mặt"), day.missed)}
      ${figure(t("Chờ trung bình"), mean(day.mean_wait_s))}
      ${figure(t("Phục vụ trung bình"), mean(day.mean_service_s))}
    </section>
  `;
}

function figure(what, value) {
  return html`<dl class="figure"><dt>${what}</dt><dd>${value}</dd></dl>`;
}

function mean(seconds) {
  return seconds == null ? "–" : formatDuration(seconds);
}
