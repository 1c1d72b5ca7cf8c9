/** Fields of a form, and the page that a form stands on. */

import { html, nothing } from "lit-html";

import { api, newKey } from "/static/api.js";
import { languages, t } from "/static/i18n.js";
import { icon, toast } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { leftOver, refuse, setValue, valueAt } from "./form_state.js";
import { pageHead } from "./parts.js";

/**
 * A field with its name, its hint and what is wrong with it.
 * @param {import("./form_state.js").Form} form
 * @param {string} path where its value stands
 * @param {{ label: string, hint?: string, area?: boolean, short?: boolean, numeric?: boolean, off?: boolean,
 *   error?: string, lang?: string }} what
 */
export function textField(form, path, what) {
  const error = what.error ?? form.errors[path] ?? "";
  return html`
    <label class="field ${what.short ? "short" : ""}">
      <span>${what.label}</span>
      ${what.area ? areaInput(form, path, what, error) : lineInput(form, path, what, error)}
      ${what.hint ? html`<small>${what.hint}</small>` : nothing}
      ${error ? html`<span class="error">${error}</span>` : nothing}
    </label>
  `;
}

function lineInput(form, path, { numeric, off, lang }, error) {
  return html`
    <input .value=${String(valueAt(form, path) ?? "")} inputmode=${numeric ? "numeric" : nothing} lang=${lang ?? nothing}
      autocomplete="off" ?disabled=${off} aria-invalid=${error ? "true" : "false"} @input=${taking(form, path)}>`;
}

function areaInput(form, path, { off, lang }, error) {
  return html`
    <textarea rows="3" .value=${String(valueAt(form, path) ?? "")} lang=${lang ?? nothing} ?disabled=${off}
      aria-invalid=${error ? "true" : "false"} @input=${taking(form, path)}></textarea>`;
}

function taking(form, path) {
  return (event) => setValue(form, path, event.target.value);
}

/** A text in each language of the office, side by side; Vietnamese first. */
export function namesField(desk, form, path, { label, hint, area }) {
  const error = form.errors[path] ?? "";
  return html`
    <fieldset class="names">
      <legend>${label}</legend>
      <div class="pair">
        ${desk.office.languages.map((lang, at) => textField(form, `${path}.${lang}`, { label: languageName(lang), lang, area, error: at ? "" : error }))}
      </div>
      ${hint ? html`<small>${hint}</small>` : nothing}
    </fieldset>
  `;
}

/** A language by its own name. */
export function languageName(code) {
  return languages().find((one) => one.code === code)?.name ?? code;
}

/** One of several, in a list that opens. */
export function selectField(form, path, { label, hint, choices, off }) {
  const error = form.errors[path] ?? "";
  const value = valueAt(form, path) ?? "";
  return html`
    <label class="field">
      <span>${label}</span>
      <select ?disabled=${off} aria-invalid=${error ? "true" : "false"} @change=${taking(form, path)}>
        ${choices.map(([code, name]) => html`<option value=${code} ?selected=${String(code) === String(value)}>${name}</option>`)}
      </select>
      ${hint ? html`<small>${hint}</small>` : nothing}
      ${error ? html`<span class="error">${error}</span>` : nothing}
    </label>
  `;
}

/** Yes or no. */
export function checkField(form, path, { label, hint }, draw = () => {}) {
  const change = (event) => {
    setValue(form, path, event.target.checked);
    draw();
  };
  return html`
    <label class="check"><input type="checkbox" .checked=${Boolean(valueAt(form, path))} @change=${change}>
      <span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span></label>
  `;
}

/**
 * One of a few, all of them shown, each with a line about it.
 * @param {{ label: string, choices: [string, string, string?][], isLabelHidden?: boolean }} what
 */
export function radioField(desk, form, path, { label, choices, isLabelHidden = false }) {
  const choose = (code) => {
    setValue(form, path, code);
    desk.draw();
  };
  return html`
    <fieldset class="ways"><legend class=${isLabelHidden ? "visually-hidden" : nothing}>${label}</legend>
      ${choices.map(([code, title, about]) => html`
        <label class="check"><input type="radio" name=${path} value=${code} .checked=${valueAt(form, path) === code} @change=${() => choose(code)}>
          <span>${title}${about ? html`<small>${about}</small>` : nothing}</span></label>`)}
    </fieldset>
  `;
}

/** The text of a TOML file. */
export function fileField(desk, path, { label }) {
  const { form, fileName } = desk.local;
  const error = form.errors[path] ?? "";
  return html`
    <div class="field">
      <span id="file-${path}">${label}</span>
      <div class="row">
        <label class="button file-button">${icon("upload")} ${fileName ? t("Chọn tệp khác") : t("Chọn tệp")}
          <input class="visually-hidden" type="file" accept=".toml" aria-labelledby="file-${path}" aria-invalid=${error ? "true" : "false"} @change=${(event) => readFile(event.target, desk, path)}></label>
        ${fileName ? html`<code>${fileName}</code>` : nothing}
      </div>
      ${error ? html`<span class="error">${error}</span>` : nothing}
    </div>
  `;
}

async function readFile(input, desk, path) {
  const [file] = input.files;
  if (!file) return;
  const text = await file.text();
  input.value = "";
  desk.local.fileName = file.name;
  desk.local.form.message = "";
  desk.local.form.errors = {};
  setValue(desk.local.form, path, text);
  desk.draw();
}

/** Several of many. */
export function checksField(form, path, { label, choices, empty }) {
  const error = form.errors[path] ?? "";
  const toggle = (code) => {
    const chosen = valueAt(form, path);
    setValue(form, path, chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  };
  return html`
    <fieldset class="checks">
      <legend>${label}</legend>
      ${choices.length ? nothing : html`<p class="soft">${empty}</p>`}
      <div class="check-list">${choices.map(([code, name]) => html`
        <label class="check"><input type="checkbox" .checked=${valueAt(form, path).includes(code)} @change=${() => toggle(code)}><span>${name}</span></label>`)}
      </div>
      ${error ? html`<span class="error">${error}</span>` : nothing}
    </fieldset>
  `;
}

/**
 * The page of one thing: its fields in sections, save and leave at the foot.
 * @param {any} desk
 * @param {object} what
 * @param {string} what.title
 * @param {string} [what.about]
 * @param {string} [what.back] the name of the list it belongs to; none where the form is the view
 * @param {{ title?: string, about?: string, fields: unknown }[]} what.sections
 * @param {string[]} what.shown the fields that show their own problems
 * @param {() => Promise<void>} what.save
 * @param {string} [what.saveWords] what its button says
 * @param {unknown} [what.others] further acts on the thing
 */
export function formPage(desk, { title, about, back, sections, shown, save, saveWords = t("Lưu"), others }) {
  const { form } = desk.local;
  return html`
    ${pageHead({ title, about, back: back ? html`<a class="back" href=${addressOf(desk.view)}>${icon("chevron-left")}${back}</a>` : nothing })}
    <form class="form stack" novalidate @submit=${(event) => event.preventDefault() || save()}>
      ${troubleView(form, shown)}
      <fieldset class="all stack" ?disabled=${!desk.mayEdit || form.isBusy}>
        ${sections.map(sectionView)}
      </fieldset>
      ${desk.mayEdit && save ? footView(desk, back, saveWords) : nothing}
    </form>
    ${desk.mayEdit && others ? html`<section class="form others stack">${others}</section>` : nothing}
  `;
}

function sectionView({ title, about, fields }) {
  return html`
    <section class="panel section">
      ${title ? html`<header><h2>${title}</h2>${about ? html`<p class="soft small">${about}</p>` : nothing}</header>` : nothing}
      <div class="stack">${fields}</div>
    </section>
  `;
}

/** What is wrong with the whole, and at fields that show nothing themselves. */
export function troubleView(form, shown) {
  if (!form.message) return nothing;
  const others = leftOver(form.errors, shown);
  return html`
    <div class="notice red" role="alert">${icon("circle-alert")}
      <div><p>${form.message}</p>
        ${others.length ? html`<ul>${others.map(([name, sentence]) => html`<li><code>${name}</code>: ${sentence}</li>`)}</ul>` : nothing}</div>
    </div>
  `;
}

function footView(desk, back, words) {
  const { form } = desk.local;
  return html`
    <footer class="form-foot">
      <button class="button main" aria-busy=${form.isBusy ? "true" : "false"} ?disabled=${form.isBusy}>
        ${form.isBusy ? html`<span class="spinner"></span>` : nothing}${words}</button>
      ${back ? html`<a class="button" href=${addressOf(desk.view)}>${t("Thôi")}</a>` : nothing}
    </footer>
  `;
}

/**
 * Send what the form says. Refused fields keep what was typed and say what is wrong.
 * @param {any} desk
 * @param {{ method: string, path: string, body: unknown, done: string, then: (answer: any) => void }} what
 */
export function submit(desk, what) {
  const { form } = desk.local;
  form.sending ??= send(desk, form, what).finally(() => {
    form.sending = null;
  });
  return form.sending;
}

async function send(desk, form, { method, path, body, done, then }) {
  form.key ??= newKey();
  Object.assign(form, { isBusy: true, errors: {}, message: "" });
  desk.draw();
  try {
    const answer = await api(method, path, body, { key: form.key });
    Object.assign(form, { isBusy: false, isDirty: false, sending: null, key: null });
    toast(done, { tone: "green" });
    then(answer);
    await new Promise((resume) => setTimeout(resume)); // who waited to go elsewhere goes after it
  } catch (problem) {
    form.isBusy = false;
    refuseForm(desk, problem);
  }
}

function refuseForm(desk, problem) {
  if (problem.status === 401) {
    desk.refused(problem);
    return;
  }
  refuse(desk.local.form, problem);
  desk.draw();
  showTrouble();
}

/** Go to the first field that is not right, in the dialog where one is open. */
export function showTrouble() {
  const place = document.querySelector("dialog[open]") ?? document;
  const first = place.querySelector('.form [aria-invalid="true"]') ?? place.querySelector(".form .error, .form .notice");
  first?.scrollIntoView({ block: "center" });
  first?.focus?.();
}
