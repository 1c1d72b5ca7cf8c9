/** Periods of a report: first and last day of the office, both included, as "2026-11-22". Pure. */

/** @typedef {{ from: string, to: string }} Period */
/** @typedef {"day" | "month" | "quarter" | "half" | "nine" | "year" | "any"} Kind */

export const KINDS = ["day", "month", "quarter", "half", "nine", "year", "any"];

/** How many months a kind has, and where such periods may begin. */
const MONTHS = { month: 1, quarter: 3, half: 6, nine: 9, year: 12 };
const DAY_MS = 86_400_000;

/** The period of a kind that holds this day; "9 tháng" is always the first nine of the year. */
export function periodOf(kind, day) {
  const { year, month } = partsOf(day);
  if (kind === "nine") return wholeMonths(year, 1, 9);
  if (kind in MONTHS) {
    const first = month - ((month - 1) % MONTHS[kind]);
    return wholeMonths(year, first, MONTHS[kind]);
  }
  return { from: day, to: day };
}

/** What a period is called: the kind that has exactly these days. */
export function kindOf({ from, to }) {
  const named = Object.keys(MONTHS).find((kind) => isSame(periodOf(kind, from), { from, to }));
  return named ?? (from === to ? "day" : "any");
}

/** The period before (-1) or after (1): the next month, quarter, …, or as many days. */
export function shifted({ from, to }, steps) {
  const kind = kindOf({ from, to });
  const { year, month } = partsOf(from);
  if (kind === "nine") return wholeMonths(year + steps, 1, 9);
  if (kind in MONTHS) return wholeMonths(year, month + steps * MONTHS[kind], MONTHS[kind]);
  const days = steps * daysIn({ from, to });
  return { from: dayAfter(from, days), to: dayAfter(to, days) };
}

/** How many days it has. */
export function daysIn({ from, to }) {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

/** The period that an address names; the month of `today` where it names none that can be. */
export function readPeriod({ from, to }, today) {
  const isWhole = isDay(from) && isDay(to) && from <= to;
  return isWhole ? { from, to } : periodOf("month", today);
}

/** "7/11/2026", "07-11-2026", "07112026" or "2026-11-07" → "2026-11-07"; null for what is no day. */
export function readDay(text) {
  const trimmed = text.trim();
  const written = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed);
  const day = written ? `${written[3]}-${two(written[2])}-${two(written[1])}` : trimmed;
  return isDay(day) ? day : null;
}

/** "2026-11-07" → "07/11/2026", for a field to type in; what is no day stays as it is. */
export function writeDay(day) {
  const [year, month, date] = (day ?? "").split("-");
  return isDay(day) ? `${date}/${month}/${year}` : (day ?? "");
}

/** Whether a text is a day that exists, such as "2028-02-29". */
export function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return false;
  const when = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(when.getTime()) && when.toISOString().startsWith(text);
}

/** The day some days later, or earlier. */
export function dayAfter(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `count` whole months from a month of a year; month 13 is January of the next. */
function wholeMonths(year, month, count) {
  return { from: dayOf(year, month, 1), to: dayOf(year, month + count, 0) };
}

function dayOf(year, month, day) {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function partsOf(day) {
  const [year, month] = day.split("-").map(Number);
  return { year, month };
}

function isSame(one, other) {
  return one.from === other.from && one.to === other.to;
}

function two(text) {
  return text.padStart(2, "0");
}
