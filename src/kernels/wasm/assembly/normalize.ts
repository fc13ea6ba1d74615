// Normalisation of rows (p0 of them, p1 long) to mean 0 and variance 1, and its derivative. Statistics
// are taken in double precision and in two passes.

import { operand, parameter, resultOf, word } from "./loops";
import { both, total } from "./reduce";
import { loadSome, storeSome } from "./rows";
import { demoted, high, low } from "./wide";

let mean: f64 = 0;
let inverse: f64 = 0;

/** Takes the mean of a row, and 1 / √(variance + eps). */
function measure(at: usize, length: usize, eps: f64): void {
  mean = total<f32>(at, length) / <f64>length;
  const middle = f64x2.splat(mean);
  const end = at + (length << 2);
  let first = f64x2.splat(0);
  let second = first;
  for (; at + 16 <= end; at += 16) {
    const x = v128.load(at);
    const left = f64x2.sub(low(x), middle);
    const right = f64x2.sub(high(x), middle);
    first = f64x2.add(first, f64x2.mul(left, left));
    second = f64x2.add(second, f64x2.mul(right, right));
  }
  let squares = both(f64x2.add(first, second));
  for (; at < end; at += 4) {
    const d = <f64>load<f32>(at) - mean;
    squares += d * d;
  }
  inverse = 1 / Math.sqrt(squares / <f64>length + eps);
}

@inline
function standard(x: v128, middle: v128, scale: v128): v128 {
  const first = f64x2.mul(f64x2.sub(low(x), middle), scale);
  return demoted(first, f64x2.mul(f64x2.sub(high(x), middle), scale));
}

/** (x - mean) / √(variance + eps), times b if p2, plus c if p3; eps is f0. */
export function layerNorm(ins: usize): void {
  let out = resultOf(ins);
  let a = operand(ins, 0);
  const weight = operand(ins, 1);
  const bias = operand(ins, 2);
  const rows = word(ins, 0);
  const length = word(ins, 1);
  const scaled = word(ins, 2) !== 0;
  const moved = word(ins, 3) !== 0;
  const bytes = length << 2;
  for (let r: usize = 0; r < rows; r++, a += bytes, out += bytes) {
    measure(a, length, parameter(ins, 0));
    const middle = f64x2.splat(mean);
    const scale = f64x2.splat(inverse);
    for (let i: usize = 0; i < bytes; i += 16) {
      const left = (bytes - i) >> 2;
      let y = standard(left < 4 ? loadSome(a + i, left, 0) : v128.load(a + i), middle, scale);
      if (scaled) y = f32x4.mul(y, v128.load(weight + i));
      if (moved) y = f32x4.add(y, v128.load(bias + i));
      if (left < 4) storeSome(out + i, y, left);
      else v128.store(out + i, y);
    }
  }
}

/** r (g - mean(g) - x̂ mean(g x̂)) for cotangents g in a and elements x in b; r is 1 / √(variance + eps). */
export function standardizeBackward(ins: usize): void {
  let out = resultOf(ins);
  let g = operand(ins, 0);
  let x = operand(ins, 1);
  const rows = word(ins, 0);
  const length = word(ins, 1);
  const bytes = length << 2;
  for (let r: usize = 0; r < rows; r++, g += bytes, x += bytes, out += bytes) {
    measure(x, length, parameter(ins, 0));
    const middle = f64x2.splat(mean);
    const scale = f64x2.splat(inverse);
    let along = f64x2.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      const left = (bytes - i) >> 2;
      const cotangent = left < 4 ? loadSome(g + i, left, 0) : v128.load(g + i);
      const element = left < 4 ? loadSome(x + i, left, 0) : v128.load(x + i);
      const y = f32x4.mul(cotangent, standard(element, middle, scale));
      along = f64x2.add(along, f64x2.add(low(y), high(y)));
    }
    const shift = f32x4.splat(<f32>(total<f32>(g, length) / <f64>length));
    const slope = f32x4.splat(<f32>(both(along) / <f64>length));
    const steep = f32x4.splat(<f32>inverse);
    for (let i: usize = 0; i < bytes; i += 16) {
      const left = (bytes - i) >> 2;
      const bent = f32x4.mul(standard(v128.load(x + i), middle, scale), slope);
      const y = f32x4.mul(steep, f32x4.sub(f32x4.sub(v128.load(g + i), shift), bent));
      if (left < 4) storeSome(out + i, y, left);
      else v128.store(out + i, y);
    }
  }
}
