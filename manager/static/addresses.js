/** The address of each view, and what stands in it: a link shows the same page. Pure. */

export const VIEWS = [
  "province", "today", "satisfaction", "service", "reasons", "visits",
  "staff", "counters", "services", "procedures", "devices", "office", "offices",
];

let kept = "";

/** Let every address from now on name this office; empty for the person's own. */
export function keepOffice(code) {
  kept = code ?? "";
}

/**
 * What an address asks for: "/manager/staff?edit=7&office=em" →
 * {view: "staff", params: {edit: "7"}, office: "em"}.
 */
export function readAddress(path, search = "") {
  const asked = /^\/manager\/(\w+)\/?$/.exec(path)?.[1];
  const view = VIEWS.includes(asked) ? asked : "today";
  const { office = "", ...params } = Object.fromEntries(new URLSearchParams(search));
  return { view, params, office };
}

/**
 * What to show first to somebody who named no view: who looks after other offices and has no counter
 * of their own begins with those offices.
 */
export function firstView({ offices, office }) {
  return offices.length > 1 && office.counters.length === 0 ? "province" : "today";
}

/** Whether an address names a view. */
export function namesView(path) {
  return /^\/manager\/\w/.test(path);
}

/** The address of a view; parameters without a value are left out. */
export function addressOf(view, params = {}) {
  const given = Object.entries({ ...params, office: params.office ?? kept }).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(given).toString();
  return search ? `/manager/${view}?${search}` : `/manager/${view}`;
}
