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

/** The largest of four lanes. */
function ofLanes(x: v128): f32 {
  const two = f32x4.pmax(x, i64x2.shuffle(x, x, 1, 1));
  return f32x4.extract_lane(f32x4.pmax(two, i32x4.shuffle(two, two, 1, 1, 1, 1)), 0);
}

/** Bits that differ between a number and what is to be compared in its place. */
@inline
function flips(sign: f32): v128 {
  return i32x4.splat(sign < 0 ? i32.MIN_VALUE : 0);
}

/** The largest of `n` floats times `sign`, which is 1 or -1; a NaN wins. */
export function largest(at: usize, n: usize, sign: f32): f32 {
  const flip = flips(sign);
  let top = f32x4.splat(-Infinity);
  let second = top;
  let nan = i32x4.splat(0);
  const end = at + (n << 2);
  for (; at + 32 <= end; at += 32) {
    const x = v128.xor(v128.load(at), flip);
    const y = v128.xor(v128.load(at, 16), flip);
    top = f32x4.pmax(top, x);
    second = f32x4.pmax(second, y);
    nan = v128.or(nan, f32x4.ne(x, x));
    nan = v128.or(nan, f32x4.ne(y, y));
  }
  for (; at < end; at += 16) {
    const some = loadSome(at, min<usize>(4, (end - at) >> 2), -Infinity * sign);
    const x = v128.xor(some, flip);
    top = f32x4.pmax(top, x);
    nan = v128.or(nan, f32x4.ne(x, x));
  }
  return v128.any_true(nan) ? NaN : ofLanes(f32x4.pmax(top, second));
}

/** The largest in each of four columns of `n` rows of `step` bytes, times `sign`; a NaN wins. */
export function largestOfColumns(at: usize, n: usize, step: usize, sign: f32): v128 {
  const flip = flips(sign);
  let top = f32x4.splat(-Infinity);
  let nan = i32x4.splat(0);
  for (let r: usize = 0; r < n; r++, at += step) {
    const x = v128.xor(v128.load(at), flip);
    top = f32x4.pmax(top, x);
    nan = v128.or(nan, f32x4.ne(x, x));
  }
  return v128.or(top, nan);
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
