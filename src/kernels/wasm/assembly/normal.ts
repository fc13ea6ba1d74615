// The error function and the normal distribution Φ, four floats at a time.
//
// Both rest on Φ(-z) = e^(-z²/2) R(z) for z ≥ 0, where R falls slowly: it is a polynomial in
// t = 1 / (2 + z).

import { all, exp, expOfSum, madd, magnitude, sigmoidWide, signed } from "./math";

/** R(z) = e^(z²/2) Φ(-z) for 0.7 ≤ z ≤ 14.6. */
@inline
function tail(z: v128): v128 {
  const t = f32x4.div(all(1), f32x4.add(z, all(2)));
  const t2 = f32x4.mul(t, t);
  const t4 = f32x4.mul(t2, t2);
  const a = madd(t, all(0.7971836924552917), all(0.3989529013633728));
  const b = madd(t, all(0.5002672672271729), all(1.2163113355636597));
  const c = madd(t, all(-21.859827041625977), all(0.7163492441177368));
  const d = madd(t, all(16.976078033447266), all(36.954715728759766));
  const e = madd(t, all(69.76986694335938), all(-95.16732025146484));
  const high = madd(madd(e, t4, madd(d, t2, c)), t4, madd(b, t2, a));
  return f32x4.mul(high, t);
}

/** For all x. From 3.92 on the result is 1. */
@inline
export function erf(x: v128): v128 {
  const z = f32x4.pmin(magnitude(x), all(4));
  const u = f32x4.mul(z, z);
  const far = f32x4.mul(exp(f32x4.neg(u)), tail(f32x4.mul(z, all(1.4142135623730951))));
  const u2 = f32x4.mul(u, u);
  const a = madd(u, all(-0.3761262595653534), all(0.12837916612625122));
  const b = madd(u, all(-0.026853810995817184), all(0.1128358468413353));
  const c = madd(u, all(-0.000801019137725234), all(0.00518832728266716));
  const series = madd(madd(madd(u2, all(7.853854185668752e-5), c), u2, b), u2, a);
  const near = madd(series, z, z);
  const beyond = f32x4.sub(all(1), f32x4.add(far, far));
  return signed(v128.bitselect(near, beyond, f32x4.lt(z, all(1))), x);
}

/** -z²/2 as a sum: the square of a shortened z is exact. */
@inline
function shortened(z: v128): v128 {
  return v128.and(z, i32x4.splat(0xfffff000));
}

/** e^(-z²/2) for 0 ≤ z ≤ 13. */
@inline
export function bell(z: v128): v128 {
  const short = shortened(z);
  const rest = f32x4.mul(f32x4.sub(z, short), f32x4.add(z, short));
  return expOfSum(f32x4.mul(f32x4.mul(short, short), all(-0.5)), f32x4.mul(rest, all(-0.5)));
}

/** (Φ(x) - ½) / x for |x| < 0.75, given x². */
@inline
function slope(u: v128): v128 {
  const u2 = f32x4.mul(u, u);
  const a = madd(u, all(-0.06649000942707062), all(0.3989422619342804));
  const b = madd(u, all(-0.0011770412093028426), all(0.00997055321931839));
  return madd(madd(u2, all(9.959019371308386e-5), b), u2, a);
}

/** Φ(x), given Φ(-|x|) for |x| ≥ 0.75. */
@inline
function distribution(x: v128, below: v128): v128 {
  const far = v128.bitselect(f32x4.sub(all(1), below), below, f32x4.ge(x, all(0)));
  const near = madd(slope(f32x4.mul(x, x)), x, all(0.5));
  return v128.bitselect(near, far, f32x4.lt(magnitude(x), all(0.75)));
}

/** x Φ(x) for |x| ≤ 13. */
@inline
export function gelu(x: v128): v128 {
  const size = magnitude(x);
  return f32x4.mul(x, distribution(x, f32x4.mul(bell(size), tail(size))));
}

/** For |x| > 13: x, or 0 in place of numbers below 1e-37. Zero times infinity is no number. */
export function geluWide(x: v128): v128 {
  return v128.bitselect(x, f32x4.mul(x, all(0)), f32x4.gt(x, all(0)));
}

/** ½ x (1 + tanh u) = x σ(2u), with u = √(2/π) (x + 0.044715 x³), for all x. */
export function tanhGelu(x: v128): v128 {
  const cubic = madd(f32x4.mul(x, x), all(0.044715), all(1));
  return f32x4.mul(x, sigmoidWide(f32x4.mul(f32x4.mul(x, cubic), all(1.5957691216057308))));
}

/** The derivative of x Φ(x), for all x: Φ(x) + x φ(x). Beyond 13 it is 0 or 1. */
export function geluSlope(x: v128): v128 {
  const size = f32x4.pmin(magnitude(x), all(13));
  const density = bell(size);
  const held = signed(f32x4.mul(size, density), x);
  return madd(held, all(0.3989422804014327), distribution(x, f32x4.mul(density, tail(size))));
}
