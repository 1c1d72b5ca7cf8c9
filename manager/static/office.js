/** The office itself: what it is called, what it tells citizens, which days are different. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { t } from "/static/i18n.js";
import { problemState } from "/static/parts.js";

import { catalogueView } from "./catalogue_file.js";
import { closedDaysView, daysFrom, daysTo, openDaysView } from "./days.js";
import { formPage, namesField, submit, textField } from "./forms.js";
import { newForm } from "./form_state.js";
import { pageHead, skeleton } from "./parts.js";

const SHOWN = ["names", "slogans", "greetings", "notices", "hotline", "closed_days", "open_days"];

export const office = { load: () => api("GET", "/office-settings"), show };

function show(desk) {
  if (desk.data === null) {
    return html`${pageHead({ title: t("Thông tin đơn vị") })}${desk.problem ? problemState(desk.problem, desk.reload) : skeleton()}`;
  }
  desk.local.form ??= newForm(valuesOf(desk.data));
  const { form } = desk.local;
  return html`
    ${formPage(desk, {
      title: t("Thông tin đơn vị"),
      about: t("Hiện trên máy lấy số, màn hình, phiếu và trang của công dân."),
      shown: SHOWN,
      sections: [
        { title: t("Tên và lời chào"), fields: wordsOf(desk, form) },
        { title: t("Ngày nghỉ"), about: t("Những ngày này máy lấy số không phát số."), fields: closedDaysView(desk, form) },
        { title: t("Ngày có giờ riêng"), about: t("Như ngày làm bù: giờ ở đây thay cho giờ hằng tuần và ngày nghỉ."), fields: openDaysView(desk, form) },
      ],
      save: () => save(desk),
    })}
    ${catalogueView(desk) ?? nothing}
  `;
}

function valuesOf(settings) {
  const { names, slogans, greetings, notices, hotline } = settings;
  return { names, slogans, greetings, notices, hotline, closed_days: daysFrom(settings.closed_days), open_days: daysFrom(settings.open_days) };
}

function wordsOf(desk, form) {
  return html`
    ${namesField(desk, form, "names", { label: t("Tên đơn vị") })}
    ${namesField(desk, form, "slogans", { label: t("Khẩu hiệu") })}
    ${namesField(desk, form, "greetings", { label: t("Lời chào trên máy lấy số") })}
    ${namesField(desk, form, "notices", { label: t("Thông báo trên màn hình gọi số"), area: true })}
    <div class="pair">${textField(form, "hotline", { label: t("Đường dây nóng") })}</div>
  `;
}

function save(desk) {
  const { closed_days: closed, open_days: opened, ...words } = desk.local.form.values;
  return submit(desk, {
    method: "PATCH",
    path: "/office-settings",
    body: { ...words, closed_days: daysTo(closed), open_days: daysTo(opened) },
    done: t("Đã lưu."),
    then: (settings) => {
      Object.assign(desk, { data: settings });
      desk.local.form = newForm(valuesOf(settings));
      desk.draw();
    },
  });
}
