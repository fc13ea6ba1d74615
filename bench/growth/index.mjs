// Bench: how the time of one change grows with nodes, elements, watchers and depth.

import { quantile } from "../statistics.mjs";
import { figure } from "../tables.mjs";
import { plot } from "./plot.mjs";
import { SERIES } from "./series.mjs";

const SIZES = [1e2, 1e3, 1e4, 1e5, 1e6];

/** The median time of a step in µs, after a warm-up; for half of `budget` ms each where a step is short. */
function timeOf({ step }, budget) {
  let next = 0;
  const run = (count) => {
    const started = performance.now();
    for (let k = 0; k < count; k++) step(next++);
    return performance.now() - started;
  };
  let count = 1;
  let spent = 0;
  // Ten turns at least: what is run often the engine prepares, which for a million nodes takes seconds.
  for (let turn = 0; turn < 10 || spent < budget / 2; turn++) {
    const elapsed = run(count);
    spent += elapsed;
    // Samples of 5 ms: the clock of a browser is coarse.
    count = Math.max(1, Math.round(count * Math.min(4, 5 / Math.max(elapsed, 1e-3))));
  }
  const samples = [];
  spent = 0;
  while (samples.length < 3 || (spent < budget / 2 && samples.length < 31)) {
    const elapsed = run(count);
    spent += elapsed;
    samples.push((elapsed * 1000) / count);
  }
  return quantile(
    samples.sort((a, b) => a - b),
    0.5,
  );
}

/** The exponent p of time ~ size^p between the first point from 1,000 on and the last. */
function exponent(points) {
  const [first, last] = [points.find(([size]) => size >= 1e3), points[points.length - 1]];
  return Math.log(last[1] / first[1]) / Math.log(last[0] / first[0]);
}

export default {
  name: "growth",
  title: "How cost grows",
  async run({ quick, log }) {
    const largest = quick ? 1e4 : 1e6;
    const series = SERIES.map(({ create, ...rest }) => {
      const points = SIZES.filter((size) => size <= Math.min(rest.most, largest)).map((size) => {
        log?.(`growth: ${rest.label}, ${size}`);
        const running = create(size);
        const time = timeOf(running, quick ? 60 : 300);
        running.dispose?.();
        return [size, time];
      });
      return { ...rest, points };
    });
    const unit = ({ per }, [size, time]) =>
      per ? `${figure((time * 1000) / size)} ns` : `${figure(time)} µs`;
    return {
      name: "growth",
      title: this.title,
      description:
        "Ours alone: the time of one step (a leaf is written, the result is read or the effects run), " +
        "per node, element or watcher where all are affected, in all where one or ten are.",
      image: { file: "growth.svg", alt: "Time of one change against size, both logarithmic" },
      tables: [
        {
          header: ["size", ...series.map(({ label }) => label)],
          rows: SIZES.filter((size) => size <= largest).map((size) => [
            `1e${Math.log10(size)}`,
            ...series.map((entry) => {
              const point = entry.points.find(([of]) => of === size);
              return point ? unit(entry, point) : "";
            }),
          ]),
        },
      ],
      // Caches fill up on the way to a million: an exponent a little above 1 is linear work.
      goals: series.map(({ label, per, points }) => ({
        text: `${label}: exponent of growth from 1,000 on`,
        value: exponent(points),
        atMost: per ? 1.25 : 0.25,
      })),
      figures: series,
      files: { "growth.svg": plot(series) },
    };
  },
};
