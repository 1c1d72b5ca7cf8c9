/** The offices below the person's own: their tree, opening one more, and the page of each. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatDate, formatTime, name, t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { addLink, editLink } from "./lists.js";
import { kindName } from "./office_choice.js";
import { openingPage } from "./office_opening.js";
import { officePage } from "./office_page.js";
import { countsBelow, openAtFirst, unfolded } from "./office_tree.js";
import { contentOf, nobody, pageHead } from "./parts.js";
import { findOffices } from "./search.js";
import { table } from "./tables.js";
import { count, NOTHING, placeName } from "./words.js";

/** Rows at once; more come when asked for. */
const PAGE = 200;

/** It is about all offices of the person, whichever one is acted on. The page of one that reports is looked at again. */
export const offices = {
  asks: ({ params, data }) => Boolean(data?.one?.fed) && params.edit !== "new",
  load,
  show: (desk) => (desk.params.edit ? contentOf(desk, (data) => editor(desk, data)) : list(desk)),
};

async function load(desk) {
  const home = (path) => api("GET", path, undefined, { isAtHome: true });
  const [{ offices: all }, { offices: reporting }] = await Promise.all([home("/offices"), home("/intakes")]);
  desk.offices = all;
  const intakes = new Map(reporting.map((one) => [one.code, one]));
  const one = all.find(({ code }) => code === desk.params.edit);
  if (!one) return { all, intakes };
  const about = `office=${encodeURIComponent(one.code)}`;
  const [settings, { directives }] = await Promise.all([home(`/office-settings?${about}`), home(`/directives?${about}`)]);
  return { all, intakes, one, settings, directives };
}

function editor(desk, data) {
  if (desk.params.edit === "new") return openingPage(desk, data);
  if (data.one) return officePage(desk, data);
  const back = html`<a class="button" href=${addressOf("offices")}>${t("Đơn vị trực thuộc")}</a>`;
  return nobody("landmark", t("Không tìm thấy đơn vị này"), t("Mã sai, hoặc đơn vị không trực thuộc đơn vị của Ông/Bà."), back);
}

// ---- the list

function list(desk) {
  return html`
    ${pageHead({
      title: t("Đơn vị trực thuộc"),
      about: t("Mỗi đơn vị trực thuộc đơn vị nào, và làm việc trên máy chủ này hay trên máy riêng."),
      tools: addLink(desk, t("Mở đơn vị mới")),
    })}
    ${contentOf(desk, (data) => treeView(desk, data))}
  `;
}

function treeView(desk, { all, intakes }) {
  const { query = "", most = PAGE } = desk.local;
  const open = (desk.openOffices ??= openAtFirst(all));
  const found = query.trim() ? findOffices(all, query) : unfolded(all, (code) => open.has(code));
  const view = { all, intakes, open, isTree: !query.trim(), counts: countsBelow(all) };
  return html`
    <div class="row ends finder">
      <label class="search-box">${icon("search")}<input type="search" class="input" .value=${query}
        placeholder=${t("Tên hoặc mã đơn vị")} aria-label=${t("Tìm đơn vị")} @input=${(event) => search(desk, event)}></label>
      <p class="soft small" role="status">${t("%(found)s trong %(all)s đơn vị", { found: count(found.length), all: count(all.length) })}</p>
    </div>
    ${found.length ? officesTable(desk, view, found.slice(0, most)) : nobody("search", t("Không có đơn vị nào như vậy"), t("Thử tìm bằng từ khác."))}
    ${found.length > most ? html`<div class="row more"><button class="button" @click=${() => showMore(desk, most)}>
      ${t("Hiện thêm %(count)s đơn vị", { count: count(Math.min(PAGE, found.length - most)) })}</button></div>` : nothing}
  `;
}

function search(desk, event) {
  Object.assign(desk.local, { query: event.target.value, most: PAGE });
  desk.draw();
}

function showMore(desk, most) {
  desk.local.most = most + PAGE;
  desk.draw();
}

function officesTable(desk, view, rows) {
  const columns = [
    { title: t("Đơn vị"), head: true, cell: (one) => nameCell(desk, view, one) },
    { title: t("Mã"), kind: "together roomy", cell: (one) => html`<code>${one.code}</code>` },
    { title: t("Loại"), kind: "together roomy", cell: (one) => kindName(one.kind) },
    { title: t("Làm việc ở"), kind: "together", cell: (one) => machineCell(one, view.intakes.get(one.code)) },
    { title: t("Báo cáo gần nhất"), number: true, kind: "together roomy", cell: (one) => heardText(view.intakes.get(one.code)) },
    { title: "", number: true, kind: "together", cell: (one) => editLink(desk, one.code, name(one.names)) },
  ];
  return html`<div class="panel bare offices">${table({ caption: t("Đơn vị trực thuộc"), columns, rows })}</div>`;
}

function nameCell(desk, { all, open, isTree, counts }, one) {
  const link = html`<a class="office-link" href=${addressOf("today", { office: one.code })} title=${name(one.names)}>${placeName(one)}</a>`;
  return isTree ? nameInTree(desk, open, one, counts.get(one.code), link) : nameFound(all, one, link);
}

/** As deep as it stands; folded, it says how many stand below. */
function nameInTree(desk, open, one, below, link) {
  const isFolded = below > 0 && !open.has(one.code);
  return html`
    <span class="in-tree depth-${Math.min(one.depth, 6)}">
      ${below ? foldButton(desk, open, one) : html`<span class="no-fold"></span>`}
      <span>${link} ${isFolded ? html`<span class="soft small unbroken">${tn("%(num)s đơn vị", "%(num)s đơn vị", below)}</span>` : nothing}</span>
    </span>
  `;
}

/** What was found says under whom it stands. */
function nameFound(all, one, link) {
  const above = all.find(({ code }) => code === one.parent);
  return html`${link}${above ? html`<span class="soft small below-name">${t("thuộc %(name)s", { name: placeName(above) })}</span>` : nothing}`;
}

function foldButton(desk, open, { code, names }) {
  const isOpen = open.has(code);
  const press = () => {
    if (isOpen) open.delete(code);
    else open.add(code);
    desk.draw();
  };
  return html`<button type="button" class="fold" aria-expanded=${isOpen ? "true" : "false"} aria-label=${t("Các đơn vị thuộc %(name)s", { name: name(names) })} @click=${press}>${isOpen ? icon("chevron-down") : icon("chevron-right")}</button>`;
}

function machineCell({ fed }, intake) {
  if (!fed) return t("Máy chủ này");
  if (intake?.refusal) return html`<span class="chip red">${t("Báo cáo bị từ chối")}</span>`;
  if (!intake?.has_token) return html`<span class="chip gold">${t("Máy riêng, chưa có mã")}</span>`;
  return html`<span class="chip">${t("Máy riêng")}</span>`;
}

/** When an office's machine last reported. */
export function heardText(intake) {
  if (!intake) return NOTHING;
  const { heard_at: heard } = intake;
  return heard ? `${formatTime(heard)} ${formatDate(heard)}` : t("Chưa từng");
}
