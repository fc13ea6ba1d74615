// Functions of one number, applied to each element.

import { RuntimeError } from "../errors";
import { absent } from "../graph";
import { tanh as tanhOf } from "../kernels/double";
import { binary, unary } from "../kernels/elementwise";
import { ternary } from "../kernels/ternary";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { number, optionalTensor, tensor } from "../params";
import { broadcastShapes } from "../shape";
import { dataOf, defineUnary, planOf } from "./family";
import { unaryInstruction } from "./instructions";
import { ternaryPlanOf } from "./logic";
import { notBool } from "./refusals";
import { awayFromZero, overShapes, uniform } from "./samples";
import { flat } from "./scatter";
import { reluBackward, sigmoidBackward, tanhBackward } from "./slopes";

const positive = overShapes((shape) => uniform(shape, 0.2, 3));

export const exp = defineUnary({
  name: "exp",
  doc: "e to the power input.",
  f: Math.exp,
  codes: { fast: codes.expF32, map: codes.mapExp },
  derivative: ({ grad, output }) => grad.mul(output),
  samples: overShapes(uniform),
});

export const log = defineUnary({
  name: "log",
  doc: "The natural logarithm of input.",
  f: Math.log,
  codes: { fast: codes.logF32, map: codes.mapLog },
  derivative: ({ grad, input }) => grad.div(input),
  samples: positive,
});

export const log1p = defineUnary({
  name: "log1p",
  gradFn: "Log1PBackward0",
  doc: "log(1 + input), exact for small input.",
  f: Math.log1p,
  codes: { fast: codes.log1pF32, map: codes.mapLog1p },
  derivative: ({ grad, input }) => grad.div(input.add(1)),
  samples: positive,
});

export const sqrt = defineUnary({
  name: "sqrt",
  doc: "The square root of input.",
  f: Math.sqrt,
  codes: { float32: codes.sqrtF32 },
  derivative: ({ grad, output }) => grad.div(output.mul(2)),
  samples: positive,
});

export const abs = defineUnary({
  name: "abs",
  doc: "|input|; its derivative at 0 is 0.",
  promote: "common",
  dtype: notBool("abs_cpu"),
  f: Math.abs,
  codes: { float32: codes.absF32 },
  derivative: ({ grad, input }) => grad.mul(input.sign()),
  samples: overShapes((shape) => awayFromZero(shape)),
});

export const sign = defineUnary({
  name: "sign",
  doc: "-1, 0 or 1, as input is negative, zero or positive.",
  promote: "common",
  f: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
  derivative: ({ grad }) => flat(grad),
  samples: overShapes((shape) => awayFromZero(shape)),
});

export const sin = defineUnary({
  name: "sin",
  doc: "The sine of input, in radians.",
  f: Math.sin,
  codes: { fast: codes.sinF32, map: codes.mapSin },
  derivative: ({ grad, input }) => grad.mul(input.cos()),
  samples: overShapes(uniform),
});

export const cos = defineUnary({
  name: "cos",
  doc: "The cosine of input, in radians.",
  f: Math.cos,
  codes: { fast: codes.cosF32, map: codes.mapCos },
  derivative: ({ grad, input }) => grad.neg().mul(input.sin()),
  samples: overShapes(uniform),
});

export const tanh = defineUnary({
  name: "tanh",
  doc: "The hyperbolic tangent of input.",
  f: tanhOf,
  codes: { fast: codes.tanhF32, map: codes.mapTanh },
  derivative: ({ grad, output }) => tanhBackward(grad, output),
  samples: overShapes(uniform),
});

export const sigmoid = defineUnary({
  name: "sigmoid",
  doc: "1 / (1 + exp(-input)).",
  f: (x) => 1 / (1 + Math.exp(-x)),
  codes: { fast: codes.sigmoidF32, map: codes.mapSigmoid },
  derivative: ({ grad, output }) => sigmoidBackward(grad, output),
  samples: overShapes(uniform),
});

export const relu = defineUnary({
  name: "relu",
  doc: "max(input, 0); its derivative at 0 is 0.",
  promote: "common",
  dtype: ({ input }) => {
    if (input.dtype === "bool") throw new RuntimeError("Boolean inputs not supported for relu");
    return input.dtype;
  },
  f: (x) => (x <= 0 ? 0 : x),
  codes: { float32: codes.reluF32 },
  derivative: ({ grad, output }) => reluBackward(grad, output),
  samples: overShapes((shape) => awayFromZero(shape)),
});

export const softplus = defineOp({
  name: "softplus",
  namespace: "nn.functional",
  doc: "log(1 + exp(beta * input)) / beta; input itself where beta * input > threshold.",
  params: [tensor("input"), number("beta", 1), number("threshold", 20)],
  promote: "floating",
  forward: (out, x) => {
    const { beta, threshold } = out.args;
    unary(dataOf(out), dataOf(x), (v) =>
      v * beta > threshold ? v : Math.log1p(Math.exp(v * beta)) / beta,
    );
  },
  instruction: (out, x) => {
    const { beta, threshold } = out.args;
    return unaryInstruction(out, x, { fast: codes.softplusF32 }, [beta, threshold]);
  },
  // softplus' = σ(beta x)
  backward: {
    input: ({ grad, input, beta, threshold }) => {
      const z = beta === 1 ? input : input.mul(beta);
      return grad.where(z.gt(threshold), grad.mul(z.sigmoid()));
    },
  },
  samples: () => [...overShapes(uniform)(), [uniform([3]), 2], [uniform([3]), { threshold: 0 }]],
});

const notBelow = (x: number, low: number): number => (x < low ? low : x);
const notAbove = (x: number, high: number): number => (x > high ? high : x);
const within = (x: number, low: number, high: number): number => notAbove(notBelow(x, low), high);

export const clamp = defineOp({
  name: "clamp",
  gradFn: ({ min, max }) =>
    (min === null || min.wrapped) && (max === null || max.wrapped)
      ? "ClampBackward1"
      : "ClampBackward0",
  doc: "input held between min and max, either of which may be null.",
  params: [tensor("input"), optionalTensor("min"), optionalTensor("max")],
  shape: ({ input, min, max }) => {
    if (min === null && max === null) {
      throw new RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None");
    }
    let shape = input.shape;
    for (const bound of [min, max]) if (bound !== null) shape = broadcastShapes(shape, bound.shape);
    return shape;
  },
  forward: (out, x, min, max) => {
    const [data, from] = [dataOf(out), dataOf(x)];
    if (max === absent) binary(data, from, dataOf(min), planOf(out, x, min), notBelow);
    else if (min === absent) binary(data, from, dataOf(max), planOf(out, x, max), notAbove);
    else ternary(data, from, dataOf(min), dataOf(max), ternaryPlanOf(out, x, min, max), within);
  },
  backward: {
    input: ({ grad, input, min, max }) => {
      let inside = grad;
      if (min !== null) inside = inside.where(input.ge(min), 0);
      return max === null ? inside : inside.where(input.le(max), 0);
    },
    min: ({ grad, input, min, max }) => {
      if (min === null) return null;
      const below = grad.where(input.lt(min), 0);
      return max === null ? below : below.where(min.lt(max), 0);
    },
    max: ({ grad, input, min, max }) => {
      if (max === null) return null;
      const above = input.gt(max);
      return grad.where(min === null ? above : above.logicalOr(max.lt(min)), 0);
    },
  },
  samples: () => [
    [uniform([4]), -0.5, 0.8],
    [uniform([2, 3]), { max: 0.3 }],
    [uniform([2, 3]), uniform([3], -1, 0), uniform([2, 1], 0.1, 1)],
  ],
});
