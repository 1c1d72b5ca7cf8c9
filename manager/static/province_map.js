/** The province from afar: a tile for each office in its place, and what the colours mean. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { name, t, tn } from "/static/i18n.js";

import { addressOf } from "./addresses.js";
import { groupsOf, toneOf, TONES, troublesOf } from "./province_rules.js";
import { sumsLine } from "./province_sums_view.js";
import { stateName, tileName, toneNames, troubleIcon, troubleName } from "./province_words.js";
import { count, placeName } from "./words.js";

/** What the colours mean and how many offices have each: a press shows those alone. */
export function toneFilter(desk, offices, now) {
  const names = toneNames();
  const chosen = desk.local.tone;
  const press = (tone) => {
    desk.local.tone = chosen === tone ? undefined : tone;
    desk.draw();
  };
  return html`
    <div class="row tones" role="group" aria-label=${t("Chỉ hiện đơn vị")}>
      ${TONES.map((tone) => html`<button type="button" class="tone" aria-pressed=${chosen === tone ? "true" : "false"} @click=${() => press(tone)}>
        <span class="tone-mark ${tone}"></span>${names[tone]} <strong>${count(offices.filter((one) => toneOf(one, now) === tone).length)}</strong></button>`)}
      <span class="soft small tones-note">${t("Số trên ô là số người đang chờ.")}</span>
    </div>
  `;
}

/** The tiles: an office keeps its place whatever happens there, so that it can be found again. */
export function mosaic(desk, offices, now) {
  const order = (office) => tileName(office, desk.offices[0]);
  const groups = groupsOf(offices, desk.offices, order);
  return html`<div class="mosaics">${repeat(groups, ({ head }) => head?.code, (group) => groupView(desk, group, groups.length > 1, now))}</div>`;
}

function groupView(desk, { head, offices }, isNamed, now) {
  const title = head && placeName(head);
  return html`
    ${isNamed && head ? html`<div class="group-head"><h3>${title} <span class="soft small">${tn("%(num)s đơn vị", "%(num)s đơn vị", offices.length)}</span></h3>${sumsLine(offices, now)}</div>` : nothing}
    <ul class="mosaic" role="list" aria-label=${title ?? nothing}>${repeat(offices, ({ code }) => code, (office) => tile(desk, office, now))}</ul>
  `;
}

function tile(desk, office, now) {
  const troubles = troublesOf(office, now);
  const states = (troubles.length ? troubles.map(troubleName) : [stateName(office)]).join(" · ");
  return html`
    <li><a class="tile ${toneOf(office, now)}" href=${addressOf("today", { office: office.code })} title="${name(office.names)} · ${states}">
      <span class="tile-name">${tileName(office, desk.offices[0])}</span>${troubles.length ? troubleIcon(troubles[0]) : nothing}<span class="tile-figure">${count(office.waiting)}</span><span class="visually-hidden">${t("đang chờ")} · ${states}</span></a></li>`;
}
