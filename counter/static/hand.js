/** The ticket in hand with its acts; or that nobody is here. */

import { html, nothing } from "lit-html";

import { formatDuration, formatTime, formatTimer, languages, name, t } from "/static/i18n.js";
import { emptyState, icon, key } from "/static/parts.js";

import { allowedActs, buttonActs, isLastCall, mainAct, undoLeft_s } from "./acts.js";
import { KEYS } from "./keys.js";
import { handTimer_s } from "./times.js";
import { actName, className, doneName, priorityReason } from "./words.js";

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
      ${headView(page, ticket, on)} ${ticket ? ticketView(page, ticket) : freeView(page)} ${actsView(page, on)}
    </section>
  `;
}

/** The state of the ticket in hand, what can be taken back, and printing once more. */
function headView(page, ticket, on) {
  return html`
    <div class="hand-head">
      ${ticket ? stateView(page.state, ticket) : nothing}
      <span class="grow"></span>
      ${undoView(page, on)}
      ${ticket && page.state.printer_names.length ? reprintView(page, on) : nothing}
    </div>
  `;
}

function reprintView({ locked }, on) {
  return html`
    <button class="button quiet small" data-act="reprint" aria-keyshortcuts=${KEYS.reprint} ?disabled=${locked} @click=${() => on.act("reprint")}>
      ${icon("printer")} ${actName("reprint")} ${key(KEYS.reprint)}
    </button>
  `;
}

function ticketView({ state, now, age }, ticket) {
  return html`
    <div class="hand-body">
      <div class="hand-ticket">
        <h2 class="hand-number number">${ticket.label}</h2>
        <div class="hand-about">
          <p class="hand-service">${name(ticket.service_name)}</p>
          ${chips(ticket)}
          <p class="soft">${waitedText(ticket)}</p>
        </div>
        <dl class="hand-timer">
          <dt>${ticket.state === "serving" ? t("Thời gian phục vụ") : t("Đã gọi được")}</dt>
          <dd><span class="number" role="timer">${formatTimer(handTimer_s(ticket, state.now, now))}</span></dd>
        </dl>
      </div>
      ${notesView(ticket, age)}
    </div>
  `;
}

function stateView(state, ticket) {
  if (ticket.state === "serving") {
    return html`<span class="chip green">${t("Đang phục vụ")}</span>`;
  }
  const told = { n: ticket.calls, most: state.calls_allowed };
  const text = isLastCall(state)
    ? t("Đã gọi %(n)s lần, gọi nữa là vắng mặt", told)
    : t("Đang gọi, lần %(n)s trên %(most)s", told);
  return html`<span class="chip red">${text}</span>`;
}

function chips(ticket) {
  const own = className(ticket);
  return html`<p class="row">
    ${own ? html`<span class="chip gold">${own}</span>` : nothing}
    ${ticket.language === "vi" ? nothing : html`<span class="chip">${icon("languages")} ${languageName(ticket.language)}</span>`}
    ${ticket.for_counter ? html`<span class="chip">${t("Chuyển đến quầy này")}</span>` : nothing}
  </p>`;
}

/** A citizen who took the ticket in another language may want to be spoken to in it. */
function languageName(code) {
  return languages().find((one) => one.code === code)?.name ?? code;
}

function waitedText(ticket) {
  return t("Đã chờ %(time)s, lấy số lúc %(at)s", {
    time: formatDuration(ticket.waited_s),
    at: formatTime(ticket.issued_at),
  });
}

function notesView(ticket, age) {
  const priority = ticket.class === "priority" || ticket.priority_reason;
  if (!priority && !ticket.note) {
    return nothing;
  }
  return html`
    <div class="hand-notes">
      ${priority ? priorityView(ticket, age) : nothing}
      ${ticket.note ? html`<p class="notice" title=${ticket.note}>${icon("message-square-text")}<span>${t("Ghi chú: %(note)s", { note: ticket.note })}</span></p>` : nothing}
    </div>
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
        ?disabled=${page.locked || !allowed.has(main)} @click=${on.main}>
        <span>${actName(main)}</span> ${key(t("Phím cách"))}
      </button>
      ${buttonActs(page.state).map((act) => ticketAct(page, act, allowed, on))}
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
    return nothing;
  }
  const { act, label } = page.state.undo;
  return html`
    <div class="hand-undo">
      <span class="hand-done soft">${doneName(act, label)}</span>
      <button class="button small" data-act="undo" aria-keyshortcuts=${KEYS.undo} ?disabled=${page.locked} @click=${() => on.act("undo")}>
        ${icon("undo-2")} ${t("Hoàn tác")} ${key(KEYS.undo)}
        <span class="hand-left number">${t("%(n)s giây", { n: left })}</span>
      </button>
    </div>
  `;
}
