/** Why those were not satisfied who said so, and what citizens wrote. */

import { html } from "lit-html";

import { name, t } from "/static/i18n.js";

import { chartPanel } from "./chart_place.js";
import { barsChart } from "./charts.js";
import { chosenOf, commentsView, readComments } from "./comments.js";
import { rateCell } from "./parts.js";
import { reportView } from "./report.js";
import { table } from "./tables.js";
import { count, fraction, isOneRow, partName, partTitle, partValue, share, wholeTitle } from "./words.js";

const report = reportView({
  what: "reasons",
  title: () => t("Lý do không hài lòng"),
  by: "office",
  isEmpty: (data) => data.total.asked === 0,
  figures,
  charts,
  table: reasonsTable,
  notes,
  below: (desk, { said }) => commentsView(desk, said),
  isTold: (desk) => desk.data?.reportOf === reportAskedOf(desk),
});

export const reasons = { load, show: report.show };

/** Choosing among the comments leaves the report as it is: a year of many offices takes seconds. */
async function load(desk) {
  const [reportOf, saidOf] = [reportAskedOf(desk), JSON.stringify(chosenOf(desk))];
  const isToldAlready = desk.data?.reportOf === reportOf && desk.data.saidOf !== saidOf;
  const [told, said] = await Promise.all([isToldAlready ? desk.data : report.load(desk), readComments(desk)]);
  return { ...told, said, reportOf, saidOf };
}

/** What the report is of, in one word; what the comments are chosen by is none of it. */
function reportAskedOf({ params }) {
  return JSON.stringify({ ...params, level: "", service: "" });
}

function figures(data) {
  const { total } = data;
  return html`
    <section class="figures-row two" aria-label=${wholeTitle(data)}>
      <dl class="figure"><dt>${t("Đánh giá từ “Bình thường” trở xuống")}</dt><dd>${count(total.asked)}</dd>
        <dd class="note">${t("Những lượt này được hỏi lý do.")}</dd></dl>
      <dl class="figure"><dt>${t("Số lần chọn lý do")}</dt><dd>${count(total.chosen)}</dd>
        <dd class="note">${t("Một lượt có thể chọn nhiều lý do.")}</dd></dl>
    </section>
  `;
}

function charts({ total, offices }, paint) {
  const rows = total.reasons.filter(({ chosen }) => chosen).map((reason) => ({
    name: name(reason.names),
    label: `${count(reason.chosen)} (${share(reason.share.rate)})`,
    tip: `${name(reason.names)}\n${fraction(reason.chosen, total.asked)}, ${share(reason.share.rate)}`,
    values: [reason.chosen],
  }));
  const chart = barsChart(rows, [paint.colours.slate], { ...paint, isDays: false, labelWidth: 260 });
  const title = offices > 1
    ? t("Số lượt chọn mỗi lý do, tất cả %(count)s đơn vị", { count: count(offices) })
    : t("Số lượt chọn mỗi lý do, toàn đơn vị");
  return chartPanel({ title, about: t("Biểu đồ lý do; số liệu ở bảng bên dưới."), chart });
}

/** All reasons of one whole office; by parts only those that somebody chose there. */
function reasonsTable(data, desk) {
  const isOffice = isOneRow(data);
  const rows = data.rows.flatMap((part) =>
    part.reasons.filter(({ chosen }) => isOffice || chosen).map((reason) => ({ part, reason })));
  const columns = [
    ...(isOffice ? [] : [{ title: partTitle(data.by), head: true, value: ({ part }) => partValue(part, data.by), cell: ({ part }, above) => partOnce(part, above, data.by) }]),
    { title: t("Lý do"), head: isOffice, value: ({ reason }) => name(reason.names), cell: ({ reason }) => (reason ? name(reason.names) : isOffice ? t("Tổng số") : "") },
    { title: t("Số lượt chọn"), number: true, value: ({ reason }) => reason.chosen, cell: ({ reason }) => count(reason ? reason.chosen : data.total.chosen) },
    { title: t("Tỷ lệ"), number: true, hint: t("Số lượt chọn / số lượt đánh giá từ “Bình thường” trở xuống."), value: ({ reason }) => reason.share.rate, cell: ({ reason }) => (reason ? rateCell(reason.share) : "") },
  ];
  return table({ desk, name: isOffice ? "reasons" : "reasons-of-parts", caption: `${t("Lý do không hài lòng")}: ${name(data.title)}`, columns, rows, total: {}, compact: true });
}

/** A part is named in the first of its neighbouring rows. */
function partOnce(part, above, by) {
  if (!part) return t("Tổng số");
  return part === above?.part ? "" : partName(part, by);
}

function notes(data) {
  return [
    t("Số lượt đánh giá từ “Bình thường” trở xuống: %(asked)s.", { asked: count(data.total.asked) }),
    t("Một lượt có thể chọn nhiều lý do nên tổng các tỷ lệ có thể khác %(whole)s.", { whole: "100%" }),
    ...(data.min_count ? [t("Không nêu cá nhân có dưới %(count)s lượt đánh giá; tổng số vẫn gồm họ.", { count: count(data.min_count) })] : []),
  ];
}
