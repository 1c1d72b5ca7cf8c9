/** The dialog in which a province tells offices with a machine of their own what to do. */

import { html, nothing, render } from "lit-html";

import { name, t, tn } from "/static/i18n.js";
import { ask, toast } from "/static/parts.js";

import { tellOnce } from "./acts.js";
import { directiveOf, fedWithin, missingIn, NEW, scopesOf } from "./directive_rules.js";
import { fileField, namesField, radioField, selectField, showTrouble, submit, textField, troubleView } from "./forms.js";
import { newForm } from "./form_state.js";
import { count, roleName } from "./words.js";

const ROLES = ["clerk", "manager", "administrator", "auditor"];
const SHOWN = ["notices", "toml", "name", "full_name", "role"];

/** Open it for an office. What is typed stands beside the page's own form, which stays as it is. */
export function tell(desk, data) {
  const place = document.createElement("div");
  document.body.append(place);
  const scopes = scopesOf(data.all, data.one);
  const own = { office: desk.office, refused: desk.refused, local: { form: newForm({ ...NEW, scope: scopes[0] }) } };
  own.draw = () => render(dialogView(own, data, scopes, () => send(own, data, done)), place);
  own.draw();
  const dialog = place.querySelector("dialog");
  const done = () => {
    dialog.close();
    desk.reload();
  };
  dialog.addEventListener("cancel", (event) => leave(event, own));
  dialog.addEventListener("close", () => place.remove());
  dialog.showModal();
}

/** What was typed is not lost by one key. */
async function leave(event, { local: { form } }) {
  if (!form.isDirty) return;
  event.preventDefault();
  const dialog = event.target;
  const leaves = await ask({
    title: t("Bỏ những gì chưa gửi?"),
    text: t("Thông tin vừa nhập sẽ mất."),
    confirm: t("Bỏ"),
    cancel: t("Ở lại"),
    danger: true,
  });
  if (leaves) dialog.close();
}

// ---- its fields

function dialogView(own, data, scopes, press) {
  const { form } = own.local;
  return html`
    <dialog class="dialog tell" aria-labelledby="tell-title">
      <form class="form" novalidate @submit=${(event) => event.preventDefault() || press()}>
        <header><h2 id="tell-title">${titleOf(data.one)}</h2></header>
        <div class="body stack">
          ${troubleView(form, SHOWN)}
          <fieldset class="all stack" ?disabled=${form.isBusy}>
            ${scopeView(own, data, scopes)}
            ${radioField(own, form, "kind", { label: t("Nội dung gửi"), choices: kinds() })}
            ${FIELDS_OF[form.values.kind](own, form)}
          </fieldset>
        </div>
        <footer>
          <button type="button" class="button" @click=${(event) => event.target.closest("dialog").close()}>${t("Thôi")}</button>
          <button class="button main" aria-busy=${form.isBusy ? "true" : "false"} ?disabled=${form.isBusy}>${form.isBusy ? html`<span class="spinner"></span>` : nothing}${t("Gửi")}</button>
        </footer>
      </form>
    </dialog>
  `;
}

function titleOf({ fed, names }) {
  const words = { name: name(names) };
  return fed ? t("Gửi xuống %(name)s", words) : t("Gửi xuống các đơn vị thuộc %(name)s", words);
}

function scopeView(own, { all, one }, scopes) {
  const num = fedWithin(all, one.code).length;
  if (scopes.length > 1) {
    const everyone = t("Đơn vị này và mọi đơn vị trực thuộc có máy riêng (%(count)s)", { count: count(num) });
    return radioField(own, own.local.form, "scope", { label: t("Gửi cho"), choices: [["one", t("Chỉ đơn vị này")], ["all", everyone]] });
  }
  if (scopes[0] === "one") return nothing;
  return html`<p>${tn("Gửi cho %(num)s đơn vị trực thuộc có máy riêng.", "Gửi cho %(num)s đơn vị trực thuộc có máy riêng.", num)}</p>`;
}

/** What it does, below the choice. */
function about(text) {
  return html`<p class="soft small">${text}</p>`;
}

function kinds() {
  return [["notice", t("Thông báo")], ["catalogue", t("Danh mục")], ["account", t("Tài khoản")]];
}

const FIELDS_OF = {
  notice: (own, form) => namesField(own, form, "notices", { label: t("Thông báo trên màn hình gọi số"), area: true, hint: t("Để trống để bỏ thông báo đang chạy.") }),
  catalogue: (own) => html`
    ${about(t("Lĩnh vực, quầy, thủ tục, giờ làm việc và ngày nghỉ, thay cho danh mục đang dùng; tên và mã của đơn vị giữ nguyên."))}
    ${fileField(own, "toml", { label: t("Tệp danh mục") })}
  `,
  account: accountFields,
};

function accountFields(own, form) {
  const { act } = form.values;
  const abouts = {
    open: t("Người mới, hoặc mở lại tài khoản cũ với họ tên và vai trò dưới đây; có mật khẩu mới."),
    password: t("Mật khẩu cũ không dùng được nữa; họ tên và vai trò giữ nguyên."),
    close: t("Người này bị đăng xuất và không đăng nhập được nữa. Số liệu cũ vẫn được giữ."),
  };
  const acts = [["open", t("Mở tài khoản")], ["password", t("Cấp mật khẩu mới")], ["close", t("Khóa tài khoản")]];
  return html`
    ${radioField(own, form, "act", { label: t("Việc cần làm"), choices: acts })}
    ${about(abouts[act])}
    ${textField(form, "name", { label: t("Tên đăng nhập"), hint: t("2 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang.") })}
    ${act === "open" ? html`<div class="pair">
      ${textField(form, "full_name", { label: t("Họ và tên") })}
      ${selectField(form, "role", { label: t("Vai trò"), choices: ROLES.map((role) => [role, roleName(role)]) })}</div>` : nothing}
  `;
}

// ---- sending

/** What would be refused days later, when the office's machine reports, is said at once. */
async function send(own, data, done) {
  const { form } = own.local;
  const sentences = { required: t("Cần điền mục này."), no_vietnamese: t("Cần có nội dung tiếng Việt.") };
  form.errors = Object.fromEntries(Object.entries(missingIn(form.values)).map(([field, why]) => [field, sentences[why]]));
  form.message = "";
  own.draw();
  if (Object.keys(form.errors).length) {
    showTrouble();
    return;
  }
  if (!(await isSure(form.values, data))) return;
  const then = (answer) => {
    if (isWithPassword(form.values)) tellPassword(form.values.name, answer.password);
    done();
  };
  const path = `/directives?office=${encodeURIComponent(data.one.code)}`;
  await submit(own, { method: "POST", path, body: directiveOf(form.values), done: t("Đã gửi; đơn vị thực hiện khi máy của đơn vị báo cáo lần tới."), then });
}

/** What goes to many cannot be called back. */
function isSure({ scope }, { all, one }) {
  const num = fedWithin(all, one.code).length;
  if (scope !== "all") return true;
  return ask({
    title: tn("Gửi xuống %(num)s đơn vị?", "Gửi xuống %(num)s đơn vị?", num),
    text: t("Mỗi đơn vị thực hiện ngay khi máy của mình báo cáo lần tới; chỉ đạo đã gửi không thu hồi được."),
    confirm: t("Gửi"),
  });
}

function isWithPassword({ kind, act }) {
  return kind === "account" && act !== "close";
}

function tellPassword(account, password) {
  if (!password) {
    toast(t("Đã gửi nhưng mật khẩu không hiện lại được. Hãy gửi mật khẩu mới."), { tone: "red" });
    return;
  }
  tellOnce({
    title: t("Mật khẩu của %(name)s", { name: account }),
    text: t("Dùng được sau khi đơn vị đã thực hiện chỉ đạo. Mật khẩu chỉ hiện lần này; người dùng phải đổi khi đăng nhập lần đầu."),
    secret: password,
  });
}
