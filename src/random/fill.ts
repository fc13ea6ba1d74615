// Continuous distributions, drawn in PyTorch's order and precision into an array given: uniform,
// normal, exponential.

import { type DType, isFloating, scalarTypeName, type TypedArray } from "../dtype";
import { RuntimeError } from "../errors";
import type { Generator } from "./generator";

/** Rounds to what the dtype holds, as arithmetic in C++ does after every operation. */
type Round = (value: number) => number;

const roundTo = (dtype: DType): Round => (dtype === "float32" ? Math.fround : (value) => value);

/** Refuses dtypes without fractions with PyTorch's words, in which `kernel` is a kernel's name. */
export function requireFloating(op: string, kernel: string, dtype: DType): void {
  if (isFloating(dtype)) return;
  throw new RuntimeError(`"${kernel}" not implemented for '${scalarTypeName(dtype)}'`, {
    op,
    parameter: "dtype",
  });
}

/**
 * Fills `out` with numbers from [lo, hi): one draw of 32 bits each for float32, two for float64.
 * @throws RuntimeError if lo > hi or one of them is not finite in that dtype.
 */
export function fillUniform(
  gen: Generator,
  out: TypedArray,
  lo: number,
  hi: number,
  dtype: DType,
): void {
  requireFloating("uniform", "check_uniform_bounds", dtype);
  const round = roundTo(dtype);
  for (const [parameter, bound] of Object.entries({ from: lo, to: hi })) {
    if (Number.isFinite(round(bound))) continue;
    const type = dtype === "float32" ? "float" : "double";
    throw new RuntimeError(`${parameter} is out of bounds for ${type}`, {
      op: "uniform",
      parameter,
    });
  }
  if (!(lo <= hi)) {
    throw new RuntimeError(
      `uniform_ expects to return a [from, to) range, but found from=${lo} > to=${hi}`,
      { op: "uniform", parameter: "from" },
    );
  }
  const from = round(lo);
  const range = round(round(hi) - from);
  for (let i = 0; i < out.length; i++) out[i] = round(unit(gen, dtype) * range) + from;
}

/** A number in [0, 1) with all the digits of the dtype. */
const unit = (gen: Generator, dtype: DType): number =>
  dtype === "float32" ? gen.uniform24() : gen.uniform53();

/** From so many elements on PyTorch makes normal numbers in blocks of that many. */
const blockSize = 16;

/**
 * Fills `out` with normal numbers of that mean and standard deviation. Fewer than 16 are drawn in
 * pairs in float64, and a second of a pair is kept for the next call; 16 and more in the dtype
 * itself, in blocks. So `randn(16)` does not begin like `randn(15)`, as in PyTorch.
 * @throws RuntimeError if std < 0.
 */
export function fillNormal(
  gen: Generator,
  out: TypedArray,
  mean: number,
  std: number,
  dtype: DType,
): void {
  requireFloating("normal", "normal_kernel_cpu", dtype);
  if (!(std >= 0)) {
    throw new RuntimeError(`normal expects std >= 0.0, but found std ${std}`, {
      op: "normal",
      parameter: "std",
    });
  }
  if (out.length < blockSize) {
    for (let i = 0; i < out.length; i++) out[i] = pairedNormal(gen) * std + mean;
    return;
  }
  for (let i = 0; i < out.length; i++) out[i] = unit(gen, dtype);
  const whole = out.length - (out.length % blockSize);
  for (let start = 0; start < whole; start += blockSize) {
    normalBlock(out, start, mean, std, roundTo(dtype));
  }
  if (whole < out.length) {
    // The rest is not a block: the last 16 are drawn anew, those already made included.
    const start = out.length - blockSize;
    for (let i = start; i < out.length; i++) out[i] = unit(gen, dtype);
    normalBlock(out, start, mean, std, roundTo(dtype));
  }
}

/** A standard normal number by Box and Muller's method, which makes two: the other is kept. */
function pairedNormal(gen: Generator): number {
  const spare = gen.spareNormal;
  if (spare !== null) {
    gen.spareNormal = null;
    return spare;
  }
  const angle = 2 * Math.PI * gen.uniform53();
  const radius = Math.sqrt(-2 * Math.log1p(-gen.uniform53()));
  gen.spareNormal = radius * Math.sin(angle);
  return radius * Math.cos(angle);
}

/** Turns 16 uniform numbers into normal ones: each of the first 8 pairs with the one 8 further on. */
function normalBlock(out: TypedArray, start: number, mean: number, std: number, round: Round) {
  const m = round(mean);
  const s = round(std);
  for (let i = start; i < start + blockSize / 2; i++) {
    const radius = round(Math.sqrt(round(-2 * round(Math.log(round(1 - out[i]!))))));
    const angle = round(2 * Math.PI * out[i + 8]!);
    out[i] = round(round(radius * round(Math.cos(angle))) * s) + m;
    out[i + 8] = round(round(radius * round(Math.sin(angle))) * s) + m;
  }
}

/**
 * Fills `out` with numbers of the exponential distribution of rate `rate`, whose mean is 1 / rate.
 * @throws RuntimeError unless rate > 0.
 */
export function fillExponential(gen: Generator, out: TypedArray, rate: number, dtype: DType): void {
  requireFloating("exponential", "exponential_cpu", dtype);
  if (!(rate > 0)) {
    throw new RuntimeError(`exponential_ expects lambda > 0.0, but found lambda=${rate}`, {
      op: "exponential",
      parameter: "lambda",
    });
  }
  for (let i = 0; i < out.length; i++) out[i] = (-1 / rate) * Math.log1p(-gen.uniform53());
}
