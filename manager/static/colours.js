/** The page's colours for the canvas, which cannot read custom properties. */

const NAMES = {
  ink: "--ink",
  soft: "--ink-soft",
  faint: "--ink-faint",
  line: "--line",
  paper: "--surface",
  sunken: "--sunken",
  red: "--red",
  gold: "--gold",
  green: "--green",
  slate: "--slate",
  pale: "--chart-pale",
  level1: "--level-1",
  level2: "--level-2",
  level3: "--level-3",
  level4: "--level-4",
  level5: "--level-5",
};

/** Every colour of a chart as the browser calculates it. */
export function readColours() {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = ([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, plainColour(getComputedStyle(probe).color)];
  };
  const colours = Object.fromEntries(Object.entries(NAMES).map(read));
  probe.remove();
  return colours;
}

/** Mixed colours are told as "color(srgb 0.5 0.25 1)": → "rgb(128, 64, 255)". */
export function plainColour(told) {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/.exec(told);
  return mixed ? `rgb(${mixed.slice(1, 4).map((part) => Math.round(Number(part) * 255)).join(", ")})` : told;
}
