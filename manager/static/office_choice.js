/** Which office the pages are about: shown in the head, chosen from a list that can be searched. */

import { html, nothing, render } from "lit-html";

import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { findOffices } from "./search.js";
import { NOTHING } from "./words.js";

/** The name of the office; a button where there are others to choose. */
export function officeHead(desk) {
  if (!desk.office) return nothing;
  if (desk.offices.length < 2) return html`<p class="office-name">${name(desk.office.names)}</p>`;
  return html`
    <button class="office-name office-button" aria-haspopup="dialog" @click=${() => choose(desk)}>
      <span>${name(desk.office.names)}</span>${icon("chevron-down")}
      <span class="visually-hidden">${t("Chọn đơn vị khác")}</span>
    </button>
  `;
}

/** The dialog with the list; choosing opens the same page of that office. */
function choose(desk) {
  const place = document.createElement("div");
  document.body.append(place);
  const state = { query: "" };
  const draw = () => render(dialogView(desk, state, draw), place);
  draw();
  const dialog = place.querySelector("dialog");
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => place.remove());
  dialog.showModal();
}

function dialogView(desk, state, draw) {
  const found = findOffices(desk.offices, state.query);
  const search = (event) => {
    state.query = event.target.value;
    draw();
  };
  return html`
    <dialog class="dialog office-choice" aria-labelledby="office-choice-title">
      <header><h2 id="office-choice-title">${t("Chọn đơn vị")}</h2>
        <form method="dialog"><button class="button quiet square" aria-label=${t("Đóng")}>${icon("x")}</button></form></header>
      <div class="body stack">
        <label class="search"><span class="visually-hidden">${t("Tìm đơn vị")}</span>${icon("search")}
          <input class="input" type="search" autocomplete="off" autofocus placeholder=${t("Tên hoặc mã đơn vị")} .value=${state.query}
            @input=${search} @keydown=${(event) => event.key === "Enter" && goFirst(event)}></label>
        <p class="soft small" role="status">${t("%(found)s trong %(all)s đơn vị", { found: found.length, all: desk.offices.length })}</p>
        <ul class="office-list" role="list">${found.map((one) => officeRow(desk, one, state.query))}</ul>
        ${found.length ? nothing : html`<p class="soft">${t("Không có đơn vị nào khớp.")}</p>`}
      </div>
    </dialog>
  `;
}

/** A row stands as deep as in the tree while all are shown, and flat in what was found. */
function officeRow(desk, one, query) {
  const params = { ...desk.params, edit: undefined, office: one.code };
  const depth = query.trim() ? 0 : Math.min(one.depth, 4);
  return html`
    <li><a class="depth-${depth}" href=${addressOf(desk.view, params)} aria-current=${one.code === desk.office.code ? "true" : nothing}>
      <span>${name(one.names)}</span>
      <span class="soft small">${kindName(one.kind)} · ${one.code}</span></a></li>
  `;
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
  event.target.closest("dialog").querySelector(".office-list a")?.click();
}
