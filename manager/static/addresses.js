/** The address of each view, and what stands in it: a link shows the same page. Pure. */

export const VIEWS = [
  "today", "satisfaction", "service", "reasons", "visits",
  "staff", "counters", "services", "procedures", "devices", "office",
];

/** What an address asks for: "/manager/staff?edit=7" → {view: "staff", params: {edit: "7"}}. */
export function readAddress(path, search = "") {
  const asked = /^\/manager\/(\w+)\/?$/.exec(path)?.[1];
  const view = VIEWS.includes(asked) ? asked : "today";
  return { view, params: Object.fromEntries(new URLSearchParams(search)) };
}

/** The address of a view; parameters without a value are left out. */
export function addressOf(view, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(given).toString();
  return search ? `/manager/${view}?${search}` : `/manager/${view}`;
}
