/** The people who work here: accounts, roles, passwords. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { t } from "/static/i18n.js";
import { ask, icon } from "/static/parts.js";

import { act, tellOnce } from "./acts.js";
import { addressOf } from "./addresses.js";
import { formPage, selectField, submit, textField } from "./forms.js";
import { newForm } from "./form_state.js";
import { addLink, editLink } from "./lists.js";
import { actedOn } from "./office_acted.js";
import { contentOf, nobody, pageHead } from "./parts.js";
import { givenNameFirst } from "./sorting.js";
import { table } from "./tables.js";
import { roleName } from "./words.js";

const ROLES = ["clerk", "manager", "administrator", "auditor"];
const STATES = ["new", "active", "locked"];
const NEW = { name: "", full_name: "", role: "clerk" };

export const staff = {
  load: async () => (await api("GET", "/staff")).staff,
  show: (desk) => (desk.params.edit ? contentOf(desk, (all) => editor(desk, all)) : list(desk)),
};

function list(desk) {
  return html`
    ${pageHead({ title: t("Tài khoản cán bộ"), about: t("Người đăng nhập ở quầy và trang quản lý."), tools: addLink(desk, t("Thêm cán bộ")) })}
    ${contentOf(desk, (all) => html`<div class="panel bare">${staffTable(desk, all)}</div>`)}
  `;
}

function staffTable(desk, all) {
  const columns = [
    { title: t("Họ và tên"), head: true, value: (one) => givenNameFirst(one.full_name), cell: (one) => one.full_name },
    { title: t("Tên đăng nhập"), value: (one) => one.name, cell: nameCell },
    { title: t("Vai trò"), value: (one) => roleName(one.role), cell: (one) => roleName(one.role) },
    { title: t("Trạng thái"), value: (one) => STATES.indexOf(stateOf(desk, one)), cell: (one) => stateChip(desk, one) },
    { title: "", number: true, cell: (one) => editLink(desk, one.id, one.full_name) },
  ];
  return table({ desk, name: "staff", caption: t("Tài khoản cán bộ"), columns, rows: all, rowClass: ({ active }) => (active ? "" : "away") });
}

/** Nobody signs in with the name of an account of the province. */
function nameCell(one) {
  return one.of_provider ? html`<span class="soft">${t("Tài khoản của tỉnh")}</span>` : html`<code>${one.name}</code>`;
}

/** Passwords of an office with a machine of its own are known there only. */
function stateOf(desk, { active, must_change: mustChange }) {
  if (!active) return "locked";
  return mustChange && !actedOn(desk)?.fed ? "new" : "active";
}

function stateChip(desk, one) {
  const chips = {
    locked: html`<span class="chip">${t("Đã khóa")}</span>`,
    new: html`<span class="chip gold">${t("Chưa đổi mật khẩu")}</span>`,
    active: html`<span class="chip green">${t("Đang dùng")}</span>`,
  };
  return chips[stateOf(desk, one)];
}

function editor(desk, all) {
  const person = all.find(({ id }) => id === desk.params.edit);
  if (!person && desk.params.edit !== "new") return nobody("user-round-x", t("Không tìm thấy người này"));
  desk.local.form ??= newForm(person ? { name: person.name, full_name: person.full_name, role: person.role } : NEW);
  return person?.of_provider ? providersPage(desk, person) : ownPage(desk, person);
}

function ownPage(desk, person) {
  return formPage(desk, {
    title: person?.full_name ?? t("Thêm cán bộ"),
    back: t("Tài khoản cán bộ"),
    shown: Object.keys(NEW),
    sections: [{ fields: fieldsView(desk.local.form) }],
    save: () => save(desk, person),
    others: person && accountActs(desk, person),
  });
}

/** What the province says is read only here. */
function providersPage(desk, person) {
  return formPage(desk, {
    title: person.full_name,
    about: t("Tài khoản của tỉnh: họ tên và vai trò lấy từ hệ thống của tỉnh mỗi lần đăng nhập; ở đây chỉ khóa hoặc mở lại."),
    back: t("Tài khoản cán bộ"),
    shown: Object.keys(NEW),
    sections: [{ fields: fieldsView(desk.local.form, true) }],
    others: accountActs(desk, person),
  });
}

function fieldsView(form, off = false) {
  return html`
    ${textField(form, "full_name", { label: t("Họ và tên"), off })}
    ${textField(form, "name", { label: t("Tên đăng nhập"), off, hint: t("2 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang.") })}
    ${selectField(form, "role", { label: t("Vai trò"), off, choices: ROLES.map((role) => [role, roleName(role)]), hint: t("Cán bộ một cửa làm việc ở quầy. Quản lý và quản trị viên xem báo cáo và sửa mọi mục. Người giám sát chỉ xem.") })}
  `;
}

function save(desk, person) {
  const { values } = desk.local.form;
  return submit(desk, {
    method: person ? "PATCH" : "POST",
    path: person ? `/staff/${person.id}` : "/staff",
    body: values,
    done: person ? t("Đã lưu.") : t("Đã thêm %(name)s.", { name: values.full_name }),
    then: (answer) => {
      if (answer.password) tellPassword(answer);
      desk.go("staff");
    },
  });
}

function tellPassword({ full_name: fullName, name, password }) {
  tellOnce({
    title: t("Mật khẩu của %(name)s", { name: fullName }),
    text: t("Đăng nhập bằng tên %(name)s và mật khẩu dưới đây. Mật khẩu chỉ hiện lần này; người dùng phải đổi khi đăng nhập lần đầu.", { name }),
    secret: password,
  });
}

function accountActs(desk, person) {
  return html`
    <h2>${t("Tài khoản")}</h2>
    <div class="row">
      ${person.of_provider ? nothing : html`<button class="button" @click=${() => newPassword(desk, person)}>${icon("key-round")} ${t("Tạo mật khẩu mới")}</button>`}
      ${person.active
        ? html`<button class="button danger" @click=${() => lock(desk, person)}>${icon("user-round-x")} ${t("Khóa tài khoản")}</button>`
        : html`<button class="button" @click=${() => setActive(desk, person, true)}>${t("Mở lại tài khoản")}</button>`}
    </div>
  `;
}

async function newPassword(desk, person) {
  const sure = await ask({
    title: t("Tạo mật khẩu mới cho %(name)s?", { name: person.full_name }),
    text: t("Mật khẩu cũ không dùng được nữa và người này bị đăng xuất ở mọi nơi."),
    confirm: t("Tạo mật khẩu mới"),
  });
  const answer = sure && (await act(desk, { method: "PATCH", path: `/staff/${person.id}`, body: { password: null } }));
  if (!answer) return;
  tellPassword({ ...person, ...answer });
  desk.reload();
}

async function lock(desk, person) {
  const sure = await ask({
    title: t("Khóa tài khoản của %(name)s?", { name: person.full_name }),
    text: t("Người này bị đăng xuất và không đăng nhập được nữa. Số liệu cũ vẫn được giữ."),
    confirm: t("Khóa tài khoản"),
    danger: true,
  });
  if (sure) await setActive(desk, person, false);
}

async function setActive(desk, person, active) {
  const done = active ? t("Đã mở lại tài khoản.") : t("Đã khóa tài khoản.");
  if (await act(desk, { method: "PATCH", path: `/staff/${person.id}`, body: { active }, done })) {
    history.replaceState(null, "", addressOf("staff", { edit: person.id }));
    desk.reload();
  }
}
