/** The board of the hall, drawn from its state. */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";

import { name, say, t } from "/static/i18n.js";
import { clock, emptyState, icon, loading, today } from "/static/parts.js";

import { latestCalls } from "./calls.js";
import { footView } from "./foot.js";
import { countersView } from "./table.js";
import { inBoth, isOther } from "./words.js";

/** @typedef {import("./main.js").Screen} Screen */

const LATEST_SHOWN = 4;
/** Letters that fit on one line of the head. */
const LONG_NAME = 60;

/** @param {Screen} screen */
export function screenView(screen) {
  if (!screen.board) {
    return html`<main class="board-empty">${screen.lostSince ? noServer(screen) : loading()}</main>`;
  }
  const calls = latestCalls(screen.board.calls);
  return html`
    <div class="board ${screen.lostSince ? "stale" : ""}">
      ${headView(screen)}
      <main class="board-body">
        <h1 class="visually-hidden">${t("Màn hình gọi số")}</h1>
        ${countersView(screen)}
        <section class="calls" aria-label=${t("Số mới gọi")}>
          ${calls.length ? callsView(screen, calls) : welcomeView(screen)}
        </section>
      </main>
      ${footView(screen)}
      <p class="visually-hidden" role="status">${announcement(screen, calls[0])}</p>
    </div>
  `;
}

function noServer(screen) {
  return html`
    ${emptyState({
      isPage: true,
      icon: "wifi-off",
      title: t("Chưa kết nối được với máy chủ"),
      text: t("Màn hình tự nối lại khi máy chủ hoạt động."),
    })}
    ${clock(screen.now)}
  `;
}

function headView({ board, logo, now, second }) {
  return html`
    <header class="board-head">
      <img class="board-mark" src=${logo} alt="" />
      <div class="board-office">
        <p class="board-name ${name(board.names).length > LONG_NAME ? "long" : ""}">${name(board.names)}</p>
        ${isOther(second) && board.names[second.lang]
          ? html`<p class="board-second" lang=${second.lang}>${board.names[second.lang]}</p>`
          : nothing}
      </div>
      <div class="board-time">${clock(now)} ${today(now)}</div>
    </header>
  `;
}

function callsView(screen, [newest, ...older]) {
  return html`
    ${keyed(newest.id, newestView(screen, newest))}
    <div class="latest">${older.length ? olderView(screen, older) : nothing}</div>
  `;
}

function olderView(screen, older) {
  return html`
    <h2>${inBoth(t("Vừa gọi"), screen.second, say(screen.second, "Vừa gọi"))}</h2>
    <ol role="list">
      ${older.slice(0, LATEST_SHOWN).map((call) => latestView(screen, call))}
    </ol>
  `;
}

function newestView(screen, call) {
  const { second } = screen;
  return html`
    <div class="newest ${screen.flash === call.id ? "flash" : ""}">
      <h2>${inBoth(t("Mời số"), second, say(second, "Mời số"))} ${againSign(call)} ${soundSign(screen, call)}</h2>
      <p class="newest-number" .style=${`--ems: ${widthOf(call.label)}`}>${call.label}</p>
      <p class="newest-counter">
        <span class="newest-words">${inBoth(t("Đến quầy"), second, say(second, "Đến quầy"))}</span>
        <strong>${call.counter}</strong>
      </p>
    </div>
  `;
}

function latestView(screen, call) {
  return html`
    <li class="latest-call">
      <span class="latest-number">${call.label}</span>
      <span class="latest-counter">${t("Quầy %(number)s", { number: call.counter })}</span>
      <span class="latest-sign">${soundSign(screen, call)}</span>
    </li>
  `;
}

/** Before the first call of a day. */
function welcomeView({ board, second }) {
  const isClosed = board.counters.every((counter) => counter.state === "closed");
  return html`
    <div class="welcome">
      <p class="welcome-greeting">${name(board.greetings) || t("Kính chào Ông/Bà!")}</p>
      ${isOther(second)
        ? html`<p class="welcome-second" lang=${second.lang}>${board.greetings?.[second.lang] || say(second, "Kính chào Ông/Bà!")}</p>`
        : nothing}
      <p class="welcome-slogan">${name(board.slogans)}</p>
      <p class="welcome-help">
        ${isClosed ? t("Các quầy chưa mở.") : t("Vui lòng lấy số và ngồi chờ đến lượt gọi.")}
      </p>
    </div>
  `;
}

function againSign({ calls }) {
  return calls > 1 ? html`<span class="again">${t("Gọi lần %(n)s", { n: calls })}</span>` : nothing;
}

/** Beside the call that the loudspeaker says now. */
function soundSign({ speaking }, call) {
  return speaking === call.id ? icon("volume-2") : nothing;
}

/** What a screen reader says of the newest call. */
function announcement({ lostSince }, call) {
  const isNow = call?.state === "called" && !lostSince;
  return isNow ? t("Mời số %(label)s đến quầy %(number)s", { label: call.label, number: call.counter }) : nothing;
}

/** How wide a label is set, in em: so that a wide letter makes the number smaller, never cut. */
function widthOf(label) {
  return [...label].reduce((sum, sign) => sum + (WIDE[sign] ?? (/\d/.test(sign) ? 0.65 : 0.73)), 0);
}

const WIDE = { M: 0.86, W: 1.02, C: 0.76, G: 0.77, O: 0.81, Q: 0.81, I: 0.26, J: 0.46 };
