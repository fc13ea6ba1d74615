// Special functions: the error function's family, gamma's family, logits, and logarithms of sums.

import { defineComposite } from "../composite";
import { unary } from "../kernels/elementwise";
import * as special from "../kernels/special";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { int, number, tensor } from "../params";
import type { Tensor } from "../tensor";
import { dataOf, defineBinary, defineUnary } from "./family";
import { awayFromZero, overPairs, overShapes, uniform } from "./samples";
import { sigmoid } from "./unary";

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

export const erf = defineUnary({
  name: "erf",
  doc: "The error function: 2/√π times the integral of exp(-t²) from 0 to input.",
  f: special.erf,
  codes: { fast: codes.erfF32 },
  derivative: ({ grad, input }) => grad.mul(input.mul(input).neg().exp().mul(twoOverRootPi)),
  samples: overShapes(uniform),
});

export const erfc = defineUnary({
  name: "erfc",
  doc: "1 - erf(input), exact where that is small.",
  f: special.erfc,
  derivative: ({ grad, input }) => grad.mul(input.mul(input).neg().exp().mul(-twoOverRootPi)),
  samples: overShapes(uniform),
});

export const erfinv = defineUnary({
  name: "erfinv",
  doc: "The inverse of erf.",
  f: special.erfinv,
  derivative: ({ grad, output }) => grad.mul(output.mul(output).exp().div(twoOverRootPi)),
  samples: overShapes((shape) => uniform(shape, -0.9, 0.9)),
});

const positiveValues = overShapes((shape) => uniform(shape, 0.5, 3));

export const lgamma = defineUnary({
  name: "lgamma",
  doc: "The logarithm of the absolute value of the gamma function.",
  f: special.lgamma,
  derivative: ({ grad, input }) => grad.mul(input.digamma()),
  samples: positiveValues,
});

export const digamma = defineUnary({
  name: "digamma",
  doc: "The derivative of lgamma.",
  f: special.digamma,
  derivative: ({ grad, input }) => grad.mul(nextDerivative(1, input)),
  samples: positiveValues,
});

const nextDerivative = (n: number, x: Tensor): Tensor => polygamma(n, x);

export const polygamma = defineOp({
  name: "polygamma",
  doc: "The n-th derivative of digamma.",
  params: [int("n"), tensor("input")],
  promote: "floating",
  method: false,
  forward: (out, x) => {
    const { n } = out.args;
    unary(dataOf(out), dataOf(x), (v) => special.polygamma(n, v));
  },
  backward: { input: ({ grad, input, n }) => grad.mul(nextDerivative(n + 1, input)) },
  samples: () => [
    [1, uniform([2, 3], 0.5, 3)],
    [2, uniform([3], 0.5, 3)],
  ],
});

export const expit = defineComposite({
  name: "expit",
  namespace: "special",
  doc: "sigmoid under its other name.",
  params: [tensor("input")],
  compose: ({ input }): Tensor => sigmoid(input),
  samples: overShapes(uniform),
});

export const logit = defineOp({
  name: "logit",
  doc: "log(input / (1 - input)), the inverse of sigmoid; with eps input is first held in [eps, 1 - eps].",
  params: [tensor("input"), number("eps", null)],
  promote: "floating",
  forward: (out, x) => {
    const { eps } = out.args;
    unary(dataOf(out), dataOf(x), (v) => {
      const p = eps === null ? v : v < eps ? eps : v > 1 - eps ? 1 - eps : v;
      return Math.log(p / (1 - p));
    });
  },
  // 1 / (x (1 - x)) inside; outside it is NaN, or 0 where eps holds the value
  backward: {
    input: ({ grad, input, eps }) => {
      const [low, high] = eps === null ? [0, 1] : [eps, 1 - eps];
      const outside = input.lt(low).logicalOr(input.gt(high));
      const slope = grad.div(input.mul(input.neg().add(1)));
      return slope.maskedFill(outside, eps === null ? Number.NaN : 0);
    },
  },
  samples: () => [
    ...overShapes((shape) => uniform(shape, 0.1, 0.9))(),
    [uniform([4], 0.2, 0.8), 0.1],
  ],
});

export const xlogy = defineBinary({
  name: "xlogy",
  doc: "input · log(other), 0 where input is 0.",
  promote: "floating",
  f: (x, y) => (y !== y ? y : x === 0 ? 0 : x * Math.log(y)),
  backward: {
    input: ({ grad, input, other }) =>
      grad.xlogy(other).maskedFill(input.eq(0).logicalAnd(other.le(0)), 0),
    other: ({ grad, input, other }) => grad.mul(input).div(other),
  },
  samples: overPairs(awayFromZero, (shape) => uniform(shape, 0.3, 2)),
});

export const logaddexp = defineBinary({
  name: "logaddexp",
  doc: "log(exp(input) + exp(other)), without overflow.",
  f: (x, y) =>
    x === y && Math.abs(x) === Infinity
      ? x
      : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))),
  backward: {
    input: ({ grad, input, other }) => grad.div(other.sub(input).exp().add(1)),
    other: ({ grad, input, other }) => grad.div(input.sub(other).exp().add(1)),
  },
  samples: overPairs(uniform),
});
