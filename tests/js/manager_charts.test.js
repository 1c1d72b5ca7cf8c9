import assert from "node:assert/strict";
import { test } from "node:test";

import { barsChart, levelsChart, lowest, rateChart, shortened } from "../../manager/static/charts.js";
import { plainColour } from "../../manager/static/colours.js";

const PAINT = {
  colours: new Proxy({}, { get: (_all, name) => `the ${String(name)}` }),
  share: (value) => (value == null ? "–" : `${value * 100}%`),
  whole: (value) => `${value}`,
  number: (value) => `${value}`,
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
  assert.equal(option.series[0].label.formatter({ value: 0.05 }), "");
  assert.equal(option.series[0].label.formatter({ value: 0.5 }), "50%");
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

test("a long name is cut to what fits, a short one stays", () => {
  assert.equal(shortened("Hộ tịch"), "Hộ tịch");
  assert.equal(shortened("Đăng ký ".repeat(12)).length, 40);
  assert.ok(shortened("Đăng ký ".repeat(12)).endsWith("…"));
});

test("a mixed colour becomes one that the canvas knows", () => {
  assert.equal(plainColour("color(srgb 0.5 0.25 1)"), "rgb(128, 64, 255)");
  assert.equal(plainColour("rgb(1, 2, 3)"), "rgb(1, 2, 3)");
});
