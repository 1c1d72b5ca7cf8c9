/** On which printer a clerk's paper comes out: asked only where there are several. */

import { html, nothing } from "lit-html";

import { t } from "/static/i18n.js";

import { askForm } from "./dialogs.js";

const LAST_PRINTER = "moiso.counter.printer";

/**
 * Where a ticket is printed again.
 * @param {{ printer_names: string[] }} state of the counter
 * @param {{ id: string, label: string }} ticket
 * @returns {Promise<{ ticket: string, printer?: string } | null>} the request's part, null when the dialog was left
 */
export async function askPrinter({ printer_names: names }, { id, label }) {
  if (names.length < 2) {
    return { ticket: id };
  }
  const given = await askForm({
    title: t("In lại phiếu %(label)s", { label }),
    confirm: t("In phiếu"),
    body: () => printerField(names),
  });
  return given && { ticket: id, ...keepPrinter(given) };
}

/** The choice among several printers; the one of last time stands first in mind. */
export function printerField(names) {
  if (names.length < 2) {
    return nothing;
  }
  const last = localStorage.getItem(LAST_PRINTER);
  return html`
    <label class="field"><span>${t("Máy in")}</span>
      <select name="printer">${names.map((one) => html`<option value=${one} ?selected=${one === last}>${one}</option>`)}</select></label>
  `;
}

/** The request's part for the printer that a form holds, remembered for the next time. */
export function keepPrinter({ printer }) {
  if (printer === undefined) {
    return {};
  }
  localStorage.setItem(LAST_PRINTER, printer);
  return { printer };
}
