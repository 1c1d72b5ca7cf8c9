/** The right zone: who waits, who was set aside, who did not come. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { formatDuration, name, t, tn } from "/static/i18n.js";
import { icon, key } from "/static/parts.js";

import { listActs } from "./acts.js";
import { KEYS } from "./keys.js";
import { listTimer_s } from "./times.js";
import { className } from "./words.js";

/** The waiting list, and under it the parked and the missed while there are any. */
export function lineView(page, on) {
  const { waiting, waiting_total: total, parked, missed } = page.state;
  return html`
    <section class="panel line" aria-label=${t("Danh sách")}>
      <div class="line-head">
        <h2>${t("Đang chờ")} <span class="count number">${total}</span></h2>
        ${waiting.length ? html`<span class="faint small">${t("Vào danh sách")} ${key(KEYS.list)}</span>` : nothing}
      </div>
      ${waiting.length ? waitingList(page, waiting, total, on) : html`<p class="line-empty faint">${t("Chưa có ai chờ.")}</p>`}
      ${asideList(page, parked, { title: t("Đang tạm gác"), act: "resume", word: t("Mời vào") }, on)}
      ${asideList(page, missed, { title: t("Vắng mặt"), act: "bring-back", word: t("Cho chờ lại") }, on)}
    </section>
  `;
}

function waitingList(page, waiting, total, on) {
  const more = total - waiting.length;
  return html`
    <ol class="line-rows" role="list" data-list="waiting" tabindex="-1">
      ${repeat(waiting, ({ id }) => id, (ticket, place) => waitingRow(page, ticket, place, on))}
      ${more > 0 ? html`<li class="line-more faint">${tn("và %(num)s số nữa", "và %(num)s số nữa", more)}</li>` : nothing}
    </ol>
  `;
}

function waitingRow(page, ticket, place, on) {
  return html`
    <li class=${page.fresh.has(ticket.id) ? "fresh" : ""}>
      <button class="line-row ${place === 0 ? "next" : ""}" data-ticket=${ticket.id} ?disabled=${page.locked} @click=${() => on.ticket(ticket)}>
        <span class="line-label number">${ticket.label}</span>
        <span class="line-about">
          <span class="line-service">${name(ticket.service_name)}</span>
          ${className(ticket) ? html`<span class="chip gold">${className(ticket)}</span>` : nothing}
        </span>
        <span class="line-time number">${formatDuration(listTimer_s(ticket, page.state.now, page.now))}</span>
      </button>
    </li>
  `;
}

function asideList(page, tickets, { title, act, word }, on) {
  if (!tickets.length) {
    return nothing;
  }
  return html`
    <h3 class="line-title">${title} <span class="count number">${tickets.length}</span></h3>
    <ul class="line-aside" role="list" data-list=${act} tabindex="-1">
      ${repeat(tickets, ({ id }) => id, (ticket) => asideRow(page, ticket, act, word, on))}
    </ul>
  `;
}

function asideRow(page, ticket, act, word, on) {
  const may = listActs(page.state, ticket, page.now).has(act);
  const about = ticket.state === "parked" ? ticket.note : name(ticket.service_name);
  return html`
    <li class="aside">
      <button class="line-row" data-ticket=${ticket.id} ?disabled=${page.locked} @click=${() => on.ticket(ticket)}>
        <span class="line-label number">${ticket.label}</span>
        <span class="line-service" title=${about}>${about}</span>
        <span class="line-time number">${formatDuration(listTimer_s(ticket, page.state.now, page.now))}</span>
      </button>
      <button class="button small" data-act=${act} aria-label=${`${word}: ${ticket.label}`}
        ?disabled=${page.locked || !may} @click=${() => on.act(act, { ticket: ticket.id })}>${icon("undo-2")} ${word}</button>
    </li>
  `;
}
