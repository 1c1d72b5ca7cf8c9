/** How many came and what became of them, how long they waited and how long service took. */

import { html } from "lit-html";

import { name, t } from "/static/i18n.js";

import { chartPanel } from "./chart_place.js";
import { barsChart } from "./charts.js";
import { pairs } from "./parts.js";
import { reportView } from "./report.js";
import { table } from "./tables.js";
import { chartName, count, isOneRow, minutes, partName, partTitle, partValue, spell, wholeTitle } from "./words.js";

export const service = reportView({
  what: "service",
  title: () => t("Tình hình phục vụ"),
  by: "counter",
  isEmpty: (data) => data.total.taken === 0,
  figures,
  charts,
  table: timesTable,
  notes,
});

function figures(data) {
  const { total } = data;
  const figure = (what, value, note) => html`<dl class="figure"><dt>${what}</dt><dd>${value}</dd><dd class="note">${note}</dd></dl>`;
  return html`
    <section class="figures-row four" aria-label=${wholeTitle(data)}>
      ${figure(t("Số lượt lấy số"), count(total.taken), pairs(t("Vắng mặt: %(count)s", { count: count(total.missed) }), t("Hủy: %(count)s", { count: count(total.cancelled) })))}
      ${figure(t("Đã phục vụ"), count(total.served), t("Hết ngày chưa phục vụ: %(count)s", { count: count(total.expired) }))}
      ${figure(t("Chờ trung bình"), spell(total.wait.mean_s), t("Chín phần mười không quá %(time)s", { time: spell(total.wait.p90_s) }))}
      ${figure(t("Phục vụ trung bình"), spell(total.service.mean_s), t("Chín phần mười không quá %(time)s", { time: spell(total.service.p90_s) }))}
    </section>
  `;
}

function charts(data, paint) {
  const { colours } = paint;
  const parts = data.rows.map((row) => ({ row, name: chartName(row, data.by), title: partName(row, data.by) }));
  const inMinutes = (seconds) => (seconds == null ? null : Math.round(seconds / 6) / 10);
  const times = parts.map(({ row, name: part, title }) => ({
    name: part,
    tip: [title, ...timeLines(row)].join("\n"),
    values: [row.wait.mean_s, row.wait.p90_s, row.service.mean_s].map(inMinutes),
  }));
  const ends = parts.map(({ row, name: part, title }) => ({
    name: part,
    tip: [title, ...endLines(row)].join("\n"),
    values: [row.served, row.missed, row.cancelled, row.expired],
  }));
  return html`
    ${chartPanel({
      title: t("Thời gian chờ và phục vụ (phút)"),
      about: t("Biểu đồ thời gian; số liệu ở bảng bên dưới."),
      legend: [["slate", t("Chờ trung bình")], ["pale", t("Chờ P90")], ["green", t("Phục vụ trung bình")]],
      chart: barsChart(times, [colours.slate, colours.pale, colours.green], paint),
    })}
    ${chartPanel({
      title: t("Số lượt"),
      about: t("Biểu đồ số lượt; số liệu ở bảng bên dưới."),
      legend: [["green", t("Đã phục vụ")], ["gold", t("Vắng mặt")], ["pale", t("Đã hủy")], ["red", t("Hết ngày")]],
      chart: barsChart(ends, [colours.green, colours.gold, colours.pale, colours.red], { ...paint, isStacked: true }),
    })}
  `;
}

function timeLines({ wait, service: work }) {
  return [
    `${t("Chờ trung bình")}: ${spell(wait.mean_s)}`,
    `${t("Chờ P90")}: ${spell(wait.p90_s)}`,
    `${t("Phục vụ trung bình")}: ${spell(work.mean_s)}`,
  ];
}

function endLines(row) {
  return [
    `${t("Đã phục vụ")}: ${count(row.served)}`,
    `${t("Vắng mặt")}: ${count(row.missed)}`,
    `${t("Đã hủy")}: ${count(row.cancelled)}`,
    `${t("Hết ngày")}: ${count(row.expired)}`,
  ];
}

function timesTable(data, desk) {
  const columns = [
    { title: partTitle(data.by), head: true, value: (row) => partValue(row, data.by), cell: (row) => (row.names ? partName(row, data.by) : t("Tổng số")) },
    { title: t("Lấy số"), number: true, hint: t("Tất cả số thứ tự đã cấp trong kỳ."), value: (row) => row.taken, cell: (row) => count(row.taken) },
    { title: t("Đã phục vụ"), number: true, hint: t("Số lượt đã hoàn thành giao dịch tại quầy."), value: (row) => row.served, cell: (row) => count(row.served) },
    { title: t("Vắng mặt"), number: true, hint: t("Số lượt đã gọi nhưng không có người đến, kể cả khi hết ngày."), value: (row) => row.missed, cell: (row) => count(row.missed) },
    { title: t("Đã hủy"), number: true, hint: t("Số lượt do công dân hoặc cán bộ hủy."), value: (row) => row.cancelled, cell: (row) => count(row.cancelled) },
    { title: t("Hết ngày"), number: true, hint: t("Số lượt còn chờ hoặc dở dang khi hết ngày làm việc."), value: (row) => row.expired, cell: (row) => count(row.expired) },
    ...timeColumns("wait", t("Thời gian chờ (phút)")),
    ...timeColumns("service", t("Thời gian phục vụ (phút)")),
  ];
  return table({ desk, name: "service", caption: `${t("Tình hình phục vụ")}: ${name(data.title)}`, columns, rows: data.rows, total: isOneRow(data) ? null : data.total, compact: true });
}

function timeColumns(what, group) {
  return [
    { title: t("Trung bình"), group, number: true, value: (row) => row[what].mean_s, cell: (row) => minutes(row[what].mean_s) },
    { title: t("Trung vị"), group, number: true, hint: t("Một nửa số lượt không lâu hơn."), value: (row) => row[what].median_s, cell: (row) => minutes(row[what].median_s) },
    { title: t("P90"), group, number: true, hint: t("Chín phần mười số lượt không lâu hơn."), value: (row) => row[what].p90_s, cell: (row) => minutes(row[what].p90_s) },
  ];
}

function notes() {
  return [
    t("Thời gian tính trên các lượt đã phục vụ; thời gian tạm dừng hồ sơ không tính vào chờ và phục vụ."),
    t("P90: chín phần mười số lượt không lâu hơn thời gian này."),
  ];
}
