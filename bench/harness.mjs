// Times contenders fairly against each other: everyone is checked before and after being timed,
// everyone warms up in turn, and samples are taken in rounds, in a new random order each round, so
// that clock drift, a busy neighbour or a grown heap meets all of them alike.

import { quantile, sortedSamples } from "./statistics.mjs";

/**
 * @typedef {object} Running  A contender made ready. It has `step`, or `sample` if it runs elsewhere.
 * @property {(step: number) => void} [step]  One step; steps are numbered from 0 and never skipped.
 * @property {(from: number, count: number) => Promise<number>} [sample]  Runs `count` steps, answers
 *   how many ms they took.
 * @property {ArrayLike<number>} [out]  The numbers that the last step read.
 * @property {() => ArrayLike<number> | Promise<ArrayLike<number>>} [read]  Reads the last step's
 *   numbers where a step does not.
 * @property {number} [ops]  How many op nodes a step takes, where that can be counted.
 * @property {() => void} [dispose]  Frees what the collector does not.
 *
 * @typedef {object} Contender
 * @property {string} name  Short key, used on the command line.
 * @property {string} label  How the table calls it.
 * @property {"floor" | "reference" | "ours" | "peer" | "native"} group
 * @property {() => Running | Promise<Running>} create
 * @property {(step: number) => ArrayLike<number>} [expected]  Where it differs from the case's.
 *
 * @typedef {object} Case
 * @property {Contender[]} contenders
 * @property {(step: number) => ArrayLike<number>} expected  What must be read after a step.
 * @property {(out: ArrayLike<number>) => boolean} [late]  Takes the place of `expected` after the
 *   timing, where many steps make the numbers unpredictable.
 * @property {() => ArrayLike<number>} [positions]  Which of the numbers `expected` gives; all by default.
 * @property {number} [tolerance=1e-5]  Relative above 1, absolute below.
 * @property {number} [settle=1]  Steps after which the state no longer depends on the start.
 *
 * @typedef {object} Row  One contender's result; times in µs per step.
 * @property {string} name
 * @property {string} label
 * @property {string} group
 * @property {number} median
 * @property {number} q1  First quartile of the samples.
 * @property {number} q3  Third quartile of the samples.
 * @property {Float64Array} samples  Time of each round, in order; NaN where it sat out.
 * @property {number} stepsPerSample
 * @property {number} [ops]
 *
 * @typedef {object} Settings
 * @property {number} rounds  At most so many samples each,
 * @property {number} budgetMs  and no more than take so long together (but at least 5, or 3 if they are slow).
 * @property {number} sampleMs  A sample has as many steps as take so long.
 * @property {number} warmUpMs
 * @property {number} [seed]
 */

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
export function growHeap() {
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
function makeSample({ step, sample }) {
  if (sample) return sample;
  const loop = new Function(
    "step",
    "return function loop(from, count) { for (let s = from; s < from + count; s++) step(s); }",
  )(step);
  return (from, count) => {
    const started = performance.now();
    loop(from, count);
    return performance.now() - started;
  };
}

/** Where a step takes longer, steps are few. */
const SLOW_MS = 200;

/** One contender while it is being measured. */
class Run {
  next = 0;
  perSample = 1;
  warmed = 0;
  /** The least time of a step so far. */
  stepMs = Number.POSITIVE_INFINITY;
  samples = [];

  constructor(contender, running, theCase) {
    this.contender = contender;
    this.running = running;
    this.case = theCase;
    this.sample = makeSample(running);
  }

  /** Takes so many steps; answers how many ms they took. */
  async advance(count) {
    const elapsed = await this.sample(this.next, count);
    this.next += count;
    return elapsed;
  }

  /** Whether the budget would be gone before a fair number of steps. */
  get slow() {
    return Number.isFinite(this.stepMs) && this.stepMs > SLOW_MS;
  }

  /**
   * Takes so many steps one by one (two, if they are slow); throws unless each reads the expected
   * numbers.
   */
  async verify(when, steps) {
    const { settle = 1, tolerance = 1e-5, positions, late } = this.case;
    const expected = this.contender.expected ?? this.case.expected;
    const few = when === "after timing" ? settle + 1 : 2;
    for (let k = 0; k < steps && !(this.slow && k >= few); k++) {
      const elapsed = await this.advance(1);
      // The first step compiles: it says nothing.
      if (k > 0 && elapsed > SLOW_MS) this.stepMs = Math.min(this.stepMs, elapsed);
      if (k < settle && when === "after timing") continue;
      const out = this.running.out ?? (await this.running.read());
      const { label } = this.contender;
      if (late && when === "after timing") {
        if (late(out)) continue;
        throw new Error(`${label}, ${when}: ${out[0]} after ${this.next} steps`);
      }
      const wanted = expected(this.next - 1);
      for (let i = 0; i < wanted.length; i++) {
        const at = positions ? positions()[i] : i;
        const limit = tolerance * Math.max(1, Math.abs(wanted[i]));
        if (Math.abs(out[at] - wanted[i]) <= limit) continue;
        throw new Error(
          `${label}, ${when}: number ${at} is ${out[at]} after step ${this.next - 1}, expected ${wanted[i]}`,
        );
      }
    }
  }

  /**
   * Runs for `ms` (once at least), finding out how many steps a sample takes. The best time counts:
   * a slow moment must not leave samples too short for the clock.
   */
  async warmUp(ms, sampleMs) {
    let spent = 0;
    do {
      const elapsed = await this.advance(this.perSample);
      spent += elapsed;
      if (elapsed < sampleMs / 4) {
        this.perSample *= 4;
        continue;
      }
      this.stepMs = Math.min(this.stepMs, elapsed / this.perSample);
      this.perSample = Math.max(1, Math.round(sampleMs / this.stepMs));
    } while (spent < ms);
    this.warmed += spent;
  }

  /** How many of the rounds it takes part in. */
  rounds({ rounds, budgetMs }) {
    const affordable = Math.floor(budgetMs / (this.stepMs * this.perSample));
    return Math.min(rounds, Math.max(this.slow ? 3 : 5, affordable));
  }

  /** @returns {Row} */
  row() {
    const samples = Float64Array.from(this.samples);
    const sorted = sortedSamples(samples);
    const { name, label, group } = this.contender;
    return {
      name,
      label,
      group,
      median: quantile(sorted, 0.5),
      q1: quantile(sorted, 0.25),
      q3: quantile(sorted, 0.75),
      samples,
      stepsPerSample: this.perSample,
      ops: this.running.ops,
    };
  }
}

const WARM_UP_SLICES = 8;

/**
 * Runs the contenders of one case against each other.
 * @param {Case} theCase
 * @param {Settings} settings
 * @returns {Promise<Row[]>} in the order of the contenders
 */
export async function measure(theCase, settings) {
  const { settle = 1 } = theCase;
  const { warmUpMs, sampleMs, seed = 1 } = settings;
  const shuffle = makeShuffle(seed);
  const runs = [];
  for (const contender of theCase.contenders)
    runs.push(new Run(contender, await contender.create(), theCase));

  for (const run of runs) await run.verify("before timing", settle + 2);
  // In slices, in turn, so that the first is not timed with a colder heap than the last.
  for (let slice = 0; slice < WARM_UP_SLICES; slice++) {
    for (const run of shuffle(runs)) {
      if (run.warmed < warmUpMs && !run.slow) await run.warmUp(warmUpMs / WARM_UP_SLICES, sampleMs);
    }
  }

  const total = Math.max(...runs.map((run) => run.rounds(settings)));
  for (let round = 0; round < total; round++) {
    for (const run of shuffle(runs)) {
      // A slow contender's rounds are spread evenly over all of them.
      const share = run.rounds(settings) / total;
      const takes = Math.floor((round + 1) * share) > Math.floor(round * share);
      const time = takes ? await run.advance(run.perSample) : Number.NaN;
      run.samples.push((time * 1000) / run.perSample);
    }
  }
  for (const run of runs) await run.verify("after timing", settle + 1);

  const rows = runs.map((run) => run.row());
  for (const { running } of runs) running.dispose?.();
  return rows;
}
