// Arithmetic: add, sub, mul, neg, pow, maximum, minimum. Division is in division.ts.

import { isFloating, type TypedArray } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as kernels from "../kernels/elementwise";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { number, tensor } from "../params";
import { broadcastShapes } from "../shape";
import { dataOf, defineBinary, planOf } from "./family";
import { binaryInstruction, unaryInstruction } from "./instructions";
import { checkAlpha, notBool, ownDtype } from "./refusals";
import { awayFromZero, overPairs, overShapes, uniform } from "./samples";
import { flat } from "./scatter";

const operands = [tensor("input"), tensor("other")] as const;
const scaledOperands = [...operands, number("alpha", 1)] as const;

export const add = defineOp({
  name: "add",
  doc: "input + alpha * other, elementwise with broadcasting.",
  params: scaledOperands,
  dtype: ({ input, alpha }) => {
    checkAlpha(input, alpha);
    return input.dtype;
  },
  forward: (out, x, y) => {
    const { alpha } = out.args;
    const plan = planOf(out, x, y);
    if (out.dtype !== "bool") kernels.add(dataOf(out), dataOf(x), dataOf(y), plan, alpha);
    else kernels.binary(dataOf(out), dataOf(x), dataOf(y), plan, alpha === 0 ? first : either);
  },
  instruction: (out, x, y) => {
    const { alpha } = out.args;
    return binaryInstruction(out, x, y, alpha === 1 ? sums : scaledSums, [alpha]);
  },
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, alpha }) => scaled(grad, alpha),
  },
  samples: () => [...overPairs(uniform)(), [uniform([2]), uniform([2]), { alpha: 0.5 }]],
});

const sums = { float32: codes.addF32, float64: codes.addF64 };
const differences = { float32: codes.subF32, float64: codes.addF64 };
const scaledSums = { float32: codes.addScaledF32, float64: codes.addF64 };

/** Sums of booleans are true where either is. */
const either = (x: number, y: number): number => x | y;
const first = (x: number): number => x;

export const sub = defineOp({
  name: "sub",
  doc: "input - alpha * other, elementwise with broadcasting.",
  params: scaledOperands,
  shape: ({ input, other }) => {
    refuseBooleans(input, other);
    return broadcastShapes(input.shape, other.shape);
  },
  dtype: ({ input, alpha }) => {
    checkAlpha(input, alpha);
    return input.dtype;
  },
  forward: (out, x, y) =>
    kernels.subtract(dataOf(out), dataOf(x), dataOf(y), planOf(out, x, y), out.args.alpha),
  instruction: (out, x, y) => {
    const { alpha } = out.args;
    return binaryInstruction(out, x, y, alpha === 1 ? differences : scaledSums, [-alpha]);
  },
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, alpha }) => (alpha === 1 ? grad.neg() : grad.mul(-alpha)),
  },
  samples: () => [...overPairs(uniform)(), [uniform([2]), uniform([2]), { alpha: 0.5 }]],
});

const scaled = (grad: import("../tensor").Tensor, alpha: number) =>
  alpha === 1 ? grad : grad.mul(alpha);

export function refuseBooleans(input: Node, other: Node): void {
  if (input.dtype === "bool" && other.dtype === "bool") {
    throw new RuntimeError(
      "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.",
    );
  }
  if (ownDtype(input) === "bool" || ownDtype(other) === "bool") {
    throw new RuntimeError(
      "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.",
    );
  }
}

// Integers have no -0, which a product or a negation of doubles may be.

const products = { float32: codes.mulF32, float64: codes.mulF64 };
const integerProduct = (x: number, y: number): number => x * y + 0;
const negative = (x: number): number => -x;
const integerNegative = (x: number): number => 0 - x;

export const mul = defineOp({
  name: "mul",
  doc: "input * other, elementwise with broadcasting.",
  params: operands,
  forward: (out, x, y) => {
    const plan = planOf(out, x, y);
    if (out.dtype !== "int64") kernels.multiply(dataOf(out), dataOf(x), dataOf(y), plan);
    else kernels.binary(dataOf(out), dataOf(x), dataOf(y), plan, integerProduct);
  },
  instruction: (out, x, y) => binaryInstruction(out, x, y, products),
  // d(xy) = y dx + x dy
  backward: {
    input: ({ grad, other }) => grad.mul(other),
    other: ({ grad, input }) => grad.mul(input),
  },
  samples: overPairs(uniform),
});

export const neg = defineOp({
  name: "neg",
  doc: "-input.",
  params: [tensor("input")],
  dtype: ({ input }) => {
    if (input.dtype === "bool") {
      throw new RuntimeError(
        "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.",
      );
    }
    return input.dtype;
  },
  forward: (out, x) =>
    kernels.unary(dataOf(out), dataOf(x), out.dtype === "int64" ? integerNegative : negative),
  instruction: (out, x) =>
    unaryInstruction(out, x, { float32: codes.negF32, float64: codes.negF64 }),
  backward: { input: ({ grad }) => grad.neg() },
  samples: overShapes(uniform),
});

/** x^y with the common exponents as products, which Math.pow may round otherwise. */
function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 3) return x * x * x;
  if (y === 0.5) return Math.sqrt(x);
  // JavaScript says 1^NaN and (±1)^±∞ are NaN; C, and so PyTorch, says 1.
  return x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : x ** y;
}

/** The kernels of these exponents. */
const powers = new Map([
  [2, { float32: codes.squareF32 }],
  [0.5, { float32: codes.sqrtF32 }],
]);

/** The exponent as a plain number, where it was given as one: the rule is simpler then. */
const plainExponent = (exponent: Node): number | null =>
  exponent.wrapped ? ((exponent.data as TypedArray)[0] as number) : null;

export const pow = defineOp({
  name: "pow",
  gradFn: ({ input, exponent }) => `PowBackward${exponent.wrapped ? 0 : input.wrapped ? 2 : 1}`,
  doc: "input to the power exponent, elementwise with broadcasting.",
  params: [tensor("input"), tensor("exponent")],
  dtype: ({ input, exponent }) => {
    const y = plainExponent(exponent);
    if (!isFloating(input.dtype) && y !== null && y < 0) {
      throw new RuntimeError("Integers to negative integer powers are not allowed.");
    }
    return notBool("pow")({ input });
  },
  forward: (out, x, y) =>
    kernels.binary(dataOf(out), dataOf(x), dataOf(y), planOf(out, x, y), power),
  instruction: (out, x, y) => {
    const kernel = powers.get(plainExponent(y) ?? Number.NaN);
    return kernel === undefined ? null : unaryInstruction(out, x, kernel);
  },
  backward: {
    // d(x^y)/dx = y x^(y-1), and 0 for y = 0 even where x = 0
    input: ({ grad, input, exponent, facts }) => {
      const y = plainExponent(facts.exponent);
      if (y === 0) return flat(grad);
      if (y !== null) return grad.mul(y === 2 ? input.mul(2) : input.pow(y - 1).mul(y));
      return grad.mul(exponent.mul(input.pow(exponent.sub(1)))).maskedFill(exponent.eq(0), 0);
    },
    // d(x^y)/dy = x^y log x, and 0 at x = 0 where y >= 0
    exponent: ({ grad, input, exponent, output }) =>
      grad.mul(output.mul(input.log()).maskedFill(input.eq(0).logicalAnd(exponent.ge(0)), 0)),
  },
  samples: () => [
    ...overPairs((shape) => uniform(shape, 0.3, 2), uniform)(),
    [uniform([3]), 2],
    [uniform([3]), 3],
    [uniform([3]), 0],
    [awayFromZero([3]), -1],
    [2, uniform([3])],
  ],
});

export const maximum = defineBinary({
  name: "maximum",
  doc: "The larger of input and other, elementwise; a NaN wins. Ties share the gradient.",
  f: (x, y) => (x !== x || y !== y ? Number.NaN : x > y ? x : y),
  codes: { float32: codes.maximumF32 },
  backward: {
    input: ({ grad, input, other }) =>
      grad.maskedFill(input.lt(other), 0).sub(grad.div(2).maskedFill(input.ne(other), 0)),
    other: ({ grad, input, other }) =>
      grad.maskedFill(input.gt(other), 0).sub(grad.div(2).maskedFill(input.ne(other), 0)),
  },
  samples: overPairs(uniform),
});

export const minimum = defineBinary({
  name: "minimum",
  doc: "The smaller of input and other, elementwise; a NaN wins. Ties share the gradient.",
  f: (x, y) => (x !== x || y !== y ? Number.NaN : x < y ? x : y),
  codes: { float32: codes.minimumF32 },
  backward: {
    input: ({ grad, input, other }) =>
      grad.maskedFill(input.gt(other), 0).sub(grad.div(2).maskedFill(input.ne(other), 0)),
    other: ({ grad, input, other }) =>
      grad.maskedFill(input.lt(other), 0).sub(grad.div(2).maskedFill(input.ne(other), 0)),
  },
  samples: overPairs(uniform),
});
