// Runs of floats whose length is no multiple of four: the extremes of runs, and filling by a mask.

import { operand, resultOf, sizeOf, word } from "./loops";

const rest = memory.data(16, 16);

/** The `count` floats at `at`, fewer than four, and `other` in the lanes that are left. */
export function loadSome(at: usize, count: usize, other: f32): v128 {
  v128.store(rest, f32x4.splat(other));
  memory.copy(rest, at, count << 2);
  return v128.load(rest);
}

/** Stores the first `count` lanes. */
export function storeSome(at: usize, x: v128, count: usize): void {
  v128.store(rest, x);
  memory.copy(at, rest, count << 2);
}

/** The larger in each lane; a NaN stays. */
@inline
function larger(x: v128, y: v128): v128 {
  return v128.bitselect(y, f32x4.pmax(x, y), f32x4.ne(y, y));
}

/** The largest of `n` floats times `sign`, which is 1 or -1; a NaN wins. */
export function largest(at: usize, n: usize, sign: f32): f32 {
  const signs = f32x4.splat(sign);
  let top = f32x4.splat(-Infinity);
  let second = top;
  const end = at + (n << 2);
  for (; at + 32 <= end; at += 32) {
    top = larger(top, f32x4.mul(v128.load(at), signs));
    second = larger(second, f32x4.mul(v128.load(at, 16), signs));
  }
  if (at + 16 <= end) {
    top = larger(top, f32x4.mul(v128.load(at), signs));
    at += 16;
  }
  if (at < end) {
    const some = loadSome(at, (end - at) >> 2, -Infinity * sign);
    second = larger(second, f32x4.mul(some, signs));
  }
  top = larger(top, second);
  top = larger(top, i64x2.shuffle(top, top, 1, 1));
  return f32x4.extract_lane(larger(top, i32x4.shuffle(top, top, 1, 1, 1, 1)), 0);
}

/** The largest in each of four columns of `n` rows of `step` bytes, times `sign`. */
export function largestOfColumns(at: usize, n: usize, step: usize, sign: f32): v128 {
  const signs = f32x4.splat(sign);
  let top = f32x4.splat(-Infinity);
  for (let r: usize = 0; r < n; r++, at += step) {
    top = larger(top, f32x4.mul(v128.load(at), signs));
  }
  return top;
}

/** The number that c points to wherever a byte of b, which begins again after p0, is not 0; else a. */
export function maskedFill(ins: usize): void {
  let out = resultOf(ins);
  let a = operand(ins, 0);
  const value = v128.load32_splat(operand(ins, 2));
  const period = word(ins, 0);
  for (const stop = out + (sizeOf(ins) << 2); out < stop; ) {
    let mask = operand(ins, 1);
    const end = mask + period;
    for (; mask < end; mask += 4, out += 16, a += 16) {
      const bytes = i16x8.extend_low_i8x16_u(v128.load32_zero(mask));
      const holds = i32x4.ne(i32x4.extend_low_i16x8_u(bytes), i32x4.splat(0));
      const chosen = v128.bitselect(value, v128.load(a), holds);
      if (mask + 4 <= end) v128.store(out, chosen);
      else storeSome(out, chosen, end - mask);
    }
    out -= (mask - end) << 2;
    a -= (mask - end) << 2;
  }
}
