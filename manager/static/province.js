/** The province's screen: every office below as it is now, what they come to together, the one in most trouble first. */

import { html, nothing } from "lit-html";

import { api } from "/static/api.js";
import { formatTime, t } from "/static/i18n.js";
import { icon } from "/static/parts.js";

import { overviewName } from "./frame.js";
import { contentOf, nobody, pageHead } from "./parts.js";
import { listView } from "./province_list.js";
import { mosaic, toneFilter } from "./province_map.js";
import { groupsOf } from "./province_rules.js";
import { officesOfTone, officesWithin } from "./province_sums.js";
import { silentView, sumsView } from "./province_sums_view.js";
import { centreName } from "./province_words.js";
import { placeName } from "./words.js";

/** Fewer offices are seen at a glance in the list. */
const MAP_FROM = 5;

/** It asks again by itself: the figures of a hundred offices change every second. */
export const province = { asks: () => true, load, show };

async function load() {
  return api("GET", "/province");
}

function show(desk) {
  const { now, offices = [] } = desk.data ?? {};
  return html`
    ${pageHead({
      title: overviewName(desk.offices[0]?.kind),
      about: now ? t("Lúc %(time)s, tự cập nhật", { time: formatTime(now, { seconds: true }) }) : "",
      tools: offices.length ? choiceView(desk, offices) : nothing,
    })}
    ${contentOf(desk, (data) => (data.offices.length ? provinceView(desk, data) : noOffices(desk)))}
  `;
}

function noOffices(desk) {
  const open = desk.mayEdit ? html`<a class="button main" href="/manager/offices?edit=new">${icon("plus")} ${t("Mở đơn vị mới")}</a>` : undefined;
  return nobody("landmark", t("Chưa có đơn vị nào"), t("Các đơn vị trực thuộc sẽ hiện ở đây khi được mở."), open);
}

/** All that is shown follows what was chosen: figures, map and list are always of the same offices. */
function provinceView(desk, { offices, now }) {
  const found = officesWithin(offices, desk.offices, desk.local);
  const shown = officesOfTone(found, desk.local.tone, now);
  const isMapped = offices.length >= MAP_FROM;
  return html`
    ${silentView(shown)}
    ${sumsView(desk, { shown, all: offices, now })}
    ${isMapped ? html`<section class="stack part"><h2>${t("Từng đơn vị")}</h2>${toneFilter(desk, found, now)}${shown.length ? mosaic(desk, shown, now) : nothing}</section>` : nothing}
    <section class="stack part"><h2>${t("Danh sách, đơn vị cần chú ý nhất ở trên")}</h2>${listView(desk, shown, now)}</section>
  `;
}

// ---- the choice

function choiceView(desk, offices) {
  const groups = groupsOf(offices, desk.offices, placeName);
  return html`
    ${groups.length > 1 ? centreChoice(desk, groups) : nothing}
    <label class="search-box">${icon("search")}<input type="search" class="input" .value=${desk.local.query ?? ""}
      placeholder=${t("Tìm đơn vị…")} aria-label=${t("Tìm đơn vị…")} @input=${noting(desk, "query")}></label>
  `;
}

function centreChoice(desk, groups) {
  const option = ({ head }) => html`<option value=${head.code} ?selected=${head.code === desk.local.centre}>${centreName(head, desk.offices)}</option>`;
  return html`
    <label class="centre-choice"><span class="visually-hidden">${t("Đơn vị trực thuộc của")}</span>
      <select class="input" @change=${noting(desk, "centre")}><option value="">${t("Mọi đơn vị trực thuộc")}</option>${groups.map(option)}</select></label>`;
}

function noting({ local, draw }, what) {
  return (event) => {
    local[what] = event.target.value;
    draw();
  };
}
