/** The texts of a page, in the language its reader chose; dates and numbers as an office writes them. */

import { fill, pluralForm } from "./texts.js";

/** @typedef {{ lang: string, messages: Record<string, string | string[]>, plural: string }} Texts */

/** @type {Texts} */
const VIETNAMESE = { lang: "vi", messages: {}, plural: "" };
let current = VIETNAMESE;
let currentArea = "web";
let asked = 0;

/**
 * Load the texts of an area and make them the page's own, unless others were asked for meanwhile. A
 * failed load leaves Vietnamese.
 */
export async function loadTexts(area, lang = pageLanguage()) {
  currentArea = area;
  asked += 1;
  const mine = asked;
  const texts = await readTexts(area, lang);
  if (mine === asked) {
    current = texts;
  }
  return current;
}

/**
 * The texts of an area without making them the page's own; give them to `say` and `sayMany`.
 * @returns {Promise<Texts>}
 */
export async function readTexts(area, lang) {
  if (lang === "vi") {
    return VIETNAMESE;
  }
  try {
    const answer = await fetch(`/texts/${area}/${lang}.json`);
    return answer.ok ? await answer.json() : VIETNAMESE;
  } catch {
    return VIETNAMESE;
  }
}

/**
 * Change the page's language in place; call your render afterwards.
 * @param {{ remember?: boolean }} [options] remember: keep it for the next page (a phone, never a kiosk)
 */
export async function setLanguage(lang, { remember = false } = {}) {
  if (remember) {
    document.cookie = `lang=${lang}; path=/; max-age=31536000; samesite=lax`;
  }
  await loadTexts(currentArea, lang);
  document.documentElement.lang = current.lang;
  document.body.dataset.lang = current.lang;
}

/** A text in the page's language: t("Quầy %(n)s", {n: 3}). */
export function t(text, values = {}) {
  return say(current, text, values);
}

/** A text for a number; `%(num)s` is filled in by itself. Vietnamese: give the same text twice. */
export function tn(one, many, num, values = {}) {
  return sayMany(current, one, many, num, values);
}

/** `t` in given texts, for a page that shows two languages. */
export function say(texts, text, values = {}) {
  const found = texts.messages[text] ?? text;
  return fill(Array.isArray(found) ? found[0] : found, values);
}

/** `tn` in given texts. */
export function sayMany(texts, one, many, num, values = {}) {
  const found = texts.messages[one] ?? (num === 1 ? one : many);
  const form = Array.isArray(found) ? found[pluralForm(texts.plural, num, found.length)] : found;
  return fill(form, { num, ...values });
}

/** A name of the catalogue, `{vi: "…", en: "…"}`, in the page's language or else in Vietnamese. */
export function name(names, lang = current.lang) {
  return names?.[lang] ?? names?.vi ?? "";
}

/** The language the page shows now. */
export function language() {
  return current.lang;
}

/** The language that the server chose for this page. */
export function pageLanguage() {
  return meta("lang") || "vi";
}

/** Every language of this installation: [{code, name}]. */
export function languages() {
  return JSON.parse(meta("languages") || "[]");
}

/** 1234.5 → "1.234,5"; `decimals` fixes the places. */
export function formatNumber(value, decimals) {
  const places =
    decimals === undefined
      ? {}
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat([current.lang, "vi"], places).format(value);
}

/** A share from 0 to 1 as "83,9%". */
export function formatPercent(share, decimals = 1) {
  return `${formatNumber(share * 100, decimals)}%`;
}

/** dd/mm/yyyy at the office; "7 Nov 2026" in other languages. A day "2026-11-07" stays that day. */
export function formatDate(when) {
  const parts = moment(when, isDay(when) ? "UTC" : zone());
  if (current.lang === "vi") {
    return `${parts.day}/${parts.month}/${parts.year}`;
  }
  const timeZone = isDay(when) ? "UTC" : zone();
  return new Intl.DateTimeFormat(dayLocales(), { dateStyle: "medium", timeZone }).format(
    new Date(when),
  );
}

/** "08:05" on the office's clock; with seconds "08:05:09". */
export function formatTime(when, { seconds = false } = {}) {
  const { hour, minute, second } = moment(when, zone());
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** "Thứ Hai" at the office. */
export function formatWeekday(when) {
  const options = { weekday: "long", timeZone: zone() };
  return new Intl.DateTimeFormat([current.lang, "vi"], options).format(new Date(when));
}

/** "08:05 22/11/2026". */
export function formatDateTime(when) {
  return `${formatTime(when)} ${formatDate(when)}`;
}

/** "45 giây", "12 phút", "1 giờ 05 phút": seconds only under a minute. */
export function formatDuration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return tn("%(num)s giây", "%(num)s giây", whole);
  }
  const minutes = Math.round(whole / 60);
  if (minutes < 60) {
    return tn("%(num)s phút", "%(num)s phút", minutes);
  }
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, "0");
  return rest === "00"
    ? tn("%(num)s giờ", "%(num)s giờ", hours)
    : t("%(hours)s giờ %(minutes)s phút", { hours, minutes: rest });
}

/** A running timer: "04:05", "1:04:05". */
export function formatTimer(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = `${two(minutes)}:${two(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

function moment(when, timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(new Date(when)).map((p) => [p.type, p.value]));
}

/** English as in the region: the day before the month. */
function dayLocales() {
  return [current.lang === "en" ? "en-GB" : current.lang, "vi"];
}

function isDay(when) {
  return typeof when === "string" && /^\d{4}-\d{2}-\d{2}$/.test(when);
}

/** Tell times by this office's own clock; pages of a device know it from the first state. */
export function useTimezone(name) {
  told = name;
}

let told = "";

function zone() {
  return told || meta("timezone") || "Asia/Ho_Chi_Minh";
}

function meta(what) {
  return globalThis.document?.querySelector(`meta[name="${what}"]`)?.content ?? "";
}
