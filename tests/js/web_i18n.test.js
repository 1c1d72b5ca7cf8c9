/** Texts, dates and numbers in the browser, in Vietnamese and in English. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import * as i18n from "../../web/static/i18n.js";

const ENGLISH = {
  lang: "en",
  plural: "10" + "1".repeat(198),
  messages: { "Quầy %(n)s": "Counter %(n)s", "%(num)s phút": ["%(num)s minute", "%(num)s minutes"] },
};

async function inEnglish() {
  globalThis.fetch = async () => ({ ok: true, json: async () => ENGLISH });
  await i18n.loadTexts("kiosk", "en");
}

afterEach(() => i18n.loadTexts("kiosk", "vi"));

test("Vietnamese needs no catalogue", () => {
  assert.equal(i18n.t("Quầy %(n)s", { n: 3 }), "Quầy 3");
  assert.equal(i18n.tn("%(num)s phút", "%(num)s phút", 1), "1 phút");
});

test("English has its plurals", async () => {
  await inEnglish();

  assert.equal(i18n.t("Quầy %(n)s", { n: 3 }), "Counter 3");
  assert.deepEqual([0, 1, 2].map((n) => i18n.tn("%(num)s phút", "%(num)s phút", n)), [
    "0 minutes",
    "1 minute",
    "2 minutes",
  ]);
});

test("of two languages chosen one after the other the last one is spoken, whichever comes first", async () => {
  let answer;
  globalThis.fetch = () => new Promise((resume) => (answer = resume));
  const english = i18n.loadTexts("kiosk", "en");
  await i18n.loadTexts("kiosk", "vi");

  answer({ ok: true, json: async () => ENGLISH });
  await english;

  assert.equal(i18n.language(), "vi");
});

test("an untranslated text and a lost catalogue stay Vietnamese", async () => {
  await inEnglish();
  assert.equal(i18n.t("Đóng"), "Đóng");

  globalThis.fetch = async () => {
    throw new TypeError("no line");
  };
  await i18n.loadTexts("kiosk", "en");

  assert.equal(i18n.language(), "vi");
});

test("a page may show two languages at once", async () => {
  globalThis.fetch = async () => ({ ok: true, json: async () => ENGLISH });
  const english = await i18n.readTexts("display", "en");

  assert.equal(i18n.say(english, "Quầy %(n)s", { n: 3 }), "Counter 3");
  assert.equal(i18n.sayMany(english, "%(num)s phút", "%(num)s phút", 1), "1 minute");
  assert.equal(i18n.t("Quầy %(n)s", { n: 3 }), "Quầy 3");
});

test("catalogue names fall back to Vietnamese", async () => {
  await inEnglish();

  assert.equal(i18n.name({ vi: "Hộ tịch", en: "Civil status" }), "Civil status");
  assert.equal(i18n.name({ vi: "Hộ tịch" }), "Hộ tịch");
  assert.equal(i18n.name(undefined), "");
});

test("days and times are the office's own", () => {
  assert.equal(i18n.formatDate("2026-11-06T18:00:00Z"), "07/11/2026");
  assert.equal(i18n.formatDate("2026-11-07"), "07/11/2026");
  assert.equal(i18n.formatTime("2026-11-06T17:05:09Z"), "00:05");
  assert.equal(i18n.formatTime("2026-11-06T17:05:09Z", { seconds: true }), "00:05:09");
  assert.equal(i18n.formatDateTime("2026-11-06T18:00:00Z"), "01:00 07/11/2026");
});

test("English days cannot be misread", async () => {
  await inEnglish();

  assert.equal(i18n.formatDate("2026-11-07"), "7 Nov 2026");
});

test("numbers have a decimal comma", () => {
  assert.equal(i18n.formatNumber(1234.5), "1.234,5");
  assert.equal(i18n.formatPercent(0.8394, 2), "83,94%");
});

test("durations are told in words, timers in figures", () => {
  const told = [0, 59.4, 60, 89, 90, 3600, 3900].map(i18n.formatDuration);

  assert.deepEqual(told, [
    "0 giây", "59 giây", "1 phút", "1 phút", "2 phút", "1 giờ", "1 giờ 05 phút",
  ]);
  assert.deepEqual([0, 65.9, 3845, -3].map(i18n.formatTimer), ["00:00", "01:05", "1:04:05", "00:00"]);
});
