/** The day so far: what matters now, what is in trouble, each service and each counter. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { api } from "/static/api.js";
import { secondsSince } from "/static/clock.js";
import { formatDate, formatDuration, formatTime, formatWeekday, name, t, tn } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { bigDuration, codeName, contentOf, figure, nobody, pageHead, pairs, satisfactionFigure } from "./parts.js";
import { askPrinters, knownPrinters } from "./printers.js";
import { givenNameFirst } from "./sorting.js";
import { table } from "./tables.js";
import { isOnlyLow, troublesOf } from "./troubles.js";
import { count, kindName, NOTHING, printerTrouble, spell, ticketState } from "./words.js";

const SERVICE_STATES = ["open", "full", "paused", "outside_hours", "closed_day"];
const COUNTER_STATES = ["open", "paused", "closed"];

export const today = { live: true, load, show };

async function load(desk) {
  askPrinters(desk);
  const [day, { devices }] = await Promise.all([api("GET", "/today"), api("GET", "/devices")]);
  return { day, devices };
}

function show(desk) {
  const { now } = desk.data?.day ?? {};
  return html`
    ${pageHead({
      title: t("Hôm nay"),
      about: now ? t("%(weekday)s, %(day)s, lúc %(time)s", { weekday: formatWeekday(now), day: formatDate(now), time: formatTime(now) }) : "",
    })}
    ${contentOf(desk, ({ day, devices }) => isAboveOnly(desk, day) ? aboveOnly(desk) : html`
      ${troublesView(desk, devices, day)}
      ${figuresView(day)}
      <section class="stack part"><h2>${t("Theo lĩnh vực")}</h2>${servicesView(desk, day)}</section>
      <section class="stack part"><h2>${t("Theo quầy")}</h2>${countersView(desk, day)}</section>
    `)}
  `;
}

/** A province whose offices do the work has neither services nor counters of its own. */
function isAboveOnly({ offices }, { services, counters, own_machine: ownMachine }) {
  return offices.length > 1 && !ownMachine && !services.length && !counters.length;
}

function aboveOnly({ office }) {
  const all = html`<a class="button main" href="/manager/province">${t("Xem tất cả đơn vị")}</a>`;
  return nobody("landmark", t("%(name)s không trực tiếp tiếp công dân", { name: name(office.names) }), t("Số liệu hôm nay là của các đơn vị trực thuộc. Muốn xem một đơn vị, hãy bấm tên đơn vị ở góc trên."), all);
}

// ---- what is in trouble

function troublesView(desk, devices, { clock_ahead_s: ahead, upstream, now, own_machine: ownMachine }) {
  const troubles = troublesOf(devices, knownPrinters(desk, devices) ?? [], ahead, upstream, now, ownMachine);
  if (!troubles.length) return nothing;
  return html`<div class="stack troubles">${repeat(troubles, troubleKey, (trouble) => TROUBLE_VIEWS[trouble.what](trouble, desk))}</div>`;
}

/** A trouble that comes or goes leaves the others in place, and the focus on them. */
function troubleKey({ what, device, printer }) {
  return `${what} ${device?.id ?? printer?.name ?? ""}`;
}

const TROUBLE_VIEWS = {
  silent: ({ heard_at: heard }) => html`
    <div class="notice red" role="alert">${icon("wifi-off")}
      <p class="grow"><strong>${heard
        ? t("Mất liên lạc với máy riêng của đơn vị từ %(time)s ngày %(day)s.", { time: formatTime(heard), day: formatDate(heard) })
        : t("Máy riêng của đơn vị chưa từng báo cáo.")}</strong>
        ${heard ? t("Số liệu dưới đây là của lần báo cáo ấy và tự đầy đủ khi máy báo cáo lại. Đơn vị vẫn có thể đang làm việc bình thường.") : nothing}</p>
    </div>`,
  help: ({ device }, desk) => html`
    <div class="notice gold" role="alert">${icon("life-buoy")}
      <p class="grow"><strong>${t("%(name)s cần hỗ trợ", { name: device.name })}</strong> · ${formatDuration(secondsSince(device.help_at))}</p>
      ${desk.mayEdit ? html`<button class="button small" @click=${() => helped(desk, device)}>${t("Đã hỗ trợ")}</button>` : nothing}
    </div>`,
  clock: ({ ahead_s: ahead }) => html`
    <div class="notice red" role="alert">${icon("clock")}
      <p class="grow"><strong>${t("Đồng hồ của máy chủ vừa nhảy tới %(time)s.", { time: formatDuration(ahead) })}</strong>
        ${t("Mời Số giữ giờ cũ để không ai mất lượt. Hãy chỉnh lại giờ máy chủ; nếu giờ mới là giờ đúng thì khởi động lại chương trình.")}</p>
    </div>`,
  offline: ({ devices }) => html`
    <div class="notice red" role="alert">${icon("wifi-off")}
      <p class="grow"><strong>${tn("%(num)s thiết bị mất kết nối", "%(num)s thiết bị mất kết nối", devices.length)}:</strong>
        ${devices.map(deviceLost).join("; ")}.</p>
      <a class="button small" href=${addressOf("devices")}>${t("Xem thiết bị")}</a>
    </div>`,
  printer: ({ printer }) => html`
    <div class="notice ${isOnlyLow(printer) ? "gold" : "red"}" role="alert">${icon("printer-x")}
      <p class="grow"><strong>${t("Máy in %(name)s", { name: printer.name })}</strong> ${printerTrouble(printer)}.</p>
      <a class="button small" href=${addressOf("devices")}>${t("Xem thiết bị")}</a>
    </div>`,
  upstream: ({ upstream: { since, waiting, refusal, again_s: again } }) => html`
    <div class="notice gold" role="alert">${icon("wifi-off")}
      <p class="grow"><strong>${t("Chưa gửi về tỉnh từ %(time)s ngày %(day)s.", { time: formatTime(since), day: formatDate(since) })}</strong>
        ${tn("Còn %(count)s dòng chờ gửi.", "Còn %(count)s dòng chờ gửi.", waiting, { count: count(waiting) })} ${whyUnheard(refusal)}
        ${t("Số liệu vẫn được giữ đủ ở đây và tự gửi lại, cách nhau không quá %(time)s.", { time: formatDuration(again) })}</p>
    </div>`,
};

function whyUnheard(refusal) {
  const why = {
    token_unknown: t("Mã kết nối không đúng; hãy xin tỉnh cấp mã mới."),
    token_revoked: t("Mã kết nối đã bị thu hồi; hãy xin tỉnh cấp mã mới."),
    clock_ahead: t("Đồng hồ của máy chủ chạy trước quá nhiều; hãy chỉnh lại giờ."),
    newer_format: t("Chương trình ở đây mới hơn ở tỉnh; hãy báo tỉnh nâng cấp."),
    epoch_old: t("Đơn vị đã chuyển sang máy khác; hãy tắt máy này, hoặc khôi phục từ bản sao lưu."),
    foreign_rows: t("Mã kết nối này là của đơn vị khác."),
    too_large: t("Báo cáo lớn hơn mức tỉnh nhận; hãy báo người phụ trách hệ thống của tỉnh."),
    batch_conflict: t("Số liệu không khớp với số liệu ở tỉnh; hãy báo người phụ trách hệ thống của tỉnh."),
    untrusted: t("Chứng thư của máy chủ tỉnh không tin được; hãy xem đồng hồ của máy này rồi báo tỉnh."),
    stranger: t("Ở địa chỉ của tỉnh có máy khác trả lời, như trang đăng nhập của mạng; hãy xem đường truyền."),
    unreachable: t("Không kết nối được với máy chủ của tỉnh."),
  };
  return refusal ? (why[refusal] ?? t("Tỉnh chưa nhận (%(code)s).", { code: refusal })) : nothing;
}

function deviceLost({ kind, name: called, last_seen_at: seen }) {
  const words = { kind: kindName(kind), name: called };
  return seen
    ? t("%(kind)s “%(name)s” từ %(time)s", { ...words, time: formatTime(seen) })
    : t("%(kind)s “%(name)s” chưa từng kết nối", words);
}

async function helped(desk, device) {
  try {
    await api("POST", `/help/${device.id}/done`, {});
    desk.reload();
  } catch (problem) {
    desk.refused(problem);
  }
}

// ---- figures

function figuresView(day) {
  return html`
    <section class="figures-row" aria-label=${t("Số liệu hôm nay")}>
      ${figure(t("Đang chờ"), count(day.waiting), t("Đã lấy %(count)s số", { count: count(day.taken) }))}
      ${figure(t("Chờ lâu nhất"), bigDuration(day.longest_wait_s), t("Trong số người đang chờ"))}
      ${figure(t("Đã phục vụ"), count(day.served), pairs(t("Vắng mặt: %(count)s", { count: count(day.missed) }), t("Hủy: %(count)s", { count: count(day.cancelled) })))}
      ${satisfactionView(day.satisfaction)}
    </section>
  `;
}

function satisfactionView({ rate, low, high, satisfied, rated, served, response_rate: responseRate }) {
  return satisfactionFigure({ rate, low, high, numerator: satisfied, denominator: rated }, { rate: responseRate, numerator: rated, denominator: served });
}

// ---- tables

function servicesView(desk, { services }) {
  if (!services.length) return nobody("layout-grid", t("Chưa có lĩnh vực nào"), t("Thêm lĩnh vực ở mục Quản trị."));
  const columns = [
    { title: t("Lĩnh vực"), head: true, value: (row) => name(row.names), cell: (row) => html`${codeName(row.code, name(row.names))}${folded(serviceChip(row))}` },
    { title: t("Trạng thái"), kind: "roomy state", value: (row) => SERVICE_STATES.indexOf(row.state), cell: serviceChip },
    { title: t("Đang chờ"), number: true, kind: "main-figure", value: (row) => row.waiting, cell: (row) => count(row.waiting) },
    { title: t("Chờ lâu nhất"), number: true, value: (row) => row.longest_wait_s, cell: (row) => spell(row.longest_wait_s) },
    { title: t("Đã phục vụ"), number: true, value: (row) => row.served, cell: servedCell },
    { title: t("Vắng mặt"), number: true, kind: "roomy", value: (row) => row.missed, cell: (row) => count(row.missed) },
    { title: t("Chờ trung bình"), number: true, value: (row) => row.mean_wait_s, cell: meanWaitCell },
    { title: t("Chờ P90"), number: true, kind: "roomy", hint: t("Chín phần mười số lượt không chờ lâu hơn."), value: (row) => row.p90_wait_s, cell: (row) => spell(row.p90_wait_s) },
    { title: t("Phục vụ trung bình"), number: true, value: (row) => row.mean_service_s, cell: (row) => spell(row.mean_service_s) },
  ];
  return html`<div class="panel bare">${table({ desk, name: "today-services", caption: t("Theo lĩnh vực"), columns, rows: services, cards: true })}</div>`;
}

/** What stands in a column of its own where there is room, and below another figure where there is little. */
function folded(words) {
  return html`<span class="folded">${words}</span>`;
}

function servedCell({ served, missed }) {
  return html`${count(served)}${folded(t("Vắng mặt: %(count)s", { count: count(missed) }))}`;
}

function meanWaitCell({ mean_wait_s: mean, p90_wait_s: p90 }) {
  return html`${spell(mean)}${p90 == null ? nothing : folded(t("P90: %(time)s", { time: spell(p90) }))}`;
}

function serviceChip({ state }) {
  const names = {
    open: html`<span class="chip green">${t("Đang nhận")}</span>`,
    closed_day: html`<span class="chip">${t("Nghỉ hôm nay")}</span>`,
    outside_hours: html`<span class="chip">${t("Ngoài giờ")}</span>`,
    paused: html`<span class="chip gold">${t("Tạm ngừng")}</span>`,
    full: html`<span class="chip gold">${t("Hết số hôm nay")}</span>`,
  };
  return names[state];
}

function countersView(desk, { counters }) {
  if (!counters.length) return nobody("concierge-bell", t("Chưa có quầy nào"), t("Thêm quầy ở mục Quản trị."));
  const columns = [
    { title: t("Quầy"), head: true, value: (row) => row.number, cell: (row) => html`${codeName(row.number, name(row.names))}${folded(counterChip(row))}` },
    { title: t("Trạng thái"), kind: "roomy state", value: (row) => COUNTER_STATES.indexOf(row.state), cell: counterChip },
    { title: t("Cán bộ"), kind: "whole", value: (row) => givenNameFirst(row.full_name), cell: (row) => row.full_name ?? NOTHING },
    { title: t("Số hiện tại"), kind: "whole", value: (row) => row.label, cell: (row) => (row.label ? html`<strong>${row.label}</strong> <span class="soft small unbroken">${ticketState(row.ticket_state)}</span>` : NOTHING) },
    { title: t("Đã phục vụ"), number: true, value: (row) => row.served, cell: servedCell },
    { title: t("Vắng mặt"), number: true, kind: "roomy", value: (row) => row.missed, cell: (row) => count(row.missed) },
    { title: t("Phục vụ trung bình"), number: true, value: (row) => row.mean_service_s, cell: (row) => spell(row.mean_service_s) },
    { title: t("Thao tác cuối"), number: true, value: (row) => row.last_act_at, cell: (row) => (row.last_act_at ? formatTime(row.last_act_at) : NOTHING) },
  ];
  return html`<div class="panel bare">${table({ desk, name: "today-counters", caption: t("Theo quầy"), columns, rows: counters, cards: true })}</div>`;
}

function counterChip({ state }) {
  const names = {
    open: html`<span class="chip green">${t("Đang mở")}</span>`,
    paused: html`<span class="chip gold">${t("Tạm nghỉ")}</span>`,
    closed: html`<span class="chip">${t("Đóng")}</span>`,
  };
  return names[state];
}
