/** What charts show, as options of the chart library. Pure: words, colours and figures are given. */

/**
 * @typedef {object} Paint
 * @property {Record<string, string>} colours
 * @property {(share: number | null) => string} share a share in words
 * @property {(share: number) => string} whole a share without places, for an axis
 * @property {(value: number | null) => string} number a number in words
 * @property {(words: string) => number} wide how wide words stand on an axis, in pixels
 */

const ROW = 40;
const LINE = 16;
const ROW_MARGIN = 8;
const AXIS = 44;
const DAYS_HEIGHT = 320;
const LABEL_WIDTH = 176;
const MOST_LINES = 5;
const BESIDE_BARS = 40;
const TOLD_WIDTH = 42;
const FONT = "'Be Vietnam Pro', sans-serif";
/** What names at an axis are written in. */
export const AXIS_LETTERS = `13px ${FONT}`;
const LEVELS = [5, 4, 3, 2, 1];

/**
 * Rates as dots with their intervals: lying rows for parts, an upright line for days.
 * @param {{ name: string, told: any, tip: string }[]} rows `told` is a rate of the API
 * @param {Paint} paint
 */
export function rateChart(rows, { isDays, ...paint }) {
  const [values, names] = axesOf(rows, { isDays, min: lowest(rows), max: 1, write: paint.whole }, paint);
  const at = (index, value) => (isDays ? [index, value] : [value, index]);
  const told = rows.map(({ told }, index) => [index, told]).filter(([, rate]) => rate.rate != null);
  return framed(rows, isDays, { ...paint, beside: 64 }, {
    ...crossed(isDays, values, isDays ? names : [names, ratesBeside(rows, paint)]),
    tooltip: tip(rows, paint),
    series: [
      {
        type: "custom",
        silent: true,
        clip: true,
        data: told.map(([index, { low, high }]) => [index, low, high]),
        encode: isDays ? { x: 0, y: [1, 2] } : { x: [1, 2], y: 0 },
        renderItem: whisker(isDays, paint.colours.slate),
      },
      {
        type: isDays ? "line" : "scatter",
        data: told.map(([index, { rate }]) => at(index, rate)),
        symbol: "circle",
        symbolSize: isDays && rows.length > 62 ? 4 : 10,
        lineStyle: { width: 1.5, color: paint.colours.ink },
        itemStyle: { color: paint.colours.ink },
      },
    ],
  });
}

/**
 * How the answers spread over the five levels, as parts of all answers. A part is told in figures
 * where they fit into it; `fit` takes the width of the chart, before it is drawn.
 */
export function levelsChart(rows, { isDays, ...paint }) {
  const [values, names] = axesOf(rows, { isDays, min: 0, max: 1, interval: 0.25, write: paint.whole }, paint);
  let barWidth = 0;
  const series = LEVELS.map((level) => ({
    type: "bar",
    stack: "levels",
    barMaxWidth: 22,
    data: rows.map(({ levels, rated }) => (levels && rated ? levels[level] / rated : null)),
    cursor: "default",
    itemStyle: { color: paint.colours[`level${level}`] },
    label: {
      show: !isDays,
      color: [5, 1].includes(level) ? paint.colours.paper : paint.colours.ink,
      fontSize: 12,
      formatter: ({ value }) => (value * barWidth >= TOLD_WIDTH ? paint.share(value) : ""),
    },
  }));
  const fit = (width) => {
    barWidth = width - LABEL_WIDTH - BESIDE_BARS;
  };
  return { ...framed(rows, isDays, paint, { ...crossed(isDays, values, names), tooltip: tip(rows, paint), series }), fit };
}

/**
 * Figures side by side, or stacked, for each part.
 * @param {{ name: string, values: (number | null)[], tip: string, label?: string }[]} rows `label`
 *   stands at the end of a bar
 * @param {string[]} colours one for each of the values
 * @param {Paint & { isDays: boolean, isStacked?: boolean, labelWidth?: number }} paint
 */
export function barsChart(rows, colours, { isDays, isStacked = false, labelWidth, ...paint }) {
  const [values, names] = axesOf(rows, { isDays, min: 0, write: paint.number, labelWidth }, paint);
  const isSlim = colours.length > 1 && !isStacked;
  return framed(rows, isDays, { ...paint, labelWidth }, {
    ...crossed(isDays, values, names),
    tooltip: tip(rows, paint),
    series: colours.map((colour, at) => ({
      type: isDays && !isStacked ? "line" : "bar",
      stack: isStacked ? "all" : undefined,
      barMaxWidth: isSlim ? 9 : 18,
      barGap: "15%",
      symbol: "circle",
      symbolSize: 6,
      cursor: "default",
      data: rows.map((row) => row.values[at]),
      itemStyle: { color: colour },
      label: { show: rows.some(({ label }) => label), position: "right", color: paint.colours.ink, formatter: ({ dataIndex }) => rows[dataIndex].label ?? "" },
    })),
  });
}

// ---- what charts have in common

function framed(rows, isDays, { colours, wide, labelWidth = LABEL_WIDTH, beside = 24 }, option) {
  const named = isDays ? [] : rows.map(({ name }) => wrapped(name, labelWidth, wide).split("\n"));
  return {
    height: isDays ? DAYS_HEIGHT : AXIS + rows.length * rowHeight(named),
    option: {
      animation: false,
      textStyle: { fontFamily: FONT, color: colours.ink },
      grid: isDays ? { top: 12, left: 8, right: 16, bottom: 8, containLabel: true } : lyingGrid(rows, { named, wide, labelWidth, beside }),
      ...option,
    },
  };
}

/** Room for the names is told outright: the library reckons it too small and cuts the first letters. */
function lyingGrid(rows, { named, wide, labelWidth, beside }) {
  const right = rows.some(({ label }) => label) ? 110 : beside;
  const widest = Math.ceil(Math.max(0, ...named.flat().map(wide)));
  return { top: 12, left: Math.min(labelWidth, widest) + 16, right, bottom: 32, containLabel: false };
}

/** Rows are of one height: as many lines as the longest name needs. */
function rowHeight(named) {
  const most = Math.max(0, ...named.map(({ length }) => length));
  return Math.max(ROW, most * LINE + ROW_MARGIN);
}

/** The axis of values and the axis of names. */
function axesOf(rows, { isDays, min, max, interval, write, labelWidth = LABEL_WIDTH }, { colours, wide }) {
  const label = { color: colours.soft, fontSize: 13 };
  const values = {
    type: "value",
    min,
    max,
    interval,
    splitNumber: 4,
    axisLabel: { ...label, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: colours.line } },
  };
  const names = {
    type: "category",
    data: rows.map(({ name }) => (isDays ? name : wrapped(name, labelWidth, wide))),
    inverse: !isDays,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: isDays ? { ...label, hideOverlap: true } : { ...label, color: colours.ink, lineHeight: LINE, width: labelWidth, overflow: "truncate", interval: 0 },
  };
  return [values, names];
}

function crossed(isDays, values, names) {
  return isDays ? { xAxis: names, yAxis: values } : { xAxis: values, yAxis: names };
}

/** The rates in figures at the end of their rows. */
function ratesBeside(rows, { colours, share }) {
  return {
    type: "category",
    data: rows.map(({ told }) => share(told.rate)),
    inverse: true,
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: colours.ink, fontSize: 13, fontWeight: 600, interval: 0 },
  };
}

/** A dot needs no zero: the axis begins a tenth below the lowest interval. */
export function lowest(rows) {
  const lows = rows.map(({ told }) => told.low).filter((low) => low != null);
  return lows.length ? Math.max(0, Math.floor(Math.min(...lows) * 10) / 10) : 0;
}

function whisker(isDays, colour) {
  return (_params, api) => {
    const at = (value) => api.coord(isDays ? [api.value(0), value] : [value, api.value(0)]);
    const [[x1, y1], [x2, y2]] = [at(api.value(1)), at(api.value(2))];
    const cap = (x, y) => (isDays ? { x1: x - 3, x2: x + 3, y1: y, y2: y } : { x1: x, x2: x, y1: y - 6, y2: y + 6 });
    const line = (shape) => ({ type: "line", shape, style: { stroke: colour, lineWidth: 2 } });
    return { type: "group", children: [line({ x1, y1, x2, y2 }), line(cap(x1, y1)), line(cap(x2, y2))] };
  };
}

/** A name in lines of whole words; only what needs more than five lines is cut. */
export function wrapped(name, width, wide) {
  const lines = [""];
  for (const word of name.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (!lines.at(-1) || wide(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= MOST_LINES) return lines.join("\n");
  return `${lines.slice(0, MOST_LINES).join("\n")}…`;
}

/** The strict policy of our pages forbids markup with styles, so the tip is drawn as text. */
function tip(rows, { colours }) {
  return {
    trigger: "axis",
    axisPointer: { type: "shadow" },
    renderMode: "richText",
    confine: true,
    backgroundColor: colours.paper,
    borderColor: colours.line,
    textStyle: { fontFamily: FONT, color: colours.ink, fontSize: 13 },
    formatter: (points) => rows[[points].flat()[0]?.dataIndex]?.tip ?? "",
  };
}
