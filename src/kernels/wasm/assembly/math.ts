// Transcendental functions of four floats at a time: exponentials and logarithms. Those of angles are
// in angles.ts, those of the normal distribution in normal.ts. tests/kernels/math.test.ts states and
// measures the largest error of each, in units in the last place (ulp).
//
// Polynomials are minimax fits in relative error whose coefficients were rounded to floats one by one,
// the rest being fitted again each time. A function comes in two forms: one for a range where nothing
// overflows, inlined into its loop, and a `Wide` one for everything else.

@inline const log2e: f32 = 1.4426950408889634;
// ln 2 in two pieces: products of the first with small integers are exact.
@inline const ln2High: f32 = 0.693359375;
@inline const ln2Low: f32 = -2.12194440054690581e-4;
/** Adding it rounds to an integer, which the low bits then hold. */
@inline const magic: f32 = 12582912;

@inline
export function all(x: f32): v128 {
  return f32x4.splat(x);
}

/** a·b + c */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function magnitude(x: v128): v128 {
  return v128.and(x, i32x4.splat(0x7fffffff));
}

/** A number that is not negative, with the sign of another. */
@inline
export function signed(x: v128, from: v128): v128 {
  return v128.or(x, v128.and(from, i32x4.splat(0x80000000)));
}

/** x·log₂e rounded to an integer, in the low bits. */
@inline
function exponentOf(x: v128): v128 {
  return madd(x, all(log2e), all(magic));
}

/** x less a multiple of ln 2, as `exponentOf` says. */
@inline
function remainder(x: v128, bits: v128): v128 {
  const n = f32x4.sub(bits, all(magic));
  return f32x4.sub(f32x4.sub(x, f32x4.mul(n, all(ln2High))), f32x4.mul(n, all(ln2Low)));
}

/** eʳ - 1 for |r| ≤ ln 2 / 2, to within an absolute error that counts beside 1. */
@inline
function expNear(r: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const low = madd(r, all(0.16666515171527863), all(0.4999999403953552));
  const high = madd(r, all(0.008369418792426586), all(0.04166845604777336));
  return madd(madd(madd(r2, all(0.0013813142431899905), high), r2, low), r2, r);
}

/** eʳ - 1 for |r| ≤ ln 2 / 2, to within a relative error. */
@inline
function expm1Near(r: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const low = madd(r, all(0.1666666716337204), all(0.5));
  const middle = madd(r, all(0.008333271369338036), all(0.041666340082883835));
  const high = madd(r, all(0.00019915032316930592), all(0.0013942057266831398));
  return madd(madd(madd(high, r2, middle), r2, low), r2, r);
}

/** 2ⁿ, a normal number; n is in the low bits. */
@inline
function power(bits: v128): v128 {
  return i32x4.add(i32x4.shl(bits, 23), i32x4.splat(0x3f800000));
}

/** eˣ for |x| ≤ 86. */
@inline
export function exp(x: v128): v128 {
  const bits = exponentOf(x);
  return i32x4.add(f32x4.add(expNear(remainder(x, bits)), all(1)), i32x4.shl(bits, 23));
}

/** e to the power x + y for |x| ≤ 86 and a y near 0. */
@inline
export function expOfSum(x: v128, y: v128): v128 {
  const bits = exponentOf(x);
  const near = f32x4.add(expNear(f32x4.add(remainder(x, bits), y)), all(1));
  return i32x4.add(near, i32x4.shl(bits, 23));
}

/** Scaled in two steps: subnormal results are rounded once. */
export function expWide(x: v128): v128 {
  const held = f32x4.pmax(f32x4.pmin(x, all(89)), all(-104));
  const bits = exponentOf(held);
  const n = i32x4.sub(bits, all(magic));
  const half = i32x4.shr_s(n, 1);
  const near = f32x4.add(expNear(remainder(held, bits)), all(1));
  return f32x4.mul(f32x4.mul(near, power(half)), power(i32x4.sub(n, half)));
}

/** e⁻ˣ + 1 for |x| ≤ 86, rounded once. */
@inline
function decayPlus1(x: v128): v128 {
  const bits = madd(x, all(-log2e), all(magic));
  const scale = power(bits);
  const n = f32x4.sub(bits, all(magic));
  const r = f32x4.add(f32x4.add(x, f32x4.mul(n, all(ln2High))), f32x4.mul(n, all(ln2Low)));
  // e⁻ʳ - 1 as in `expNear`
  const r2 = f32x4.mul(r, r);
  const low = madd(r, all(-0.16666515171527863), all(0.4999999403953552));
  const high = madd(r, all(-0.008369418792426586), all(0.04166845604777336));
  const bend = madd(madd(r2, all(0.0013813142431899905), high), r2, low);
  const near = f32x4.sub(f32x4.mul(bend, r2), r);
  return madd(near, scale, f32x4.add(scale, all(1)));
}

/** A numerator, 1 or x, times σ(x) for x within 51 of 35. */
@inline
export function sigmoidTimes(numerator: v128, x: v128): v128 {
  return f32x4.div(numerator, decayPlus1(x));
}

export function sigmoidWide(x: v128): v128 {
  const e = expWide(f32x4.neg(magnitude(x)));
  return f32x4.div(v128.bitselect(all(1), e, f32x4.ge(x, all(0))), f32x4.add(e, all(1)));
}

/** x·σ(x), by the root of e^x, which unlike it is a normal number as long as the result is. */
export function siluWide(x: v128): v128 {
  const root = expWide(f32x4.mul(magnitude(x), all(-0.5)));
  const sum = madd(root, root, all(1));
  const below = f32x4.mul(f32x4.mul(x, root), root);
  const top = v128.bitselect(x, below, f32x4.ge(x, all(0)));
  return f32x4.div(top, sum);
}

/** The derivative of x·σ(x), for all x: σ (1 + x (1 - σ)). */
export function siluSlope(x: v128): v128 {
  const s = sigmoidWide(x);
  return f32x4.mul(s, madd(x, f32x4.sub(all(1), s), all(1)));
}

/** eˣ - 1 for |x| ≤ 86. */
@inline
export function expm1(x: v128): v128 {
  const bits = exponentOf(x);
  const scale = power(bits);
  const far = f32x4.sub(scale, all(1));
  return signed(madd(expm1Near(remainder(x, bits)), scale, far), x);
}

export function expm1Wide(x: v128): v128 {
  return f32x4.sub(expWide(x), all(1));
}

/** For all x: a series near 0, else 1 - 2 / (e^2|x| + 1), which is 1 from 9.02 on. */
@inline
export function tanh(x: v128): v128 {
  const size = magnitude(x);
  const sum = decayPlus1(f32x4.pmax(f32x4.mul(size, all(-2)), all(-18.1)));
  const far = f32x4.sub(all(1), f32x4.div(all(2), sum));
  const u = f32x4.mul(size, size);
  const low = madd(u, all(0.13331924378871918), all(-0.33333298563957214));
  const high = madd(u, all(0.02079596370458603), all(-0.053783826529979706));
  const u2 = f32x4.mul(u, u);
  const series = madd(madd(u2, all(-0.005895149894058704), high), u2, low);
  const near = madd(f32x4.mul(series, u), size, size);
  return signed(v128.bitselect(near, far, f32x4.lt(size, all(0.6))), x);
}

/**
 * log(x + y) for normal positive x, and y / x as `carry` where y is near 0. With x = 2ⁿ (1 + f) and
 * s = f / (2 + f), log(1 + f) = f - f²/2 + s (f²/2 + R(s²)).
 */
@inline
function logWith(x: v128, carry: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), all(1));
  const n = f32x4.convert_i32x4_s(exponent);
  const s = f32x4.div(f, f32x4.add(f, all(2)));
  const z = f32x4.mul(s, s);
  const series = madd(
    madd(z, all(0.2987184226512909), all(0.3997753858566284)),
    z,
    all(0.6666677594184875),
  );
  const half = f32x4.mul(f32x4.mul(f, all(0.5)), f);
  const bend = f32x4.mul(s, madd(series, z, half));
  const small = f32x4.add(bend, madd(n, all(ln2Low), carry));
  return madd(n, all(ln2High), f32x4.sub(f, f32x4.sub(half, small)));
}

/** For normal positive x. */
@inline
export function log(x: v128): v128 {
  return logWith(x, all(0));
}

export function logWide(x: v128): v128 {
  // Subnormal numbers are scaled by 2²³.
  const tiny = f32x4.lt(x, all(1.1754943508222875e-38));
  const scaled = v128.bitselect(f32x4.mul(x, all(8388608)), x, tiny);
  const shift = v128.and(tiny, all(15.942385152878742));
  const finite = f32x4.sub(log(scaled), shift);
  const top = v128.bitselect(x, finite, f32x4.eq(x, all(Infinity)));
  const bottom = v128.bitselect(all(-Infinity), top, f32x4.eq(x, all(0)));
  return v128.bitselect(bottom, all(NaN), f32x4.ge(x, all(0)));
}

/** log(1 + x) for finite x > -1: the logarithm of the rounded sum, and what rounding took. */
@inline
export function log1p(x: v128): v128 {
  const sum = f32x4.add(x, all(1));
  const one = f32x4.sub(sum, x);
  const rest = f32x4.add(f32x4.sub(x, f32x4.sub(sum, one)), f32x4.sub(all(1), one));
  return signed(logWith(sum, f32x4.div(rest, sum)), x);
}

export function log1pWide(x: v128): v128 {
  return logWide(f32x4.add(x, all(1)));
}

/** log(1 + eˣ) for all x: max(x, 0) + log(1 + e^-|x|). */
export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, all(0)), log1p(expWide(f32x4.neg(magnitude(x)))));
}
