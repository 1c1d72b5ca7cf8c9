/** The page of one service: its names, its icon, how many it takes, and when. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { remove } from "./acts.js";
import { checkField, formPage, namesField, submit, textField } from "./forms.js";
import { newForm, setValue, whole } from "./form_state.js";
import { nobody } from "./parts.js";
import { hoursFrom, weekFrom } from "./week.js";
import { weekView } from "./week_view.js";

const NEW = { code: "", names: {}, abouts: {}, icon: "file-text", typical_min: 10, daily_cap: 0, hours: null, paused: false };
const SHOWN = ["code", "names", "abouts", "icon", "typical_min", "daily_cap", "hours"];

/** The form of the service that the address names, or of a new one. */
export function serviceEditor(desk, all) {
  const service = all.find(({ code }) => code === desk.params.edit);
  if (!service && desk.params.edit !== "new") return nobody("layout-grid", t("Không tìm thấy lĩnh vực này"));
  desk.local.form ??= newForm(valuesOf(service ?? NEW));
  const { form } = desk.local;
  return formPage(desk, {
    title: service ? `${service.code} · ${name(service.names)}` : t("Thêm lĩnh vực"),
    back: t("Các lĩnh vực"),
    shown: SHOWN,
    sections: [
      { title: t("Tên gọi"), fields: namesOf(desk, form, Boolean(service)) },
      { title: t("Phát số"), fields: numbersOf(desk, form) },
      { title: t("Giờ nhận số"), about: t("Ngoài giờ này máy lấy số không phát số. Ngày nghỉ và ngày có giờ riêng đặt ở mục Thông tin đơn vị."), fields: weekView(desk, form) },
    ],
    save: () => save(desk, service),
    others: service && removeView(desk, service),
  });
}

function valuesOf(service) {
  return { ...service, daily_cap: service.daily_cap || "", week: weekFrom(service.hours) };
}

function namesOf(desk, form, isOld) {
  return html`
    ${textField(form, "code", { label: t("Chữ cái"), short: true, off: isOld, hint: isOld ? "" : t("Một chữ in hoa A đến Z, đứng đầu mỗi số; không đổi được về sau.") })}
    ${namesField(desk, form, "names", { label: t("Tên lĩnh vực") })}
    ${namesField(desk, form, "abouts", { label: t("Gồm những việc gì"), hint: t("Hiện dưới tên trên máy lấy số.") })}
    ${iconsView(desk, form)}
  `;
}

function iconsView(desk, form) {
  const choose = (sign) => {
    setValue(form, "icon", sign);
    desk.draw();
  };
  const signs = desk.icons.includes(form.values.icon) ? desk.icons : [form.values.icon, ...desk.icons];
  return html`
    <fieldset class="icons">
      <legend>${t("Biểu tượng")}</legend>
      <div class="icon-list">${signs.map((sign) => html`
        <label title=${sign}><input type="radio" name="icon" class="visually-hidden" .checked=${form.values.icon === sign} @change=${() => choose(sign)}>
          ${icon(sign)}<span class="visually-hidden">${sign}</span></label>`)}
      </div>
      ${form.errors.icon ? html`<span class="error">${form.errors.icon}</span>` : nothing}
    </fieldset>
  `;
}

function numbersOf(desk, form) {
  return html`
    <div class="pair">
      ${textField(form, "typical_min", { label: t("Thường mất (phút)"), numeric: true, hint: t("Dùng để ước lượng thời gian chờ khi chưa có số liệu.") })}
      ${textField(form, "daily_cap", { label: t("Số tối đa mỗi ngày"), numeric: true, hint: t("Để trống nếu không giới hạn.") })}
    </div>
    ${checkField(form, "paused", { label: t("Tạm ngừng phát số"), hint: t("Người đang chờ vẫn được gọi.") })}
  `;
}

function save(desk, service) {
  const { code, names, abouts, icon: sign, typical_min: typical, daily_cap: cap, week, paused } = desk.local.form.values;
  const body = { names, abouts, icon: sign, typical_min: whole(typical), daily_cap: whole(cap) ?? 0, hours: hoursFrom(week), paused };
  return submit(desk, {
    method: service ? "PATCH" : "POST",
    path: service ? `/services/${service.code}` : "/services",
    body: service ? body : { ...body, code: code.trim().toUpperCase() },
    done: service ? t("Đã lưu.") : t("Đã thêm lĩnh vực %(name)s. Hãy chọn quầy phục vụ ở mục Các quầy.", { name: name(names) }),
    then: () => desk.go("services"),
  });
}

function removeView(desk, service) {
  const words = { name: name(service.names) };
  const asked = {
    path: `/services/${service.code}`,
    title: t("Bỏ lĩnh vực %(name)s?", words),
    text: t("Lĩnh vực và các thủ tục của nó không còn trên máy lấy số. Số liệu cũ vẫn được giữ."),
    confirm: t("Bỏ lĩnh vực"),
    done: t("Đã bỏ lĩnh vực %(name)s.", words),
  };
  return html`<div><button class="button danger" @click=${() => remove(desk, asked)}>${icon("trash-2")} ${t("Bỏ lĩnh vực")}</button></div>`;
}
