/** What citizens wrote with their ratings: their words, shown as text and nothing else. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatDate, name, t } from "/static/i18n.js";
import { emptyState } from "/static/parts.js";

import { periodFor } from "./period_picker.js";
import { isOfMany, scopeOf } from "./report.js";
import { table, tableNotes } from "./tables.js";
import { levelNames, NOTHING, placeName } from "./words.js";

/** The two levels of those who were not satisfied, as the API is asked for them. */
const NOT_SATISFIED = "1,2";

/** What the comments of the page are chosen by, from its address. */
export function chosenOf({ params: { level = "", service = "" } }) {
  return { ...(level && { level }), ...(service && { service }) };
}

/** The newest comments of the period; with `before` those that follow that instant's. */
export function readComments(desk, before) {
  const asked = { ...periodFor(desk), ...scopeOf(desk), ...chosenOf(desk), ...(before ? { before } : {}) };
  return api("GET", `/comments?${new URLSearchParams(asked)}`);
}

/** The section below the reasons. */
export function commentsView(desk, said) {
  const isAny = said.comments.length > 0;
  const isChosen = Object.keys(chosenOf(desk)).length > 0;
  return html`
    <section class="part stack comments ${desk.loading ? "stale" : ""}">
      <div class="row ends"><h2>${t("Góp ý của công dân")}</h2>${isAny || isChosen ? choice(desk, said) : nothing}</div>
      <div class="panel bare">${isAny ? commentsTable(desk, said.comments) : noComments(isChosen)}</div>
      ${said.more ? moreButton(desk, said) : nothing}
      ${isAny ? tableNotes([t("Lời góp ý giữ nguyên như công dân đã viết, không kèm tên cán bộ, quầy hay số thứ tự.")]) : nothing}
    </section>
  `;
}

// ---- which of them

function choice(desk, { services }) {
  const levels = levelNames();
  const { level = "", service = "" } = chosenOf(desk);
  const codes = services.map(({ code, names }) => [code, `${code} · ${name(names)}`]);
  const known = service && !services.some(({ code }) => code === service) ? [[service, service], ...codes] : codes;
  return html`
    <div class="row chosen-by">
      ${choiceField(desk, "level", t("Mức độ"), level, [
        ["", t("Mọi mức độ")],
        [NOT_SATISFIED, t("Hai mức không hài lòng")],
        ...[5, 4, 3, 2, 1].map((one) => [String(one), levels[one]]),
      ])}
      ${choiceField(desk, "service", t("Lĩnh vực"), service, [["", t("Mọi lĩnh vực")], ...known])}
    </div>
  `;
}

/** The address names what was chosen, so that a link shows the same comments. */
function choiceField(desk, param, label, chosen, choices) {
  const choose = (event) => desk.go(desk.view, { ...desk.params, [param]: event.target.value }, { replace: true });
  return html`
    <label><span class="visually-hidden">${label}</span>
      <select class="input" @change=${choose}>
        ${choices.map(([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`)}
      </select></label>
  `;
}

// ---- what was said

function commentsTable(desk, comments) {
  const levels = levelNames();
  const office = { title: t("Đơn vị"), value: (row) => placeName(row.office), cell: (row) => html`<span title=${name(row.office.names)}>${placeName(row.office)}</span>` };
  const columns = [
    { title: t("Ngày"), head: true, value: ({ rated_at: at }) => at, cell: ({ day }) => formatDate(day) },
    ...(isOfMany(desk) ? [office] : []),
    { title: t("Lĩnh vực"), value: ({ service }) => name(service.names), cell: ({ service }) => name(service.names) },
    { title: t("Mức độ"), value: ({ level }) => level, cell: ({ level }) => html`<span class="level-cell"><span class="swatch level-${level}"></span>${levels[level]}</span>` },
    { title: t("Lý do"), cell: ({ reasons }) => reasons.map(({ names }) => name(names)).join("; ") || NOTHING },
    { title: t("Góp ý"), kind: "words", cell: ({ comment }) => comment },
  ];
  const sorted = isOfMany(desk) ? "comments-of-offices" : "comments";
  return table({ desk, name: sorted, caption: t("Góp ý của công dân"), columns, rows: comments, compact: true, cards: true });
}

function noComments(isChosen) {
  return emptyState({
    icon: "message-square-text",
    title: isChosen ? t("Không có góp ý nào như vậy trong kỳ này") : t("Không có góp ý nào trong kỳ này"),
    text: isChosen ? t("Chọn mức độ hoặc lĩnh vực khác.") : t("Những lời công dân viết khi đánh giá sẽ hiện ở đây."),
  });
}

function moreButton(desk, said) {
  return html`<div><button type="button" class="button" ?disabled=${said.isReading} @click=${() => readOn(desk, said)}>${t("Xem thêm góp ý cũ hơn")}</button></div>`;
}

/** Put those that follow below those that are shown. */
async function readOn(desk, said) {
  said.isReading = true;
  desk.draw();
  try {
    const { comments, more } = await readComments(desk, said.comments.at(-1).rated_at);
    Object.assign(said, { comments: [...said.comments, ...comments], more });
  } catch (problem) {
    desk.refused(problem);
  } finally {
    said.isReading = false;
    desk.draw();
  }
}
