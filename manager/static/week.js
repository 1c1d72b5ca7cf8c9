/** Opening hours as a form shows them, and as the server keeps them. Pure. */

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const USUAL = [{ from: "07:30", to: "11:30" }, { from: "13:30", to: "17:00" }];

/** @typedef {{ from: string, to: string }} Span */
/** @typedef {{ isAlways: boolean, days: Record<string, Span[]> }} Week */

/**
 * The week of a service; null hours are always open.
 * @param {{ days: string[], from: string, to: string }[] | null} hours
 * @returns {Week}
 */
export function weekFrom(hours) {
  const days = Object.fromEntries(DAYS.map((day) => [day, []]));
  for (const { days: on, from, to } of hours ?? []) {
    for (const day of on) days[day].push({ from, to });
  }
  return { isAlways: hours === null, days };
}

/** What the server reads: one entry for each stretch of each day, so that its problems find their place. */
export function hoursFrom({ isAlways, days }) {
  if (isAlways) return null;
  return DAYS.flatMap((day) => days[day].map((span) => ({ days: [day], ...span })));
}

/** The usual hours from Monday to Friday, to begin with. */
export function usualWeek() {
  return Object.fromEntries(DAYS.map((day, at) => [day, at < 5 ? structuredClone(USUAL) : []]));
}

/** The days with those of one day's hours copied from Monday to Friday. */
export function copiedToWeek(days, day) {
  return { ...days, ...Object.fromEntries(DAYS.slice(0, 5).map((one) => [one, structuredClone(days[day])])) };
}

/** A stretch to add to a day: the afternoon where there is a morning. */
export function nextSpan(spans) {
  return structuredClone(USUAL[Math.min(spans.length, 1)]);
}

/**
 * The problem of a stretch: the server counts entries from 1 in the order of `hoursFrom`.
 * @param {Record<string, string>} errors by names such as "hours[3].to"
 */
export function spanError({ days }, day, at, errors) {
  const before = DAYS.slice(0, DAYS.indexOf(day)).reduce((sum, one) => sum + days[one].length, 0);
  const place = `hours[${before + at + 1}]`;
  return errors[`${place}.from`] ?? errors[`${place}.to`] ?? errors[place] ?? "";
}
