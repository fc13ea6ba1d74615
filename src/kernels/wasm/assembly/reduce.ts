// Reductions over [outer, length, inner], of which `length` (p0, p1, p2) is folded. Sums are taken in
// double precision and in the order of the JavaScript kernels: bit for bit what those give.

import { operand, parameter, resultOf, sizeOf, word } from "./loops";
import { largest, largestOfColumns, storeSome } from "./rows";
import { pair } from "./wide";

/** Two elements as doubles. */
@inline
export function two<T>(at: usize): v128 {
  return sizeof<T>() === 4 ? pair(at) : v128.load(at);
}

@inline
export function both(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** The sum of `n` elements that lie in order: eight sums at once where there are 16 or more. */
export function total<T>(at: usize, n: usize): f64 {
  const end = at + n * sizeof<T>();
  let sum: f64 = 0;
  if (n >= 16) {
    const step = 8 * sizeof<T>();
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (const last = end - step; at <= last; at += step) {
      a = f64x2.add(a, two<T>(at));
      b = f64x2.add(b, two<T>(at + 2 * sizeof<T>()));
      c = f64x2.add(c, two<T>(at + 4 * sizeof<T>()));
      d = f64x2.add(d, two<T>(at + 6 * sizeof<T>()));
    }
    sum = both(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
  }
  for (; at < end; at += sizeof<T>()) sum += <f64>load<T>(at);
  return sum;
}

/** Columns that are summed at once, and their sums. */
const most: usize = 1024;
const sums = memory.data(8208, 16);

/** Sums of the columns from `at` on, `count` of them, of a matrix of rows of `step` bytes. */
function columns<T>(
  out: usize,
  at: usize,
  count: usize,
  rows: usize,
  step: usize,
  divisor: f64,
): void {
  const end = sums + (count << 3);
  memory.fill(sums, 0, (count + 1) << 3);
  let r: usize = 0;
  for (; r + 3 < rows; r += 4, at += step << 2) {
    let from = at;
    for (let to = sums; to < end; to += 16, from += 2 * sizeof<T>()) {
      const third = from + (step << 1);
      const upper = f64x2.add(two<T>(from), two<T>(from + step));
      const lower = f64x2.add(two<T>(third), two<T>(third + step));
      v128.store(to, f64x2.add(v128.load(to), f64x2.add(upper, lower)));
    }
  }
  for (; r < rows; r++, at += step) {
    let from = at;
    for (let to = sums; to < end; to += 16, from += 2 * sizeof<T>()) {
      v128.store(to, f64x2.add(v128.load(to), two<T>(from)));
    }
  }
  for (let from = sums; from < end; from += 8, out += sizeof<T>()) {
    store<T>(out, <T>(load<f64>(from) / divisor));
  }
}

/** Sums, divided by f0. */
export function sum<T>(ins: usize): void {
  let out = resultOf(ins);
  let a = operand(ins, 0);
  const outer = word(ins, 0);
  const length = word(ins, 1);
  const inner = word(ins, 2);
  const divisor = parameter(ins, 0);
  const step = inner * sizeof<T>();
  for (let o: usize = 0; o < outer; o++, a += length * step, out += step) {
    if (inner === 1) store<T>(out, <T>(total<T>(a, length) / divisor));
    else {
      for (let j: usize = 0; j < inner; j += most) {
        const at = j * sizeof<T>();
        columns<T>(out + at, a + at, min(most, inner - j), length, step, divisor);
      }
    }
  }
}

/** The largest, or with f0 = -1 the smallest, of floats; a NaN wins. */
export function extreme(ins: usize): void {
  let out = resultOf(ins);
  let a = operand(ins, 0);
  const outer = word(ins, 0);
  const length = word(ins, 1);
  const inner = word(ins, 2);
  const sign = <f32>parameter(ins, 0);
  const step = inner << 2;
  for (let o: usize = 0; o < outer; o++, a += length * step, out += step) {
    if (inner === 1) store<f32>(out, largest(a, length, sign) * sign);
    else {
      for (let j: usize = 0; j < step; j += 16) {
        const top = f32x4.mul(largestOfColumns(a + j, length, step, sign), f32x4.splat(sign));
        if (j + 16 <= step) v128.store(out + j, top);
        else storeSome(out + j, top, (step - j) >> 2);
      }
    }
  }
}
