/** Small questions before an act: a form in a dialog, answered or left. */

import { html, nothing, render } from "lit-html";

import { t } from "/static/i18n.js";
import { key } from "/static/parts.js";

/**
 * Ask with a form. The body is drawn anew after each change, from the values so far.
 * @param {{ title: string, confirm: string, leave?: string | null, body: (values: Record<string, string>) => unknown,
 *   ready?: (values: Record<string, string>) => boolean, footer?: (close: (how: string) => void) => unknown }} what
 * @returns {Promise<Record<string, string> | null>} the fields by name, with `how` for another
 *   button of the footer; null when the dialog was left
 */
export function askForm(what) {
  const place = document.createElement("div");
  document.body.append(place);
  const opener = document.activeElement;
  const form = () => place.querySelector("form");
  const values = () => (form() ? Object.fromEntries(new FormData(form())) : {});
  let how = "";
  const close = (as) => {
    how = as;
    place.querySelector("dialog").close();
  };
  const draw = () => render(formView(what, values(), close), place);
  draw();
  draw(); // now the form has its fields, and what depends on their values is right
  const dialog = place.querySelector("dialog");
  dialog.addEventListener("input", draw);
  dialog.addEventListener("keydown", pressNumber);
  dialog.showModal();
  focusFirst(dialog);
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      const given = how ? { ...values(), how } : null;
      place.remove();
      opener?.focus?.();
      answer(given);
    });
  });
}

function formView({ title, confirm, leave = t("Thôi"), body, ready = () => true, footer = () => nothing }, values, close) {
  const submit = (event) => {
    event.preventDefault();
    if (ready(values)) close("yes");
  };
  return html`
    <dialog class="dialog question ask" aria-labelledby="ask-form-title">
      <form @submit=${submit}>
        <header><h2 id="ask-form-title">${title}</h2></header>
        <div class="body stack">${body(values)}</div>
        <footer>
          ${footer(close)}
          ${leave === null
            ? nothing
            : html`<button class="button" type="button" @click=${(event) => event.target.closest("dialog").close()}>${leave} ${key("Esc")}</button>`}
          <button class="button main" ?disabled=${!ready(values)}>${confirm} ${key("Enter")}</button>
        </footer>
      </form>
    </dialog>
  `;
}

/** The first field, or where there is none the main button: a printer is seldom another one. */
function focusFirst(dialog) {
  const field = dialog.querySelector("input:checked, input:not(:disabled), select:not([name=printer]), textarea");
  (field ?? dialog.querySelector(".main")).focus();
}

/** In a dialog with numbered choices a digit chooses one. */
function pressNumber(event) {
  const isTyping = event.target.matches("input[type=text], textarea, select");
  const isAlone = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (isTyping || !isAlone || !/^[1-9]$/.test(event.key)) {
    return;
  }
  event.preventDefault();
  choose(event.currentTarget, Number(event.key));
}

/** Choose the n-th; with "another reason" the next thing is to write it. */
function choose(dialog, number) {
  const choice = dialog.querySelectorAll("input[type=radio]")[number - 1];
  if (choice && !choice.disabled) {
    choice.click();
    (dialog.querySelector("input[name=words]") ?? choice).focus();
  }
}

const OTHER = "other";

/**
 * Reasons as chips with their numbers, and one's own words.
 * @param {string} legend
 * @param {string[]} reasons
 * @param {Record<string, string>} values of the form
 */
export function reasonFields(legend, reasons, values) {
  return html`
    <fieldset class="field reasons">
      <legend>${legend}</legend>
      <div class="row">
        ${reasons.map((reason, place) => reasonChoice(reason, reason, place + 1))}
        ${reasonChoice(OTHER, t("Lý do khác"), reasons.length + 1)}
      </div>
      ${values.reason === OTHER
        ? html`<input class="input" type="text" name="words" maxlength="200" autocomplete="off" aria-label=${t("Lý do khác")} placeholder=${t("Viết ngắn gọn lý do")}>`
        : nothing}
    </fieldset>
  `;
}

function reasonChoice(value, text, number) {
  return html`<label class="choice"><input type="radio" name="reason" value=${value}><span>${text}</span>${key(number)}</label>`;
}

/** The reason that the form holds, empty while none is given. */
export function reasonOf(values) {
  return (values.reason === OTHER ? values.words ?? "" : values.reason ?? "").trim();
}
