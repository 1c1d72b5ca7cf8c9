/** What the kiosk has to say: a refusal, a citizen who came back, the helper who is called. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { aheadText, opensText } from "./texts.js";

/** Why no number was given. */
export function refusedView({ flow, now }, acts) {
  const { refusal } = flow;
  return toldView({
    icon: "circle-alert",
    title: t("Chưa lấy được số"),
    text: refusal.detail || refusal.title,
    note: refusal.opens_at && !Number.isNaN(Date.parse(refusal.opens_at)) ? opensText(refusal.opens_at, now) : null,
    acts,
  });
}

/** What becomes of a ticket whose code was held to the reader. */
export function returnView({ flow }, acts) {
  const { state, ticket } = flow.comeback;
  return toldView({ ...comebackText(state, ticket), number: ticket?.label, acts });
}

function comebackText(state, ticket) {
  const told = {
    reading: { icon: "scan-qr-code", title: t("Đang đọc mã…"), text: t("Xin Ông/Bà chờ giây lát.") },
    back: {
      icon: "circle-check",
      title: t("Đã xếp lại vào hàng chờ"),
      text: t("Ông/Bà giữ nguyên số cũ. Vui lòng ngồi chờ đến lượt gọi."),
      note: aheadOf(ticket),
    },
    waiting: {
      icon: "hourglass",
      title: t("Chưa đến lượt của Ông/Bà"),
      text: t("Số này vẫn đang chờ. Vui lòng ngồi chờ đến lượt gọi."),
      note: aheadOf(ticket),
    },
    called: {
      icon: "bell-ring",
      title: t("Đã đến lượt của Ông/Bà"),
      text: ticket?.counter ? t("Mời Ông/Bà đến quầy %(n)s ngay.", { n: ticket.counter }) : t("Mời Ông/Bà xem bảng gọi số."),
    },
    serving: {
      icon: "concierge-bell",
      title: t("Số này đang được phục vụ"),
      text: ticket?.counter ? t("Mời Ông/Bà đến quầy %(n)s ngay.", { n: ticket.counter }) : t("Mời Ông/Bà xem bảng gọi số."),
    },
    parked: {
      icon: "armchair",
      title: t("Chỗ của Ông/Bà vẫn được giữ"),
      text: t("Ông/Bà không phải xếp hàng lại. Vui lòng ngồi chờ, cán bộ quầy sẽ gọi."),
    },
    late: { icon: "clock", title: t("Đã quá thời gian quay lại"), text: t("Mời Ông/Bà lấy số mới.") },
    over: { icon: "circle-alert", title: t("Phiếu này không còn giá trị"), text: t("Phiếu chỉ dùng một lần, trong ngày. Mời Ông/Bà lấy số mới.") },
    unknown: { icon: "circle-alert", title: t("Không nhận ra mã này"), text: t("Hãy đưa mã QR trên phiếu số thứ tự vào máy quét, hoặc bấm “Gọi người hỗ trợ”.") },
    lost: { icon: "wifi-off", title: t("Chưa kiểm tra được phiếu"), text: t("Máy chưa kết nối được. Vui lòng thử lại sau giây lát hoặc đến quầy hướng dẫn.") },
  };
  return told[state];
}

function aheadOf(ticket) {
  return ticket?.people_ahead == null ? null : aheadText(ticket.people_ahead);
}

function toldView({ icon: sign, title, text, note, number, acts }) {
  return html`
    <main class="screen told">
      <div class="told-body" role="alert">
        <span class="told-icon">${icon(sign)}</span>
        ${number ? html`<p class="told-number">${number}</p>` : nothing}
        <h1 tabindex="-1">${title}</h1>
        <p>${text}</p>
        ${note ? html`<p class="strong">${note}</p>` : nothing}
      </div>
      <div class="acts centred">
        <button class="button huge" @click=${acts.back}>${icon("arrow-left")}${t("Về màn hình đầu")}</button>
      </div>
    </main>
  `;
}

/** "Gọi người hỗ trợ": whether somebody comes. Put into a modal dialog by main.js. */
export function helpView({ flow }, acts) {
  const told = {
    asking: ["hand-helping", t("Đang báo cán bộ…"), t("Xin Ông/Bà chờ giây lát.")],
    told: ["circle-check", t("Đã báo cán bộ"), t("Ông/Bà vui lòng chờ tại đây, cán bộ sẽ đến hỗ trợ.")],
    failed: ["circle-alert", t("Chưa báo được cán bộ"), t("Mời Ông/Bà đến quầy gần nhất để được giúp.")],
  };
  const [sign, title, text] = told[flow.help];
  return html`
    <div class="told-body" role="status">
      <span class="told-icon">${icon(sign)}</span>
      <h2 id="help-title">${title}</h2>
      <p>${text}</p>
    </div>
    <div class="acts centred">
      <button class="button main huge" autofocus @click=${acts.closeHelp}>${t("Đóng")}</button>
    </div>
  `;
}
