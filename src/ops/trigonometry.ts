// Trigonometric and hyperbolic functions and their inverses, in radians. sin, cos and tanh are in
// unary.ts.

import { defineBinary, defineUnary } from "./family";
import { notBool } from "./refusals";
import { awayFromZero, overPairs, overShapes, uniform } from "./samples";

const insideOne = overShapes((shape) => uniform(shape, -0.9, 0.9));

export const tan = defineUnary({
  name: "tan",
  doc: "The tangent of input.",
  f: Math.tan,
  derivative: ({ grad, output }) => grad.mul(output.mul(output).add(1)),
  samples: overShapes((shape) => uniform(shape, -1.2, 1.2)),
});

export const asin = defineUnary({
  name: "asin",
  doc: "The arc sine of input.",
  f: Math.asin,
  derivative: ({ grad, input }) => grad.mul(input.mul(input).neg().add(1).rsqrt()),
  samples: insideOne,
});

export const acos = defineUnary({
  name: "acos",
  doc: "The arc cosine of input.",
  f: Math.acos,
  derivative: ({ grad, input }) => grad.neg().mul(input.mul(input).neg().add(1).rsqrt()),
  samples: insideOne,
});

export const atan = defineUnary({
  name: "atan",
  doc: "The arc tangent of input.",
  f: Math.atan,
  derivative: ({ grad, input }) => grad.div(input.mul(input).add(1)),
  samples: overShapes(uniform),
});

export const sinh = defineUnary({
  name: "sinh",
  doc: "The hyperbolic sine of input.",
  f: Math.sinh,
  derivative: ({ grad, input }) => grad.mul(input.cosh()),
  samples: overShapes(uniform),
});

export const cosh = defineUnary({
  name: "cosh",
  doc: "The hyperbolic cosine of input.",
  f: Math.cosh,
  derivative: ({ grad, input }) => grad.mul(input.sinh()),
  samples: overShapes(uniform),
});

export const asinh = defineUnary({
  name: "asinh",
  doc: "The inverse hyperbolic sine of input.",
  f: Math.asinh,
  derivative: ({ grad, input }) => grad.mul(input.mul(input).add(1).rsqrt()),
  samples: overShapes(uniform),
});

export const acosh = defineUnary({
  name: "acosh",
  doc: "The inverse hyperbolic cosine of input.",
  f: Math.acosh,
  derivative: ({ grad, input }) => grad.mul(input.mul(input).sub(1).rsqrt()),
  samples: overShapes((shape) => uniform(shape, 1.2, 3)),
});

export const atanh = defineUnary({
  name: "atanh",
  doc: "The inverse hyperbolic tangent of input.",
  f: Math.atanh,
  derivative: ({ grad, input }) => grad.div(input.mul(input).neg().add(1)),
  samples: insideOne,
});

export const sinc = defineUnary({
  name: "sinc",
  doc: "sin(π input) / (π input), 1 at 0.",
  f: (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)),
  // d sin(πx)/(πx) = (πx cos(πx) - sin(πx)) / (πx²), and 0 at 0
  derivative: ({ grad, input }) => {
    const angle = input.mul(Math.PI);
    const square = input.mul(input).mul(Math.PI);
    const slope = angle.mul(angle.cos()).sub(angle.sin()).div(square);
    return grad.mul(slope).maskedFill(square.eq(0), 0);
  },
  samples: overShapes((shape) => awayFromZero(shape)),
});

export const atan2 = defineBinary({
  name: "atan2",
  doc: "The angle of the point (other, input), in (-π, π].",
  promote: "floating",
  f: Math.atan2,
  // d atan2(y, x) = (x dy - y dx) / (x² + y²)
  backward: {
    input: ({ grad, input, other }) =>
      grad.mul(other).mul(input.mul(input).add(other.mul(other)).reciprocal()),
    other: ({ grad, input, other }) =>
      grad.mul(input.neg()).mul(input.mul(input).add(other.mul(other)).reciprocal()),
  },
  samples: overPairs((shape) => awayFromZero(shape)),
});

export const hypot = defineBinary({
  name: "hypot",
  doc: "sqrt(input² + other²), without overflow.",
  dtype: notBool("hypot_cpu"),
  f: Math.hypot,
  backward: {
    input: ({ grad, input, output }) => grad.mul(input.div(output)),
    other: ({ grad, other, output }) => grad.mul(other.div(output)),
  },
  samples: overPairs((shape) => awayFromZero(shape)),
});
