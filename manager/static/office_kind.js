/** What an office is: chosen from what fits between the one above it and those below. */

import { html, render } from "lit-html";

import { name, t } from "/static/i18n.js";

import { act } from "./acts.js";
import { kindName } from "./office_choice.js";
import { kindsFor } from "./office_tree.js";

/** Ask what the office is, and change it. */
export async function changeKind(desk, all, one) {
  const kind = await askKind(all, one);
  if (!kind || kind === one.kind) return;
  const words = { name: name(one.names), kind: kindName(kind) };
  const what = { method: "PATCH", path: `/offices/${encodeURIComponent(one.code)}`, body: { kind } };
  if (await act(desk, { ...what, done: t("Đã đổi loại của %(name)s: %(kind)s.", words) })) desk.reload();
}

/** The kind that was chosen; an empty text where nothing was. */
function askKind(all, one) {
  const place = document.createElement("div");
  document.body.append(place);
  render(dialogView(kindsFor(all, one), one), place);
  const dialog = place.querySelector("dialog");
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(""));
    dialog.addEventListener("close", () => {
      const chosen = place.querySelector("input:checked")?.value ?? "";
      place.remove();
      answer(dialog.returnValue === "yes" ? chosen : "");
    });
  });
}

function dialogView(kinds, one) {
  return html`
    <dialog class="dialog" aria-labelledby="kind-title">
      <form method="dialog">
        <header><h2 id="kind-title">${t("%(name)s là loại đơn vị nào?", { name: name(one.names) })}</h2></header>
        <div class="body stack">
          <p class="soft small">${t("Chỉ hiện những loại hợp với đơn vị cấp trên và các đơn vị cấp dưới.")}</p>
          <fieldset class="ways"><legend class="visually-hidden">${t("Loại")}</legend>
            ${kinds.map((kind) => html`
              <label class="check"><input type="radio" name="kind" value=${kind} ?checked=${kind === one.kind}><span>${kindName(kind)}</span></label>`)}
          </fieldset>
        </div>
        <footer>
          <button class="button" value="no">${t("Thôi")}</button>
          <button class="button main" value="yes">${t("Đổi loại")}</button>
        </footer>
      </form>
    </dialog>
  `;
}
