// Activation functions of nn.functional. relu, sigmoid, tanh and softplus are in unary.ts.

import { defineComposite } from "../composite";
import type { Namespace } from "../definition";
import { unary } from "../kernels/elementwise";
import { erf } from "../kernels/special";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { choice, number, tensor } from "../params";
import type { Tensor } from "../tensor";
import { dataOf, defineUnary } from "./family";
import { unaryInstruction } from "./instructions";
import { awayFromZero, overShapes, uniform } from "./samples";
import { geluBackward, siluBackward } from "./slopes";
import { softplus } from "./unary";

const functional = { namespace: "nn.functional", promote: "floating" } as const;

/** Where the derivative jumps at 0. */
const kinkAtZero = overShapes((shape) => awayFromZero(shape));

export const leakyRelu = defineOp({
  ...functional,
  name: "leakyRelu",
  doc: "input where positive, negativeSlope · input elsewhere.",
  params: [tensor("input"), number("negativeSlope", 0.01)],
  forward: (out, x) => {
    const { negativeSlope } = out.args;
    unary(dataOf(out), dataOf(x), (v) => (v > 0 ? v : v * negativeSlope));
  },
  instruction: (out, x) =>
    unaryInstruction(out, x, { float32: codes.leakyReluF32 }, [out.args.negativeSlope]),
  backward: {
    input: ({ grad, input, negativeSlope }) => grad.where(input.gt(0), grad.mul(negativeSlope)),
  },
  samples: kinkAtZero,
});

/** scale · input where positive, scale · alpha · (exp(input · rate) - 1) elsewhere. */
function exponentialUnit(
  name: string,
  gradFn: string,
  doc: string,
  coefficients: (alpha: number) => { alpha: number; scale: number; rate: number },
  namespace: Namespace = "nn.functional",
) {
  return defineOp({
    promote: "floating",
    namespace,
    name,
    gradFn,
    doc,
    params: [tensor("input"), number("alpha", 1)],
    forward: (out, x) => {
      const { alpha, scale, rate } = coefficients(out.args.alpha);
      unary(dataOf(out), dataOf(x), (v) =>
        v <= 0 ? scale * alpha * Math.expm1(v * rate) : scale * v,
      );
    },
    backward: {
      input: ({ grad, input, alpha: given }) => {
        const { alpha, scale, rate } = coefficients(given);
        // Held at 0, so that no positive input overflows in the branch that is not taken.
        const below = input.clamp(null, 0).mul(rate).exp();
        const flat = grad.mul(below).mul(scale * alpha * rate);
        return flat.where(input.le(0), grad.mul(scale));
      },
    },
    samples: kinkAtZero,
  });
}

export const elu = exponentialUnit(
  "elu",
  "EluBackward0",
  "input where positive, alpha · (exp(input) - 1) elsewhere.",
  (alpha) => ({ alpha, scale: 1, rate: 1 }),
);

export const celu = exponentialUnit(
  "celu",
  "CeluBackward0",
  "input where positive, alpha · (exp(input / alpha) - 1) elsewhere.",
  (alpha) => ({ alpha, scale: 1, rate: 1 / alpha }),
);

const scaledElu = exponentialUnit(
  "scaledElu",
  "EluBackward0",
  "selu's kernel.",
  () => ({ alpha: 1.6732632423543772, scale: 1.0507009873554805, rate: 1 }),
  "internal",
);

export const selu = defineComposite({
  name: "selu",
  namespace: "nn.functional",
  doc: "elu with the scale and alpha that keep mean 0 and variance 1.",
  params: [tensor("input")],
  compose: ({ input }): Tensor => scaledElu(input),
  samples: kinkAtZero,
});

const rootHalf = Math.SQRT1_2;
const rootTwoOverPi = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

export const gelu = defineOp({
  ...functional,
  name: "gelu",
  doc: "input times the normal distribution function of input, or its tanh approximation.",
  params: [tensor("input"), choice("approximate", ["none", "tanh"], "none")],
  forward: (out, x) => {
    const exact = (v: number) => v * 0.5 * (1 + erf(v * rootHalf));
    const nearly = (v: number) =>
      0.5 * v * (1 + Math.tanh(rootTwoOverPi * (v + cubic * v * v * v)));
    unary(dataOf(out), dataOf(x), out.args.approximate === "tanh" ? nearly : exact);
  },
  instruction: (out, x) => {
    const fast = out.args.approximate === "tanh" ? codes.tanhGeluF32 : codes.geluF32;
    return unaryInstruction(out, x, { fast });
  },
  backward: {
    input: ({ grad, input, approximate }) =>
      approximate === "tanh" ? grad.mul(tanhGeluSlope(input)) : geluBackward(grad, input),
  },
  samples: () => [...overShapes(uniform)(), [uniform([3]), { approximate: "tanh" }]],
});

/** ½ (1 + tanh u) + ½ x (1 - tanh² u) u', with u = √(2/π) (x + 0.044715 x³) */
function tanhGeluSlope(x: Tensor): Tensor {
  const square = x.mul(x);
  const bent = square.mul(x).mul(cubic).add(x).mul(rootTwoOverPi).tanh();
  const inner = square
    .mul(3 * cubic)
    .add(1)
    .mul(rootTwoOverPi);
  const right = x.mul(0.5).mul(bent.mul(bent).neg().add(1)).mul(inner);
  return bent.add(1).mul(0.5).add(right);
}

export const silu = defineUnary({
  ...functional,
  name: "silu",
  doc: "input · sigmoid(input).",
  f: (x) => x / (1 + Math.exp(-x)),
  codes: { fast: codes.siluF32 },
  derivative: ({ grad, input }) => siluBackward(grad, input),
  samples: overShapes(uniform),
});

export const mish = defineUnary({
  ...functional,
  name: "mish",
  doc: "input · tanh(softplus(input)).",
  f: (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
  derivative: ({ grad, input }) => {
    const bent = softplus(input).tanh();
    const slope = input.mul(input.sigmoid()).mul(bent.mul(bent).neg().add(1));
    return grad.mul(bent.add(slope));
  },
  samples: overShapes(uniform),
});

export const logsigmoid = defineUnary({
  ...functional,
  name: "logsigmoid",
  gradFn: "LogSigmoidBackward0",
  doc: "log(sigmoid(input)), without overflow.",
  f: (x) => Math.min(0, x) - Math.log1p(Math.exp(-Math.abs(x))),
  // sigmoid(-x) as exp(log(sigmoid(-x))), which does not underflow before it must
  derivative: ({ grad, input }) => grad.mul(logSigmoidOf(input.neg()).exp()),
  samples: overShapes(uniform),
});

const logSigmoidOf = (x: Tensor): Tensor => logsigmoid(x);

export const softsign = defineComposite({
  name: "softsign",
  namespace: "nn.functional",
  doc: "input / (1 + |input|).",
  params: [tensor("input")],
  compose: ({ input }): Tensor => input.div(input.abs().add(1)),
  samples: kinkAtZero,
});

export const tanhshrink = defineComposite({
  name: "tanhshrink",
  namespace: "nn.functional",
  doc: "input - tanh(input).",
  params: [tensor("input")],
  compose: ({ input }): Tensor => input.sub(input.tanh()),
  samples: overShapes(uniform),
});
