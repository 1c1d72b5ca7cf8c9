/** How satisfied those were who answered, and how many answered. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";

import { chartPanel } from "./chart_place.js";
import { levelsChart, rateChart } from "./charts.js";
import { intervalCell, intervalMark, rateCell } from "./parts.js";
import { reportView } from "./report.js";
import { table } from "./tables.js";
import { chartName, count, fraction, interval, isOneRow, levelNames, NOTHING, partName, partTitle, partValue, share, wholeTitle } from "./words.js";

const LEVELS = [5, 4, 3, 2, 1];

export const satisfaction = reportView({
  what: "satisfaction",
  title: () => t("Sự hài lòng"),
  by: "counter",
  isEmpty: (data) => data.total.served === 0,
  figures,
  charts,
  table: ratesTable,
  notes,
});

function figures(data) {
  const { satisfied, response } = data.total;
  return html`
    <section class="figures-row two" aria-label=${wholeTitle(data)}>
      <dl class="figure satisfaction">
        <dt>${t("Tỷ lệ hài lòng")}</dt>
        <dd>${share(satisfied.rate)} ${satisfied.rate == null ? nothing : html`<span class="of">${fraction(satisfied.numerator, satisfied.denominator)}</span>`} ${intervalMark(satisfied)}</dd>
        <dd class="note">${satisfied.rate == null ? t("Chưa có đánh giá") : t("Khoảng tin cậy 95%(sign)s: %(interval)s", { sign: "%", interval: interval(satisfied) })}</dd>
      </dl>
      <dl class="figure">
        <dt>${t("Tỷ lệ phản hồi")}</dt>
        <dd>${share(response.rate)}</dd>
        <dd class="note">${t("%(counts)s lượt phục vụ được đánh giá", { counts: fraction(response.numerator, response.denominator) })}</dd>
      </dl>
    </section>
  `;
}

function charts(data, paint) {
  const rows = data.rows.map((row) => ({
    name: chartName(row, data.by),
    told: row.satisfied,
    levels: row.levels,
    rated: row.rated,
    tip: tipOf(row, data.by),
  }));
  const names = levelNames();
  return html`
    ${chartPanel({
      title: t("Tỷ lệ hài lòng và khoảng tin cậy 95%(sign)s", { sign: "%" }),
      about: t("Biểu đồ tỷ lệ hài lòng; số liệu ở bảng bên dưới."),
      chart: rateChart(rows, paint),
    })}
    ${chartPanel({
      title: t("Năm mức độ, trên tổng số lượt đánh giá"),
      about: t("Biểu đồ năm mức độ; số liệu ở bảng bên dưới."),
      legend: LEVELS.map((level) => [`level-${level}`, names[level]]),
      chart: levelsChart(rows, paint),
    })}
  `;
}

function tipOf(row, by) {
  const { satisfied, response } = row;
  const lines = [partName(row, by)];
  if (satisfied.withheld) lines.push(t("Không nêu vì dựa trên quá ít lượt đánh giá."));
  else if (satisfied.rate == null) lines.push(t("Chưa có đánh giá"));
  else lines.push(`${share(satisfied.rate)} (${fraction(satisfied.numerator, satisfied.denominator)})`, interval(satisfied));
  lines.push(t("Phản hồi %(rate)s (%(counts)s)", { rate: share(response.rate), counts: fraction(response.numerator, response.denominator) }));
  return lines.join("\n");
}

function ratesTable(data, desk) {
  const names = levelNames();
  const group = t("Số lượt theo mức độ");
  const columns = [
    { title: partTitle(data.by), head: true, value: (row) => partValue(row, data.by), cell: (row) => (row.names ? partName(row, data.by) : t("Tổng số")) },
    { title: t("Đã phục vụ"), number: true, hint: t("Số lượt đã hoàn thành giao dịch tại quầy."), value: (row) => row.served, cell: (row) => count(row.served) },
    { title: t("Đã đánh giá"), number: true, hint: t("Số lượt phục vụ đã được công dân đánh giá, mỗi lượt một lần."), value: (row) => row.rated, cell: (row) => count(row.rated) },
    { title: t("Phản hồi"), number: true, hint: t("Số lượt đánh giá / số lượt phục vụ."), value: (row) => row.response.rate, cell: (row) => share(row.response.rate) },
    ...LEVELS.map((level) => ({ title: names[level], group, number: true, kind: "level", value: (row) => row.levels?.[level], cell: (row) => (row.levels ? count(row.levels[level]) : NOTHING) })),
    { title: t("Tỷ lệ hài lòng"), number: true, kind: "rate-cell", hint: t("Số lượt hài lòng / số lượt đánh giá."), value: (row) => row.satisfied.rate, cell: (row) => rateCell(row.satisfied) },
    { title: t("Khoảng tin cậy 95%(sign)s", { sign: "%" }), hint: t("Theo công thức Wilson: tỷ lệ thật nằm trong khoảng này với độ tin cậy 95%(sign)s.", { sign: "%" }), value: (row) => row.satisfied.low, cell: (row) => intervalCell(row.satisfied) },
  ];
  return table({ desk, name: "satisfaction", caption: `${t("Sự hài lòng")}: ${name(data.title)}`, columns, rows: data.rows, total: isOneRow(data) ? null : data.total, compact: true });
}

function notes(data) {
  return [
    t("Lượt không đánh giá không được tính là hài lòng; chúng làm giảm tỷ lệ phản hồi."),
    data.neutral_is_satisfied
      ? t("“Bình thường” được tính là hài lòng, theo quy định đang áp dụng.")
      : t("“Bình thường” không được tính là hài lòng."),
    ...(data.min_count ? [t("Dấu “–”: có dưới %(count)s lượt đánh giá nên không nêu số liệu của cá nhân.", { count: count(data.min_count) })] : []),
  ];
}
