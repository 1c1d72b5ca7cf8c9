/** The page of one device: let it in by its code, say where it stands, send it away. */

import { html, nothing } from "lit-html";

import { name, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { remove } from "./acts.js";
import { formPage, selectField, submit, textField } from "./forms.js";
import { newForm } from "./form_state.js";
import { foundView, lookUp } from "./pairing.js";
import { codeOf, hasPlace, lacksPrinter, PAPERLESS, placeFor, printerChoice, USUAL } from "./pairing_code.js";
import { nobody } from "./parts.js";
import { kindName } from "./words.js";

const NEW = { code: "", name: "", counter: "", zone: "", printer: "" };

/** The form of the device that the address names, or to let a new one in. */
export function deviceEditor(desk, { all, counters }) {
  const device = all.find(({ id }) => id === desk.params.edit);
  if (!device && desk.params.edit !== "new") return nobody("monitor-smartphone", t("Không tìm thấy thiết bị này"));
  desk.local.form ??= newForm(device ? placeOf(device) : NEW);
  return device ? oldDevice(desk, counters, device) : newDevice(desk, counters);
}

function oldDevice(desk, counters, device) {
  return formPage(desk, {
    title: device.name,
    about: kindName(device.kind),
    back: t("Thiết bị"),
    shown: Object.keys(NEW),
    sections: [{ title: t("Tên và vị trí"), fields: placeView(desk, counters, device) }],
    save: () => save(desk, device),
    others: removeView(desk, device),
  });
}

function newDevice(desk, counters) {
  return formPage(desk, {
    title: t("Ghép thiết bị"),
    back: t("Thiết bị"),
    shown: Object.keys(NEW),
    sections: [
      { title: t("Mã trên thiết bị"), about: t("Mở trang của thiết bị; nó hiện sáu chữ số. Mã có hạn 10 phút."), fields: codeView(desk) },
      { title: t("Tên và vị trí"), fields: placeView(desk, counters, desk.local.found) },
    ],
    save: () => saveNew(desk),
  });
}

function placeOf(device) {
  const { name: called, counter, zone } = device;
  return { name: called, counter: counter ?? "", zone, printer: printerChoice(device) };
}

function codeView(desk) {
  return html`
    <div class="pair-code" @input=${() => lookUp(desk)}>${textField(desk.local.form, "code", { label: t("Sáu chữ số"), numeric: true })}</div>
    ${foundView(desk.local)}
  `;
}

/** `known` tells the kind, once it is known. */
function placeView(desk, counters, known) {
  const { form, printers = [] } = desk.local;
  const kind = known?.kind;
  const hint = (words) => (kind ? "" : words);
  const desks = counters.map(({ number, names }) => [number, t("Quầy %(number)s: %(name)s", { number, name: name(names) })]);
  return html`
    ${textField(form, "name", { label: t("Tên gọi"), hint: t("Để nhận ra thiết bị, ví dụ: Kiosk sảnh chính.") })}
    ${hasPlace(kind, "counter") ? selectField(form, "counter", { label: t("Quầy"), choices: [["", t("Không gắn với quầy")], ...desks], hint: hint(t("Cần cho máy đánh giá.")) }) : nothing}
    ${hasPlace(kind, "zone") ? textField(form, "zone", { label: t("Khu vực"), hint: t("Màn hình gọi số chỉ hiện các quầy của khu vực này. Để trống: mọi quầy.") }) : nothing}
    ${hasPlace(kind, "printer") ? printerField(form, kind, printers) : nothing}
  `;
}

function printerField(form, kind, printers) {
  const { printer } = form.values;
  const isOpen = lacksPrinter(kind ?? "kiosk", printer, printers);
  const names = printers.map((one) => one.name);
  if (![...names, "", USUAL, PAPERLESS].includes(printer)) names.push(printer);
  const choices = [
    ...(isOpen ? [["", t("Chọn máy in")]] : []),
    [isOpen || printer !== "" ? USUAL : "", firstPrinter(printers)],
    ...names.map((one) => [one, one]),
    [PAPERLESS, t("Không in phiếu")],
  ];
  const paperless = t("“Không in phiếu”: máy chỉ hiện số và mã QR trên màn hình.");
  return selectField(form, "printer", { label: t("Máy in"), choices, hint: kind ? paperless : `${t("Cần cho máy lấy số.")} ${paperless}` });
}

/** Who names no printer prints on the first one of the office. */
function firstPrinter(printers) {
  return printers.length ? t("Máy in đầu tiên của đơn vị (%(name)s)", { name: printers[0].name }) : t("Đơn vị chưa có máy in");
}

function saveNew(desk) {
  const { form, found, printers = [] } = desk.local;
  if (!lacksPrinter(found?.kind, form.values.printer, printers)) return save(desk);
  form.errors = { printer: t("Đơn vị có nhiều máy in: chọn máy in đặt cạnh máy lấy số này.") };
  return desk.draw();
}

function save(desk, device) {
  const { form, found } = desk.local;
  const place = placeFor((device ?? found)?.kind, form.values);
  return submit(desk, {
    method: device ? "PATCH" : "POST",
    path: device ? `/devices/${device.id}` : "/devices",
    body: device ? place : { ...place, code: codeOf(form.values.code) },
    done: device ? t("Đã lưu.") : t("Đã ghép thiết bị. Màn hình của nó tự mở trong vài giây."),
    then: (made) => desk.go("devices", device ? {} : { edit: made.id }),
  });
}

function removeView(desk, device) {
  const words = { name: device.name };
  const asked = {
    path: `/devices/${device.id}`,
    title: t("Gỡ thiết bị %(name)s?", words),
    text: t("Thiết bị ngừng hoạt động ngay và phải ghép lại mới dùng được."),
    confirm: t("Gỡ thiết bị"),
    done: t("Đã gỡ thiết bị %(name)s.", words),
  };
  return html`<div><button class="button danger" @click=${() => remove(desk, asked)}>${icon("trash-2")} ${t("Gỡ thiết bị")}</button></div>`;
}
