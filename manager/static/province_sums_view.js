/** What the chosen offices come to together, and which of them are not in it. */

import { html, nothing } from "lit-html";

import { t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { bigDuration, figure, pairs, satisfactionFigure } from "./parts.js";
import { toneOf } from "./province_rules.js";
import { sumsOf } from "./province_sums.js";
import { centreName, toneNames } from "./province_words.js";
import { count, fraction, interval, placeName, share, spell } from "./words.js";

/** More silent offices than these are only counted. */
const MOST_NAMED = 4;

/** The figures of the offices that are shown, of all that there are. */
export function sumsView(desk, { shown, all, now }) {
  const sums = sumsOf(shown, now);
  return html`
    <p class="visually-hidden" role="status">${tn("%(num)s đơn vị cần chú ý", "%(num)s đơn vị cần chú ý", all.filter((one) => ["red", "gold"].includes(toneOf(one, now))).length)}</p>
    <p class="sums-about" role="status"><strong>${whoseWords(desk, shown, all)}</strong>${sums.silent ? html` · ${leftOut(sums)}` : nothing}</p>
    <section class="figures-row even" aria-label=${t("Số liệu chung lúc này")}>
      ${figure(t("Đang mở"), fraction(sums.open, sums.heard), t("Đơn vị có quầy đang gọi"))}
      ${figure(t("Đang chờ"), count(sums.waiting), t("Người, ở các đơn vị này"))}
      ${figure(t("Chờ lâu nhất"), bigDuration(sums.longest_s), t("Trong số người đang chờ"))}
      ${figure(t("Đã phục vụ"), count(sums.served), t("Lượt trong ngày"))}
      ${figure(t("Cần chú ý"), count(sums.troubled), t("Đơn vị có vấn đề"))}
      ${satisfactionFigure(sums.satisfaction.satisfied, sums.satisfaction.response)}
    </section>
  `;
}

/** Whose figures these are: all, or how many of them and by which choice. */
function whoseWords({ local, offices }, shown, all) {
  const centre = offices.find(({ code }) => code === local.centre);
  const choices = [
    centre ? centreName(centre, offices) : "",
    local.tone ? toneNames()[local.tone] : "",
    local.query ? `“${local.query}”` : "",
  ].filter(Boolean);
  if (!choices.length) return tn("Tất cả %(num)s đơn vị", "Tất cả %(num)s đơn vị", all.length, { num: count(all.length) });
  return `${t("%(count)s trong %(all)s đơn vị", { count: count(shown.length), all: count(all.length) })}: ${choices.join(" · ")}`;
}

/** How many are not in the sums. */
export function leftOut({ silent }) {
  return tn("không tính %(num)s đơn vị mất liên lạc", "không tính %(num)s đơn vị mất liên lạc", silent, { num: count(silent) });
}

/** A centre's offices together, in a line beside its name. */
export function sumsLine(offices, now) {
  const sums = sumsOf(offices, now);
  const { satisfied, response } = sums.satisfaction;
  const rated = satisfied.rate == null
    ? [t("chưa có đánh giá")]
    : [t("hài lòng %(rate)s (%(counts)s; %(interval)s)", { rate: share(satisfied.rate), counts: fraction(satisfied.numerator, satisfied.denominator), interval: interval(satisfied) }), t("phản hồi %(rate)s", { rate: share(response.rate) })];
  const figures = sums.heard
    ? [t("%(count)s đang chờ", { count: count(sums.waiting) }), ...(sums.longest_s === null ? [] : [t("lâu nhất %(time)s", { time: spell(sums.longest_s) })]), t("%(count)s đã phục vụ", { count: count(sums.served) }), ...rated]
    : [];
  return html`<p class="sums-line soft small">${pairs(...figures, ...(sums.silent ? [html`<strong>${leftOut(sums)}</strong>`] : []))}</p>`;
}

/** Who is not in the figures is said by name; of many, how many more there are. */
export function silentView(offices) {
  const silent = offices.filter((one) => one.silent);
  if (!silent.length) return nothing;
  const named = silent.slice(0, MOST_NAMED).map(placeName).join("; ");
  const others = silent.length - MOST_NAMED;
  const who = others > 0 ? t("%(names)s và %(count)s đơn vị khác", { names: named, count: count(others) }) : named;
  return html`<div class="notice red silent-offices" role="status">${icon("wifi-off")}
    <p class="grow"><strong>${t("Số liệu chưa đầy đủ.")}</strong>
      ${t("Không nhận được báo cáo của %(names)s: số liệu chung không tính các đơn vị này; ở danh sách là số liệu của lần báo cáo gần nhất.", { names: who })}</p></div>`;
}
