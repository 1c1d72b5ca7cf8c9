/** Closed days and days with hours of their own, as lists to type in. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { dateField } from "./date_field.js";
import { languageName, textField } from "./forms.js";
import { touched } from "./form_state.js";
import { readDay, writeDay } from "./periods.js";
import { nextSpan } from "./week.js";
import { spanView } from "./week_view.js";

/** Days as a form keeps them: the date as it is typed. */
export function daysFrom(days) {
  return days.map((day) => ({ ...day, typed: writeDay(day.date) }));
}

/** Days as the server reads them; what is no day goes as it was typed and is refused at its field. */
export function daysTo(days) {
  return days.map(({ typed, names, hours }) => ({ date: dateOf(typed), names, ...(hours ? { hours } : {}) }));
}

/** Days without service. */
export function closedDaysView(desk, form) {
  return listView(desk, form, "closed_days", { add: t("Thêm ngày nghỉ"), make: () => ({ typed: "", names: {} }) });
}

/** Days with hours of their own. */
export function openDaysView(desk, form) {
  return listView(desk, form, "open_days", { add: t("Thêm ngày có giờ riêng"), make: () => ({ typed: "", names: {}, hours: [nextSpan([])] }) });
}

function listView(desk, form, list, { add, make }) {
  const days = form.values[list];
  const change = (edit) => {
    edit();
    touched(form, list);
    form.errors = Object.fromEntries(Object.entries(form.errors).filter(([place]) => !place.startsWith(`${list}[`)));
    desk.draw();
  };
  return html`
    ${days.map((day, at) => dayView(desk, form, { list, day, at, change }))}
    <div><button type="button" class="button small" @click=${() => change(() => days.push(make()))}>${icon("plus")} ${add}</button></div>
    ${form.errors[list] ? html`<span class="error">${form.errors[list]}</span>` : nothing}
  `;
}

function dayView(desk, form, { list, day, at, change }) {
  const place = placeOf(list, day, at);
  const take = (text) => {
    day.typed = text;
    touched(form, list);
    desk.draw();
  };
  return html`
    <div class="special-day" role="group" aria-label=${day.typed || t("Ngày mới")}>
      ${dateField({ label: t("Ngày"), value: day.typed, onInput: take, error: dateError(day, form.errors[`${place}.date`]) })}
      ${desk.office.languages.map((lang, first) => textField(form, `${list}.${at}.names.${lang}`, {
        label: t("Tên ngày (%(language)s)", { language: languageName(lang) }), lang, error: first ? "" : (form.errors[`${place}.names`] ?? ""),
      }))}
      <button type="button" class="button small quiet square-small" aria-label=${t("Bỏ ngày này")} @click=${() => change(() => form.values[list].splice(at, 1))}>${icon("x")}</button>
      ${day.hours ? spansView(form, { list, day, place, change }) : nothing}
    </div>
  `;
}

/** The server's example is a date as programs write it; here people write it. */
function dateError({ typed }, told) {
  return told && !readDay(typed) ? t("Cần là một ngày, như 07/11/2026.") : told;
}

function spansView(form, { list, day, place, change }) {
  const errorOf = (at) => form.errors[`${place}.hours[${at + 1}].from`] ?? form.errors[`${place}.hours[${at + 1}].to`] ?? "";
  return html`
    <div class="spans">
      ${day.hours.map((span, at) => spanView({
        span,
        error: errorOf(at),
        input: () => touched(form, list),
        remove: () => change(() => day.hours.splice(at, 1)),
      }))}
      <button type="button" class="button small quiet" @click=${() => change(() => day.hours.push(nextSpan(day.hours)))}>${icon("plus")} ${t("Thêm giờ")}</button>
      ${form.errors[`${place}.hours`] ? html`<span class="error">${form.errors[`${place}.hours`]}</span>` : nothing}
    </div>
  `;
}

/** The server places a day by its date, one without a date by its number. */
function placeOf(list, { typed }, at) {
  return `${list}[${dateOf(typed) || at + 1}]`;
}

function dateOf(typed) {
  return readDay(typed) ?? typed.trim();
}
