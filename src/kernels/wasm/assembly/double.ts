// Functions of one number in double precision, two numbers at a time. exp, and the parts of log1p and
// tanh, follow Sun's fdlibm (its coefficients, and the order of its operations), so that they agree
// to the bit with the JavaScript engine's Math.exp and with kernels/double.ts.

// @ts-ignore: decorator
@external("math", "exp")
declare function hostExp(x: f64): f64;

// @ts-ignore: decorator
@inline
function all(x: f64): v128 {
  return f64x2.splat(x);
}

// @ts-ignore: decorator
@inline
function addMul(c: f64, x: v128, p: v128): v128 {
  return f64x2.add(all(c), f64x2.mul(x, p));
}

/** 2^k for whole numbers k of normal range. */
// @ts-ignore: decorator
@inline
function power2(k: v128): v128 {
  // Adding 1.5 · 2^52 leaves k in the lowest bits.
  const bits = f64x2.add(k, all(6755399441055744.0));
  return i64x2.add(i64x2.shl(bits, 52), i64x2.splat(1023 << 52));
}

// @ts-ignore: decorator
@inline
function quotient(x: v128): v128 {
  return f64x2.floor(f64x2.add(f64x2.mul(x, all(1.4426950408889634)), all(0.5)));
}

/** e^r − 1 where r = x − k log 2, |r| ≤ ½ log 2. */
// @ts-ignore: decorator
@inline
function reduced(x: v128, k: v128): v128 {
  const high = f64x2.sub(x, f64x2.mul(k, all(0.6931471803691238)));
  const low = f64x2.mul(k, all(1.9082149292705877e-10));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = addMul(-0.0000016533902205465252, t, all(4.1381367970572385e-8));
  p = addMul(0.00006613756321437934, t, p);
  p = addMul(-0.0027777777777015593, t, p);
  p = addMul(0.16666666666666602, t, p);
  const c = f64x2.sub(r, f64x2.mul(t, p));
  const correction = f64x2.div(f64x2.mul(r, c), f64x2.sub(all(2.0), c));
  return f64x2.sub(high, f64x2.sub(low, correction));
}

/** e^x. Beyond the range of normal numbers the host's. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  if (!i64x2.all_true(f64x2.lt(f64x2.abs(x), all(708.0)))) return expOfAny(x);
  const k = quotient(x);
  const result = f64x2.mul(f64x2.add(all(1.0), reduced(x, k)), power2(k));
  // The formula is an ulp off at 1; JavaScript engines see to it that this is Math.E.
  return v128.bitselect(all(2.718281828459045), result, f64x2.eq(x, all(1.0)));
}

function expOfAny(x: v128): v128 {
  const first = f64x2.splat(hostExp(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, hostExp(f64x2.extract_lane(x, 1)));
}

/** log(1 + e) for 0 ≤ e ≤ 1. */
// @ts-ignore: decorator
@inline
export function log1pOfUnit(e: v128): v128 {
  const halved = f64x2.gt(e, all(0.41421356237309503));
  const f = v128.bitselect(f64x2.mul(all(0.5), f64x2.sub(e, all(1.0))), e, halved);
  const s = f64x2.div(f, f64x2.add(all(2.0), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const even = f64x2.mul(
    w,
    addMul(0.3999999999940942, w, addMul(0.22222198432149784, w, all(0.15313837699209373))),
  );
  const odd = f64x2.mul(
    z,
    addMul(
      0.6666666666666735,
      w,
      addMul(0.2857142874366239, w, addMul(0.1818357216161805, w, all(0.14798198605116586))),
    ),
  );
  const half = f64x2.mul(f64x2.mul(all(0.5), f), f);
  const k = v128.and(halved, all(1.0));
  const inner = f64x2.add(
    f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd))),
    f64x2.mul(k, all(1.9082149292705877e-10)),
  );
  return f64x2.sub(
    f64x2.mul(k, all(0.6931471803691238)),
    f64x2.sub(f64x2.sub(half, inner), f),
  );
}

/** The hyperbolic tangent. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const sign = v128.and(x, all(-0.0));
  // Beyond 22 it is 1 to the last bit; NaN stays.
  const y = f64x2.mul(all(-2.0), f64x2.pmin(f64x2.abs(x), all(22.0)));
  const k = quotient(y);
  const scale = power2(k);
  const t = f64x2.add(f64x2.mul(scale, reduced(y, k)), f64x2.sub(scale, all(1.0)));
  return v128.or(f64x2.abs(f64x2.div(t, f64x2.add(t, all(2.0)))), sign);
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  return f64x2.div(all(1.0), f64x2.add(all(1.0), exp(f64x2.neg(x))));
}
