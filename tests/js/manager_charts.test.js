import assert from "node:assert/strict";
import { test } from "node:test";

import { barsChart, levelsChart, lowest, rateChart, wrapped } from "../../manager/static/charts.js";
import { plainColour } from "../../manager/static/colours.js";

const PAINT = {
  colours: new Proxy({}, { get: (_all, name) => `the ${String(name)}` }),
  share: (value) => (value == null ? "–" : `${value * 100}%`),
  whole: (value) => `${value}`,
  number: (value) => `${value}`,
  wide: (words) => words.length * 7.5,
};

const TOLD = { name: "Quầy 1", tip: "Quầy 1: 90%", rated: 20, levels: { 5: 12, 4: 6, 3: 1, 2: 1, 1: 0 }, told: { rate: 0.9, low: 0.699, high: 0.973 } };
const WITHHELD = { name: "Quầy 2", tip: "Quầy 2", rated: 2, levels: null, told: { rate: null, low: null, high: null, withheld: true } };

test("a rate stands as a dot on its interval, beside its figure", () => {
  const { option } = rateChart([TOLD, WITHHELD], { ...PAINT, isDays: false });
  const [whiskers, dots] = option.series;

  assert.deepEqual(whiskers.data, [[0, 0.699, 0.973]]);
  assert.deepEqual(dots.data, [[0.9, 0]]);
  assert.deepEqual(option.yAxis[1].data, ["90%", "–"]);
});

test("days run from left to right, their rates upwards", () => {
  const { option } = rateChart([TOLD], { ...PAINT, isDays: true });

  assert.deepEqual(option.series[1].data, [[0, 0.9]]);
  assert.equal(option.xAxis.type, "category");
  assert.equal(option.yAxis.max, 1);
});

test("the axis of rates begins below the lowest interval and ends at all", () => {
  assert.equal(lowest([TOLD, WITHHELD]), 0.6);
  assert.equal(lowest([WITHHELD]), 0);
  assert.equal(rateChart([TOLD], { ...PAINT, isDays: false }).option.xAxis.max, 1);
});

test("levels are shares of the answers, and a withheld row has none", () => {
  const { option } = levelsChart([TOLD, WITHHELD], { ...PAINT, isDays: false });
  const shares = option.series.map(({ data }) => data[0]);

  assert.deepEqual(shares, [0.6, 0.3, 0.05, 0.05, 0]);
  assert.ok(Math.abs(shares.reduce((sum, one) => sum + one) - 1) < 1e-9);
  assert.deepEqual(option.series.map(({ data }) => data[1]), [null, null, null, null, null]);
});

test("a part of a bar is told in figures only where they fit into it", () => {
  const { option, fit } = levelsChart([TOLD], { ...PAINT, isDays: false });
  const told = (value) => option.series[0].label.formatter({ value });

  fit(440);
  assert.deepEqual([0.13, 0.18, 0.5].map(told), ["", "", "50%"]);
  fit(900);
  assert.deepEqual([0.05, 0.13, 0.5].map(told), ["", "13%", "50%"]);
});

test("a chart grows with its rows, but not with its days", () => {
  const rows = (count) => Array.from({ length: count }, () => ({ ...TOLD, values: [1] }));
  const height = (count, isDays) => barsChart(rows(count), ["red"], { ...PAINT, isDays }).height;

  assert.ok(height(20, false) > height(5, false));
  assert.equal(height(200, true), height(5, true));
});

test("stacked bars share a stack, others stand side by side", () => {
  const rows = [{ name: "A", tip: "A", values: [1, 2] }];

  assert.deepEqual(barsChart(rows, ["a", "b"], { ...PAINT, isDays: false, isStacked: true }).option.series.map(({ stack }) => stack), ["all", "all"]);
  assert.deepEqual(barsChart(rows, ["a", "b"], { ...PAINT, isDays: false }).option.series.map(({ data }) => data), [[1], [2]]);
});

test("the tip is text, never markup that the page's policy would refuse", () => {
  const { option } = rateChart([TOLD], { ...PAINT, isDays: false });

  assert.equal(option.tooltip.renderMode, "richText");
  assert.equal(option.tooltip.formatter([{ dataIndex: 0 }]), "Quầy 1: 90%");
  assert.equal(option.tooltip.formatter([]), "");
});

const lined = (name) => wrapped(name, 176, PAINT.wide);
const LONG = "Chứng thực chữ ký và bản sao từ bản chính của mọi loại giấy tờ";

test("a long name stands in lines of whole words and is not cut", () => {
  const lines = lined(LONG).split("\n");

  assert.equal(lined("Hộ tịch"), "Hộ tịch");
  assert.equal(lines.join(" "), LONG);
  assert.equal(lines.length, 3);
  assert.ok(lines.every((line) => line.length <= 23));
  assert.equal(lined("Hành-chính-công-một-cửa-liên-thông"), "Hành-chính-công-một-cửa-liên-thông");
});

test("wide letters make more lines, and those make higher rows", () => {
  const wide = (words) => words.length * 13;
  const height = (paint) => barsChart([{ name: LONG, tip: "", values: [1] }], ["red"], { ...paint, isDays: false }).height;

  assert.equal(wrapped(LONG, 176, wide).split("\n").length, 5);
  assert.ok(wrapped(LONG, 176, wide).split("\n").every((line) => wide(line) <= 176));
  assert.ok(height({ ...PAINT, wide }) > height(PAINT));
});

test("names have room beside their rows, as much as they need and no more", () => {
  const left = (name) => barsChart([{ name, tip: "", values: [1] }], ["red"], { ...PAINT, isDays: false }).option.grid.left;

  assert.ok(left(LONG) > 160 && left(LONG) <= 192);
  assert.ok(left("Hộ tịch") < 80);
});

test("only a name of more than five lines is cut", () => {
  const lines = lined("Đăng ký ".repeat(40).trim()).split("\n");

  assert.equal(lines.length, 5);
  assert.ok(lines.at(-1).endsWith("…"));
});

test("rows are as high as the longest name needs", () => {
  const height = (name) => barsChart([{ name, tip: "", values: [1] }], ["red"], { ...PAINT, isDays: false }).height;

  assert.equal(height("Hộ tịch"), height("Chứng thực và trả kết quả"));
  assert.equal(height(LONG) - height("Hộ tịch"), 16);
});

test("a mixed colour becomes one that the canvas knows", () => {
  assert.equal(plainColour("color(srgb 0.5 0.25 1)"), "rgb(128, 64, 255)");
  assert.equal(plainColour("rgb(1, 2, 3)"), "rgb(1, 2, 3)");
});
