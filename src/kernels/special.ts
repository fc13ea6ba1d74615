// Special functions of one number, in double precision: the error function and its inverse, the
// logarithm of the gamma function and its derivatives.

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

/** erf by its series, all of whose terms have one sign: erf x = 2/√π e^(-x²) Σ (2x²)ⁿ x / (2n+1)!! */
function erfSeries(x: number): number {
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return twoOverRootPi * Math.exp(-x * x) * total;
}

/** erfc for x ≥ 2 by its continued fraction, from the tail: x + (1/2)/(x + 1/(x + (3/2)/(x + …))). */
function erfcFraction(x: number): number {
  let tail = x;
  for (let k = 60; k > 0; k--) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
}

/** The error function. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) < 2) return x === 0 ? x : erfSeries(x);
  return x > 0 ? 1 - erfcFraction(x) : erfcFraction(-x) - 1;
}

/** 1 - erf(x), exact in the tail. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 0.5) return 1 - erf(x);
  return x < 2 ? 1 - erfSeries(x) : erfcFraction(x);
}

/** The inverse of erf; ±∞ at ±1, NaN outside. */
export function erfinv(y: number): number {
  const size = Math.abs(y);
  if (y === 0) return y;
  if (!(size < 1)) return size === 1 ? y * Infinity : Number.NaN;
  // Winitzki's approximation, then Halley's method; near 1 on erfc, which does not cancel.
  const logarithm = Math.log((1 - size) * (1 + size));
  const half = 2 / (Math.PI * 0.147) + logarithm / 2;
  let x = Math.sqrt(Math.max(0, Math.sqrt(half * half - logarithm / 0.147) - half));
  for (let i = 0; i < 4; i++) {
    const miss = size < 0.5 ? erf(x) - size : 1 - size - erfc(x);
    const step = miss / (twoOverRootPi * Math.exp(-x * x));
    x -= step / (1 + x * step);
  }
  return y < 0 ? -x : x;
}

/** Bernoulli numbers B₂, B₄, …: the coefficients of the asymptotic series below. */
const bernoulli = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
] as const;

/** From here on the asymptotic series are exact to double precision. */
const far = 16;

/** log |Γ(x)|; ∞ at the poles. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return Infinity;
  if (x <= 0) {
    if (Number.isInteger(x)) return Infinity;
    return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * (x % 2)))) - lgamma(1 - x);
  }
  if (x === 1 || x === 2) return 0;
  let z = x;
  let product = 1;
  while (z < far) product *= z++;
  let series = 0;
  bernoulli.forEach((b, k) => {
    series += b / ((2 * k + 2) * (2 * k + 1) * z ** (2 * k + 1));
  });
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}

/** The derivative of lgamma: ∓∞ at ±0, NaN at the negative integers. */
export function digamma(x: number): number {
  if (x === 0) return -1 / x;
  if (x === Infinity) return x;
  if (x < 0) {
    if (Number.isInteger(x)) return Number.NaN;
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x % 1));
  }
  let z = x;
  let total = 0;
  while (z < far) total -= 1 / z++;
  total += Math.log(z) - 0.5 / z;
  bernoulli.forEach((b, k) => {
    total -= b / ((2 * k + 2) * z ** (2 * k + 2));
  });
  return total;
}

/** The n-th derivative of digamma, for positive x: (-1)ⁿ⁺¹ n! ζ(n + 1, x). */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  const s = n + 1;
  let z = x;
  let zeta = 0;
  while (z < far) zeta += (z++) ** -s;
  zeta += z ** -n / n + 0.5 * z ** -s;
  // Euler–Maclaurin: Σ B₂ₖ / (2k)! · s (s+1) … (s+2k-2) / z^(s+2k-1)
  let factor = s;
  bernoulli.forEach((b, k) => {
    const order = 2 * k + 2;
    zeta += (b * factor * z ** -(s + order - 1)) / factorial(order);
    factor *= (s + order - 1) * (s + order);
  });
  return (n % 2 === 0 ? -1 : 1) * factorial(n) * zeta;
}

function factorial(n: number): number {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return product;
}
