/** Which days a report is about: kinds of periods, a step back and forth, or two typed days. */

import { html, nothing } from "lit-html";

import { formatDate, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { dateField } from "./date_field.js";
import { kindOf, KINDS, periodOf, readDay, readPeriod, shifted, writeDay } from "./periods.js";
import { monthWord } from "./words.js";

/** The period that the view's address names. */
export function periodFor(desk) {
  return readPeriod(desk.params, desk.office.day);
}

/** The picker; its parts are links, so that each period has its address. */
export function periodPicker(desk) {
  const period = periodFor(desk);
  const shownKind = desk.params.kind === "any" ? "any" : kindOf(period);
  return html`
    <div class="period" role="group" aria-label=${t("Kỳ báo cáo")}>
      <div class="segments">${KINDS.map((kind) => kindLink(desk, period, kind, shownKind))}</div>
      ${shownKind === "any" ? anyDays(desk, period) : stepper(desk, period)}
    </div>
  `;
}

function kindLink(desk, period, kind, shownKind) {
  const wanted = kind === "any" ? { ...period, kind } : { ...periodOf(kind, anchorOf(period, desk.office.day)), kind: undefined };
  return html`<a href=${addressOf(desk.view, { ...desk.params, ...wanted })} aria-current=${kind === shownKind ? "true" : nothing}>${kindTitle(kind)}</a>`;
}

/** The day around which another kind is chosen: the end of what is shown, but no day to come. */
function anchorOf({ from, to }, today) {
  if (from > today) return from;
  return to < today ? to : today;
}

function stepper(desk, period) {
  const step = (steps, label, sign) => html`
    <a class="button small square-small" href=${addressOf(desk.view, { ...desk.params, ...shifted(period, steps) })} aria-label=${label}>${sign}</a>`;
  return html`
    <div class="row stepper">
      ${step(-1, t("Kỳ trước"), icon("chevron-left"))}
      <strong>${periodName(period)}</strong>
      ${step(1, t("Kỳ sau"), icon("chevron-right"))}
    </div>
  `;
}

function anyDays(desk, period) {
  const { local } = desk;
  const asked = { from: writeDay(period.from), to: writeDay(period.to) };
  if (local.daysOf !== desk.params.from + desk.params.to) Object.assign(local, { daysOf: desk.params.from + desk.params.to, days: asked, daysError: "" });
  const field = (which, label) => dateField({
    label, value: local.days[which], isWrong: Boolean(local.daysError),
    onInput: (text) => {
      local.days[which] = text;
      desk.draw();
    },
  });
  return html`
    <form class="row any-days" novalidate @submit=${(event) => showDays(event, desk)}>
      ${field("from", t("Từ ngày"))} ${field("to", t("Đến hết ngày"))}
      <button class="button small">${t("Xem")}</button>
      ${local.daysError ? html`<p class="error" role="alert">${local.daysError}</p>` : nothing}
    </form>
  `;
}

function showDays(event, desk) {
  event.preventDefault();
  const { local } = desk;
  const [from, to] = [readDay(local.days.from), readDay(local.days.to)];
  local.daysError = daysFault(from, to);
  if (local.daysError) desk.draw();
  else desk.go(desk.view, { ...desk.params, from, to, kind: "any" });
}

function daysFault(from, to) {
  if (!from || !to) return t("Cần hai ngày có thật, như 07/11/2026.");
  return from > to ? t("Ngày đầu phải trước ngày cuối.") : "";
}

function kindTitle(kind) {
  const titles = {
    day: t("Ngày"),
    month: t("Tháng"),
    quarter: t("Quý"),
    half: t("6 tháng"),
    nine: t("9 tháng"),
    year: t("Năm"),
    any: t("Tùy chọn"),
  };
  return titles[kind];
}

function quarterName(at, year) {
  const names = [
    t("Quý I/%(year)s", { year }),
    t("Quý II/%(year)s", { year }),
    t("Quý III/%(year)s", { year }),
    t("Quý IV/%(year)s", { year }),
  ];
  return names[at];
}

/** "Tháng 11/2026", "Quý IV/2026", "07/11/2026 – 09/11/2026". */
export function periodName(period) {
  const [year, month] = period.from.split("-");
  const names = {
    day: () => formatDate(period.from),
    month: () => t("Tháng %(month)s/%(year)s", { month: monthWord(period.from), year }),
    quarter: () => quarterName((Number(month) - 1) / 3, year),
    half: () => (month === "01" ? t("6 tháng đầu năm %(year)s", { year }) : t("6 tháng cuối năm %(year)s", { year })),
    nine: () => t("9 tháng đầu năm %(year)s", { year }),
    year: () => t("Năm %(year)s", { year }),
    any: () => `${formatDate(period.from)} – ${formatDate(period.to)}`,
  };
  return names[kindOf(period)]();
}
