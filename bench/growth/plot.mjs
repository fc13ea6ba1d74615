// A plot of time against size, both logarithmic, as an SVG text. Colours that tell apart without
// red and green, a mark per series, and the names at the lines' ends.

const WIDTH = 760;
const HEIGHT = 460;
const LEFT = 64;
const RIGHT = 190;
const TOP = 24;
const BOTTOM = 48;
const COLOURS = [
  "#0072b2",
  "#56b4e9",
  "#e69f00",
  "#d55e00",
  "#cc79a7",
  "#555555",
  "#7b5aa6",
  "#9a7b00",
];

const span = (values) => [
  Math.floor(Math.log10(Math.min(...values))),
  Math.ceil(Math.log10(Math.max(...values))),
];

/** 10^p µs in words. */
const duration = (power) =>
  power >= 6
    ? `${10 ** (power - 6)} s`
    : power >= 3
      ? `${10 ** (power - 3)} ms`
      : power >= 0
        ? `${10 ** power} µs`
        : `${10 ** (power + 3)} ns`;

/** Moves labels apart that would overlap; answers their heights in the given order. */
function spread(heights, gap) {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const placed = [...heights];
  for (let k = 1; k < order.length; k++) {
    const least = placed[order[k - 1]] + gap;
    if (placed[order[k]] < least) placed[order[k]] = least;
  }
  return placed;
}

/**
 * @param {{ label: string, points: [size: number, time: number][] }[]} series  Times in µs.
 * @returns {string}
 */
export function plot(series) {
  const [x0, x1] = span(series.flatMap(({ points }) => points.map(([size]) => size)));
  const [y0, y1] = span(series.flatMap(({ points }) => points.map(([, time]) => time)));
  const x = (size) => LEFT + ((Math.log10(size) - x0) / (x1 - x0)) * (WIDTH - LEFT - RIGHT);
  const y = (time) =>
    HEIGHT - BOTTOM - ((Math.log10(time) - y0) / (y1 - y0)) * (HEIGHT - TOP - BOTTOM);
  const parts = [];
  for (let power = x0; power <= x1; power++) {
    const at = x(10 ** power).toFixed(1);
    parts.push(`<line class="grid" x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>`);
    parts.push(
      `<text x="${at}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">10<tspan dy="-5" font-size="9">${power}</tspan></text>`,
    );
  }
  for (let power = y0; power <= y1; power++) {
    const at = y(10 ** power).toFixed(1);
    parts.push(`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/>`);
    parts.push(
      `<text x="${LEFT - 8}" y="${at}" dy="4" text-anchor="end">${duration(power)}</text>`,
    );
  }
  const ends = series.map(({ points }) => y(points[points.length - 1][1]));
  const labels = spread(ends, 15);
  series.forEach(({ label, points }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const places = points.map(([size, time]) => `${x(size).toFixed(1)},${y(time).toFixed(1)}`);
    parts.push(
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${places.join(" ")}"/>`,
    );
    for (const place of places) {
      const [cx, cy] = place.split(",");
      parts.push(`<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`);
    }
    const [last] = points[points.length - 1];
    parts.push(
      `<text x="${(x(last) + 9).toFixed(1)}" y="${labels[i].toFixed(1)}" dy="4" fill="${colour}">${label}</text>`,
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">`,
    "<title>Time of one change against the size of the graph</title>",
    "<style>.grid{stroke:#ddd;stroke-width:1}</style>",
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...parts,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">size</text>`,
    "</svg>",
    "",
  ].join("\n");
}
