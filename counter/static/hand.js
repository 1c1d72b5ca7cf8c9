/** The ticket in hand with its acts; or that nobody is here. */

import { html, nothing } from "lit-html";

import { formatDuration, formatTime, formatTimer, name, t } from "/static/i18n.js";
import { emptyState, icon, key } from "/static/parts.js";

import { TICKET_ACTS, allowedActs, isLastCall, mainAct, undoLeft_s } from "./acts.js";
import { KEYS } from "./keys.js";
import { handTimer_s } from "./times.js";
import { actName, channelName, className, doneName, priorityReason } from "./words.js";

const SIGNS = {
  start: "play",
  recall: "bell-ring",
  "no-show": "user-x",
  finish: "check",
  park: "circle-pause",
  transfer: "arrow-right-left",
};

/** The left zone. */
export function handView(page, on) {
  const { ticket } = page.state;
  return html`
    <section class="panel hand ${ticket?.state ?? "free"} ${page.greets ? "greets" : ""}" aria-label=${t("Số đang phục vụ")}>
      ${ticket ? ticketView(page, ticket, on) : freeView(page)} ${actsView(page, on)} ${undoView(page, on)}
    </section>
  `;
}

function ticketView({ state, now, age, locked }, ticket, on) {
  return html`
    <div class="hand-head">
      ${stateChip(state, ticket)}
      <button class="button quiet small" data-act="reprint" aria-keyshortcuts=${KEYS.reprint} ?disabled=${locked} @click=${() => on.act("reprint")}>
        ${icon("printer")} ${actName("reprint")} ${key(KEYS.reprint)}
      </button>
    </div>
    <div class="hand-ticket">
      <h2 class="hand-number number">${ticket.label}</h2>
      <div class="hand-about">
        <p class="hand-service">${name(ticket.service_name)}</p>
        <p class="row">${chips(ticket)}</p>
        <p class="soft">${waitedText(ticket)}</p>
      </div>
      <dl class="hand-timer">
        <dt>${ticket.state === "serving" ? t("Thời gian phục vụ") : t("Đã gọi được")}</dt>
        <dd class="number" role="timer">${formatTimer(handTimer_s(ticket, state.now, now))}</dd>
      </dl>
    </div>
    <div class="hand-notes">${noteViews(state, ticket, age)}</div>
  `;
}

function stateChip(state, ticket) {
  if (ticket.state === "serving") {
    return html`<span class="chip green">${t("Đang phục vụ")}</span>`;
  }
  return html`<span class="chip red">${t("Đang gọi, lần %(n)s trên %(most)s", { n: ticket.calls, most: state.calls_allowed })}</span>`;
}

function chips(ticket) {
  const own = className(ticket);
  return html`
    ${own ? html`<span class="chip gold">${own}</span>` : nothing}
    ${ticket.language === "vi" ? nothing : html`<span class="chip">${t("Phiếu ngôn ngữ: %(lang)s", { lang: ticket.language.toUpperCase() })}</span>`}
    ${ticket.for_counter ? html`<span class="chip">${t("Chuyển đến quầy này")}</span>` : nothing}
    <span class="chip">${channelName(ticket.channel)}</span>
  `;
}

function waitedText(ticket) {
  return t("Đã chờ %(time)s, lấy số lúc %(at)s", {
    time: formatDuration(ticket.waited_s),
    at: formatTime(ticket.issued_at),
  });
}

function noteViews(state, ticket, age) {
  const priority = ticket.class === "priority" || ticket.priority_reason;
  return html`
    ${priority ? priorityView(ticket, age) : nothing}
    ${ticket.note ? html`<p class="notice">${icon("message-square-text")}<span>${t("Ghi chú: %(note)s", { note: ticket.note })}</span></p>` : nothing}
    ${isLastCall(state) ? html`<p class="notice">${icon("info")}<span>${t("Gọi lại lần nữa thì số này được ghi vắng mặt.")}</span></p>` : nothing}
  `;
}

function priorityView(ticket, age) {
  const reason = priorityReason(ticket.priority_reason, age);
  return html`
    <p class="notice gold">${icon("badge-check")}
      <span><strong>${t("Kiểm tra giấy tờ ưu tiên")}</strong>${reason ? html`<br>${reason}` : nothing}</span></p>
  `;
}

/** Nothing in hand: at pause, nobody waits, or somebody to call. */
function freeView({ state }) {
  const { counter, waiting } = state;
  if (counter.state !== "open") {
    return pausedView(counter);
  }
  if (!waiting.length) {
    return emptyState({
      icon: "armchair",
      title: t("Không có ai đang chờ"),
      text: t("Số mới sẽ hiện ở bên phải ngay khi có người lấy."),
    });
  }
  const [next] = waiting;
  return html`
    <div class="hand-next">
      <p class="soft">${t("Số tiếp theo")}</p>
      <h2 class="hand-number number">${next.label}</h2>
      <p class="hand-service">${name(next.service_name)}</p>
      ${className(next) ? html`<span class="chip gold">${className(next)}</span>` : nothing}
    </div>
  `;
}

function pausedView({ paused_at: since, paused_reason: reason }) {
  const text = since ? t("Từ %(time)s. Màn hình sảnh báo quầy tạm nghỉ.", { time: formatTime(since) }) : "";
  return emptyState({ icon: "coffee", title: reason ? t("Quầy tạm nghỉ: %(reason)s", { reason }) : t("Quầy tạm nghỉ"), text });
}

function actsView(page, on) {
  const allowed = allowedActs(page.state, page.now);
  const main = mainAct(page.state);
  return html`
    <div class="hand-acts ${page.state.ticket ? "" : "alone"}" role="group" aria-label=${t("Việc với số này")}>
      <button class="button main" data-act="main" aria-keyshortcuts="Space" aria-busy=${page.busy === main ? "true" : "false"}
        ?disabled=${page.locked || !allowed.has(main)} @click=${() => on.act(main)}>
        <span>${actName(main)}</span> ${key(t("Phím cách"))}
      </button>
      ${page.state.ticket ? TICKET_ACTS.map((act) => ticketAct(page, act, allowed, on)) : nothing}
    </div>
  `;
}

function ticketAct(page, act, allowed, on) {
  return html`
    <button class="button" data-act=${act} aria-keyshortcuts=${KEYS[act]} ?disabled=${page.locked || !allowed.has(act)} @click=${() => on.act(act)}>
      ${icon(SIGNS[act])} <span>${actName(act)}</span> ${key(KEYS[act])}
    </button>
  `;
}

function undoView(page, on) {
  const left = undoLeft_s(page.state, page.now);
  if (!left) {
    return html`<div class="hand-undo"></div>`;
  }
  const { act, label } = page.state.undo;
  return html`
    <div class="hand-undo">
      <span class="soft">${doneName(act, label)}</span>
      <button class="button small" data-act="undo" aria-keyshortcuts=${KEYS.undo} ?disabled=${page.locked} @click=${() => on.act("undo")}>
        ${icon("undo-2")} ${t("Hoàn tác")} ${key(KEYS.undo)}
        <span class="hand-left number">${t("%(n)s giây", { n: left })}</span>
      </button>
    </div>
  `;
}
