/** Kiosks, screens, tablets and printers: how they are, and where they stand. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatDate, formatTime, t } from "/static/i18n.js";
import { icon, loading, toast } from "/static/parts.js";

import { act } from "./acts.js";
import { deviceEditor } from "./device_form.js";
import { addLink, editLink } from "./lists.js";
import { actedOn } from "./office_acted.js";
import { contentOf, nobody, pageHead } from "./parts.js";
import { askPrinters, askPrintersAgain, knownHere, knownPrinters } from "./printers.js";
import { table } from "./tables.js";
import { isGone, isInTrouble, isOnlyLow, NOT_THERE, printerOf } from "./troubles.js";
import { capital, kindIcon, kindName, NOTHING, printerTrouble } from "./words.js";

/** From what needs somebody to what needs nobody. */
const HEALTH = ["help", "lost", "new", "online"];

export const devices = {
  live: true,
  load,
  show: (desk) => (desk.params.edit ? contentOf(desk, (data) => deviceEditor(desk, data)) : list(desk)),
};

async function load(desk) {
  askPrinters(desk);
  const [{ devices: all }, { counters }] = await Promise.all([api("GET", "/devices"), api("GET", "/counters")]);
  return { all, counters };
}

function list(desk) {
  return html`
    ${pageHead({ title: t("Thiết bị"), about: t("Máy lấy số, màn hình, máy đánh giá và máy in."), tools: addLink(desk, t("Ghép thiết bị")) })}
    ${contentOf(desk, ({ all }) => html`
      ${all.length ? html`<div class="panel bare">${devicesTable(desk, all)}</div>` : nobody("monitor-smartphone", t("Chưa có thiết bị nào"), t("Mở trang của thiết bị, rồi nhập sáu chữ số mà nó hiện vào mục Ghép thiết bị."))}
      ${actedOn(desk)?.fed ? nothing : html`<section class="part stack"><h2>${t("Các máy in")}</h2>${printersView(desk, all)}</section>`}
    `)}
  `;
}

function devicesTable(desk, all) {
  const columns = [
    { title: t("Tên thiết bị"), head: true, value: (one) => one.name, cell: (one) => html`<span class="device-name">${kindIcon(one.kind)}<span>${one.name}</span></span>` },
    { title: t("Loại"), value: (one) => kindName(one.kind), cell: (one) => kindName(one.kind) },
    { title: t("Vị trí"), value: placeText, cell: (one) => placeText(one) || NOTHING },
    { title: t("Máy in"), value: (one) => printerOf(one, knownHere(desk) ?? []), cell: (one) => printerCell(desk, one) },
    { title: t("Tình trạng"), value: (one) => HEALTH.indexOf(healthOf(one)), cell: healthChip },
    { title: t("Liên lạc cuối"), number: true, value: (one) => one.last_seen_at, cell: (one) => seenText(one.last_seen_at) },
    { title: "", number: true, cell: (one) => editLink(desk, one.id, one.name) },
  ];
  return table({ desk, name: "devices", caption: t("Thiết bị"), columns, rows: all });
}

function placeText({ counter, zone }) {
  return [counter ? t("Quầy %(number)s", { number: counter }) : "", zone].filter(Boolean).join(" · ");
}

/** Where its paper comes out, also where nobody said it: the office's first printer may be another kiosk's. */
function printerCell(desk, one) {
  if (one.paperless) return html`<span class="chip">${t("Không in phiếu")}</span>`;
  if (isGone(one, knownHere(desk))) return html`${one.printer} <span class="chip red">${capital(printerTrouble({ reason: NOT_THERE }))}</span>`;
  const name = printerOf(one, knownHere(desk) ?? []);
  if (!name) return NOTHING;
  return html`${name} ${one.printer ? nothing : html`<span class="soft">${t("(mặc định)")}</span>`} ${lastPrint(one)}`;
}

function lastPrint({ last_print: print }) {
  if (!print || print.state !== "failed") return nothing;
  return html`<span class="chip red">${capital(printerTrouble(print))}</span>`;
}

function healthOf({ paired, online, help_at: asksHelp }) {
  if (asksHelp) return "help";
  if (!paired) return "new";
  return online ? "online" : "lost";
}

function healthChip(one) {
  const chips = {
    help: html`<span class="chip gold">${t("Đang cần hỗ trợ")}</span>`,
    lost: html`<span class="chip red">${t("Mất kết nối")}</span>`,
    new: html`<span class="chip">${t("Chưa ghép xong")}</span>`,
    online: html`<span class="chip green">${t("Đang kết nối")}</span>`,
  };
  return chips[healthOf(one)];
}

function seenText(seen) {
  return seen ? `${formatTime(seen)} ${formatDate(seen)}` : NOTHING;
}

// ---- printers

function printersView(desk, all) {
  const printers = desk.local.printers && knownPrinters(desk, all);
  if (!printers) return loading();
  if (!printers.length) return nobody("printer", t("Chưa có máy in nào"), t("Máy in được khai báo trong tệp config.toml của máy chủ."));
  const columns = [
    { title: t("Máy in"), head: true, cell: (one) => one.name },
    { title: t("Kết nối qua"), cell: (one) => linkName(one.kind) },
    { title: t("Tình trạng"), cell: (one) => printerChip(one) },
    { title: "", number: true, cell: (one) => (desk.mayEdit && one.reason !== NOT_THERE ? html`<button class="button small" aria-busy=${desk.local.testing === one.name ? "true" : "false"} @click=${() => testPrint(desk, one)}>${icon("printer")} ${t("In thử")}</button>` : nothing) },
  ];
  return html`<div class="panel bare">${table({ caption: t("Các máy in"), columns, rows: printers })}</div>`;
}

function printerChip(printer) {
  if (!isInTrouble(printer)) return html`<span class="chip green">${t("Sẵn sàng")}</span>`;
  return html`<span class="chip ${isOnlyLow(printer) ? "gold" : "red"}">${capital(printerTrouble(printer))}</span>`;
}

function linkName(kind) {
  const names = { tcp: t("Mạng nội bộ"), usb: "USB", serial: t("Cổng COM"), file: t("Tệp (không in ra giấy)") };
  return names[kind] ?? kind;
}

async function testPrint(desk, { name }) {
  desk.local.testing = name;
  desk.draw();
  const outcome = await act(desk, { method: "POST", path: `/printers/${encodeURIComponent(name)}/test`, body: {} });
  desk.local.testing = null;
  if (outcome) tellOutcome(name, outcome);
  desk.draw();
  await askPrintersAgain(desk);
}

function tellOutcome(name, outcome) {
  if (outcome.state === "printed") toast(t("Máy in %(name)s đã in phiếu thử.", { name }), { tone: "green" });
  else toast(`${t("Máy in %(name)s", { name })} ${printerTrouble(outcome)}.`, { tone: "red" });
}
