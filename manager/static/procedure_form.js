/** The page of one procedure: names, keywords, papers, days and fee. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { remove } from "./acts.js";
import { formPage, languageName, namesField, selectField, submit, textField } from "./forms.js";
import { lines, moved, newForm, touched, whole } from "./form_state.js";
import { nobody } from "./parts.js";

const NEW = { code: "", service: "", names: {}, keywords: [], papers: [{}], days: "", fee_vnd: "" };
const SHOWN = ["code", "service", "names", "keywords", "papers", "days", "fee_vnd"];

/** The form of the procedure that the address names, or of a new one. */
export function procedureEditor(desk, { all, services }) {
  const procedure = all.find(({ id }) => id === desk.params.edit);
  if (!procedure && desk.params.edit !== "new") return nobody("files", t("Không tìm thấy thủ tục này"));
  desk.local.form ??= newForm(valuesOf(procedure ?? firstValues(services)));
  const { form } = desk.local;
  return formPage(desk, {
    title: procedure ? name(procedure.names) : t("Thêm thủ tục"),
    back: t("Thủ tục hành chính"),
    shown: SHOWN,
    sections: [
      { title: t("Tên gọi"), fields: namesOf(desk, form, services) },
      { title: t("Giấy tờ cần có"), about: t("Theo thứ tự hiện trên máy lấy số."), fields: papersView(desk, form) },
      { title: t("Thời hạn và phí"), fields: termsOf(form) },
    ],
    save: () => save(desk, procedure),
    others: procedure && removeView(desk, procedure),
  });
}

function firstValues([first]) {
  return { ...NEW, service: first?.code ?? "" };
}

function valuesOf(procedure) {
  return { ...procedure, days: procedure.days ?? "", fee_vnd: procedure.fee_vnd ?? "", keywords: procedure.keywords.join("\n") };
}

function namesOf(desk, form, services) {
  return html`
    <div class="pair">
      ${textField(form, "code", { label: t("Mã thủ tục"), hint: t("Chữ, chữ số, dấu chấm và gạch ngang.") })}
      ${selectField(form, "service", { label: t("Lĩnh vực"), choices: services.map((one) => [one.code, `${one.code} · ${name(one.names)}`]) })}
    </div>
    ${namesField(desk, form, "names", { label: t("Tên thủ tục"), area: true })}
    ${textField(form, "keywords", { label: t("Từ khóa tìm kiếm"), area: true, hint: t("Mỗi dòng một từ khóa, như cách người dân gọi.") })}
  `;
}

function papersView(desk, form) {
  const change = (papers) => {
    form.values.papers = papers;
    touched(form, "papers");
    for (const place of Object.keys(form.errors)) if (place.startsWith("papers[")) delete form.errors[place];
    desk.draw();
  };
  const { papers } = form.values;
  return html`
    ${papers.map((_paper, at) => paperView(desk, form, at, change))}
    <div><button type="button" class="button small" @click=${() => change([...papers, {}])}>${icon("plus")} ${t("Thêm giấy tờ")}</button></div>
    ${form.errors.papers ? html`<span class="error">${form.errors.papers}</span>` : nothing}
  `;
}

function paperView(desk, form, at, change) {
  const { papers } = form.values;
  const place = t("Giấy tờ %(number)s", { number: at + 1 });
  const button = (label, sign, next, isOff = false) => html`
    <button type="button" class="button small quiet square-small" aria-label=${label} ?disabled=${isOff} @click=${() => change(next())}>${sign}</button>`;
  return html`
    <fieldset class="paper">
      <legend>${place}</legend>
      <div class="pair">${desk.office.languages.map((lang, first) => textField(form, `papers.${at}.${lang}`, {
        label: languageName(lang), lang, error: first ? "" : (form.errors[`papers[${at + 1}]`] ?? ""),
      }))}</div>
      <div class="paper-acts">
        ${button(t("Chuyển lên"), icon("arrow-up"), () => moved(papers, at, -1), at === 0)}
        ${button(t("Chuyển xuống"), icon("arrow-down"), () => moved(papers, at, 1), at === papers.length - 1)}
        ${button(t("Bỏ giấy tờ này"), icon("x"), () => papers.filter((_one, place) => place !== at))}
      </div>
    </fieldset>
  `;
}

function termsOf(form) {
  return html`
    <div class="pair">
      ${textField(form, "days", { label: t("Số ngày giải quyết"), numeric: true, hint: t("0 là trong ngày; để trống nếu chưa rõ.") })}
      ${textField(form, "fee_vnd", { label: t("Phí, lệ phí (đồng)"), numeric: true, hint: t("0 là không thu; để trống nếu chưa rõ.") })}
    </div>
  `;
}

function save(desk, procedure) {
  const { code, service, names, keywords, papers, days, fee_vnd: fee } = desk.local.form.values;
  desk.local.form.values.papers = papers.filter((paper) => Object.values(paper).some((text) => text.trim()));
  return submit(desk, {
    method: procedure ? "PATCH" : "POST",
    path: procedure ? `/procedures-admin/${procedure.id}` : "/procedures-admin",
    body: { code, service, names, keywords: lines(keywords), papers: desk.local.form.values.papers, days: whole(days), fee_vnd: whole(fee) },
    done: procedure ? t("Đã lưu.") : t("Đã thêm thủ tục."),
    then: () => desk.go("procedures"),
  });
}

function removeView(desk, procedure) {
  const asked = {
    path: `/procedures-admin/${procedure.id}`,
    title: t("Bỏ thủ tục này?"),
    text: name(procedure.names),
    confirm: t("Bỏ thủ tục"),
    done: t("Đã bỏ thủ tục."),
  };
  return html`<div><button class="button danger" @click=${() => remove(desk, asked)}>${icon("trash-2")} ${t("Bỏ thủ tục")}</button></div>`;
}
