/** The whole catalogue as a file: services, counters, procedures, hours and days, out and in. */

import { html, nothing } from "lit-html";

import { Problem, inOffice, newKey } from "/static/api.js";
import { language, t } from "/static/i18n.js";
import { ask, icon, toast } from "/static/parts.js";

import { fetchFile, save } from "./downloads.js";

const ADDRESS = "/api/v1/catalogue.toml";

/** Export for everybody who may read; import for those who may change. */
export function catalogueView(desk) {
  return html`
    <section class="panel section form" aria-labelledby="catalogue-title">
      <header><h2 id="catalogue-title">${t("Tệp danh mục")}</h2>
        <p class="soft small">${t("Lĩnh vực, quầy, thủ tục, giờ làm việc và ngày nghỉ trong một tệp TOML, để lưu lại hoặc chuyển sang đơn vị khác.")}</p></header>
      <div class="row">
        <a class="button" href=${inOffice(ADDRESS)} download @click=${(event) => exportFile(event, desk)}>${icon("download")} ${t("Tải danh mục về")}</a>
        ${desk.mayEdit ? importView(desk) : nothing}
      </div>
      ${faultsView(desk.local.faults)}
    </section>
  `;
}

function importView(desk) {
  return html`
    <label class="button file-button">${icon("upload")} ${t("Nạp tệp danh mục")}
      <input class="visually-hidden" type="file" accept=".toml" @change=${(event) => importFile(event.target, desk)}></label>
  `;
}

function faultsView(problem) {
  if (!problem) return nothing;
  return html`
    <div class="notice red" role="alert">${icon("circle-alert")}
      <div><p><strong>${t("Chưa nạp được tệp; danh mục giữ nguyên.")}</strong> ${problem.message}</p>
        <ul>${Object.entries(problem.fields ?? {}).map(([place, sentence]) => html`<li><code>${place}</code>: ${sentence}</li>`)}</ul></div>
    </div>
  `;
}

async function exportFile(event, desk) {
  event.preventDefault();
  try {
    const { blob, fileName } = await fetchFile(inOffice(ADDRESS));
    save(blob, fileName);
  } catch (problem) {
    desk.refused(problem);
  }
}

async function importFile(input, desk) {
  const [file] = input.files;
  const sure = file && (await ask({
    title: t("Nạp danh mục từ %(file)s?", { file: file.name }),
    text: t("Nội dung tệp thay cho danh mục đang dùng: lĩnh vực, quầy, thủ tục không có trong tệp sẽ bị bỏ. Số liệu cũ vẫn được giữ."),
    confirm: t("Nạp danh mục"),
    danger: true,
  }));
  if (sure) await send(await file.text(), desk);
  input.value = "";
}

async function send(text, desk) {
  desk.local.faults = null;
  try {
    const told = await put(text);
    toast(t("Đã nạp %(services)s lĩnh vực, %(counters)s quầy.", told), { tone: "green" });
    if (desk.local.form) desk.local.form.isDirty = false;
    desk.go("services");
  } catch (problem) {
    if (problem.fields) desk.local.faults = problem;
    else desk.refused(problem);
    desk.draw();
  }
}

async function put(text) {
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const headers = { "Content-Type": "application/toml", "X-CSRF-Token": csrf, "Idempotency-Key": newKey(), "Accept-Language": language() };
  const answer = await fetch(inOffice(ADDRESS), { method: "PUT", headers, body: text }).catch(() => null);
  if (!answer) {
    throw new Problem({ status: 0, code: "no_connection", title: t("Không kết nối được với máy chủ. Vui lòng thử lại.") });
  }
  const told = await answer.json();
  if (!answer.ok) throw new Problem(told);
  return told;
}
