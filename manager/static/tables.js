/** Tables of figures and of things to keep: columns that say what they are, rows, a total. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: any) => unknown} cell
 * @property {boolean} [number] aligned at the end
 * @property {boolean} [head] the cell that names its row
 * @property {string} [group] neighbours of one group share a heading
 * @property {string} [hint] what the figure means, told on hover
 * @property {string} [kind] a class of the cells
 */

/**
 * @param {{ caption?: string, columns: Column[], rows: any[], total?: any, compact?: boolean,
 *   rowClass?: (row: any) => string }} what
 */
export function table({ caption, columns, rows, total, compact = false, rowClass = () => "" }) {
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label=${caption ?? nothing}>
      <table class="table ${compact ? "compact" : ""}">
        ${caption ? html`<caption class="visually-hidden">${caption}</caption>` : nothing}
        <thead>${headRows(columns)}</thead>
        <tbody>${rows.map((row) => html`<tr class=${rowClass(row)}>${columns.map((column) => cell(column, row))}</tr>`)}</tbody>
        ${total ? html`<tfoot><tr>${columns.map((column) => cell(column, total))}</tr></tfoot>` : nothing}
      </table>
    </div>
  `;
}

function cell(column, row) {
  const kind = `${column.number ? "number" : ""} ${column.kind ?? ""}`;
  return column.head
    ? html`<th scope="row" class=${kind}>${column.cell(row)}</th>`
    : html`<td class=${kind}>${column.cell(row)}</td>`;
}

function headRows(columns) {
  if (!columns.some(({ group }) => group)) {
    return html`<tr>${columns.map((column) => headCell(column))}</tr>`;
  }
  const grouped = columns.filter(({ group }) => group);
  return html`
    <tr>${groupsOf(columns).map(({ group, members }) =>
      group
        ? html`<th scope="colgroup" class="group" colspan=${members.length}>${group}</th>`
        : headCell(members[0], 2))}</tr>
    <tr>${grouped.map((column) => headCell(column))}</tr>
  `;
}

function headCell(column, rows = 1) {
  return html`
    <th scope="col" class="${column.number ? "number" : ""} ${column.kind ?? ""}" rowspan=${rows} title=${column.hint ?? nothing}>${column.title || html`<span class="visually-hidden">${t("Thao tác")}</span>`}</th>
  `;
}

/** Neighbours of one group together; a column without a group stands alone. */
export function groupsOf(columns) {
  const groups = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (column.group && last?.group === column.group) last.members.push(column);
    else groups.push({ group: column.group, members: [column] });
  }
  return groups;
}

/** What a reader of a table must know. */
export function tableNotes(notes) {
  return html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
