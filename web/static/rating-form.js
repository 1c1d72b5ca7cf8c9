/** The parts of the rating form that the tablet and the phone share, as lit-html templates. */

import { html, nothing } from "lit-html";

import { face } from "./faces.js";
import { name, t, tn } from "./i18n.js";

const TELL_ROOM_BELOW = 100;

/** The question that everybody is asked, below the page's own head. */
export function question() {
  return html`<h2 class="rating-question">${t("Ông/Bà đánh giá như thế nào về việc phục vụ vừa rồi?")}</h2>`;
}

/**
 * The faces with their words, the best first as on the official form. None is chosen until
 * somebody chooses it, and none is larger or more colourful than another.
 * @param {import("./opinion.js").Form} form
 * @param {number | null} chosen
 * @param {(level: number) => void} choose
 */
export function faces(form, chosen, choose, { small = false } = {}) {
  return html`
    <div class="faces ${small ? "small" : ""}" role="group" aria-label=${t("Mức độ hài lòng")}>
      ${form.levels.map(
        ({ level, names }) => html`
          <button type="button" class="face-choice" aria-pressed=${level === chosen ? "true" : "false"} @click=${() => choose(level)}>
            ${face(level)}<span>${name(names)}</span>
          </button>
        `,
      )}
    </div>
  `;
}

/** Why: several may be chosen, none must. */
export function reasons(form, chosen, toggle) {
  return html`
    <fieldset class="rating-reasons">
      <legend>${t("Điều gì cần được làm tốt hơn?")} <span class="soft">${t("(Có thể chọn nhiều)")}</span></legend>
      <div class="row">
        ${form.reasons.map(
          ({ code, names }) => html`
            <button type="button" class="choice" aria-pressed=${chosen.includes(code) ? "true" : "false"} @click=${() => toggle(code)}>${name(names)}</button>
          `,
        )}
      </div>
    </fieldset>
  `;
}

/** The citizen's own words; never asked for. */
export function commentField(form, text, write) {
  const room = form.comment_max - text.length;
  return html`
    <label class="field rating-comment">
      <span>${t("Ông/Bà có góp ý gì thêm không? (Không bắt buộc)")}</span>
      <textarea rows="4" maxlength=${form.comment_max} .value=${text} @input=${(event) => write(event.target.value)}></textarea>
      <small>${t("Không cần ghi họ tên, số điện thoại.")} ${room < TELL_ROOM_BELOW ? roomLeft(room) : nothing}</small>
    </label>
  `;
}

function roomLeft(room) {
  return tn("Còn %(num)s ký tự.", "Còn %(num)s ký tự.", room);
}

/** Sends; turning while it is on its way. */
export function sendButton(send, { busy = false, disabled = false } = {}) {
  return html`
    <button type="button" class="button main large rating-send" aria-busy=${busy ? "true" : "false"} ?disabled=${disabled} @click=${send}>
      ${busy ? html`<span class="spinner"></span>` : nothing}${t("Gửi đánh giá")}
    </button>
  `;
}
