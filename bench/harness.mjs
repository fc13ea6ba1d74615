// Times contenders fairly inside one process: everyone is checked before and after being timed,
// everyone warms up in turn, and samples are taken in rounds, in a new random order each round, so
// that clock drift, a busy neighbour or a grown heap meets all of them alike.

/**
 * @typedef {object} Running  A contender made ready.
 * @property {(step: number) => void} step  One step; steps are numbered from 0 and never skipped.
 * @property {ArrayLike<number>} out  The numbers that the last step read.
 * @property {number} [ops]  How many op nodes a step takes, where that can be counted.
 *
 * @typedef {object} Contender
 * @property {string} name  Short key, used on the command line.
 * @property {string} label  How the table calls it.
 * @property {"floor" | "reference" | "ours" | "peer"} group
 * @property {() => Running | Promise<Running>} create
 *
 * @typedef {object} Row  One line of the results; times in µs per step.
 * @property {string} name
 * @property {string} label
 * @property {string} group
 * @property {number} median
 * @property {number} q1  First quartile of the samples.
 * @property {number} q3  Third quartile of the samples.
 * @property {Float64Array} samples  Time of each round, in order.
 * @property {number} stepsPerSample
 * @property {number} [ops]
 */

/** Default settings: about 12 s for eight contenders. */
export const FULL = { rounds: 151, sampleMs: 5, warmUpMs: 600 };
/** For a quick look; the figures wobble. */
export const QUICK = { rounds: 31, sampleMs: 3, warmUpMs: 200 };

/** The `p`-quantile (0 … 1) of `sorted`, interpolated. */
export function quantile(sorted, p) {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.ceil(at)] - sorted[low]) * (at - low);
}

const sortedCopy = (values) => Float64Array.from(values).sort();
const medianOf = (values) => quantile(sortedCopy(values), 0.5);

/**
 * How much slower `a` is than `b`: the median over the rounds of their quotient within a round, so
 * that a slow moment, which meets both, cancels.
 * @param {Row} a
 * @param {Row} b
 */
export const ratio = (a, b) => medianOf(a.samples.map((time, round) => time / b.samples[round]));

/** Fisher–Yates with a small seeded generator: a run can be repeated in the same order. */
function makeShuffle(seed) {
  let state = seed;
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return (items) => {
    const order = [...items];
    for (let i = order.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  };
}

/**
 * Grows the young and the old heap before anyone is timed: otherwise whoever allocates first pays
 * for the growth, and the others find room. The objects survive a scavenge or two, then are dropped.
 */
function growHeap() {
  for (let turn = 0; turn < 4; turn++) {
    const kept = [];
    for (let i = 0; i < 400_000; i++) kept.push({ i, pair: [i, turn] });
    if (kept.length === 0) throw new Error("unreachable: keeps the allocation observable");
  }
}

/**
 * Puts V8 where jax-js puts it anyway: once any ArrayBuffer has been detached (growing a wasm memory
 * does it), compiled loops check for that at their typed arrays, which costs the floor up to a
 * third. Done up front, a time does not depend on who else is in the process.
 */
export function detachOneBuffer() {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
}

/**
 * A loop of its own for every contender, compiled apart: a shared one would call `step` through one
 * call site that has seen all of them, which costs the fastest the most.
 */
const makeLoop = (step) =>
  new Function(
    "step",
    "return function loop(from, count) { for (let s = from; s < from + count; s++) step(s); }",
  )(step);

/** Throws unless `out` equals `wanted` within `tolerance`, relative above 1 and absolute below. */
function check(label, when, out, wanted, tolerance) {
  for (let k = 0; k < wanted.length; k++) {
    const limit = tolerance * Math.max(1, Math.abs(wanted[k]));
    if (!(Math.abs(out[k] - wanted[k]) <= limit))
      throw new Error(`${label}, ${when}: number ${k} is ${out[k]}, expected ${wanted[k]}`);
  }
}

/**
 * Runs all contenders against each other.
 * @param {object} bench
 * @param {Contender[]} bench.contenders  Exactly one is of group "floor".
 * @param {(step: number) => ArrayLike<number>} bench.expected  What must be read after a step.
 * @param {number} [bench.tolerance=1e-5]
 * @param {number} [bench.settle=1]  Steps after which the state no longer depends on the start.
 * @param {{ rounds: number, sampleMs: number, warmUpMs: number, seed?: number }} settings
 * @returns {Promise<Row[]>} in the order of the contenders
 */
export async function measure(bench, settings) {
  const { contenders, expected, tolerance = 1e-5, settle = 1 } = bench;
  const { rounds, sampleMs, warmUpMs, seed = 1 } = settings;
  const shuffle = makeShuffle(seed);
  detachOneBuffer();
  const runs = [];
  for (const contender of contenders) {
    const { step, out, ops } = await contender.create();
    runs.push({ contender, out, ops, loop: makeLoop(step), next: 0, perSample: 1, samples: [] });
  }

  const advance = (run, count) => {
    const started = performance.now();
    run.loop(run.next, count);
    const elapsed = performance.now() - started;
    run.next += count;
    return elapsed;
  };
  const verify = (run, when, steps) => {
    for (let k = 0; k < steps; k++) {
      advance(run, 1);
      if (k < settle && when === "after timing") continue;
      check(run.contender.label, when, run.out, expected(run.next - 1), tolerance);
    }
  };

  for (const run of runs) verify(run, "before timing", 3 * settle + 3);
  growHeap();
  // Warm up in slices, in turn, so that the first is not timed with a colder heap than the last;
  // each slice corrects the number of steps that a sample takes.
  for (let slice = 0; slice < 12; slice++) {
    for (const run of shuffle(runs)) {
      const until = performance.now() + warmUpMs / 12;
      while (performance.now() < until) {
        const elapsed = advance(run, run.perSample);
        const factor = Math.min(4, sampleMs / Math.max(elapsed, 1e-3));
        run.perSample = Math.max(1, Math.round(run.perSample * factor));
      }
    }
  }

  for (let round = 0; round < rounds; round++) {
    for (const run of shuffle(runs)) {
      run.samples.push((advance(run, run.perSample) * 1000) / run.perSample);
    }
  }
  for (const run of runs) verify(run, "after timing", 2 * settle + 3);

  return runs.map(({ contender, samples, perSample, ops }) => {
    const sorted = sortedCopy(samples);
    return {
      name: contender.name,
      label: contender.label,
      group: contender.group,
      median: quantile(sorted, 0.5),
      q1: quantile(sorted, 0.25),
      q3: quantile(sorted, 0.75),
      samples: Float64Array.from(samples),
      stepsPerSample: perSample,
      ops,
    };
  });
}
