/** The procedures that citizens look up: papers, days, fees. */

import { html } from "lit-html";

import { api } from "/static/api.js";
import { formatNumber, name, t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addLink, editLink } from "./lists.js";
import { contentOf, nobody, pageHead } from "./parts.js";
import { procedureEditor } from "./procedure_form.js";
import { findProcedures } from "./search.js";
import { table } from "./tables.js";
import { count, NOTHING } from "./words.js";

export const procedures = {
  load,
  show: (desk) => (desk.params.edit ? contentOf(desk, (data) => procedureEditor(desk, data)) : list(desk)),
};

async function load() {
  const [{ procedures: all }, { services }] = await Promise.all([api("GET", "/procedures-admin"), api("GET", "/services")]);
  return { all, services };
}

function list(desk) {
  return html`
    ${pageHead({ title: t("Thủ tục hành chính"), about: t("Công dân tra cứu ở máy lấy số."), tools: addLink(desk, t("Thêm thủ tục")) })}
    ${contentOf(desk, (data) => (data.all.length ? foundView(desk, data) : nobody("files", t("Chưa có thủ tục nào"), t("Thêm từng thủ tục, hoặc nạp tệp danh mục ở mục Thông tin đơn vị."))))}
  `;
}

function foundView(desk, { all, services }) {
  const { local } = desk;
  const found = findProcedures(all, local.query ?? "", local.service ?? "");
  return html`
    <div class="row finder">
      <label class="search grow">${icon("search")}<span class="visually-hidden">${t("Tìm thủ tục")}</span>
        <input class="input" type="search" placeholder=${t("Tìm theo tên, mã hoặc từ khóa")} .value=${local.query ?? ""} @input=${noting(desk, "query")}></label>
      <label><span class="visually-hidden">${t("Lĩnh vực")}</span>
        <select class="input" @change=${noting(desk, "service")}>
          <option value="">${t("Mọi lĩnh vực")}</option>
          ${services.map((one) => html`<option value=${one.code}>${name(one.names)}</option>`)}
        </select></label>
      <span class="soft" role="status">${tn("%(num)s thủ tục", "%(num)s thủ tục", found.length)}</span>
    </div>
    ${found.length ? html`<div class="panel bare">${proceduresTable(desk, found, services)}</div>` : nobody("search", t("Không tìm thấy thủ tục nào"), t("Thử từ khác, hoặc chọn mọi lĩnh vực."))}
  `;
}

function noting({ local, draw }, what) {
  return (event) => {
    local[what] = event.target.value;
    draw();
  };
}

function proceduresTable(desk, found, services) {
  const names = Object.fromEntries(services.map((service) => [service.code, name(service.names)]));
  const columns = [
    { title: t("Mã"), value: (one) => one.code, cell: (one) => html`<code>${one.code}</code>` },
    { title: t("Tên thủ tục"), head: true, kind: "wide", value: (one) => name(one.names), cell: (one) => name(one.names) },
    { title: t("Lĩnh vực"), value: (one) => names[one.service], cell: (one) => names[one.service] },
    { title: t("Giấy tờ"), number: true, value: (one) => one.papers.length, cell: (one) => count(one.papers.length) },
    { title: t("Số ngày"), number: true, value: (one) => one.days, cell: (one) => daysText(one.days) },
    { title: t("Phí (đồng)"), number: true, value: (one) => one.fee_vnd, cell: (one) => (one.fee_vnd === null ? NOTHING : formatNumber(one.fee_vnd)) },
    { title: "", number: true, cell: (one) => editLink(desk, one.id, name(one.names)) },
  ];
  return table({ desk, name: "procedures", caption: t("Thủ tục hành chính"), columns, rows: found, compact: true });
}

function daysText(days) {
  if (days === null) return NOTHING;
  return days === 0 ? t("Trong ngày") : formatNumber(days);
}
