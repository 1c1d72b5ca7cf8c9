/** Tables of figures and of things to keep: columns that say what they are, rows, a total. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { directionOf, nextSort, sortedRows } from "./sorting.js";

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: any, above?: any) => unknown} cell `above` is the row before it
 * @property {(row: any) => import("./sorting.js").Value} [value] what its rows are ordered by; a
 *   column without it cannot order them
 * @property {boolean} [number] aligned at the end
 * @property {boolean} [head] the cell that names its row
 * @property {string} [group] neighbours of one group share a heading
 * @property {string} [hint] what the figure means, told on hover
 * @property {string} [kind] a class of the cells
 */

/**
 * @param {object} what
 * @param {string} [what.caption]
 * @param {Column[]} what.columns
 * @param {any[]} what.rows
 * @param {any} [what.total]
 * @param {boolean} [what.compact]
 * @param {boolean} [what.cards] where there is no room for columns each row is a card whose figures
 *   bear the titles of their columns
 * @param {(row: any) => string} [what.rowClass]
 * @param {(row: any, at: number) => unknown} [what.key] what stays the same when rows change places: a
 *   row whose link has the focus keeps it
 * @param {any} [what.desk] keeps how the table is sorted, for this visit
 * @param {string} [what.name] under which it is kept; a table without one is not sorted
 */
export function table({ caption, columns, rows, total, desk, name, ...rest }) {
  const sorting = sortingOf(desk, name);
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label=${caption ?? nothing}>
      ${rest.cards && sorting ? cardOrder(columns, sorting) : nothing}
      <table class="table ${looksOf(rest)}" role="table">
        ${caption ? html`<caption class="visually-hidden">${caption}</caption>` : nothing}
        <thead>${headRows(columns, sorting)}</thead>
        <tbody role="rowgroup">${bodyRows(columns, inOrder(rows, columns, sorting?.now), rest)}</tbody>
        ${total ? html`<tfoot><tr>${columns.map((column) => cell({ ...column, value: null }, total))}</tr></tfoot>` : nothing}
      </table>
    </div>
  `;
}

function looksOf({ compact, cards }) {
  return [compact && "compact", cards && "cards"].filter(Boolean).join(" ");
}

function bodyRows(columns, shown, { rowClass = () => "", key = (row, at) => at }) {
  return repeat(shown, key, (row, at) => html`<tr class=${rowClass(row)} role="row">${columns.map((column) => cell(column, row, shown[at - 1]))}</tr>`);
}

/** Its role is said in so many words: a row that is shown as a card is none of a table for a browser. */
function cell(column, row, above) {
  const isUnknown = column.value && (column.value(row) ?? "") === "";
  const kind = `${column.number ? "number" : ""} ${column.kind ?? ""} ${isUnknown ? "unknown" : ""}`;
  return column.head
    ? html`<th scope="row" role="rowheader" class=${kind}>${column.cell(row, above)}</th>`
    : html`<td role="cell" class=${kind} data-title=${column.title}>${column.cell(row, above)}</td>`;
}

// ---- the order of rows

/** How a table is sorted now, and what a press on the heading of a column does. */
function sortingOf(desk, name) {
  if (!name) return null;
  desk.sorts ??= {};
  return {
    now: desk.sorts[name] ?? null,
    press: (column, isNumber) => {
      desk.sorts[name] = nextSort(desk.sorts[name], { column, isNumber });
      desk.draw();
    },
    choose: (columns, at) => {
      desk.sorts[name] = at === "" ? null : nextSort(null, { column: Number(at), isNumber: columns[at].number });
      desk.draw();
    },
  };
}

function inOrder(rows, columns, sort) {
  const valueOf = sort && columns[sort.column]?.value;
  return valueOf ? sortedRows(rows, valueOf, sort.isDown) : rows;
}

/** Cards have no headings that could be pressed: what they are ordered by is chosen from a list. */
function cardOrder(columns, sorting) {
  const chosen = sorting.now?.column;
  const choose = (event) => sorting.choose(columns, event.target.value);
  return html`
    <label class="card-order"><span>${t("Sắp xếp theo")}</span>
      <select class="input" @change=${choose}>
        <option value="" .selected=${chosen === undefined}>${t("Thứ tự thường")}</option>
        ${columns.map(({ title, value }, at) => (value ? html`<option value=${at} .selected=${chosen === at}>${title}</option>` : nothing))}
      </select></label>
  `;
}

// ---- headings

function headRows(columns, sorting) {
  const head = (column, rows = 1) => headCell(column, { rows, sorting, at: columns.indexOf(column) });
  if (!columns.some(({ group }) => group)) {
    return html`<tr>${columns.map((column) => head(column))}</tr>`;
  }
  return html`
    <tr>${groupsOf(columns).map(({ group, members }) =>
      group ? html`<th scope="colgroup" class="group" colspan=${members.length}>${group}</th>` : head(members[0], 2))}</tr>
    <tr>${columns.filter(({ group }) => group).map((column) => head(column))}</tr>
  `;
}

function headCell(column, { rows, sorting, at }) {
  const direction = directionOf(sorting?.now, at);
  return html`
    <th scope="col" class="${column.number ? "number" : ""} ${column.kind ?? ""}" rowspan=${rows}
      aria-sort=${direction ?? nothing} title=${column.hint ?? nothing}>${headWords(column, { sorting, at, direction })}</th>
  `;
}

function headWords({ title, value, number }, { sorting, at, direction }) {
  if (!title) return html`<span class="visually-hidden">${t("Thao tác")}</span>`;
  const length = title.includes(" ") ? "" : "one-word";
  if (!sorting || !value) return html`<span class="title ${length}">${title}</span>`;
  const isDown = direction ? direction === "descending" : number;
  return html`
    <button type="button" class="sort" @click=${() => sorting.press(at, number)}><span class="title ${length}">${title}${isDown ? icon("arrow-down") : icon("arrow-up")}</span></button>`;
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
