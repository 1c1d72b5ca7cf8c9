/** What the counter asks before an act, and the answer as the request's body. Null: left. */

import { html, nothing } from "lit-html";

import { serverNow } from "/static/clock.js";
import { formatDuration, formatTime, name, t, tn } from "/static/i18n.js";
import { ask, icon } from "/static/parts.js";

import { listActs } from "./acts.js";
import { askForm, reasonFields, reasonOf } from "./dialogs.js";
import { askPrinter, keepPrinter, printerField } from "./printers.js";
import {
  callReasons, cancelReasons, channelName, className, counterTitle, parkReasons, pauseReasons,
  priorityReason, priorityReasons, whyNoTickets,
} from "./words.js";

/** Why the counter pauses; the reason may be left open. */
export async function askPause() {
  const given = await askForm({
    title: t("Tạm nghỉ quầy"),
    confirm: t("Tạm nghỉ"),
    body: (values) => html`
      <p class="soft">${t("Quầy không gọi số cho đến khi mở lại. Số đang phục vụ vẫn làm xong được.")}</p>
      ${reasonFields(t("Lý do (không bắt buộc)"), pauseReasons(), values)}
    `,
  });
  return given && { reason: reasonOf(given) || undefined };
}

/** Why the ticket in hand is set aside. */
export async function askPark({ id, label }) {
  const given = await askForm({
    title: t("Tạm gác %(label)s", { label }),
    confirm: t("Tạm gác"),
    ready: (values) => reasonOf(values) !== "",
    body: (values) => html`
      <p class="soft">${t("Công dân làm xong sẽ được mời vào ngay, không phải xếp hàng lại.")}</p>
      ${reasonFields(t("Công dân đi đâu?"), parkReasons(), values)}
    `,
  });
  return given && { ticket: id, reason: reasonOf(given) };
}

/** Where the ticket in hand goes. */
export async function askTransfer({ ticket, services, counters, counter }) {
  const given = await askForm({
    title: t("Chuyển %(label)s", { label: ticket.label }),
    confirm: t("Chuyển"),
    ready: (values) => Boolean(values.service || values.counter),
    body: (values) => transferFields(values, ticket, services, counters.filter((one) => one.number !== counter.number)),
  });
  return given && {
    ticket: ticket.id,
    service: given.service || undefined,
    counter: given.counter ? Number(given.counter) : undefined,
    note: given.note.trim() || undefined,
  };
}

function transferFields(values, ticket, services, counters) {
  const fitting = values.service ? counters.filter((one) => one.services.includes(values.service)) : counters;
  const deserted = values.service && !fitting.some((one) => one.state === "open");
  return html`
    <p class="soft">${t("Công dân giữ nguyên thứ tự theo giờ lấy số, không phải lấy số mới.")}</p>
    <label class="field"><span>${t("Sang lĩnh vực")}</span>
      <select name="service">
        <option value="">${t("Giữ nguyên: %(name)s", { name: name(ticket.service_name) })}</option>
        ${services.filter(({ code }) => code !== ticket.service).map(({ code, names }) => html`<option value=${code}>${name(names)}</option>`)}
      </select></label>
    <label class="field"><span>${t("Đến quầy")}</span>
      <select name="counter">
        <option value="">${t("Quầy nào của lĩnh vực này cũng được")}</option>
        ${fitting.map((one) => html`<option value=${one.number}>${counterChoice(one)}</option>`)}
      </select></label>
    ${deserted ? html`<p class="notice gold">${icon("triangle-alert")}<span>${t("Hiện chưa có quầy nào đang mở cho lĩnh vực này.")}</span></p>` : nothing}
    <label class="field"><span>${t("Lời nhắn cho quầy nhận (không bắt buộc)")}</span>
      <input type="text" name="note" maxlength="200" autocomplete="off"></label>
  `;
}

function counterChoice(counter) {
  const title = counterTitle(counter);
  const states = { open: counter.full_name, paused: t("đang tạm nghỉ"), closed: t("đang đóng") };
  const state = states[counter.state];
  return state ? `${title} (${state})` : title;
}

/**
 * What to do with a ticket of a list.
 * @returns {Promise<[act: string, body: object] | null>}
 */
export async function askTicket(state, ticket, age) {
  const acts = listActs(state, ticket, serverNow());
  if (ticket.state !== "waiting") {
    return askAside(state, ticket, acts, age);
  }
  const given = await askForm({
    title: t("Gọi %(label)s trước lượt", { label: ticket.label }),
    confirm: t("Gọi vào quầy"),
    ready: (values) => acts.has("call") && reasonOf(values) !== "",
    footer: (close) => otherActs(state, close),
    body: (values) => html`
      ${aboutView(ticket, age)}
      ${acts.has("call")
        ? reasonFields(t("Vì sao gọi trước lượt? Lý do được lưu lại."), callReasons(), values)
        : html`<p class="notice">${icon("info")}<span>${whyNotCall(state)}</span></p>`}
    `,
  });
  return choiceOf(given, state, ticket, () => ["call", { ticket: ticket.id, reason: reasonOf(given) }]);
}

function whyNotCall(state) {
  return state.ticket
    ? t("Quầy đang có số %(label)s. Làm xong số này rồi mới gọi được số khác.", { label: state.ticket.label })
    : t("Quầy đang tạm nghỉ. Mở lại quầy rồi mới gọi được.");
}

async function askAside(state, ticket, acts, age) {
  const [act, word] = ticket.state === "parked" ? ["resume", t("Mời vào")] : ["bring-back", t("Cho chờ lại")];
  const given = await askForm({
    title: ticket.label,
    confirm: word,
    ready: () => acts.has(act),
    footer: (close) => otherActs(state, close),
    body: () => aboutView(ticket, age),
  });
  return choiceOf(given, state, ticket, () => [act, { ticket: ticket.id }]);
}

function otherActs({ printer_names: printers }, close) {
  return html`
    <div class="footer-start">
      <button class="button quiet small" type="button" @click=${() => close("cancel")}>${icon("x")} ${t("Hủy số")}</button>
      ${printers.length
        ? html`<button class="button quiet small" type="button" @click=${() => close("reprint")}>${icon("printer")} ${t("In lại phiếu")}</button>`
        : nothing}
    </div>
  `;
}

async function choiceOf(given, state, ticket, confirmed) {
  if (!given || given.how === "yes") {
    return given && confirmed();
  }
  return given.how === "cancel" ? askCancel(ticket) : askReprint(state, ticket);
}

async function askReprint(state, ticket) {
  const given = await askPrinter(state, ticket);
  return given && ["reprint", given];
}

async function askCancel(ticket) {
  const given = await askForm({
    title: t("Hủy số %(label)s?", { label: ticket.label }),
    confirm: t("Hủy số"),
    ready: (values) => reasonOf(values) !== "",
    body: (values) => html`
      <p class="soft">${t("Số đã hủy không gọi lại được; công dân phải lấy số mới.")}</p>
      ${reasonFields(t("Lý do"), cancelReasons(), values)}
    `,
  });
  return given && ["cancel", { ticket: ticket.id, reason: reasonOf(given) }];
}

function aboutView(ticket, age) {
  const facts = [
    [t("Lĩnh vực"), name(ticket.service_name)],
    [t("Đối tượng"), [className(ticket), priorityReason(ticket.priority_reason, age)].filter(Boolean).join(", ")],
    [t("Lấy số"), `${formatTime(ticket.issued_at)}, ${channelName(ticket.channel)}`],
    [t("Đã chờ"), formatDuration(ticket.waited_s)],
    [t("Ghi chú"), ticket.note],
  ];
  return html`<dl class="facts">${facts.filter(([, what]) => what).map(([word, what]) => html`<div><dt>${word}</dt><dd>${what}</dd></div>`)}</dl>`;
}

/** For whom a ticket is taken at the counter. */
export async function askTake({ services }, age) {
  const given = await askForm({
    title: t("Lấy số giúp công dân"),
    confirm: t("Lấy số"),
    ready: (values) => Boolean(values.service),
    body: (values) => html`
      <fieldset class="field"><legend>${t("Lĩnh vực")}</legend>
        <div class="pick">${services.map(serviceChoice)}</div></fieldset>
      <label class="field"><span>${t("Ưu tiên")}</span>
        <select name="priority">
          <option value="">${t("Không")}</option>
          ${Object.entries(priorityReasons(age)).map(([code, words]) => html`<option value=${code}>${words}</option>`)}
        </select></label>
      ${values.priority ? html`<p class="notice gold">${icon("badge-check")}<span>${t("Kiểm tra giấy tờ ưu tiên")}</span></p>` : nothing}
    `,
  });
  return given && takeBody(given);
}

/**
 * The number just taken, large enough to turn the screen to the citizen.
 * @returns {Promise<{ printer?: string } | null>} where to print it; null for no paper
 */
export async function tellTaken({ printer_names: printers }, { label, service_name: service, people_ahead: ahead }) {
  const words = printers.length
    ? { confirm: t("In phiếu"), leave: t("Không in") }
    : { confirm: t("Xong"), leave: null };
  const given = await askForm({
    title: t("Đã lấy số cho công dân"),
    ...words,
    body: () => html`
      <p class="taken-number number">${label}</p>
      <p class="taken-about"><strong>${name(service)}</strong><br>
        <span class="soft">${tn("Còn %(num)s người phía trước", "Còn %(num)s người phía trước", ahead ?? 0)}</span></p>
      ${printerField(printers)}
    `,
  });
  return printers.length && given ? keepPrinter(given) : null;
}

function takeBody({ service, priority }) {
  return priority ? { service, class: "priority", priority_reason: priority } : { service };
}

function serviceChoice(service, place) {
  const why = whyNoTickets(service);
  return html`
    <label class="choice pick-one"><input type="radio" name="service" value=${service.code} ?disabled=${why !== null}>
      <span>${name(service.names)}</span>${why ? html`<span class="faint small">${why}</span>` : html`<kbd aria-hidden="true">${place + 1}</kbd>`}</label>
  `;
}

/** Whether to close the counter. */
export function askClose(number) {
  return ask({
    title: t("Đóng quầy %(number)s?", { number }),
    text: t("Người đang chờ vẫn giữ số và được các quầy khác cùng lĩnh vực gọi."),
    confirm: t("Đóng quầy"),
  });
}

/** Whether to sign out and leave the counter held. */
export function askSignOut(number) {
  return ask({
    title: t("Đăng xuất?"),
    text: t("Quầy %(number)s vẫn do Ông/Bà giữ. Hết buổi, xin đóng quầy trước.", { number }),
    confirm: t("Đăng xuất"),
  });
}
