// Functions of one number in double precision that the wasm kernels compute too, by the same formula
// and so to the same bits (wasm/assembly/double.ts). For exp and log that formula is the one of
// Sun's fdlibm, which the JavaScript engines use for Math.exp and Math.log; its coefficients appear
// here where only a part of it is wanted.

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** log(1 + e) for 0 ≤ e ≤ 1, within 1 ulp: what is left of a softplus. */
export function log1pOfUnit(e: number): number {
  // Brought to 1 + f between √½ and √2, by a half where needed; then s = f / (2 + f) and a polynomial.
  const halved = e > 0.41421356237309503;
  const f = halved ? 0.5 * (e - 1) : e;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  const k = halved ? 1 : 0;
  return k * ln2High - (half - (s * (half + (even + odd)) + k * ln2Low) - f);
}

/** The hyperbolic tangent, within 3 ulp. */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (!(a < 22)) return x !== x ? x : x < 0 ? -1 : 1;
  const t = expm1OfNegative(-2 * a);
  const result = -t / (t + 2);
  return x < 0 ? -result : result === 0 ? x : result;
}

/** exp(x) − 1 for −44 < x ≤ 0. */
function expm1OfNegative(x: number): number {
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-2.7777777777015593e-3 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const reduced = high - (low - (r * c) / (2 - c));
  const scale = powers[k + 64] as number;
  return scale * reduced + (scale - 1);
}

/** 2^k for k from −64 to 0. */
const powers = Float64Array.from({ length: 65 }, (_, i) => 2 ** (i - 64));
