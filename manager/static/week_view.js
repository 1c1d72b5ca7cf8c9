/** The editor of a week's hours: each day with its stretches. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { touched } from "./form_state.js";
import { copiedToWeek, DAYS, nextSpan, spanError, usualWeek } from "./week.js";

/** The names of the days. */
export function dayName(day) {
  const names = {
    mon: t("Thứ Hai"),
    tue: t("Thứ Ba"),
    wed: t("Thứ Tư"),
    thu: t("Thứ Năm"),
    fri: t("Thứ Sáu"),
    sat: t("Thứ Bảy"),
    sun: t("Chủ Nhật"),
  };
  return names[day];
}

/** Always open, or the seven days. */
export function weekView(desk, form) {
  const { week } = form.values;
  const change = (edit) => {
    edit(week);
    touched(form, "hours");
    form.errors = withoutHours(form.errors);
    desk.draw();
  };
  return html`
    <div class="row" role="radiogroup" aria-label=${t("Giờ nhận số")}>
      ${choice(t("Luôn mở"), week.isAlways, () => change((one) => (one.isAlways = true)))}
      ${choice(t("Theo giờ trong tuần"), !week.isAlways, () => change(openByHours))}
    </div>
    ${week.isAlways ? nothing : html`<div class="week">${DAYS.map((day) => dayView(form, day, change))}</div>`}
    ${form.errors.hours ? html`<span class="error">${form.errors.hours}</span>` : nothing}
  `;
}

/** What the server said of stretches is over once one of them changes: their places moved. */
function withoutHours(errors) {
  return Object.fromEntries(Object.entries(errors).filter(([place]) => !place.startsWith("hours")));
}

function openByHours(week) {
  week.isAlways = false;
  if (DAYS.every((day) => !week.days[day].length)) week.days = usualWeek();
}

function choice(words, isChosen, choose) {
  return html`<label class="choice"><input type="radio" name="always" .checked=${isChosen} @change=${choose}>${words}</label>`;
}

function dayView(form, day, change) {
  const { week } = form.values;
  const spans = week.days[day];
  return html`
    <div class="day" role="group" aria-label=${dayName(day)}>
      <strong>${dayName(day)}</strong>
      <div class="spans">
        ${spans.length ? spans.map((span, at) => spanView({
          span,
          error: spanError(week, day, at, form.errors),
          input: () => touched(form, "hours"),
          remove: () => change(({ days }) => days[day].splice(at, 1)),
        })) : html`<span class="soft">${t("Nghỉ")}</span>`}
      </div>
      <div class="day-acts">
        <button type="button" class="button small quiet" @click=${() => change(({ days }) => days[day].push(nextSpan(spans)))}>${icon("plus")} ${t("Thêm giờ")}</button>
        ${day === "mon" && spans.length
          ? html`<button type="button" class="button small quiet" @click=${() => change((one) => (one.days = copiedToWeek(one.days, day)))}>${t("Chép cho thứ Ba – thứ Sáu")}</button>`
          : nothing}
      </div>
    </div>
  `;
}

/** One stretch, "07:30" to "11:30", with what is wrong with it. */
export function spanView({ span, error, input, remove }) {
  const take = (end) => (event) => {
    span[end] = event.target.value.trim();
    input();
  };
  return html`
    <span class="span">
      <input class="input" aria-label=${t("Từ giờ")} placeholder="07:30" .value=${span.from} aria-invalid=${error ? "true" : "false"} @input=${take("from")}>
      <span aria-hidden="true">–</span>
      <input class="input" aria-label=${t("Đến giờ")} placeholder="11:30" .value=${span.to} aria-invalid=${error ? "true" : "false"} @input=${take("to")}>
      <button type="button" class="button small quiet square-small" aria-label=${t("Bỏ giờ này")} @click=${remove}>${icon("x")}</button>
      ${error ? html`<span class="error">${error}</span>` : nothing}
    </span>
  `;
}
