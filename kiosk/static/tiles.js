/** At rest: the greeting and the fields to choose from. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";
import { emptyState, icon, notice } from "/static/parts.js";

import { nameOf, opensText, serviceEstimate, shutText, waitingText } from "./texts.js";

const SHUT_BY_THE_CLOCK = ["closed_day", "outside_hours"];

/** The screen that waits for the next citizen. */
export function tilesView(page, acts) {
  const { office } = page;
  return html`
    <main class="screen rest">
      <div class="greeting">
        <h1 tabindex="-1">${nameOf(office, "greetings") || t("Kính chào Ông/Bà!")}</h1>
        <p>${t("Mời Ông/Bà chọn lĩnh vực để lấy số thứ tự")}</p>
      </div>
      ${lookUpButton(page, acts)} ${shutNotice(page)} ${tiles(page, acts)}
      <p class="comeback-hint">
        ${icon("scan-qr-code")}
        <span><b>${t("Đã lỡ lượt gọi?")}</b> ${t("Đưa mã QR trên phiếu vào máy quét để được xếp lại.")}</span>
      </p>
    </main>
  `;
}

/** What stands there until the first state of the office came. */
export function tilesLoading() {
  return html`
    <main class="screen rest" aria-busy="true">
      <div class="greeting"><h1 tabindex="-1">${t("Đang tải…")}</h1></div>
      <div class="tiles">${Array.from({ length: 8 }, () => html`<span class="tile skeleton"></span>`)}</div>
    </main>
  `;
}

function tiles(page, acts) {
  const { services } = page.office;
  if (services.length === 0) {
    return emptyState({
      icon: "concierge-bell",
      title: t("Chưa có lĩnh vực nào nhận số"),
      text: t("Ông/Bà vui lòng liên hệ cán bộ hướng dẫn."),
    });
  }
  return html`
    <div class="tiles" role="group" aria-label=${t("Lĩnh vực")}>
      ${services.map((service) => tile(service, page, acts))}
    </div>
  `;
}

function tile(service, page, acts) {
  const shut = shutText(service, page.now);
  return html`
    <button class="tile ${shut ? "shut" : ""}" ?disabled=${shut !== null || !page.isOnline} @click=${() => acts.choose(service.code)}>
      <span class="tile-icon">${icon(service.icon || "file-text")}</span>
      <span class="tile-name">${nameOf(service)}</span>
      <span class="tile-about">${nameOf(service, "abouts")}</span>
      ${shut ? shutLines(shut) : waitingLines(service)}
    </button>
  `;
}

function waitingLines(service) {
  const estimate = service.waiting ? serviceEstimate(service) : null;
  return html`
    <span class="tile-state">
      <span class="tile-fact">${icon("users")}<span>${waitingText(service.waiting)}</span></span>
      ${estimate ? html`<span class="tile-soft">${t("Chờ %(estimate)s", { estimate })}</span>` : nothing}
    </span>
  `;
}

function shutLines(shut) {
  return html`
    <span class="tile-state">
      <span class="tile-fact">${icon(shut.icon)}<span>${shut.why}</span></span>
      ${shut.when ? html`<span class="tile-soft">${shut.when}</span>` : nothing}
    </span>
  `;
}

/** The whole office is shut: said once and large, with the first hour it opens again. */
function shutNotice({ office, now }) {
  const { services } = office;
  if (!services.length || !services.every((one) => SHUT_BY_THE_CLOCK.includes(one.state))) {
    return nothing;
  }
  const [first] = services.map((one) => one.opens_at).filter(Boolean).sort();
  const said = t("Hiện tại chưa đến giờ lấy số hoặc đã hết giờ!");
  return notice(html`<b>${said}</b> ${first ? `${opensText(first, now)}.` : nothing}`, {
    tone: "gold",
    icon: "clock",
  });
}

function lookUpButton(page, acts) {
  return html`
    <button class="button look-up" ?disabled=${!page.isOnline} @click=${acts.openSearch}>
      ${icon("file-search")}
      <span>
        <b>${t("THỦ TỤC HÀNH CHÍNH")}</b>
        <span class="soft">${t("Tra cứu giấy tờ, thời hạn, phí")}</span>
      </span>
    </button>
  `;
}
