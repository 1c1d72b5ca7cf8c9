/** What shows the code that a manager types: asked as soon as its six digits are there. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { codeOf, isWhole } from "./pairing_code.js";
import { kindIcon, kindName } from "./words.js";

/** Look the typed code up; what was found stands in `local.found`: {code, kind?, problem?}. */
export async function lookUp(desk) {
  const { local } = desk;
  const code = codeOf(local.form.values.code);
  if (local.found?.code === code) return;
  local.found = { code };
  desk.draw();
  if (!isWhole(code)) return;
  const found = await answerTo(code);
  if (local.found.code !== code) return;
  local.found = found;
  desk.draw();
}

async function answerTo(code) {
  try {
    return { code, ...(await api("GET", `/pairings?${new URLSearchParams({ code })}`)) };
  } catch (problem) {
    return { code, problem };
  }
}

/** What was found, below the field; not beside what the server said of it when it was sent. */
export function foundView({ found, form }) {
  if (!found || !isWhole(found.code) || form.errors.code) return nothing;
  if (found.kind) {
    return html`<p class="found" role="status">${kindIcon(found.kind)}<span>${t("Thiết bị đang chờ:")} <strong>${kindName(found.kind)}</strong></span></p>`;
  }
  if (found.problem) return html`<p class="error" role="alert">${icon("circle-alert")} ${problemText(found.problem)}</p>`;
  return html`<p class="soft" role="status"><span class="spinner"></span> ${t("Đang tìm thiết bị…")}</p>`;
}

function problemText({ code, message }) {
  return code === "code_unknown"
    ? t("Không có thiết bị nào đang chờ với mã này: mã sai hoặc đã hết hạn. Hãy xem lại mã trên thiết bị.")
    : message;
}
