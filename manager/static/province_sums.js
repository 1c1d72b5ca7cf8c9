/** Which offices of the province are chosen, and what these come to together. Pure. */

import { groupsOf, toneOf, waitOf } from "./province_rules.js";
import { rateOf } from "./rates.js";
import { findOffices } from "./search.js";

/**
 * What somebody chose: a centre or branch by its code, a tone, words of names; each may be missing.
 * @typedef {{ centre?: string, tone?: string, query?: string }} Choice
 */

/**
 * The offices under the chosen centre in whose names the words stand; the tone leaves none out.
 * @param {any[]} offices as `GET /province` tells them
 * @param {import("./office_tree.js").Office[]} tree as `GET /offices` tells it
 * @param {Choice} choice
 */
export function officesWithin(offices, tree, { centre, query = "" }) {
  const found = findOffices(offices, query);
  const codes = centre && codesUnder(offices, tree, centre);
  return codes ? found.filter(({ code }) => codes.has(code)) : found;
}

/** None where the centre is there no more: then all are meant. */
function codesUnder(offices, tree, centre) {
  const group = groupsOf(offices, tree, ({ code }) => code).find(({ head }) => head.code === centre);
  return group && new Set(group.offices.map(({ code }) => code));
}

/** Those of the chosen tone. */
export function officesOfTone(offices, tone, now) {
  return tone ? offices.filter((office) => toneOf(office, now) === tone) : offices;
}

/**
 * All together, of those that report: what a silent office told last is no figure of now, so it is
 * left out, and `silent` says how many are. Rates are those of all visits together, never a mean of
 * the offices' own. Without any office that reports there is no figure but null.
 */
export function sumsOf(offices, now) {
  const heard = offices.filter(({ silent }) => !silent);
  const sum = (of) => (heard.length ? heard.reduce((total, office) => total + of(office), 0) : null);
  return {
    offices: offices.length,
    heard: heard.length,
    silent: offices.length - heard.length,
    troubled: offices.filter((office) => ["red", "gold"].includes(toneOf(office, now))).length,
    open: sum((office) => Number(office.open_counters > 0)),
    waiting: sum((office) => office.waiting),
    longest_s: longestOf(heard, now),
    served: sum((office) => office.served),
    devices: sum((office) => office.devices),
    lost: sum((office) => office.lost),
    satisfaction: { satisfied: togetherOf(heard, "satisfied"), response: togetherOf(heard, "response") },
  };
}

/** How long the first of all who wait has waited, null where nobody does. */
function longestOf(offices, now) {
  return offices.reduce((most, office) => {
    const wait = waitOf(office, now);
    return wait === null ? most : Math.max(most ?? 0, wait);
  }, null);
}

function togetherOf(offices, which) {
  const sum = (part) => offices.reduce((total, { satisfaction }) => total + satisfaction[which][part], 0);
  return rateOf(sum("numerator"), sum("denominator"));
}
