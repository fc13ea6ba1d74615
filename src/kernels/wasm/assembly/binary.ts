// Loops over two operands, exact but where the comment says otherwise. Each operand has a step, 0 where
// it repeats one vector.

import { parameter } from "./loops";
import * as normal from "./normal";
import { demoted, high, low } from "./wide";
import * as math from "./math";

export function add(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out + 16 < end; out += 32, a += stepA << 1, b += stepB << 1) {
    v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
    v128.store(out, f32x4.add(v128.load(a + stepA), v128.load(b + stepB)), 16);
  }
  if (out < end) v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
}

export function sub(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB)
    v128.store(out, f32x4.sub(v128.load(a), v128.load(b)));
}

export function mul(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out + 16 < end; out += 32, a += stepA << 1, b += stepB << 1) {
    v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
    v128.store(out, f32x4.mul(v128.load(a + stepA), v128.load(b + stepB)), 16);
  }
  if (out < end) v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
}

export function div(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB)
    v128.store(out, f32x4.div(v128.load(a), v128.load(b)));
}

/** A NaN wins; of two zeros the second. */
export function maximum(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB) {
    const x = v128.load(a);
    const y = v128.load(b);
    v128.store(out, v128.bitselect(x, f32x4.pmax(y, x), f32x4.ne(x, x)));
  }
}

export function minimum(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB) {
    const x = v128.load(a);
    const y = v128.load(b);
    v128.store(out, v128.bitselect(x, f32x4.pmin(y, x), f32x4.ne(x, x)));
  }
}

/** a + αb, in double precision. */
export function addScaled(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  const alpha = f64x2.splat(parameter(ins, 0));
  for (; out < end; out += 16, a += stepA, b += stepB) {
    const x = v128.load(a);
    const y = v128.load(b);
    const first = f64x2.add(low(x), f64x2.mul(low(y), alpha));
    v128.store(out, demoted(first, f64x2.add(high(x), f64x2.mul(high(y), alpha))));
  }
}

// Derivatives: `a` is the cotangent. Those of silu and gelu are approximate.

/** Where the output was not above 0, nothing. */
export function reluBackward(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  const zero = f32x4.splat(0);
  for (; out < end; out += 16, a += stepA, b += stepB) {
    v128.store(out, v128.andnot(v128.load(a), f32x4.le(v128.load(b), zero)));
  }
}

/** g (1 - y²) */
export function tanhBackward(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB) {
    const g = v128.load(a);
    const y = v128.load(b);
    v128.store(out, demoted(tanhSlope(low(g), low(y)), tanhSlope(high(g), high(y))));
  }
}

@inline
function tanhSlope(g: v128, y: v128): v128 {
  return f64x2.mul(g, f64x2.sub(f64x2.splat(1), f64x2.mul(y, y)));
}

/** g (1 - y) y */
export function sigmoidBackward(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB) {
    const g = v128.load(a);
    const y = v128.load(b);
    v128.store(out, demoted(sigmoidSlope(low(g), low(y)), sigmoidSlope(high(g), high(y))));
  }
}

@inline
function sigmoidSlope(g: v128, y: v128): v128 {
  return f64x2.mul(f64x2.mul(g, f64x2.sub(f64x2.splat(1), y)), y);
}

export function siluBackward(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB) {
    v128.store(out, f32x4.mul(v128.load(a), math.siluSlope(v128.load(b))));
  }
}

export function geluBackward(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB) {
    v128.store(out, f32x4.mul(v128.load(a), normal.geluSlope(v128.load(b))));
  }
}

// Tensors of doubles.

export function addF64(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  const alpha = f64x2.splat(parameter(ins, 0));
  for (; out < end; out += 16, a += stepA, b += stepB) {
    v128.store(out, f64x2.add(v128.load(a), f64x2.mul(v128.load(b), alpha)));
  }
}

export function mulF64(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB)
    v128.store(out, f64x2.mul(v128.load(a), v128.load(b)));
}

export function divF64(
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
): void {
  for (; out < end; out += 16, a += stepA, b += stepB)
    v128.store(out, f64x2.div(v128.load(a), v128.load(b)));
}
