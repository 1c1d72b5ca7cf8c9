/** The machine of an office that works by itself: its token and its last report. */

import { html, nothing } from "lit-html";

import { formatDate, formatDuration, formatTime, name, t } from "/static/i18n.js";
import { ask, icon, toast } from "/static/parts.js";

import { act, tellOnce } from "./acts.js";
import { directivesView } from "./directives.js";
import { count, NOTHING } from "./words.js";

/** A clock that is out by less than this is nobody's trouble. */
const CLOCK_S = 60;

/** For an office that reports: how it stands. For one that works here: how it would get a machine of its own. */
export function machineView(desk, data) {
  const { one, intakes } = data;
  const intake = intakes.get(one.code);
  if (!intake) return desk.mayEdit ? offerView(desk, one) : nothing;
  return html`
    <section class="panel section form office-part" aria-labelledby="machine-title">
      <header><h2 id="machine-title">${t("Máy riêng của đơn vị")}</h2>
        <p class="soft small">${t("Đơn vị làm việc trên máy của mình và tự báo cáo về đây; tên và danh mục lấy theo máy đó.")}</p></header>
      ${refusalView(intake)}
      ${factsView(intake)}
      ${desk.mayEdit ? tokenActs(desk, one, intake) : nothing}
    </section>
    ${directivesView(desk, data)}
  `;
}

function refusalView({ refusal, why, refused_at: at }) {
  if (!refusal) return nothing;
  return html`
    <div class="notice red" role="alert">${icon("circle-alert")}
      <p><strong>${t("Báo cáo bị từ chối lúc %(time)s ngày %(day)s.", { time: formatTime(at), day: formatDate(at) })}</strong> ${why}</p></div>
  `;
}

function factsView({ heard_at: heard, behind, program_age: age, clock_ahead_s: ahead, has_token: hasToken }) {
  const facts = [
    [t("Báo cáo gần nhất"), heard ? `${formatTime(heard)} ${formatDate(heard)}` : t("Chưa từng báo cáo")],
    [t("Còn chờ gửi"), behind ? t("%(count)s thay đổi", { count: count(behind) }) : heard ? t("Không") : NOTHING],
    [t("Phiên bản chương trình"), programWords(age)],
    [t("Đồng hồ"), clockWords(ahead)],
    [t("Mã kết nối"), hasToken ? t("Đang dùng") : t("Chưa có hoặc đã thu hồi")],
  ];
  return html`<dl class="facts">${facts.map(([what, value]) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function programWords(age) {
  if (!age) return NOTHING;
  if (age === "same") return t("Như ở máy chủ này");
  return age === "older" ? t("Cũ hơn máy chủ này") : t("Mới hơn máy chủ này");
}

function clockWords(ahead) {
  if (ahead == null) return NOTHING;
  if (Math.abs(ahead) < CLOCK_S) return t("Đúng giờ");
  const words = { time: formatDuration(Math.abs(ahead)) };
  return ahead > 0 ? t("Nhanh %(time)s", words) : t("Chậm %(time)s", words);
}

// ---- its token

function tokenActs(desk, one, { has_token: hasToken }) {
  return html`
    <div class="row">
      <button class="button" @click=${() => makeToken(desk, one, hasToken)}>${icon("key-round")} ${hasToken ? t("Tạo mã kết nối mới") : t("Tạo mã kết nối")}</button>
      ${hasToken ? html`<button class="button danger" @click=${() => revokeToken(desk, one)}>${icon("trash-2")} ${t("Thu hồi mã")}</button>` : nothing}
    </div>
  `;
}

function tokenPath({ code }) {
  return `/intake-token?office=${encodeURIComponent(code)}`;
}

async function makeToken(desk, one, hasToken) {
  const words = { name: name(one.names) };
  const sure = !hasToken || (await ask({
    title: t("Tạo mã kết nối mới cho %(name)s?", words),
    text: t("Mã cũ hết hiệu lực ngay; máy của đơn vị chỉ báo cáo tiếp khi có mã mới."),
    confirm: t("Tạo mã kết nối mới"),
  }));
  if (sure) await tellToken(desk, one);
}

async function tellToken(desk, one) {
  const answer = await act(desk, { method: "POST", path: tokenPath(one), body: {} });
  if (!answer) return;
  if (answer.token) {
    tellOnce({
      title: t("Mã kết nối của %(name)s", { name: name(one.names) }),
      text: t("Ghi những dòng này vào tệp config.toml trên máy của đơn vị rồi khởi động lại chương trình. Mã chỉ hiện lần này."),
      secret: configLines(answer.token),
      isLines: true,
    });
  } else {
    toast(t("Mã đã được tạo nhưng không hiện lại được. Hãy tạo mã mới."), { tone: "red" });
  }
  desk.reload();
}

/** What the office's config.toml says about its province. */
export function configLines(token, url = location.origin) {
  return `[upstream]\nurl = "${url}"\ntoken = "${token}"`;
}

async function revokeToken(desk, one) {
  const words = { name: name(one.names) };
  const sure = await ask({
    title: t("Thu hồi mã kết nối của %(name)s?", words),
    text: t("Máy của đơn vị vẫn làm việc và giữ đủ số liệu, nhưng không báo cáo về đây được nữa cho đến khi có mã mới."),
    confirm: t("Thu hồi mã"),
    danger: true,
  });
  const done = t("Đã thu hồi mã kết nối của %(name)s.", words);
  if (sure && (await act(desk, { method: "DELETE", path: tokenPath(one), done }))) desk.reload();
}

function offerView(desk, one) {
  return html`
    <section class="panel section form office-part" aria-labelledby="machine-title">
      <header><h2 id="machine-title">${t("Máy riêng của đơn vị")}</h2>
        <p class="soft small">${t("Đơn vị đang làm việc trên máy chủ này. Nơi đường truyền không ổn định nên dùng máy riêng; chỉ chuyển được khi đơn vị chưa cấp số nào trên máy chủ này.")}</p></header>
      <div><button class="button" @click=${() => offer(desk, one)}>${icon("monitor-smartphone")} ${t("Chuyển sang máy riêng")}</button></div>
    </section>
  `;
}

async function offer(desk, one) {
  const sure = await ask({
    title: t("Chuyển %(name)s sang máy riêng?", { name: name(one.names) }),
    text: t("Từ lúc này, đơn vị không làm việc được trên máy chủ này nữa; số liệu do máy của đơn vị báo cáo về."),
    confirm: t("Chuyển sang máy riêng"),
    danger: true,
  });
  if (sure) await tellToken(desk, one);
}
