/** The number: on paper, or in full screen when no paper comes. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { aheadText, countersText, estimateText, proofText } from "./texts.js";

/** The ticket that was just given. */
export function resultView(page, acts) {
  const { ticket, paper, isStaffTold } = page.flow;
  return html`
    <main class="screen result paper-${paper}">
      ${paper === "failed" || paper === "none" ? rememberView(paper, isStaffTold) : nothing}
      <section class="slip">
        <h1 tabindex="-1">${t("SỐ THỨ TỰ CỦA ÔNG/BÀ")}</h1>
        <p class="the-number">${ticket.label}</p>
        <p class="slip-service">${name(ticket.service_name)}</p>
        <div class="slip-foot">
          <ul class="slip-facts" role="list">
            ${line("concierge-bell", ticket.counters?.length ? countersText(ticket.counters) : null)}
            ${line("users", ticket.people_ahead === null ? null : aheadText(ticket.people_ahead))}
            ${line("hourglass", waitText(ticket))}
            ${ticket.class === "priority" ? line("info", proofText()) : line("armchair", t("Vui lòng ngồi chờ đến lượt gọi."))}
          </ul>
          ${codeView(ticket)}
        </div>
      </section>
      <div class="acts">
        ${paperView(paper)} ${hearButton(page, acts)}
        <button class="button huge" @click=${acts.back}>${doneText(paper)}</button>
      </div>
    </main>
  `;
}

function waitText(ticket) {
  const estimate = ticket.people_ahead ? estimateText(ticket.estimate) : null;
  return estimate ? t("Dự kiến chờ %(estimate)s", { estimate }) : null;
}

function line(sign, text) {
  return text ? html`<li>${icon(sign)}<span>${text}</span></li>` : nothing;
}

/** Without an address that phones can reach the code would lead nowhere, so there is none. */
function codeView(ticket) {
  if (!ticket.track_url) {
    return nothing;
  }
  return html`
    <figure class="code">
      <img src="/api/v1/tickets/${ticket.id}/qr.svg" alt=${t("Mã QR của phiếu %(label)s", { label: ticket.label })}>
      <figcaption>${t("Quét mã để theo dõi số và đánh giá")}</figcaption>
    </figure>
  `;
}

function paperView(paper) {
  if (paper === "printed") {
    return html`<p class="paper-line done">${icon("arrow-down-to-line")}${t("Lấy phiếu ở khe bên dưới")}</p>`;
  }
  return paper === "printing"
    ? html`<p class="paper-line"><span class="spinner"></span>${t("Đang in phiếu…")}</p>`
    : nothing;
}

/** Where the computer has a voice, "Đọc to" at the foot has read the number already. */
function hearButton({ hasClips, canRead }, acts) {
  return hasClips && !canRead
    ? html`<button class="button huge" @click=${acts.hear}>${icon("volume-2")}${t("Nghe đọc số")}</button>`
    : nothing;
}

function rememberView(paper, isStaffTold) {
  const failed = paper === "failed";
  return html`
    <div class="remember" role="alert">
      ${icon(failed ? "printer-x" : "camera")}
      <p>
        ${failed ? html`<b>${t("Máy in đang gặp sự cố.")}</b>` : nothing}
        ${t("Vui lòng chụp lại màn hình hoặc ghi nhớ số của Ông/Bà.")}
        ${isStaffTold ? t("Cán bộ đã được báo.") : nothing}
      </p>
    </div>
  `;
}

function doneText(paper) {
  return paper === "failed" || paper === "none" ? t("Tôi đã ghi nhớ số") : t("Xong");
}
