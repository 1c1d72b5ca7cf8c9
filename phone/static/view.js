/** What the owner of a ticket sees: one view for each scene of rules.js, all pure functions. */

import { html, nothing } from "lit-html";

import { formatDate, language, languages, name, t } from "/static/i18n.js";
import { asksReasons } from "/static/opinion.js";
import { icon, languageSwitch, lineBanner, loading, notice } from "/static/parts.js";
import { commentField, faces, question, reasons, sendButton } from "/static/rating-form.js";

import { SOON, estimateSentence, placeSentence, sceneOf } from "./rules.js";

const VIEWS = {
  waiting: waitingView, called: calledView, serving: servingView, parked: parkedView,
  missed: missedView, rate: rateView, rated: ratedView, rating_over: ratingOverView,
  cancelled: cancelledView, expired: expiredView,
};

/**
 * @param {{ ticket: any, graceMin: number, line: any, form: any, draft: any, busy: boolean,
 *   sent: string | null }} seen `sent`: what became of the rating given on this page
 */
export function pageView(seen, acts) {
  const { ticket, line } = seen;
  const scene = seen.sent ? "rated" : sceneOf(ticket);
  return html`
    <div class="phone ${ticket.state}">
      ${lineBanner(line)}
      <header class="phone-head">${name(ticket.office_name)}</header>
      <main>
        ${labelView(ticket, scene)}
        <section class="state" aria-live=${scene === "rate" ? "off" : "polite"}>${VIEWS[scene](seen, acts)}</section>
        ${ticket.may_cancel ? cancelButton(acts) : nothing}
      </main>
      <footer class="phone-foot">
        ${ticket.hotline ? hotlineView(ticket.hotline) : nothing}
        ${languageSwitch(languages(), language(), acts.speak)}
      </footer>
    </div>
  `;
}

function labelView(ticket, scene) {
  return html`
    ${scene === "rate" ? nothing : html`<p class="overline">${t("Số thứ tự của Ông/Bà")}</p>`}
    <h1 class="label">${ticket.label}</h1>
    <p class="service">${name(ticket.service_name)}</p>
  `;
}

function cancelButton(acts) {
  return html`<button class="button quiet cancel-button" @click=${acts.cancel}>${icon("x")} ${t("Hủy số này")}</button>`;
}

function hotlineView(hotline) {
  return html`<p>${t("Đường dây nóng")}: <a href="tel:${hotline.replace(/\s/g, "")}">${hotline}</a></p>`;
}

function waitingView({ ticket }) {
  const isSoon = ticket.people_ahead !== null && ticket.people_ahead <= SOON;
  return html`
    <p class="say">${placeSentence(ticket)}</p>
    ${estimateView(estimateSentence(ticket))}
    ${isSoon ? soonView() : html`<p>${t("Vui lòng ngồi chờ đến lượt gọi.")}</p>`}
    ${ticket.class === "priority" ? priorityView() : nothing}
    ${countersView(ticket.counters)}
  `;
}

function soonView() {
  const words = t("Sắp đến lượt: Ông/Bà vui lòng không rời khu vực chờ.");
  return notice(words, { tone: "gold", icon: "bell-ring" });
}

function estimateView(sentence) {
  return sentence ? html`<p class="estimate">${sentence}</p>` : nothing;
}

function priorityView() {
  const words = t("Vui lòng xuất trình giấy tờ chứng minh diện ưu tiên tại quầy khi được gọi.");
  return notice(words, { icon: "badge-check" });
}

function countersView(counters) {
  return counters.length
    ? html`<p class="soft">${t("Quầy phục vụ: %(counters)s", { counters: counters.join(", ") })}</p>`
    : nothing;
}

function calledView({ ticket }) {
  return html`
    <p class="say">${t("Mời Ông/Bà đến")}</p>
    <p class="to">${t("quầy số")}</p>
    <p class="to-number">${ticket.counter}</p>
    ${ticket.calls > 1 ? html`<p class="again">${t("Gọi lần thứ %(calls)s", { calls: ticket.calls })}</p>` : nothing}
    ${ticket.class === "priority" ? html`<p>${t("Vui lòng xuất trình giấy tờ chứng minh diện ưu tiên tại quầy khi được gọi.")}</p>` : nothing}
  `;
}

function servingView({ ticket }) {
  return html`
    <p class="say">${t("Đang được phục vụ tại quầy %(counter)s", { counter: ticket.counter })}</p>
    <p>${t("Khi xong việc, Ông/Bà có thể đánh giá ngay tại trang này.")}</p>
  `;
}

function parkedView({ ticket }) {
  return html`
    <p class="say">${t("Lượt của Ông/Bà đang được giữ lại")}</p>
    <p>${t("Khi đã xong giấy tờ, mời Ông/Bà quay lại quầy %(counter)s. Không phải lấy số mới.", { counter: ticket.counter })}</p>
  `;
}

function missedView({ graceMin }) {
  return html`
    <p class="say">${t("Ông/Bà đã lỡ lượt")}</p>
    <p>${t("Trong %(minutes)s phút kể từ lúc lỡ lượt, vui lòng đến quầy hướng dẫn hoặc quét mã trên phiếu tại kiosk để được gọi lại.", { minutes: graceMin })}</p>
  `;
}

function rateView({ form, draft, busy }, acts) {
  if (!form) {
    return loading();
  }
  return html`
    <div class="rating">
      ${question()} ${faces(form, draft.level, acts.choose)}
      ${draft.level === null ? nothing : restOfForm({ form, draft, busy }, acts)}
      <p class="soft small">${t("Ý kiến không ghi tên. Cán bộ tại quầy không xem được từng đánh giá.")}</p>
    </div>
  `;
}

function restOfForm({ form, draft, busy }, acts) {
  return html`
    ${asksReasons(form, draft.level) ? reasons(form, draft.reasons, acts.toggle) : nothing}
    ${commentField(form, draft.comment, acts.write)} ${sendButton(acts.send, { busy })}
  `;
}

function ratedView({ sent }) {
  const words = {
    already: t("Lượt phục vụ này đã được đánh giá trước đó."),
    late: t("Thời hạn đánh giá lượt phục vụ này đã hết."),
  };
  return html`
    <p class="thanks-sign">${icon("circle-check")}</p>
    <p class="say">${t("Xin chân thành cảm ơn!")}</p>
    <p>${words[sent] ?? t("Đánh giá của Ông/Bà đã được ghi nhận.")}</p>
  `;
}

function ratingOverView({ ticket }) {
  return html`
    <p class="say">${t("Đã phục vụ xong")}</p>
    <p>${t("Thời hạn đánh giá đã hết ngày %(day)s.", { day: formatDate(ticket.rate_until) })}</p>
  `;
}

function cancelledView() {
  return html`
    <p class="say">${t("Số này đã được hủy")}</p>
    <p>${t("Nếu vẫn cần làm thủ tục, Ông/Bà vui lòng lấy số mới.")}</p>
  `;
}

function expiredView({ ticket }) {
  return html`
    <p class="say">${t("Số này đã hết hiệu lực")}</p>
    <p>${t("Phiếu chỉ có giá trị trong ngày %(day)s.", { day: formatDate(ticket.day) })}</p>
  `;
}
