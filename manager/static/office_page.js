/** The page of one office below: its name, its place in the tree, the machine that it works on. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";
import { ask, icon } from "/static/parts.js";

import { act } from "./acts.js";
import { addressOf } from "./addresses.js";
import { belowView } from "./directives.js";
import { formPage, namesField, submit } from "./forms.js";
import { newForm } from "./form_state.js";
import { choose, kindName } from "./office_choice.js";
import { changeKind } from "./office_kind.js";
import { machineView } from "./office_machine.js";
import { placesFor } from "./office_tree.js";
import { pageHead } from "./parts.js";

/** The whole page. */
export function officePage(desk, data) {
  const { one } = data;
  return html`
    ${one.fed ? headOnly(data) : namePage(desk, data)}
    ${placeView(desk, data)}
    ${one.fed ? nothing : belowView(desk, data)}
    ${one.parent ? machineView(desk, data) : nothing}
  `;
}

function back() {
  return html`<a class="back" href=${addressOf("offices")}>${icon("chevron-left")}${t("Đơn vị trực thuộc")}</a>`;
}

function about({ kind, code }) {
  return `${kindName(kind)} · ${code}`;
}

/** The name of an office with a machine of its own comes with its reports. */
function headOnly({ one }) {
  return pageHead({ title: name(one.names), about: about(one), back: back() });
}

function namePage(desk, { one, settings }) {
  desk.local.form ??= newForm({ names: settings.names });
  return formPage(desk, {
    title: name(one.names),
    about: about(one),
    back: t("Đơn vị trực thuộc"),
    shown: ["names"],
    sections: [{ fields: namesField(desk, desk.local.form, "names", { label: t("Tên đơn vị") }) }],
    save: () => saveNames(desk, one),
  });
}

function saveNames(desk, { code }) {
  return submit(desk, {
    method: "PATCH",
    path: `/office-settings?office=${encodeURIComponent(code)}`,
    body: { names: desk.local.form.values.names },
    done: t("Đã lưu."),
    then: desk.reload,
  });
}

// ---- its place

function placeView(desk, { all, one }) {
  const above = all.find(({ code }) => code === one.parent);
  return html`
    <section class="panel section form office-part" aria-labelledby="place-title">
      <header><h2 id="place-title">${t("Cấp trên và loại đơn vị")}</h2>
        <p class="soft small">${above ? t("Trực thuộc %(name)s.", { name: name(above.names) }) : t("Đây là đơn vị cao nhất.")} ${t("Loại: %(kind)s.", { kind: kindName(one.kind) })}</p></header>
      <div class="row">
        <a class="button" href=${addressOf("today", { office: one.code })}>${icon("activity")} ${t("Xem đơn vị hôm nay")}</a>
        ${above && desk.mayEdit ? html`
          <button class="button" @click=${() => move(desk, all, one)}>${icon("arrow-right-left")} ${t("Chuyển sang đơn vị cấp trên khác")}</button>
          <button class="button" @click=${() => changeKind(desk, all, one)}>${icon("landmark")} ${t("Đổi loại đơn vị")}</button>` : nothing}
      </div>
    </section>
  `;
}

function move(desk, all, one) {
  choose({
    offices: placesFor(all, one),
    title: t("%(name)s trực thuộc đơn vị nào?", { name: name(one.names) }),
    pick: (above) => moveUnder(desk, one, above),
  });
}

async function moveUnder(desk, one, above) {
  const words = { name: name(one.names), above: name(above.names) };
  const sure = await ask({
    title: t("Chuyển %(name)s về %(above)s?", words),
    text: t("Các đơn vị trực thuộc cũng chuyển theo. Người quản lý ở đơn vị cấp trên cũ sẽ không xem được đơn vị này nữa."),
    confirm: t("Chuyển"),
  });
  if (!sure) return;
  const what = { method: "PATCH", path: `/offices/${encodeURIComponent(one.code)}`, body: { under: above.code } };
  if (await act(desk, { ...what, done: t("Đã chuyển %(name)s về %(above)s.", words) })) {
    desk.openOffices?.add(above.code);
    desk.reload();
  }
}
