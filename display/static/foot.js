/** The foot of the board: the notice, or what is wrong with this screen. */

import { html, nothing } from "lit-html";

import { formatDate, formatTime, name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { isOther } from "./words.js";

/** @param {import("./main.js").Screen} screen */
export function footView(screen) {
  return html`
    <footer class="board-foot">
      ${screen.muted ? mutedView(screen.unlock) : nothing}
      ${screen.lostSince ? lostView(screen) : noticeView(screen)}
    </footer>
  `;
}

function mutedView(unlock) {
  return html`
    <button class="muted" @click=${unlock}>
      ${icon("volume-x")} ${t("Màn hình đang tắt tiếng – chạm để bật")}
    </button>
  `;
}

function lostView({ lostSince, now }) {
  const day = formatDate(lostSince) === formatDate(now) ? "" : ` ${formatDate(lostSince)}`;
  const time = `${formatTime(lostSince)}${day}`;
  return html`
    <p class="lost" role="alert">
      ${icon("wifi-off")}
      ${t("Mất kết nối với máy chủ từ %(time)s – số đang hiển thị có thể đã cũ", { time })}
    </p>
  `;
}

function noticeView({ board, second, notice }) {
  const also = isOther(second) ? board.notices[second.lang] : "";
  const copies = notice.moves ? [false, true] : [false];
  return html`
    <div class="notice-line ${notice.moves ? "moves" : ""} ${notice.wraps ? "wraps" : ""}">
      <div class="notice-track" .style=${`--notice-s: ${notice.seconds}s`}>
        ${copies.map((isCopy) => noticeText(name(board.notices), also, second, isCopy))}
      </div>
    </div>
    ${board.hotline ? html`<p class="hotline">${t("Đường dây nóng: %(number)s", { number: board.hotline })}</p>` : nothing}
  `;
}

function noticeText(first, also, second, isCopy) {
  return html`
    <p class="notice-text" aria-hidden=${isCopy ? "true" : "false"}>
      <span>${first}</span>${also ? html`<span lang=${second.lang}>${also}</span>` : nothing}
    </p>
  `;
}
