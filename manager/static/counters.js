/** The counters: what they are called, where they stand, what they serve. */

import { html } from "lit-html";

import { api } from "/static/api.js";
import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { remove } from "./acts.js";
import { checksField, formPage, namesField, submit, textField } from "./forms.js";
import { newForm, whole } from "./form_state.js";
import { addLink, editLink } from "./lists.js";
import { codeName, contentOf, nobody, pageHead } from "./parts.js";
import { table } from "./tables.js";
import { NOTHING } from "./words.js";

const SHOWN = ["number", "names", "zone", "services"];

export const counters = {
  load,
  show: (desk) => (desk.params.edit ? contentOf(desk, (data) => editor(desk, data)) : list(desk)),
};

async function load() {
  const [{ counters: all }, { services }] = await Promise.all([api("GET", "/counters"), api("GET", "/services")]);
  return { all, services };
}

function list(desk) {
  return html`
    ${pageHead({ title: t("Các quầy"), about: t("Mỗi quầy chỉ gọi số của những lĩnh vực được chọn."), tools: addLink(desk, t("Thêm quầy")) })}
    ${contentOf(desk, (data) => (data.all.length ? html`<div class="panel bare">${countersTable(desk, data)}</div>` : nobody("concierge-bell", t("Chưa có quầy nào"))))}
  `;
}

function countersTable(desk, { all, services }) {
  const names = Object.fromEntries(services.map((service) => [service.code, name(service.names)]));
  const columns = [
    { title: t("Quầy"), head: true, value: (one) => one.number, cell: (one) => codeName(one.number, name(one.names)) },
    { title: t("Lĩnh vực phục vụ"), cell: (one) => servedView(one.services, names) },
    { title: t("Khu vực"), value: (one) => one.zone, cell: (one) => one.zone || NOTHING },
    { title: "", number: true, cell: (one) => editLink(desk, one.number, t("Quầy %(number)s", { number: one.number })) },
  ];
  return table({ desk, name: "counters", caption: t("Các quầy"), columns, rows: all });
}

function servedView(codes, names) {
  if (!codes.length) return html`<span class="chip gold">${t("Chưa phục vụ lĩnh vực nào")}</span>`;
  return codes.map((code) => html`<span class="served"><span class="code">${code}</span>${names[code]}</span>`);
}

function editor(desk, { all, services }) {
  const counter = all.find(({ number }) => String(number) === desk.params.edit);
  if (!counter && desk.params.edit !== "new") return nobody("concierge-bell", t("Không tìm thấy quầy này"));
  desk.local.form ??= newForm(counter ?? { number: freeNumber(all), names: {}, zone: "", services: [] });
  const { form } = desk.local;
  return formPage(desk, {
    title: counter ? t("Quầy %(number)s", { number: counter.number }) : t("Thêm quầy"),
    back: t("Các quầy"),
    shown: SHOWN,
    sections: [{
      fields: html`
        ${textField(form, "number", { label: t("Số quầy"), short: true, numeric: true, off: Boolean(counter), hint: counter ? "" : t("1 đến 99; không đổi được về sau.") })}
        ${namesField(desk, form, "names", { label: t("Tên quầy") })}
        ${checksField(form, "services", {
          label: t("Lĩnh vực phục vụ"),
          choices: services.map((service) => [service.code, html`<span class="code">${service.code}</span> ${name(service.names)}`]),
          empty: t("Chưa có lĩnh vực nào"),
        })}
        ${textField(form, "zone", { label: t("Khu vực"), hint: t("Màn hình gọi số của một khu vực chỉ hiện các quầy ở đó. Để trống nếu chỉ có một sảnh.") })}
      `,
    }],
    save: () => save(desk, counter),
    others: counter && removeView(desk, counter),
  });
}

function freeNumber(all) {
  return Math.max(0, ...all.map(({ number }) => number)) + 1;
}

function save(desk, counter) {
  const { number, names, zone, services } = desk.local.form.values;
  return submit(desk, {
    method: counter ? "PATCH" : "POST",
    path: counter ? `/counters/${counter.number}` : "/counters",
    body: counter ? { names, zone, services } : { number: whole(number), names, zone, services },
    done: counter ? t("Đã lưu.") : t("Đã thêm quầy %(number)s.", { number }),
    then: () => desk.go("counters"),
  });
}

function removeView(desk, { number }) {
  const asked = {
    path: `/counters/${number}`,
    title: t("Bỏ quầy %(number)s?", { number }),
    text: t("Quầy không còn gọi số. Số liệu cũ vẫn được giữ."),
    confirm: t("Bỏ quầy"),
    done: t("Đã bỏ quầy %(number)s.", { number }),
  };
  return html`<div><button class="button danger" @click=${() => remove(desk, asked)}>${icon("trash-2")} ${t("Bỏ quầy")}</button></div>`;
}
