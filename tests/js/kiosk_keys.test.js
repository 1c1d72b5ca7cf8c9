import assert from "node:assert/strict";
import { test } from "node:test";

import { clipsOf } from "../../kiosk/static/clips.js";
import { LONGEST, press, ROWS } from "../../kiosk/static/keyboard.js";
import { comebackOf, FASTEST_TYPIST_MS, hear, NOTHING, ticketIn } from "../../kiosk/static/scanner.js";
import { localVoice } from "../../kiosk/static/speech.js";

/** Type a text with a pause between its keys; the code that was heard at Enter. */
function type(text, pauseMs, { shift = false } = {}) {
  let heard = NOTHING;
  let at = 1000;
  for (const key of text) {
    at += pauseMs;
    if (shift) {
      heard = hear(heard, "Shift", at - 1).heard;
    }
    heard = hear(heard, key, at).heard;
  }
  return hear(heard, "Enter", at + pauseMs).code;
}

const ADDRESS = "http://192.168.1.10:8000/t/Ab3_-xYz09QwErTy";

test("a reader's burst of keys is one code", () => {
  assert.equal(type(ADDRESS, 5), ADDRESS);
  assert.equal(type(ADDRESS, 20, { shift: true }), ADDRESS);
});

test("a person who types slowly is not a reader", () => {
  assert.equal(type(ADDRESS, FASTEST_TYPIST_MS), null);
});

test("Enter alone, or after a few quick keys, is not a code", () => {
  assert.equal(hear(NOTHING, "Enter", 5000).code, null);
  assert.equal(type("abc", 5), null);
});

test("slow keys before a scan are not part of it", () => {
  const slow = hear(NOTHING, "x", 100).heard;

  assert.equal(hear(slow, "h", 900).heard.text, "h");
});

test("the ticket is found in the address of its page and nowhere else", () => {
  assert.equal(ticketIn(ADDRESS), "Ab3_-xYz09QwErTy");
  assert.equal(ticketIn(`${ADDRESS}?lang=en`), "Ab3_-xYz09QwErTy");
  for (const foreign of ["8934567890123", "https://example.org/t/short", "079090000001||MẪU|01011990"]) {
    assert.equal(ticketIn(foreign), null);
  }
});

test("what is told to somebody who comes back depends on the ticket's state", () => {
  assert.equal(comebackOf({ state: "missed" }), "missed");
  assert.equal(comebackOf({ state: "parked" }), "parked");
  for (const state of ["served", "cancelled", "expired"]) {
    assert.equal(comebackOf({ state }), "over");
  }
});

test("the keyboard writes small letters, digits and single spaces", () => {
  const text = ["K", "H", "space", "space", "2"].reduce(press, "");

  assert.equal(text, "kh 2");
  assert.equal(press("", "space"), "");
  assert.equal(press("kh", "delete"), "k");
  assert.equal(press("kh", "clear"), "");
});

test("the text stays short enough for its field", () => {
  const full = "a".repeat(LONGEST);

  assert.equal(press(full, "B"), full);
});

test("every letter that a search without accents needs is there once", () => {
  assert.equal(ROWS.flat().sort().join(""), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
});

test("only a voice of this computer in the right language reads aloud", () => {
  const here = { lang: "vi-VN", localService: true };
  const voices = [{ lang: "vi-VN", localService: false }, { lang: "en-US", localService: true }];

  assert.equal(localVoice(voices, "vi"), null);
  assert.equal(localVoice([...voices, here], "vi"), here);
  assert.equal(localVoice([{ lang: "vi_VN", localService: true }], "vi").lang, "vi_VN");
});

test("the number is read as the hall's loudspeaker reads it", () => {
  assert.deepEqual(clipsOf("A025", "vi"), ["so-thu-tu", "A", "0", "2", "5-lam"]);
  assert.deepEqual(clipsOf("A005", "vi"), ["so-thu-tu", "A", "0", "0", "5"]);
  assert.deepEqual(clipsOf("B015", "en"), ["so-thu-tu", "B", "0", "1", "5"]);
});
