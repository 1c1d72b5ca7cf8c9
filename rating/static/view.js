/** What the tablet looks like: one view for each screen of phases.js, all pure functions. */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";

import { face } from "/static/faces.js";
import { language, languages, name, t } from "/static/i18n.js";
import { asksReasons } from "/static/opinion.js";
import { clock, emptyState, icon, languageSwitch, lineBanner, loading } from "/static/parts.js";
import { commentField, faces, question, reasons, sendButton } from "/static/rating-form.js";

import { mayTakeBack, shareLeft } from "./phases.js";

const VIEWS = {
  start: startView, rest: restView, called: calledView, serving: servingView,
  ask: askView, why: whyView, thanks: thanksView, away: awayView,
};

/**
 * @param {{ model: import("./phases.js").Model, line: any, now: number, waiting: number,
 *   act: (type: string, facts?: object) => void }} seen `waiting`: opinions in the outbox
 */
export function screenView(seen) {
  const { model, line } = seen;
  return html`
    ${headView(seen)} ${lineBanner(line)}
    <main class="tablet ${model.screen}" aria-live=${QUIET.has(model.screen) ? "off" : "polite"}>
      ${keyed(model.screen, VIEWS[model.screen](seen))}
    </main>
    ${barView(seen)}
  `;
}

/** Screens with things to touch: read out by their own heads, not whole. */
const QUIET = new Set(["ask", "why"]);

function headView({ model, act }) {
  const choose = (code) => act("language", { language: code });
  return html`
    <header class="tablet-head">
      <p class="tablet-office">${name(model.server?.names)}</p>
      ${languageSwitch(languages(), language(), choose)} ${clock()}
    </header>
  `;
}

function startView({ line }) {
  const refused = line?.refused;
  return refused
    ? emptyState({
        isPage: true,
        icon: "circle-alert",
        title: t("Máy này chưa gắn với quầy nào"),
        text: t("Nhờ quản lý mở mục Thiết bị và chọn quầy cho máy này."),
      })
    : loading();
}

function restView({ model, waiting }) {
  const { counter } = model.server;
  return html`
    <section class="rest-card ${counter.state}">
      <h1><span class="lead">${t("Quầy số")}</span> <span class="counter-number">${counter.number}</span></h1>
      <p class="counter-name">${name(counter.names)}</p>
    </section>
    <section class="rest-words">
      ${counter.full_name ? clerkView(counter.full_name) : nothing}
      <p class="rest-sentence">${restSentence(counter.state)}</p>
      ${waiting ? html`<p class="kept">${icon("check")} ${t("Đánh giá đã được giữ lại và sẽ tự gửi khi có kết nối.")}</p>` : nothing}
    </section>
  `;
}

function clerkView(fullName) {
  return html`<p class="clerk"><span class="soft">${t("Cán bộ phục vụ")}</span><strong>${fullName}</strong></p>`;
}

function restSentence(state) {
  const sentences = {
    open: t("Sau khi được phục vụ, mời Ông/Bà đánh giá tại đây."),
    paused: t("Quầy tạm nghỉ. Ông/Bà vui lòng chờ trong ít phút."),
    closed: t("Quầy chưa mở. Ông/Bà vui lòng theo dõi màn hình gọi số."),
  };
  return sentences[state];
}

function calledView({ model }) {
  return html`
    <h1 class="lead">${t("Mời công dân số")}</h1>
    <p class="ticket-number">${model.ticket.label}</p>
    <p class="to-counter">${t("đến quầy số %(number)s", { number: model.server.counter.number })}</p>
  `;
}

function servingView({ model }) {
  const { counter } = model.server;
  return html`
    <h1 class="lead">${t("Đang phục vụ số")}</h1>
    <p class="ticket-number">${model.ticket.label}</p>
    ${counter.full_name ? clerkView(counter.full_name) : nothing}
    <p class="rest-sentence">${restSentence("open")}</p>
  `;
}

function askView({ model, act }) {
  return html`
    <h1 class="invited">${t("Mời công dân số %(label)s", { label: model.ticket.label })}</h1>
    ${question()} ${faces(model.form, model.draft.level, (level) => act("choose", { level }))}
    <p class="promise">${t("Ý kiến không ghi tên. Cán bộ tại quầy không xem được từng đánh giá.")}</p>
  `;
}

function whyView({ model, act }) {
  const { form, draft } = model;
  const asks = asksReasons(form, draft.level);
  return html`
    <h1 class="invited">${t("Đánh giá của công dân số %(label)s", { label: model.ticket.label })}</h1>
    ${faces(form, draft.level, (level) => act("choose", { level }), { small: true })}
    <div class="why-form ${asks ? "" : "only-comment"}">
      ${asks ? reasons(form, draft.reasons, (code) => act("reason", { code })) : nothing}
      <div class="why-words">
        ${commentField(form, draft.comment, (text) => act("comment", { text }))}
        ${sendButton(() => act("send"))}
        <p class="soft">${t("Nếu không chạm màn hình, mức đã chọn sẽ tự gửi.")}</p>
      </div>
    </div>
  `;
}

/** The face stands here only while it may be taken back: others look at this screen too. */
function thanksView({ model, line, act }) {
  return html`
    ${mayTakeBack(model) ? chosenView(model) : html`<p class="thanks-sign">${icon("circle-check")}</p>`}
    <h1>${t("Xin chân thành cảm ơn!")}</h1>
    <p class="thanks-words">${outcomeSentence(model.outcome, line)}</p>
    ${mayTakeBack(model) ? takeBackView(act) : nothing}
  `;
}

function chosenView({ form, draft: { level } }) {
  const chosen = form.levels.find((one) => one.level === level);
  return html`<div class="thanks-face">${face(level)}<p>${name(chosen.names)}</p></div>`;
}

function outcomeSentence(outcome, line) {
  const kept = t("Đánh giá đã được giữ lại và sẽ tự gửi khi có kết nối.");
  const sentences = {
    already: t("Lượt phục vụ này đã được đánh giá trước đó."),
    late: t("Thời hạn đánh giá lượt phục vụ này đã hết."),
    refused: t("Lượt phục vụ này chưa kết thúc. Ông/Bà có thể đánh giá sau bằng mã QR trên phiếu."),
    later: kept,
  };
  const heard = t("Ý kiến của Ông/Bà giúp chúng tôi phục vụ tốt hơn.");
  return sentences[outcome] ?? (line?.connected === false ? kept : heard);
}

function takeBackView(act) {
  return html`
    <div class="row thanks-acts">
      <button class="button large" @click=${() => act("more")}>${icon("message-square-text")} ${t("Góp ý thêm")}</button>
      <button class="button large quiet" @click=${() => act("again")}>${icon("undo-2")} ${t("Chọn lại")}</button>
    </div>
  `;
}

function awayView() {
  return html`
    <h1>${t("Cảm ơn Ông/Bà!")}</h1>
    <p class="thanks-words">${t("Ông/Bà vẫn có thể đánh giá sau bằng mã QR trên phiếu.")}</p>
  `;
}

/** The time that is left: thin, and drawn without a style attribute. */
function barView({ model, now }) {
  if (!["ask", "why", "thanks"].includes(model.screen)) {
    return nothing;
  }
  return html`
    <svg class="time-left" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width=${100 * shareLeft(model, now)} height="1"></rect>
    </svg>
  `;
}
