// Rounding, fractions, and what is not a finite number. Rounded values are flat: their derivative is 0.

import { unary } from "../kernels/elementwise";
import { defineOp } from "../op";
import { int, number, tensor } from "../params";
import { dataOf, defineUnary } from "./family";
import { notBool } from "./refusals";
import { overShapes, uniform } from "./samples";
import { flat } from "./scatter";

/** Values between the integers: no step is near. */
const betweenSteps = overShapes((shape) => uniform(shape, 1.1, 1.4));

interface About {
  readonly name: string;
  readonly doc: string;
}

const rounding = (about: About, f: (x: number) => number) =>
  defineUnary({
    ...about,
    promote: "common",
    dtype: notBool(`${about.name}_vml_cpu`),
    f,
    derivative: ({ grad }) => flat(grad),
    samples: betweenSteps,
  });

export const floor = rounding(
  { name: "floor", doc: "The largest integer not above input." },
  Math.floor,
);
export const ceil = rounding(
  { name: "ceil", doc: "The smallest integer not below input." },
  Math.ceil,
);
export const trunc = rounding(
  { name: "trunc", doc: "The integer part of input, towards 0." },
  Math.trunc,
);

/** To the nearest integer; halves to the even one. */
function nearest(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : Number.isNaN(rest) ? x : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

export const round = defineOp({
  name: "round",
  gradFn: ({ decimals }) => (decimals === null ? "RoundBackward0" : "RoundBackward1"),
  doc: "input rounded to the nearest integer, or to decimals places; halves to even.",
  params: [tensor("input"), int("decimals", null)],
  dtype: notBool("round_vml_cpu"),
  forward: (out, x) => {
    const scale = 10 ** Math.abs(out.args.decimals ?? 0);
    const negative = (out.args.decimals ?? 0) < 0;
    unary(dataOf(out), dataOf(x), (v) =>
      negative ? nearest(v / scale) * scale : nearest(v * scale) / scale,
    );
  },
  backward: { input: ({ grad }) => flat(grad) },
  samples: () => [...betweenSteps(), [uniform([3], 0.11, 0.14), 1]],
});

export const frac = defineUnary({
  name: "frac",
  doc: "The fraction of input: input - trunc(input).",
  promote: "common",
  dtype: notBool("frac_cpu"),
  f: (x) => x - Math.trunc(x),
  derivative: ({ grad }) => grad,
  samples: betweenSteps,
});

const largest = { float32: 3.4028234663852886e38, float64: Number.MAX_VALUE } as const;

export const nanToNum = defineOp({
  name: "nanToNum",
  doc: "input with NaN as nan (0) and infinities as posinf and neginf (the largest finite numbers).",
  params: [tensor("input"), number("nan", 0), number("posinf", null), number("neginf", null)],
  forward: (out, x) => {
    const { nan, posinf, neginf } = out.args;
    const max = out.dtype === "float32" ? largest.float32 : largest.float64;
    unary(dataOf(out), dataOf(x), (v) => {
      if (Number.isFinite(v)) return v;
      if (Number.isNaN(v)) return nan;
      return v > 0 ? (posinf ?? max) : (neginf ?? -max);
    });
  },
  backward: { input: ({ grad, input }) => grad.mul(input.isfinite()) },
  samples: () => [...overShapes(uniform)(), [uniform([3]), { nan: 1 }]],
});

const test = (about: About, f: (x: number) => boolean) =>
  defineUnary({
    ...about,
    promote: "common",
    dtype: "bool",
    f: (x) => (f(x) ? 1 : 0),
    derivative: null,
    samples: overShapes(uniform),
  });

export const isfinite = test(
  { name: "isfinite", doc: "Whether each element is finite." },
  Number.isFinite,
);
export const isinf = test(
  { name: "isinf", doc: "Whether each element is infinite." },
  (x) => x === Infinity || x === -Infinity,
);
