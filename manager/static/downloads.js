/** Files of a report: links that a session opens, fetched here so that waiting and failing are seen. */

import { html } from "lit-html";

import { Problem, inOffice } from "/static/api.js";
import { language, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

const FORMAT_NAMES = { csv: "CSV", zip: "CSV (ZIP)", xlsx: "Excel (XLSX)", pdf: "PDF" };

/** Links to the files of one report, in the page's language. */
export function exportLinks(desk, path, params, formats) {
  return html`
    <div class="row exports" role="group" aria-label=${t("Tải về")}>
      <span class="soft small">${t("Tải về")}</span>
      ${formats.map((format) => exportLink(desk, path, params, format))}
    </div>
  `;
}

function exportLink(desk, path, params, format) {
  const search = new URLSearchParams({ ...params, format, lang: language() });
  const isBusy = desk.local.downloading === format;
  return html`
    <a class="button small" href=${`/api/v1${inOffice(`/${path}?${search}`)}`} download aria-busy=${isBusy ? "true" : "false"}
      @click=${(event) => download(event, desk, format)}>
      ${isBusy ? html`<span class="spinner"></span>` : icon("download")} ${FORMAT_NAMES[format]}
    </a>
  `;
}

async function download(event, desk, format) {
  event.preventDefault();
  const { href } = event.currentTarget;
  if (desk.local.downloading) return;
  desk.local.downloading = format;
  desk.draw();
  try {
    const { blob, fileName } = await fetchFile(href);
    save(blob, fileName);
  } catch (problem) {
    desk.refused(problem);
  } finally {
    desk.local.downloading = null;
    desk.draw();
  }
}

/** A file from the server and the name it gives it. Throws a Problem. */
export async function fetchFile(href) {
  const answer = await fetch(href, { headers: { "Accept-Language": language() } }).catch(() => null);
  if (!answer) {
    throw new Problem({ status: 0, code: "no_connection", title: t("Không kết nối được với máy chủ. Vui lòng thử lại.") });
  }
  if (!answer.ok) {
    throw new Problem(await answer.json());
  }
  return { blob: await answer.blob(), fileName: nameOf(answer.headers.get("Content-Disposition")) };
}

function nameOf(disposition) {
  const told = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  return told ? decodeURIComponent(told) : (/filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? "");
}

/** Hand a file to the browser's downloads. */
export function save(blob, fileName) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
