/** Where a chart stands on the page. The library is loaded with the first chart, not before. */

import { html, noChange, nothing } from "lit-html";
import { AsyncDirective, directive } from "lit-html/async-directive.js";

import { AXIS_LETTERS } from "./charts.js";

const pen = document.createElement("canvas").getContext("2d");
pen.font = AXIS_LETTERS;

/** How wide words stand on a chart's axis, in pixels. */
export function widthOf(words) {
  return pen.measureText(words).width;
}

/** Keeps one chart in its element: drawn when its option changes, sized with the page. */
class ChartDirective extends AsyncDirective {
  chart = null;
  option = null;
  sizes = null;

  render() {
    return noChange;
  }

  update({ element }, [option]) {
    if (option !== this.option) {
      this.option = option;
      this.place(element);
    }
    return noChange;
  }

  async place(element) {
    element.style.height = `${this.option.height}px`;
    // A canvas measures and draws words once: with letters that come later they would not fit.
    const [{ init }] = await Promise.all([import("echarts"), document.fonts.ready]);
    if (!this.isConnected) return;
    if (!this.chart) {
      this.chart = init(element, null, { renderer: "canvas" });
      this.sizes = new ResizeObserver(() => this.resize(element));
      this.sizes.observe(element);
    }
    this.resize(element);
    this.chart.setOption(this.option.option, { notMerge: true });
  }

  resize({ clientWidth }) {
    this.option.fit?.(clientWidth);
    this.chart.resize();
  }

  disconnected() {
    this.sizes?.disconnect();
    this.chart?.dispose();
    Object.assign(this, { chart: null, sizes: null, option: null });
  }
}

const chartHere = directive(ChartDirective);

/**
 * A chart with its title and what its colours mean; the table beside it says the same in figures.
 * @param {{ title: string, about: string, chart: any, legend?: [string, string][] }} what legend:
 *   the class of a swatch, and its words
 */
export function chartPanel({ title, about, chart, legend = [] }) {
  return html`
    <figure class="panel chart-panel">
      <figcaption>${title}</figcaption>
      ${legend.length ? html`<ul class="legend" role="list">${legend.map(([kind, words]) => html`<li><span class="swatch ${kind}"></span>${words}</li>`)}</ul>` : nothing}
      <div class="chart" role="img" aria-label=${about} ${chartHere(chart)}></div>
    </figure>
  `;
}
