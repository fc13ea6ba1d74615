// The largest errors of functions in single precision, in units in the last place of the exact result,
// over floats of all sizes: subnormal numbers, zeros of both signs, infinities and NaN included.
//
// A run looks at a million floats, spread evenly over all bit patterns; with FULL set, at sixteen
// million.

import { describe, expect, it } from "vitest";
import { nn, type Tensor, tensor } from "../../src/index";
import { erf, erfc } from "../../src/kernels/special";

const F = nn.functional;

interface Claim {
  readonly name: string;
  readonly f: (x: Tensor) => Tensor;
  /** The function in double precision, without cancellation. */
  readonly exact: (x: number) => number;
  /** The largest error of results that are normal numbers. */
  readonly ulps: number;
  /** Results below this may be 0. */
  readonly least?: number;
}

const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
};

const claims: readonly Claim[] = [
  { name: "exp", f: (x) => x.exp(), exact: Math.exp, ulps: 1 },
  { name: "expm1", f: (x) => x.expm1(), exact: Math.expm1, ulps: 1.6 },
  { name: "log", f: (x) => x.log(), exact: Math.log, ulps: 0.9 },
  { name: "log1p", f: (x) => x.log1p(), exact: Math.log1p, ulps: 0.9 },
  { name: "tanh", f: (x) => x.tanh(), exact: Math.tanh, ulps: 1.3 },
  { name: "sigmoid", f: (x) => x.sigmoid(), exact: sigmoid, ulps: 1.7 },
  {
    name: "softplus",
    f: (x) => F.softplus(x, { threshold: 1e30 }),
    exact: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    ulps: 1.7,
  },
  { name: "silu", f: (x) => F.silu(x), exact: (x) => x * sigmoid(x), ulps: 3.5 },
  { name: "sin", f: (x) => x.sin(), exact: Math.sin, ulps: 1.6 },
  { name: "cos", f: (x) => x.cos(), exact: Math.cos, ulps: 1.6 },
  { name: "erf", f: (x) => x.erf(), exact: erf, ulps: 1.3 },
  {
    name: "gelu",
    f: (x) => F.gelu(x),
    exact: (x) => x * 0.5 * erfc(-x * Math.SQRT1_2),
    // Large only where the result is far below x: its logarithm is -x²/2.
    ulps: 6.5,
    least: 1e-37,
  },
];

const leastNormal = 2 ** -126;

/** The distance of neighbouring floats at `y`. */
function gap(y: number): number {
  const size = Math.abs(y);
  return size < leastNormal ? 2 ** -149 : 2 ** (Math.floor(Math.log2(size)) - 23);
}

const chunk = 65_537;
const stride = process.env.FULL ? 257 : 4099;

/** Floats whose bit patterns are `stride` apart, a chunk at a time. */
function* floats(): Generator<Float32Array> {
  const words = new Uint32Array(chunk);
  for (let bits = 0; bits < 2 ** 32; ) {
    let count = 0;
    for (; count < chunk && bits < 2 ** 32; bits += stride) words[count++] = bits;
    yield new Float32Array(words.buffer.slice(0, 4 * count));
  }
}

/** Numbers where formulas change or results end; each is put among ordinary ones. */
const edges = [
  ...[0, 2 ** -149, leastNormal, 0.6, 0.75, 1, 4, 9.02, 13, 14.5, 15, 16, 17, 35, 86],
  ...[87.33, 88.72, 89, 103.9, 105, 131072, 131073, 2 ** 24, 3.4e38, Infinity],
].flatMap((x) => [x, -x]);

describe("functions in single precision", () => {
  it.each(claims)("$name is within $ulps ulp", ({ f, exact, ulps, least = 0 }) => {
    let worst = 0;
    let worstTiny = 0;
    for (const xs of floats()) {
      const found = f(tensor(xs)).toTypedArray();
      for (let i = 0; i < xs.length; i++) {
        const y = exact(xs[i] as number);
        const z = found[i] as number;
        const rounded = Math.fround(y);
        if (Math.abs(y) < least && Math.abs(z) < least) continue;
        if (Number.isFinite(rounded) && y !== 0) {
          const error = Math.abs(z - y) / gap(y);
          // NaN is no small error either.
          if (Math.abs(y) < leastNormal) worstTiny = error <= worstTiny ? worstTiny : error;
          else worst = error <= worst ? worst : error;
        } else if (!Object.is(z, rounded)) {
          throw new Error(`${xs[i]} gives ${z}, not ${rounded}`);
        }
      }
    }
    expect(worst).toBeLessThan(ulps);
    expect(worst).toBeGreaterThan(0.5);
    expect(worstTiny).toBeLessThan(2);
  });

  it.each(claims)("$name of a number does not depend on its neighbours", ({ f }) => {
    // All within the range of the fast form, where logarithms are too: the edges are not.
    const xs = Float32Array.from({ length: 2048 }, (_, i) => Math.sinh((i + 1) / 800));
    const calm = f(tensor(xs)).toTypedArray();
    for (const edge of [...edges, Number.NaN]) {
      const mixed = xs.slice();
      mixed[777] = edge;
      const stirred = f(tensor(mixed)).toTypedArray();
      calm.forEach((y, i) => {
        if (i !== 777 && !Object.is(stirred[i], y)) throw new Error(`${xs[i]} beside ${edge}`);
      });
    }
  });

  it("gelu's tanh form is within 2 ulp of its input's size", () => {
    for (const xs of floats()) {
      const found = F.gelu(tensor(xs), { approximate: "tanh" }).toTypedArray();
      for (let i = 0; i < xs.length; i++) {
        const x = xs[i] as number;
        if (!Number.isFinite(x)) continue;
        const u = 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
        const error = Math.abs((found[i] as number) - x * sigmoid(u)) / gap(x);
        if (!(error <= 2)) throw new Error(`${x}: ${error}`);
      }
    }
  });
});
