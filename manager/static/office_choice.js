/** Which office the pages are about: shown in the head, chosen from a list that can be searched. */

import { html, nothing, render } from "lit-html";

import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { setValue, valueAt } from "./form_state.js";
import { findOffices } from "./search.js";
import { NOTHING, placeName } from "./words.js";

/** More rows than anybody reads: who looks for one of them types. */
const MOST = 400;

/** The name of the office; a button where there are others to choose. */
export function officeHead(desk) {
  if (!desk.office) return nothing;
  if (desk.offices.length < 2) return html`<p class="office-name">${name(desk.office.names)}</p>`;
  return html`
    <button class="office-name office-button" aria-haspopup="dialog" @click=${() => goTo(desk)}>
      <span>${name(desk.office.names)}</span>${icon("chevron-down")}
      <span class="visually-hidden">${t("Chọn đơn vị khác")}</span>
    </button>
  `;
}

/** Choosing opens the same page of that office. */
function goTo(desk) {
  const addressFor = ({ code }) => addressOf(desk.view, { ...desk.params, edit: undefined, office: code });
  choose({ offices: desk.offices, title: t("Chọn đơn vị"), current: desk.office.code, addressFor });
}

/**
 * A field whose value is the code of an office.
 * @param {{ offices: any[], label: string, hint?: string, then?: (office: any) => void }} what
 */
export function officeField(desk, form, path, { offices, label, hint, then = () => {} }) {
  const error = form.errors[path] ?? "";
  const chosen = offices.find(({ code }) => code === valueAt(form, path));
  const pick = (office) => {
    setValue(form, path, office.code);
    then(office);
    desk.draw();
  };
  return html`
    <div class="field">
      <span id="field-${path}">${label}</span>
      <button type="button" id="choose-${path}" class="office-button" aria-haspopup="dialog" aria-labelledby="field-${path} choose-${path}" aria-invalid=${error ? "true" : "false"}
        @click=${() => choose({ offices, title: label, current: chosen?.code, pick })}>
        <span>${chosen ? name(chosen.names) : t("Chọn đơn vị…")}</span>${icon("chevron-down")}</button>
      ${hint ? html`<small>${hint}</small>` : nothing}
      ${error ? html`<span class="error">${error}</span>` : nothing}
    </div>
  `;
}

/**
 * The dialog with the list. A row is a link where `addressFor` says to where, else a button for `pick`.
 * @param {{ offices: any[], title: string, current?: string, addressFor?: (office: any) => string, pick?: (office: any) => void }} what
 */
export function choose(what) {
  const place = document.createElement("div");
  document.body.append(place);
  const state = { query: "" };
  const draw = () => render(dialogView(what, state, draw), place);
  draw();
  const dialog = place.querySelector("dialog");
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => place.remove());
  dialog.showModal();
  dialog.querySelector(".choose[aria-current]")?.scrollIntoView({ block: "center" });
}

function dialogView(what, state, draw) {
  const found = findOffices(what.offices, state.query);
  const search = (event) => {
    state.query = event.target.value;
    draw();
  };
  return html`
    <dialog class="dialog office-choice" aria-labelledby="office-choice-title">
      <header><h2 id="office-choice-title">${what.title}</h2>
        <form method="dialog"><button class="button quiet square" aria-label=${t("Đóng")}>${icon("x")}</button></form></header>
      <div class="body stack">
        <label class="search"><span class="visually-hidden">${t("Tìm đơn vị")}</span>${icon("search")}
          <input class="input" type="search" autocomplete="off" autofocus placeholder=${t("Tên hoặc mã đơn vị")} .value=${state.query}
            @input=${search} @keydown=${(event) => event.key === "Enter" && goFirst(event)}></label>
        <p class="soft small" role="status">${countLine(found, what.offices)}</p>
        <ul class="office-list" role="list">${found.slice(0, MOST).map((one) => html`<li>${officeRow(what, one, state.query)}</li>`)}</ul>
        ${found.length ? nothing : html`<p class="soft">${t("Không có đơn vị nào khớp.")}</p>`}
      </div>
    </dialog>
  `;
}

function countLine(found, offices) {
  const words = { found: found.length, all: offices.length };
  if (found.length <= MOST) return t("%(found)s trong %(all)s đơn vị", words);
  return t("%(found)s trong %(all)s đơn vị; hiện %(most)s đơn vị đầu, gõ tên để tìm.", { ...words, most: MOST });
}

/** A row stands as deep as in the tree while all are shown, and flat in what was found. */
function officeRow({ addressFor, pick, current }, one, query) {
  const depth = query.trim() ? 0 : Math.min(one.depth, 4);
  const isCurrent = one.code === current ? "true" : nothing;
  const words = html`<span title=${name(one.names)}>${placeName(one)}</span><span class="soft small">${kindName(one.kind)} · ${one.code}</span>`;
  if (addressFor) return html`<a class="choose depth-${depth}" href=${addressFor(one)} aria-current=${isCurrent}>${words}</a>`;
  const take = (event) => {
    event.target.closest("dialog").close();
    pick(one);
  };
  return html`<button type="button" class="choose depth-${depth}" aria-current=${isCurrent} @click=${take}>${words}</button>`;
}

/** What an office is. */
export function kindName(kind) {
  const names = {
    ministry: t("Bộ, ngành"),
    province: t("Tỉnh, thành phố"),
    centre: t("Trung tâm"),
    branch: t("Chi nhánh"),
    commune: t("Xã, phường"),
    point: t("Điểm tiếp nhận"),
  };
  return names[kind] ?? NOTHING;
}

/** Enter in the search opens the first that was found. */
function goFirst(event) {
  event.preventDefault();
  event.target.closest("dialog").querySelector(".office-list .choose")?.click();
}
