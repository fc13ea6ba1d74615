// Softmax and its logarithm over [outer, length, inner] (p0, p1, p2), shifted by the maximum; p3 is 1
// for the logarithm. And their derivatives, along rows. Single precision, but for sums.
//
// Where e^(x - max) is below e⁻⁸⁶ it counts as 0.

import { operand, resultOf, word } from "./loops";
import * as math from "./math";
import { both } from "./reduce";
import { largest, largestOfColumns, loadSome, storeSome } from "./rows";
import { high, low } from "./wide";

/** eˣ for x ≤ 0. */
@inline
function decay(x: v128): v128 {
  const least = f32x4.splat(-86);
  return v128.andnot(math.exp(f32x4.pmax(x, least)), f32x4.lt(x, least));
}

/** The same, but a call: where speed is not what counts. */
function decayOf(x: v128): v128 {
  return decay(x);
}

@inline
function wide(x: v128): v128 {
  return f64x2.add(low(x), high(x));
}

function logOf(x: v128): v128 {
  return math.log(x);
}

/** As many vectors are summed in single precision before their sum is added to one in double. */
const stretch: usize = 64 << 4;

/** One row; written in place of the logarithm, first e^(x - max) and then that by the sum. */
function row(out: usize, a: usize, length: usize, log: bool): void {
  const top = largest(a, length, 1);
  const shift = f32x4.splat(top);
  const whole = (length >> 2) << 4;
  const left = length & 3;
  let sums = f64x2.splat(0);
  for (let i: usize = 0; i < whole; ) {
    let some = f32x4.splat(0);
    for (const stop = min(i + stretch, whole); i < stop; i += 16) {
      const e = decay(f32x4.sub(v128.load(a + i), shift));
      if (!log) v128.store(out + i, e);
      some = f32x4.add(some, e);
    }
    sums = f64x2.add(sums, wide(some));
  }
  if (left !== 0) {
    const e = decayOf(f32x4.sub(loadSome(a + whole, left, -Infinity), shift));
    if (!log) storeSome(out + whole, e, left);
    sums = f64x2.add(sums, wide(e));
  }
  // Of an infinite maximum nothing is known: NaN throughout.
  const sum = both(sums) + <f64>(top - top);
  const less = log
    ? f32x4.add(logOf(f32x4.splat(<f32>sum)), f32x4.sub(shift, shift))
    : f32x4.splat(0);
  const scale = f32x4.splat(<f32>(1 / sum));
  const from = log ? a : out;
  for (let i: usize = 0; i < whole; i += 16) {
    const x = v128.load(from + i);
    v128.store(out + i, log ? f32x4.sub(f32x4.sub(x, shift), less) : f32x4.mul(x, scale));
  }
  if (left !== 0) {
    const x = loadSome(from + whole, left, 0);
    const y = log ? f32x4.sub(f32x4.sub(x, shift), less) : f32x4.mul(x, scale);
    storeSome(out + whole, y, left);
  }
}

/** Four columns, of which `count` are stored. */
function columns(out: usize, a: usize, length: usize, step: usize, count: usize, log: bool): void {
  const shift = largestOfColumns(a, length, step, 1);
  let sum = f32x4.splat(0);
  for (let r: usize = 0; r < length; r++) {
    sum = f32x4.add(sum, decayOf(f32x4.sub(v128.load(a + r * step), shift)));
  }
  const nothing = f32x4.sub(shift, shift);
  sum = f32x4.add(sum, nothing);
  const less = f32x4.add(logOf(sum), nothing);
  const scale = f32x4.div(f32x4.splat(1), sum);
  for (let r: usize = 0; r < length; r++) {
    const x = f32x4.sub(v128.load(a + r * step), shift);
    const y = log ? f32x4.sub(x, less) : f32x4.mul(decayOf(x), scale);
    if (count === 4) v128.store(out + r * step, y);
    else storeSome(out + r * step, y, count);
  }
}

export function softmax(ins: usize): void {
  const out = resultOf(ins);
  const a = operand(ins, 0);
  const outer = word(ins, 0);
  const length = word(ins, 1);
  const inner = word(ins, 2);
  const log = word(ins, 3) !== 0;
  const step = inner << 2;
  for (let o: usize = 0; o < outer; o++) {
    const from = o * length * step;
    if (inner === 1) row(out + from, a + from, length, log);
    else {
      for (let j: usize = 0; j < inner; j += 4) {
        const at = from + (j << 2);
        columns(out + at, a + at, length, step, min<usize>(4, inner - j), log);
      }
    }
  }
}

/** Along rows, `a` being the cotangent g and `b` the output y: y (g - Σ g y), or g - e^y Σ g. */
export function softmaxBackward(ins: usize): void {
  let out = resultOf(ins);
  let g = operand(ins, 0);
  let y = operand(ins, 1);
  const outer = word(ins, 0);
  const length = word(ins, 1);
  const log = word(ins, 3) !== 0;
  const whole = (length >> 2) << 4;
  const left = length & 3;
  for (let o: usize = 0; o < outer; o++) {
    let sums = f64x2.splat(0);
    for (let i: usize = 0; i < whole; i += 16) {
      const x = v128.load(g + i);
      sums = f64x2.add(sums, wide(log ? x : f32x4.mul(x, v128.load(y + i))));
    }
    if (left !== 0) {
      const x = loadSome(g + whole, left, 0);
      sums = f64x2.add(sums, wide(log ? x : f32x4.mul(x, loadSome(y + whole, left, 0))));
    }
    const sum = f32x4.splat(<f32>both(sums));
    for (let i: usize = 0; i < whole; i += 16) {
      v128.store(out + i, slope(v128.load(g + i), v128.load(y + i), sum, log));
    }
    if (left !== 0) {
      const last = slope(loadSome(g + whole, left, 0), loadSome(y + whole, left, 0), sum, log);
      storeSome(out + whole, last, left);
    }
    out += length << 2;
    g += length << 2;
    y += length << 2;
  }
}

@inline
function slope(g: v128, y: v128, sum: v128, log: bool): v128 {
  return log ? f32x4.sub(g, f32x4.mul(decayOf(y), sum)) : f32x4.mul(y, f32x4.sub(g, sum));
}
