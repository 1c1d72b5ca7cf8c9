/** The services of the office, in the order of the kiosk. */

import { html } from "lit-html";

import { api } from "/static/api.js";
import { formatNumber, name, t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { act } from "./acts.js";
import { addLink, editLink } from "./lists.js";
import { contentOf, nobody, pageHead } from "./parts.js";
import { serviceEditor } from "./service_form.js";
import { table } from "./tables.js";
import { NOTHING } from "./words.js";

export const services = {
  load: async () => (await api("GET", "/services")).services,
  show: (desk) => (desk.params.edit ? contentOf(desk, (all) => serviceEditor(desk, all)) : list(desk)),
};

function list(desk) {
  return html`
    ${pageHead({ title: t("Các lĩnh vực"), about: t("Thứ tự ở đây là thứ tự trên máy lấy số."), tools: addLink(desk, t("Thêm lĩnh vực")) })}
    ${contentOf(desk, (all) => (all.length ? html`<div class="panel bare">${servicesTable(desk, all)}</div>` : nobody("layout-grid", t("Chưa có lĩnh vực nào"))))}
  `;
}

function servicesTable(desk, all) {
  const columns = [
    { title: t("Lĩnh vực"), head: true, cell: (one) => html`<span class="service-name"><span class="code">${one.code}</span>${icon(one.icon)} ${name(one.names)}</span>` },
    { title: t("Trạng thái"), cell: (one) => (one.paused ? html`<span class="chip gold">${t("Tạm ngừng")}</span>` : html`<span class="chip green">${t("Đang nhận")}</span>`) },
    { title: t("Giờ nhận số"), kind: "together", cell: ({ hours }) => (hours === null ? t("Luôn mở") : t("Theo giờ")) },
    { title: t("Thường mất"), kind: "together", number: true, cell: (one) => tn("%(num)s phút", "%(num)s phút", one.typical_min) },
    { title: t("Tối đa mỗi ngày"), number: true, cell: (one) => (one.daily_cap ? formatNumber(one.daily_cap) : NOTHING) },
    { title: "", number: true, cell: (one) => actsView(desk, all, one) },
  ];
  return table({ caption: t("Các lĩnh vực"), columns, rows: all });
}

function actsView(desk, all, service) {
  const edit = editLink(desk, service.code, name(service.names));
  if (!desk.mayEdit) return edit;
  const at = all.indexOf(service);
  const words = { name: name(service.names) };
  return html`
    <span class="row-acts">
      <button class="button small quiet square-small" aria-label=${t("Chuyển %(name)s lên", words)} ?disabled=${at === 0} @click=${() => move(desk, all, at, -1)}>${icon("arrow-up")}</button>
      <button class="button small quiet square-small" aria-label=${t("Chuyển %(name)s xuống", words)} ?disabled=${at === all.length - 1} @click=${() => move(desk, all, at, 1)}>${icon("arrow-down")}</button>
      ${service.paused
        ? html`<button class="button small" @click=${() => pause(desk, service, false)}>${icon("play")} ${t("Nhận lại")}</button>`
        : html`<button class="button small" @click=${() => pause(desk, service, true)}>${icon("circle-pause")} ${t("Ngừng nhận")}</button>`}
      ${edit}
    </span>
  `;
}

async function pause(desk, service, paused) {
  const words = { name: name(service.names) };
  const done = paused ? t("%(name)s tạm ngừng phát số.", words) : t("%(name)s phát số trở lại.", words);
  if (await act(desk, { method: "PATCH", path: `/services/${service.code}`, body: { paused }, done })) desk.reload();
}

/** Two neighbours change places; the list is numbered by where it stands, since places may be equal. */
async function move(desk, all, at, step) {
  const order = [...all];
  [order[at], order[at + step]] = [order[at + step], order[at]];
  for (const [position, { code, position: before }] of order.entries()) {
    if (position === before) continue;
    const answer = await act(desk, { method: "PATCH", path: `/services/${code}`, body: { position } });
    if (!answer) break;
  }
  desk.reload();
}
