/** The kiosk's page: its head, the screen of the moment, and the acts that are always at the foot. */

import { html, nothing } from "lit-html";

import { formatTime, languages, t, tn } from "/static/i18n.js";
import { clock, icon, MARK, today } from "/static/parts.js";

import { isAboutToLeave, leavesIn } from "./flow.js";
import { nameOf } from "./texts.js";
import { confirmView } from "./confirm.js";
import { procedureView, searchView } from "./lookup.js";
import { resultView } from "./result.js";
import { tilesLoading, tilesView } from "./tiles.js";
import { refusedView, returnView } from "./told.js";

const SCREENS = {
  rest: tilesView,
  confirm: confirmView,
  sending: confirmView,
  refused: refusedView,
  result: resultView,
  search: searchView,
  procedure: procedureView,
  return: returnView,
};

/**
 * The whole page.
 * @param {{ flow: import("./flow.js").Flow, office: any, line: any, isOnline: boolean, now: Date,
 *   at: number, canRead: boolean, hasClips: boolean,
 *   said: string }} page `now` is the server's clock, `at` the
 *   browser's, in ms; `said` is what a screen reader hears; `hasClips`: the hall's voice can be played
 * @param {Record<string, (...args: any[]) => void>} acts
 */
export function kioskView(page, acts) {
  return html`
    ${headView(page)} ${lineView(page)}
    ${page.office ? SCREENS[page.flow.screen](page, acts) : tilesLoading()}
    ${stillThereView(page, acts)} ${footView(page, acts)}
    <p class="visually-hidden" role="status" aria-live="polite">${page.said}</p>
  `;
}

function headView({ office, now }) {
  return html`
    <header class="head">
      <img class="mark" src=${office?.logo ?? MARK} alt="">
      <div class="office">
        <p class="office-name">${nameOf(office)}</p>
        <p class="slogan">${nameOf(office, "slogans")}</p>
      </div>
      <div class="now">${clock(now)}${today(now)}</div>
    </header>
  `;
}

/** No line: what does not work, what to do, and that nobody has to press anything. */
function lineView({ line, isOnline }) {
  if (isOnline || !line) {
    return nothing;
  }
  return html`
    <div class="line-lost" role="alert">
      ${icon("wifi-off")}
      <p>
        <b>${t("Mất kết nối với máy chủ từ %(time)s, tạm thời chưa lấy được số.", { time: formatTime(line.since) })}</b>
        ${t("Máy đang tự nối lại. Ông/Bà vui lòng chờ giây lát hoặc báo cán bộ hướng dẫn.")}
      </p>
    </div>
  `;
}

function stillThereView({ flow, at }, acts) {
  if (!isAboutToLeave(flow, at)) {
    return nothing;
  }
  const seconds = Math.max(1, Math.ceil(leavesIn(flow, at) / 1000));
  return html`
    <div class="still-there">
      ${icon("hourglass")}
      <p>${tn("Ông/Bà còn ở đây không? Màn hình trở về sau %(num)s giây.", "Ông/Bà còn ở đây không? Màn hình trở về sau %(num)s giây.", seconds)}</p>
      <button class="button large" @click=${acts.stay}>${t("Tiếp tục")}</button>
    </div>
  `;
}

function footView(page, acts) {
  const { flow } = page;
  return html`
    <footer class="foot">
      ${languageView(page, acts)}
      <div class="foot-acts">
        ${toggle("a-large-small", t("Chữ to"), flow.large, acts.toggleLarge)}
        ${page.canRead ? toggle("volume-2", t("Đọc to"), flow.reading, acts.toggleReading) : nothing}
        <button class="button foot-button" @click=${acts.askHelp}>
          ${icon("hand-helping")}${t("Gọi người hỗ trợ")}
        </button>
      </div>
    </footer>
  `;
}

function toggle(sign, text, isOn, act) {
  return html`
    <button class="button foot-button" aria-pressed=${isOn ? "true" : "false"} @click=${act}>${icon(sign)}${text}</button>
  `;
}

/** "Tiếng Việt · English": words, never flags. */
function languageView({ flow, office }, acts) {
  const offered = languages().filter(({ code }) => office?.languages.includes(code));
  if (offered.length < 2) {
    return html`<div></div>`;
  }
  return html`
    <div class="tongues" role="group" aria-label=${t("Ngôn ngữ")}>
      ${offered.map(({ code, name }, at) => html`
        ${at ? html`<span aria-hidden="true">·</span>` : nothing}
        <button class="tongue" lang=${code} aria-pressed=${code === flow.lang ? "true" : "false"}
          @click=${() => acts.speakIn(code)}>${name}</button>
      `)}
    </div>
  `;
}
