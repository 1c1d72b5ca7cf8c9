/** The frame of the managers' pages: the office, where one can go, who is signed in. */

import { html, nothing } from "lit-html";

import { language, languages, name, t } from "/static/i18n.js";
import { icon, languageSwitch, lineBanner, MARK } from "/static/parts.js";

import { addressOf } from "./addresses.js";
import { actedOnView, AT_HOME } from "./office_acted.js";
import { officeHead } from "./office_choice.js";
import { roleName } from "./words.js";

/** Kinds of offices under which others stand. */
const ABOVE_OTHERS = ["ministry", "province", "centre", "branch"];

/** What each view is called in the navigation, with its icon. */
export function viewName(view, offices = []) {
  const names = {
    province: overviewName(offices[0]?.kind),
    today: t("Hôm nay"),
    satisfaction: t("Sự hài lòng"),
    service: t("Tình hình phục vụ"),
    reasons: t("Lý do không hài lòng"),
    visits: t("Lượt phục vụ"),
    staff: t("Tài khoản cán bộ"),
    counters: t("Các quầy"),
    services: t("Các lĩnh vực"),
    procedures: t("Thủ tục hành chính"),
    devices: t("Thiết bị"),
    office: t("Thông tin đơn vị"),
    offices: t("Đơn vị trực thuộc"),
  };
  return names[view];
}

/** What the screen of all offices is called by those of the first one. */
export function overviewName(kind) {
  return kind === "province" ? t("Toàn tỉnh") : t("Tất cả đơn vị");
}

function groups({ offices }) {
  const isAbove = offices.length > 1 || ABOVE_OTHERS.includes(offices[0]?.kind);
  const watched = [["today", icon("activity")]];
  return [
    { title: t("Theo dõi"), views: offices.length > 1 ? [["province", icon("map-pinned")], ...watched] : watched },
    {
      title: t("Các báo cáo"),
      views: [
        ["satisfaction", icon("smile")],
        ["service", icon("chart-column")],
        ["reasons", icon("message-square-warning")],
        ["visits", icon("table-2")],
      ],
    },
    {
      title: t("Quản trị"),
      views: [
        ["staff", icon("users")],
        ["counters", icon("concierge-bell")],
        ["services", icon("layout-grid")],
        ["procedures", icon("files")],
        ["devices", icon("monitor-smartphone")],
        ["office", icon("landmark")],
        ...(isAbove ? [["offices", icon("network")]] : []),
      ],
    },
  ];
}

/** The whole page around a view's content; `on` holds what the frame's buttons do. */
export function frameView(desk, on, content) {
  return html`
    ${lineBanner(desk.line)}
    <div class="frame">
      ${sideView(desk, on)}
      <main class="content" aria-busy=${desk.loading ? "true" : "false"}>${headOnPaper(desk)}${actedOnView(desk, overviewName(desk.offices[0]?.kind))}${content}</main>
    </div>
  `;
}

/** Paper has no frame: whose page it is stands above all else, as at the head of a report's PDF. */
function headOnPaper({ view, offices, office }) {
  const whose = AT_HOME.includes(view) ? offices[0] : office;
  return whose ? html`<p class="on-paper whose">${name(whose.names)}</p>` : nothing;
}

function sideView(desk, on) {
  return html`
    <aside class="side">
      <div class="side-head">
        <span class="wordmark"><img src=${MARK} alt="">Mời Số</span>
        ${officeHead(desk)}
      </div>
      <nav aria-label=${t("Quản lý")}>${groups(desk).map((group) => groupView(desk, group))}</nav>
      ${desk.me ? accountView(desk, on) : nothing}
    </aside>
  `;
}

function groupView(desk, { title, views }) {
  return html`
    <h2 class="overline">${title}</h2>
    <ul role="list">
      ${views.map(([view, sign]) => html`
        <li><a href=${AT_HOME.includes(view) ? `/manager/${view}` : addressOf(view)} aria-current=${desk.view === view ? "page" : nothing}>${sign}<span>${viewName(view, desk.offices)}</span></a></li>
      `)}
    </ul>
  `;
}

function accountView({ me }, on) {
  return html`
    <div class="account">
      <p><strong>${me.full_name}</strong><span class="soft small">${roleName(me.role)}</span></p>
      ${languageSwitch(languages(), language(), on.language)}
      <div class="row account-acts">
        ${me.role === "auditor" ? nothing : html`<a class="button quiet small" href="/counter">${icon("concierge-bell")} ${t("Bàn gọi số")}</a>`}
        <button class="button quiet small" @click=${on.signOut}>${icon("log-out")} ${t("Đăng xuất")}</button>
      </div>
    </div>
  `;
}
