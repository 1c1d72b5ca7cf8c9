/** A day typed as dd/mm/yyyy in every browser, or picked from the browser's own calendar. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { readDay, writeDay } from "./periods.js";

/**
 * @param {{ label: string, value: string, onInput: (text: string) => void, error?: string,
 *   isWrong?: boolean, isOff?: boolean, hidesLabel?: boolean }} what value and text as typed;
 *   `isWrong` marks it where the sentence stands elsewhere
 */
export function dateField(what) {
  const { label, error, hidesLabel } = what;
  return html`
    <label class="field date-field">
      <span class=${hidesLabel ? "visually-hidden" : ""}>${label}</span>
      ${dateInput(what)}
      ${error ? html`<span class="error">${error}</span>` : nothing}
    </label>
  `;
}

function dateInput({ value, onInput, error, isWrong = Boolean(error), isOff = false }) {
  return html`
    <span class="date-input">
      <input inputmode="numeric" autocomplete="off" placeholder=${t("ngày/tháng/năm")} .value=${value} ?disabled=${isOff}
        aria-invalid=${isWrong ? "true" : "false"} @input=${(event) => onInput(event.target.value)}>
      <input class="native" type="date" tabindex="-1" aria-hidden="true" .value=${readDay(value) ?? ""} ?disabled=${isOff}
        @change=${(event) => onInput(writeDay(event.target.value))}>
      <button type="button" class="pick" tabindex="-1" aria-hidden="true" ?disabled=${isOff} @click=${openCalendar}>${icon("calendar-days")}</button>
    </span>
  `;
}

function openCalendar(event) {
  event.preventDefault();
  event.currentTarget.previousElementSibling.showPicker();
}
