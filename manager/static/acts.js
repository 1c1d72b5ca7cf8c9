/** Acts on things that are kept: sent at once, told when done, asked before what cannot be undone. */

import { html, nothing, render } from "lit-html";

import { api } from "/static/api.js";
import { t } from "/static/i18n.js";
import { ask, icon, toast } from "/static/parts.js";

/**
 * Send a command; answers what the server said, or null when it refused.
 * @param {any} desk
 * @param {{ method: string, path: string, body?: unknown, done?: string }} what
 */
export async function act(desk, { method, path, body, done }) {
  if (desk.local.isActing) return null;
  desk.local.isActing = true;
  try {
    const answer = (await api(method, path, body)) ?? {};
    if (done) toast(done, { tone: "green" });
    return answer;
  } catch (problem) {
    desk.refused(problem);
    return null;
  } finally {
    desk.local.isActing = false;
  }
}

/** Put a thing away for good, after asking; then its list. */
export async function remove(desk, { path, title, text, confirm, done }) {
  if (!(await ask({ title, text, confirm, danger: true }))) return;
  if (await act(desk, { method: "DELETE", path, done })) {
    if (desk.local.form) desk.local.form.isDirty = false;
    desk.go(desk.view);
  }
}

/** Tell something that is shown only this once; it stays until it is confirmed. `isLines`: for a file, to be copied as it is. */
export function tellOnce({ title, text, secret, isLines = false }) {
  const place = document.createElement("div");
  document.body.append(place);
  render(html`
    <dialog class="dialog" aria-labelledby="once-title">
      <form method="dialog">
        <header><h2 id="once-title">${title}</h2></header>
        <div class="body stack"><p>${text}</p><output class="secret-once ${isLines ? "lines" : ""}">${secret}</output>
          ${isLines ? html`<p class="soft small" role="status"></p>` : nothing}</div>
        <footer>
          ${isLines ? html`<button type="button" class="button" @click=${copySecret}>${icon("copy")} ${t("Chép")}</button>` : nothing}
          <button class="button main" autofocus>${t("Đã ghi lại")}</button>
        </footer>
      </form>
    </dialog>
  `, place);
  const dialog = place.querySelector("dialog");
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault()); // twice, it closes all the same
  dialog.addEventListener("close", () => place.remove());
  dialog.showModal();
}

/** The clipboard is closed to pages that came over plain http: there the lines are only marked. */
async function copySecret(event) {
  const dialog = event.target.closest("dialog");
  const secret = dialog.querySelector(".secret-once");
  const status = dialog.querySelector("[role=status]");
  getSelection().selectAllChildren(secret);
  try {
    await navigator.clipboard.writeText(secret.textContent);
    status.textContent = t("Đã chép.");
  } catch {
    status.textContent = t("Trình duyệt không cho chép; các dòng đã được bôi đen, hãy nhấn Ctrl+C.");
  }
}
