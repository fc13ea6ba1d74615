// Loops over one operand. The arithmetic ones are exact: bit for bit what the JavaScript kernels compute
// in double precision and round when they store it.

import * as codes from "../codes";
import * as angles from "./angles";
import { parameter } from "./loops";
import * as math from "./math";
import * as normal from "./normal";
import { demoted, high, low } from "./wide";

export function exp(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 32, a += 32) {
    v128.store(out, math.exp(v128.load(a)));
    v128.store(out, math.exp(v128.load(a, 16)), 16);
  }
}

export function expm1(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, math.expm1(v128.load(a)));
}

export function log(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 32, a += 32) {
    v128.store(out, math.log(v128.load(a)));
    v128.store(out, math.log(v128.load(a, 16)), 16);
  }
}

export function log1p(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, math.log1p(v128.load(a)));
}

export function tanh(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, math.tanh(v128.load(a)));
}

/** σ(x), or x·σ(x). */
export function sigmoid(out: usize, a: usize, end: usize, ins: usize): void {
  const silu = load<i32>(ins) === codes.siluF32;
  const kept = i32x4.splat(silu ? -1 : 0);
  const other = silu ? i32x4.splat(0) : f32x4.splat(1);
  for (; out < end; out += 32, a += 32) {
    const x = v128.load(a);
    const y = v128.load(a, 16);
    v128.store(out, math.sigmoidTimes(v128.or(v128.and(x, kept), other), x));
    v128.store(out, math.sigmoidTimes(v128.or(v128.and(y, kept), other), y), 16);
  }
}

/** log(1 + e^(βx)) / β, or x where βx is beyond a threshold. */
export function softplus(out: usize, a: usize, end: usize, ins: usize): void {
  const beta = f32x4.splat(<f32>parameter(ins, 0));
  const threshold = f32x4.splat(<f32>parameter(ins, 1));
  for (; out < end; out += 16, a += 16) {
    const x = v128.load(a);
    const z = f32x4.mul(x, beta);
    const bent = f32x4.div(math.softplus(z), beta);
    v128.store(out, v128.bitselect(x, bent, f32x4.gt(z, threshold)));
  }
}

/** Sine or cosine, as `angles.setQuadrant` said. */
export function turned(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, angles.turned(v128.load(a)));
}

export function erf(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, normal.erf(v128.load(a)));
}

export function gelu(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, normal.gelu(v128.load(a)));
}

export function tanhGelu(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, normal.tanhGelu(v128.load(a)));
}

export function neg(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, f32x4.neg(v128.load(a)));
}

export function abs(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, f32x4.abs(v128.load(a)));
}

export function sqrt(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, f32x4.sqrt(v128.load(a)));
}

export function square(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) {
    const x = v128.load(a);
    v128.store(out, f32x4.mul(x, x));
  }
}

export function reciprocal(out: usize, a: usize, end: usize, ins: usize): void {
  const one = f32x4.splat(1);
  for (; out < end; out += 16, a += 16) v128.store(out, f32x4.div(one, v128.load(a)));
}

/** 0 where x ≤ 0; a NaN stays. */
export function relu(out: usize, a: usize, end: usize, ins: usize): void {
  const zero = f32x4.splat(0);
  for (; out + 16 < end; out += 32, a += 32) {
    const x = v128.load(a);
    const y = v128.load(a, 16);
    v128.store(out, v128.andnot(x, f32x4.le(x, zero)));
    v128.store(out, v128.andnot(y, f32x4.le(y, zero)), 16);
  }
  if (out < end) v128.store(out, v128.andnot(v128.load(a), f32x4.le(v128.load(a), zero)));
}

/** Held between two numbers. */
export function clamp(out: usize, a: usize, end: usize, ins: usize): void {
  const least = f32x4.splat(<f32>parameter(ins, 0));
  const most = f32x4.splat(<f32>parameter(ins, 1));
  for (; out < end; out += 16, a += 16) {
    v128.store(out, f32x4.pmin(f32x4.pmax(v128.load(a), least), most));
  }
}

// What is not exact in single precision is computed in double precision.

export function leakyRelu(out: usize, a: usize, end: usize, ins: usize): void {
  const slope = f64x2.splat(parameter(ins, 0));
  const zero = f32x4.splat(0);
  for (; out < end; out += 16, a += 16) {
    const x = v128.load(a);
    const bent = demoted(f64x2.mul(low(x), slope), f64x2.mul(high(x), slope));
    v128.store(out, v128.bitselect(x, bent, f32x4.gt(x, zero)));
  }
}

export function rsqrt(out: usize, a: usize, end: usize, ins: usize): void {
  const one = f64x2.splat(1);
  for (; out < end; out += 16, a += 16) {
    const x = v128.load(a);
    const left = f64x2.div(one, f64x2.sqrt(low(x)));
    v128.store(out, demoted(left, f64x2.div(one, f64x2.sqrt(high(x)))));
  }
}

// Tensors of doubles.

export function negF64(out: usize, a: usize, end: usize, ins: usize): void {
  for (; out < end; out += 16, a += 16) v128.store(out, f64x2.neg(v128.load(a)));
}
