// Activation functions of nn.functional that are linear, or nearly, in pieces.

import { defineComposite } from "../composite";
import { unary } from "../kernels/elementwise";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { number, tensor } from "../params";
import type { Tensor } from "../tensor";
import { dataOf, defineUnary } from "./family";
import { unaryInstruction } from "./instructions";
import { overShapes, uniform } from "./samples";

const functional = { namespace: "nn.functional" } as const;

/** Values on every piece and away from where the pieces meet. */
const onPieces = overShapes((shape) => uniform(shape, 0.6, 0.9));
const beyond = overShapes((shape) => uniform(shape, -5, -3.2));

export const hardtanh = defineOp({
  ...functional,
  name: "hardtanh",
  doc: "input held between minVal and maxVal.",
  params: [tensor("input"), number("minVal", -1), number("maxVal", 1)],
  forward: (out, x) => {
    const { minVal, maxVal } = out.args;
    unary(dataOf(out), dataOf(x), (v) => (v < minVal ? minVal : v > maxVal ? maxVal : v));
  },
  instruction: (out, x) => {
    const { minVal, maxVal } = out.args;
    return unaryInstruction(out, x, { float32: codes.clampF32 }, [minVal, maxVal]);
  },
  backward: {
    input: ({ grad, input, minVal, maxVal }) =>
      grad.maskedFill(input.le(minVal).logicalOr(input.ge(maxVal)), 0),
  },
  samples: () => [...onPieces(), ...beyond()],
});

export const relu6 = defineComposite({
  ...functional,
  name: "relu6",
  doc: "input held between 0 and 6.",
  params: [tensor("input")],
  compose: ({ input }): Tensor => hardtanh(input, 0, 6),
  samples: () => [...onPieces(), ...beyond()],
});

/** PyTorch keeps this one as a float32. */
const oneSixth = Math.fround(1 / 6);

export const hardsigmoid = defineUnary({
  ...functional,
  name: "hardsigmoid",
  doc: "(input + 3) / 6, held between 0 and 1.",
  f: (x) => (x + 3 < 0 ? 0 : x + 3 > 6 ? 1 : (x + 3) / 6),
  derivative: ({ grad, input }) =>
    grad.mul(oneSixth).where(input.gt(-3).logicalAnd(input.lt(3)), 0),
  samples: () => [...onPieces(), ...beyond()],
});

export const hardswish = defineUnary({
  ...functional,
  name: "hardswish",
  doc: "input · hardsigmoid(input).",
  f: (x) => (x * (x + 3 < 0 ? 0 : x + 3 > 6 ? 6 : x + 3)) / 6,
  derivative: ({ grad, input }) => {
    const between = grad.mul(input.div(3).add(0.5));
    return between.where(input.lt(3), grad).maskedFill(input.lt(-3), 0);
  },
  samples: () => [...onPieces(), ...beyond()],
});

export const softshrink = defineOp({
  ...functional,
  name: "softshrink",
  doc: "input moved towards 0 by lambd; 0 where it is nearer.",
  params: [tensor("input"), number("lambd", 0.5)],
  forward: (out, x) => {
    const { lambd } = out.args;
    unary(dataOf(out), dataOf(x), (v) => (v > lambd ? v - lambd : v < -lambd ? v + lambd : 0));
  },
  backward: {
    input: ({ grad, input, lambd }) =>
      grad.maskedFill(input.ge(-lambd).logicalAnd(input.le(lambd)), 0),
  },
  samples: () => [...onPieces(), ...beyond(), [uniform([3], -0.4, 0.4)]],
});

export const hardshrink = defineOp({
  ...functional,
  name: "hardshrink",
  doc: "input, but 0 where |input| ≤ lambd.",
  params: [tensor("input"), number("lambd", 0.5)],
  forward: (out, x) => {
    const { lambd } = out.args;
    unary(dataOf(out), dataOf(x), (v) => (v >= -lambd && v <= lambd ? 0 : v));
  },
  backward: {
    input: ({ grad, input, lambd }) =>
      grad.maskedFill(input.ge(-lambd).logicalAnd(input.le(lambd)), 0),
  },
  samples: () => [...onPieces(), ...beyond(), [uniform([3], -0.4, 0.4)]],
});

export const threshold = defineOp({
  ...functional,
  name: "threshold",
  doc: "input where it is above threshold, value elsewhere.",
  params: [tensor("input"), number("threshold"), number("value")],
  forward: (out, x) => {
    const { threshold: bound, value } = out.args;
    unary(dataOf(out), dataOf(x), (v) => (v <= bound ? value : v));
  },
  backward: {
    input: ({ grad, input, threshold: bound }) => grad.maskedFill(input.le(bound), 0),
  },
  samples: () => [
    [uniform([3], 0.6, 0.9), 0.5, 7],
    [uniform([3], 0.1, 0.4), 0.5, 7],
  ],
});
