// Discrete distributions, drawn in PyTorch's order: integers, permutations, coins, categories.

import type { DType, TypedArray } from "../dtype";
import { RuntimeError, TypeError } from "../errors";
import { fillExponential, requireFloating } from "./fill";
import type { Generator } from "./generator";

/**
 * Fills `out` with integers from `low` to `high` - 1. Ranges of 2^32 and more take 64 bits a number.
 * @throws RuntimeError if low >= high, TypeError if a bound is not an integer within 2^53.
 */
export function fillRandint(gen: Generator, out: TypedArray, low: number, high: number): void {
  const op = "randint";
  for (const [parameter, bound] of Object.entries({ low, high })) {
    if (Number.isSafeInteger(bound)) continue;
    throw new TypeError(`${op}: ${parameter} must be an integer within 2^53, got ${bound}`, {
      op,
      parameter,
    });
  }
  if (low >= high) {
    throw new RuntimeError(
      `random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`,
      { op, parameter: "high" },
    );
  }
  const range = BigInt(high) - BigInt(low);
  const narrow = Number(range);
  for (let i = 0; i < out.length; i++) {
    const steps = range < 2n ** 32n ? gen.random() % narrow : Number(gen.random64() % range);
    out[i] = steps + low;
  }
}

/**
 * The integers from 0 to n - 1 in random order.
 * @throws RuntimeError if n is negative, TypeError if it is not an integer.
 */
export function randperm(gen: Generator, n: number): Float64Array {
  const context = { op: "randperm", parameter: "n" };
  if (!Number.isSafeInteger(n)) {
    throw new TypeError(`randperm: n must be an integer, got ${n}`, context);
  }
  if (n < 0) {
    throw new RuntimeError(`Trying to create tensor with negative dimension ${n}: [${n}]`, context);
  }
  const order = Float64Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < n - 1; i++) {
    const other = i + (gen.random() % (n - i));
    const kept = order[i]!;
    order[i] = order[other]!;
    order[other] = kept;
  }
  return order;
}

/**
 * Fills `out` with ones, with probability `p`, and zeros. This is `bernoulli_(p)` and dropout's draw
 * as in builds of PyTorch without MKL: 53 bits for each.
 * @throws RuntimeError if p is not in [0, 1].
 */
export function fillBernoulli(gen: Generator, out: TypedArray, p: number): void {
  if (!(p >= 0 && p <= 1)) {
    throw new RuntimeError(`bernoulli_ expects p to be in [0, 1], but got p=${p}`, {
      op: "bernoulli",
      parameter: "p",
    });
  }
  for (let i = 0; i < out.length; i++) out[i] = gen.uniform53() < p ? 1 : 0;
}

/**
 * Fills `out` with ones and zeros, each with the probability of its own in `p`, as `bernoulli(p)`
 * does: 24 bits for each, 53 where `dtype`, that of the probabilities, is float64.
 * @throws RuntimeError if a probability is not in [0, 1].
 */
export function fillBernoulliEach(
  gen: Generator,
  out: TypedArray,
  p: ArrayLike<number>,
  dtype: DType,
): void {
  requireFloating("bernoulli", "bernoulli_tensor_cpu_p_", dtype);
  for (let i = 0; i < out.length; i++) {
    const chance = p[i]!;
    if (!(chance >= 0 && chance <= 1)) {
      throw new RuntimeError(
        `bernoulli: expected every probability to be in [0, 1], but got ${chance}`,
        { op: "bernoulli", parameter: "input" },
      );
    }
    const draw = dtype === "float64" ? gen.uniform53() : gen.uniform24();
    out[i] = draw < chance ? 1 : 0;
  }
}

/** What `multinomial` draws from: rows of weights, which need not sum to one. */
export interface Weights {
  /** Row-major, `rows` times `categories`; Float32Array or Float64Array, which decides the rounding. */
  readonly data: Float32Array | Float64Array;
  readonly rows: number;
  readonly categories: number;
}

/**
 * Draws `samples` categories for each row of weights: row-major, rows times samples.
 * @throws RuntimeError for weights that are negative, not finite or all zero, and for more samples
 * without replacement than there are categories.
 */
export function multinomial(
  gen: Generator,
  weights: Weights,
  samples: number,
  replacement: boolean,
): Float64Array {
  const { data, rows, categories } = weights;
  if (!(samples > 0)) refuse("cannot sample n_sample <= 0 samples", "numSamples");
  if (!replacement && samples > categories) {
    refuse("cannot sample n_sample > prob_dist.size(-1) samples without replacement", "numSamples");
  }
  const rowsOf = Array.from({ length: rows }, (_, row) =>
    data.subarray(row * categories, (row + 1) * categories),
  );
  for (const row of rowsOf) checkWeights(row, replacement);
  const draw = replacement ? drawWithReplacement : drawWithout;
  return Float64Array.from(rowsOf.flatMap((row) => draw(gen, row, samples)));
}

function refuse(message: string, parameter: string): never {
  throw new RuntimeError(message, { op: "multinomial", parameter });
}

/** PyTorch's two ways of drawing refuse bad weights in different words. */
function checkWeights(row: Row, replacement: boolean): void {
  const bad = row.find((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (bad !== undefined) {
    if (!replacement)
      refuse("probability tensor contains either `inf`, `nan` or element < 0", "input");
    const what = bad === Number.POSITIVE_INFINITY ? "= infinity or NaN" : "< 0";
    refuse(`invalid multinomial distribution (encountering probability entry ${what})`, "input");
  }
  if (!row.some((weight) => weight > 0)) {
    refuse("invalid multinomial distribution (sum of probabilities <= 0)", "input");
  }
}

type Row = Float32Array | Float64Array;

/** Inverts the cumulative distribution, kept in the precision of the weights. */
function drawWithReplacement(gen: Generator, row: Row, samples: number): number[] {
  const cumulative = row.slice();
  for (let i = 1; i < row.length; i++) cumulative[i] = cumulative[i - 1]! + row[i]!;
  const total = cumulative[row.length - 1]!;
  for (let i = 0; i < row.length; i++) cumulative[i] = cumulative[i]! / total;
  cumulative[row.length - 1] = 1;
  return Array.from({ length: samples }, () => firstNotBelow(cumulative, gen.uniform53()));
}

/** The index of the first element of a sorted row that is not below `value`. */
function firstNotBelow(row: Row, value: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Without replacement: the categories with the largest weight / e, where the e are exponentially
 * distributed; the largest comes first.
 */
function drawWithout(gen: Generator, row: Row, samples: number): number[] {
  const race = row.slice();
  fillExponential(gen, race, 1, row instanceof Float32Array ? "float32" : "float64");
  for (let i = 0; i < row.length; i++) race[i] = row[i]! / race[i]!;
  const order = Array.from(race, (_, i) => i).sort((a, b) => race[b]! - race[a]!);
  return order.slice(0, samples);
}
