import assert from "node:assert/strict";
import { test } from "node:test";

import "./addresses.js";

const { estimateText } = await import("/kiosk/static/texts.js");

const said = (low, high) => estimateText({ low_min: low, high_min: high });

test("a range of minutes never breaks at its dash nor leaves its last word alone", () => {
  assert.equal(said(110, 145), "khoảng 110\u2060–\u2060145\u00a0phút");
});

test("a short wait has no range that begins with 0", () => {
  assert.deepEqual([said(0, 0), said(0, 1)], ["dưới 2\u00a0phút", "dưới 2\u00a0phút"]);
  assert.equal(said(0, 3), "trong khoảng 3\u00a0phút");
  assert.equal(said(7, 7), "khoảng 7\u00a0phút");
  assert.equal(estimateText(null), null);
});
