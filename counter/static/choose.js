/** Which counter today? Free ones to take, taken ones with who holds them. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";
import { emptyState, icon } from "/static/parts.js";

/** Tiles of all counters of the office. */
export function chooseView(page, on) {
  const { counters, services } = page.office;
  const names = new Map(services.map((one) => [one.code, name(one.names)]));
  return html`
    <main class="choose">
      <h1>${t("Hôm nay Ông/Bà ngồi quầy nào?")}</h1>
      <p class="soft">${t("Bấm vào một quầy còn trống, hoặc bấm phím số của quầy.")}</p>
      ${counters.length
        ? html`<div class="tiles ${counters.length > 12 ? "many" : ""}">${counters.map((one) => tileView(page, one, names, on))}</div>`
        : emptyState({ icon: "armchair", title: t("Chưa có quầy nào"), text: t("Nhờ quản lý thêm quầy trong phần Quản trị.") })}
    </main>
  `;
}

function tileView(page, counter, names, on) {
  const taken = counter.state !== "closed";
  const served = counter.services.map((code) => names.get(code) ?? code).join(" · ");
  return html`
    <button class="tile ${taken ? "taken" : ""}" data-counter=${counter.number} ?disabled=${taken || page.locked} @click=${() => on.open(counter.number)}>
      <span class="tile-number number">${counter.number}</span>
      <span class="tile-about">
        <strong>${name(counter.names) || served}</strong>
        ${isSaid(served, name(counter.names)) ? nothing : html`<span class="faint small">${served}</span>`}
      </span>
      <span class="tile-state">${stateChip(counter, page.last)}</span>
    </button>
  `;
}

/** A counter is often named after its services: they are not said twice. */
function isSaid(served, ownName) {
  const words = (text) => text.replaceAll(/[^\p{L}\p{N}]+/gu, " ");
  return !ownName || words(served) === words(ownName);
}

function stateChip(counter, last) {
  if (counter.state === "closed") {
    return html`
      <span class="chip green">${t("Còn trống")}</span>
      ${counter.number === last ? html`<span class="chip">${t("Lần trước")}</span>` : nothing}
    `;
  }
  const who = counter.full_name ?? t("Người khác");
  return html`<span class="chip">${icon("circle-user-round")} ${t("%(who)s đang giữ", { who })}</span>`;
}
