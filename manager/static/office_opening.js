/** Opening an office: like one that is there, from a catalogue file, or for a machine of its own. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";

import { tellOnce } from "./acts.js";
import { fileField, formPage, namesField, radioField, selectField, submit, textField } from "./forms.js";
import { newForm, setValue } from "./form_state.js";
import { kindName, officeField } from "./office_choice.js";
import { kindsUnder } from "./office_tree.js";
import { nobody } from "./parts.js";

const SHOWN = ["under", "copy_of", "code", "names", "kind", "timezone", "catalogue"];
const NEW = { way: "copy", copy_of: "", code: "", names: {}, kind: "commune", timezone: "Asia/Ho_Chi_Minh", catalogue: "" };

/** The form. */
export function openingPage(desk, data) {
  if (!desk.mayEdit) return nobody("landmark", t("Tài khoản này chỉ xem, không mở được đơn vị"));
  desk.local.form ??= newForm({ ...NEW, under: data.all[0].code });
  return formPage(desk, {
    title: t("Mở đơn vị mới"),
    back: t("Đơn vị trực thuộc"),
    shown: SHOWN,
    sections: [
      { title: t("Mở bằng cách nào"), fields: waysView(desk) },
      { title: t("Đơn vị mới"), fields: fieldsOf(desk, data) },
    ],
    save: () => save(desk),
    saveWords: t("Mở đơn vị"),
  });
}

function waysView(desk) {
  const { form } = desk.local;
  const ways = [
    ["copy", t("Sao chép từ một đơn vị đang có"), t("Sao chép lĩnh vực, thủ tục, quầy, giờ làm việc và ngày nghỉ; không sao chép tài khoản cán bộ và số liệu.")],
    ["file", t("Từ một tệp danh mục"), t("Tệp TOML có đủ tên, mã, lĩnh vực, quầy và thủ tục của đơn vị.")],
    ["expected", t("Đơn vị làm việc trên máy riêng"), t("Máy đặt tại đơn vị tự báo cáo về đây; lĩnh vực và quầy được khai báo trên máy đó.")],
  ];
  return radioField(desk, form, "way", { label: t("Mở bằng cách nào"), choices: ways, isLabelHidden: true });
}

function fieldsOf(desk, { all }) {
  const { form } = desk.local;
  const { way } = form.values;
  const kinds = kindsUnder(all.find(({ code }) => code === form.values.under)?.kind);
  const under = officeField(desk, form, "under", { offices: all, label: t("Trực thuộc"), then: (above) => keepKind(form, above) });
  if (way === "file") return html`${under}${fileField(desk, "catalogue", { label: t("Tệp danh mục") })}`;
  return html`
    ${under}
    ${way === "copy" ? likeField(desk, all) : nothing}
    ${namesField(desk, form, "names", { label: t("Tên đơn vị") })}
    <div class="pair">
      ${textField(form, "code", { label: t("Mã đơn vị"), hint: t("Chữ thường không dấu, chữ số, gạch ngang; ví dụ: dan-tien. Không đổi được về sau.") })}
      ${selectField(form, "kind", { label: t("Loại"), choices: kinds.map((kind) => [kind, kindName(kind)]) })}
    </div>
    ${way === "expected" ? html`<div class="pair">${textField(form, "timezone", { label: t("Múi giờ") })}</div>` : nothing}
  `;
}

/** Under a narrower office another kind is offered than was chosen before. */
function keepKind(form, above) {
  const kinds = kindsUnder(above.kind);
  if (!kinds.includes(form.values.kind)) setValue(form, "kind", kinds[0]);
}

/** What an office's own machine says of itself is not whole enough to be copied. */
function likeField(desk, all) {
  const { form } = desk.local;
  const above = all.find(({ code }) => code === form.values.under);
  const then = ({ kind }) => kindsUnder(above?.kind).includes(kind) && setValue(form, "kind", kind);
  return officeField(desk, form, "copy_of", { offices: all.filter(({ fed }) => !fed), label: t("Sao chép từ đơn vị"), then });
}

function save(desk) {
  const { under } = desk.local.form.values;
  return submit(desk, {
    method: "POST",
    path: `/offices?office=${encodeURIComponent(under)}`,
    body: bodyOf(desk.local.form.values),
    done: t("Đã mở đơn vị."),
    then: (made) => {
      if (made.manager) tellManager(made);
      desk.openOffices?.add(under);
      desk.go("offices", { edit: made.code });
    },
  });
}

/** What each way asks for. */
export function bodyOf({ way, copy_of: like, code, names, kind, timezone, catalogue }) {
  if (way === "file") return { catalogue };
  return way === "copy" ? { copy_of: like || null, code, names, kind } : { expected: true, code, names, kind, timezone };
}

function tellManager({ names, manager, password }) {
  const title = t("Quản lý đầu tiên của %(name)s", { name: name(names) });
  if (!password) {
    tellOnce({ title, text: t("Mật khẩu của %(name)s không hiện lại được; hãy tạo mật khẩu mới ở mục Tài khoản cán bộ của đơn vị.", { name: manager }), secret: manager });
    return;
  }
  tellOnce({
    title,
    text: t("Đăng nhập bằng tên %(name)s và mật khẩu dưới đây. Mật khẩu chỉ hiện lần này; người dùng phải đổi khi đăng nhập lần đầu.", { name: manager }),
    secret: password,
  });
}
