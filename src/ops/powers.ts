// Powers and logarithms to other bases than e, and what else is a power of its input.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import * as codes from "../kernels/wasm/codes";
import { tensor } from "../params";
import type { Tensor } from "../tensor";
import { defineUnary } from "./family";
import { awayFromZero, overShapes, uniform } from "./samples";

const positiveValues = overShapes((shape) => uniform(shape, 0.2, 3));

export const expm1 = defineUnary({
  name: "expm1",
  doc: "exp(input) - 1, exact for small input.",
  f: Math.expm1,
  codes: { fast: codes.expm1F32, map: codes.mapExpm1 },
  derivative: ({ grad, output }) => grad.mul(output.add(1)),
  samples: overShapes(uniform),
});

export const exp2 = defineUnary({
  name: "exp2",
  doc: "2 to the power input.",
  f: (x) => 2 ** x,
  derivative: ({ grad, output }) => grad.mul(output).mul(Math.LN2),
  samples: overShapes(uniform),
});

export const log2 = defineUnary({
  name: "log2",
  doc: "The logarithm of input to base 2.",
  f: Math.log2,
  derivative: ({ grad, input }) => grad.div(input.mul(Math.LN2)),
  samples: positiveValues,
});

export const log10 = defineUnary({
  name: "log10",
  doc: "The logarithm of input to base 10.",
  f: Math.log10,
  derivative: ({ grad, input }) => grad.div(input.mul(Math.LN10)),
  samples: positiveValues,
});

export const rsqrt = defineUnary({
  name: "rsqrt",
  doc: "1 / sqrt(input).",
  f: (x) => 1 / Math.sqrt(x),
  codes: { float32: codes.rsqrtF32 },
  derivative: ({ grad, output }) => grad.mul(-0.5).mul(output.pow(3)),
  samples: positiveValues,
});

export const reciprocal = defineUnary({
  name: "reciprocal",
  doc: "1 / input.",
  f: (x) => 1 / x,
  codes: { float32: codes.reciprocalF32 },
  derivative: ({ grad, output }) => grad.neg().mul(output.mul(output)),
  samples: overShapes((shape) => awayFromZero(shape)),
});

export const square = defineComposite({
  name: "square",
  doc: "input².",
  params: [tensor("input")],
  compose: ({ input }): Tensor => input.pow(2),
  samples: overShapes(uniform),
});

export const positive = defineComposite({
  name: "positive",
  doc: "+input: the tensor itself.",
  params: [tensor("input")],
  compose: ({ input }): Tensor => {
    if (input.dtype !== "bool") return input;
    throw new RuntimeError("The `+` operator, on a bool tensor is not supported.");
  },
  samples: overShapes(uniform),
});

const degree = Math.PI / 180;

export const deg2rad = defineUnary({
  name: "deg2rad",
  gradFn: "Deg2RadBackward0",
  doc: "Degrees to radians.",
  f: (x) => x * degree,
  derivative: ({ grad }) => grad.mul(degree),
  samples: overShapes(uniform),
});

export const rad2deg = defineUnary({
  name: "rad2deg",
  gradFn: "Rad2DegBackward0",
  doc: "Radians to degrees.",
  f: (x) => x / degree,
  derivative: ({ grad }) => grad.mul(1 / degree),
  samples: overShapes(uniform),
});
