/** What citizens wrote with their ratings: their words, shown as text and nothing else. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatDate, name, t } from "/static/i18n.js";
import { emptyState } from "/static/parts.js";

import { periodFor } from "./period_picker.js";
import { table, tableNotes } from "./tables.js";
import { levelNames, NOTHING } from "./words.js";

/** The newest comments of the period; with `before` those that follow that instant's. */
export function readComments(desk, before) {
  const asked = { ...periodFor(desk), ...(before ? { before } : {}) };
  return api("GET", `/comments?${new URLSearchParams(asked)}`);
}

/** The section below the reasons; `said` is null where several offices are told together. */
export function commentsView(desk, said) {
  return html`
    <section class="part stack comments">
      <div class="row ends"><h2>${t("Góp ý của công dân")}</h2></div>
      <div class="panel bare">${said?.comments.length ? commentsTable(desk, said.comments) : noComments(said)}</div>
      ${said?.more ? moreButton(desk, said) : nothing}
      ${said?.comments.length ? tableNotes([t("Lời góp ý giữ nguyên như công dân đã viết, không kèm tên cán bộ, quầy hay số thứ tự.")]) : nothing}
    </section>
  `;
}

function commentsTable(desk, comments) {
  const levels = levelNames();
  const columns = [
    { title: t("Ngày"), head: true, value: ({ rated_at: at }) => at, cell: ({ day }) => formatDate(day) },
    { title: t("Lĩnh vực"), value: ({ service }) => name(service.names), cell: ({ service }) => name(service.names) },
    { title: t("Mức độ"), value: ({ level }) => level, cell: ({ level }) => html`<span class="level-cell"><span class="swatch level-${level}"></span>${levels[level]}</span>` },
    { title: t("Lý do"), cell: ({ reasons }) => reasons.map(({ names }) => name(names)).join("; ") || NOTHING },
    { title: t("Góp ý"), kind: "words", cell: ({ comment }) => comment },
  ];
  return table({ desk, name: "comments", caption: t("Góp ý của công dân"), columns, rows: comments, compact: true });
}

function noComments(said) {
  if (!said) {
    return emptyState({
      icon: "message-square-text",
      title: t("Góp ý được đọc ở từng đơn vị"),
      text: t("Chọn một đơn vị ở đầu trang để đọc góp ý của công dân tại đó."),
    });
  }
  return emptyState({
    icon: "message-square-text",
    title: t("Không có góp ý nào trong kỳ này"),
    text: t("Những lời công dân viết khi đánh giá sẽ hiện ở đây."),
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
