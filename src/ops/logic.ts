// Comparisons, logic, and choosing by a mask. Results of comparisons are bool and have no gradient.

import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { binary } from "../kernels/elementwise";
import { planSpread, type TernaryPlan, ternary } from "../kernels/ternary";
import * as codes from "../kernels/wasm/codes";
import { repeatWords } from "../kernels/wasm/repeat";
import { convert } from "../nested";
import { defineOp } from "../op";
import { tensor } from "../params";
import { broadcastShapes, numel } from "../shape";
import { dataOf, defineBinary, defineUnary, planOf } from "./family";
import { many } from "./instructions";
import { mask, overPairs, overShapes, uniform } from "./samples";

const comparison = (name: string, symbol: string, f: (x: number, y: number) => boolean) =>
  defineBinary({
    name,
    doc: `input ${symbol} other, elementwise with broadcasting.`,
    dtype: "bool",
    f: (x, y) => (f(x, y) ? 1 : 0),
    backward: null,
    samples: overPairs(uniform),
  });

export const eq = comparison("eq", "==", (x, y) => x === y);
export const ne = comparison("ne", "!=", (x, y) => x !== y);
export const lt = comparison("lt", "<", (x, y) => x < y);
export const le = comparison("le", "<=", (x, y) => x <= y);
export const gt = comparison("gt", ">", (x, y) => x > y);
export const ge = comparison("ge", ">=", (x, y) => x >= y);

const logical = (name: string, word: string, f: (x: boolean, y: boolean) => boolean) =>
  defineBinary({
    name,
    doc: `input ${word} other, elementwise; anything but 0 is true.`,
    dtype: "bool",
    f: (x, y) => (f(x !== 0, y !== 0) ? 1 : 0),
    backward: null,
    samples: overPairs(mask),
  });

export const logicalAnd = logical("logicalAnd", "and", (x, y) => x && y);
export const logicalOr = logical("logicalOr", "or", (x, y) => x || y);
export const logicalXor = logical("logicalXor", "exclusive or", (x, y) => x !== y);

export const logicalNot = defineUnary({
  name: "logicalNot",
  doc: "Whether each element is 0.",
  promote: "common",
  dtype: "bool",
  f: (x) => (x === 0 ? 1 : 0),
  derivative: null,
  samples: overShapes(mask),
});

export const isnan = defineUnary({
  name: "isnan",
  doc: "Whether each element is NaN.",
  promote: "common",
  dtype: "bool",
  f: (x) => (x !== x ? 1 : 0),
  derivative: null,
  samples: overShapes(uniform),
});

/** How the three operands of `out` are read; prepared once. */
export function ternaryPlanOf(out: Node, a: Node, b: Node, c: Node): TernaryPlan {
  out.plan ??= [a, b, c].map((operand) => planSpread(operand.shape, out.shape));
  return out.plan as TernaryPlan;
}

const chosen = (holds: number, x: number, y: number): number => (holds !== 0 ? x : y);

export const where = defineOp({
  name: "where",
  method: false,
  doc: "input where condition holds, other elsewhere; all three broadcast.",
  params: [tensor("condition"), tensor("input"), tensor("other")],
  promote: "last two",
  shape: ({ condition, input, other }) => {
    if (condition.dtype !== "bool") {
      throw new RuntimeError(
        "where expected condition to be a boolean tensor, but got a tensor with dtype " +
          `${condition.dtype}`,
      );
    }
    return broadcastShapes(condition.shape, broadcastShapes(input.shape, other.shape));
  },
  dtype: ({ input }) => input.dtype,
  forward: (out, condition, x, y) => {
    const plan = ternaryPlanOf(out, condition, x, y);
    ternary(dataOf(out), dataOf(condition), dataOf(x), dataOf(y), plan, chosen);
  },
  backward: {
    condition: null,
    input: ({ grad, condition }) => grad.maskedFill(condition.logicalNot(), 0),
    other: ({ grad, condition }) => grad.maskedFill(condition, 0),
  },
  samples: () => [
    [mask([2, 3]), uniform([2, 3]), uniform([2, 3])],
    [mask([3]), uniform([2, 1]), uniform([])],
    [mask([2]), uniform([2]), 0.5],
  ],
});

export const maskedFill = defineOp({
  name: "maskedFill",
  gradFn: ({ value }) => `MaskedFillBackward${value.wrapped ? 0 : 1}`,
  doc: "input with value wherever mask holds; mask broadcasts to input.",
  params: [tensor("input"), tensor("mask"), tensor("value")],
  promote: "none",
  shape: ({ input, mask, value }) => {
    if (mask.dtype !== "bool") {
      throw new RuntimeError(
        `masked_fill_ only supports boolean masks, but got mask with dtype ${mask.dtype}`,
      );
    }
    if (value.shape.length > 0) {
      throw new RuntimeError(
        `masked_fill only supports a 0-dimensional value tensor, but got tensor with ${value.shape.length} dimension(s).`,
      );
    }
    return broadcastShapes(input.shape, mask.shape);
  },
  forward: (out, x, mask, value) => {
    const v = convert(dataOf(value)[0] as number, out.dtype);
    binary(dataOf(out), dataOf(x), dataOf(mask), planOf(out, x, mask), (a, m) => (m !== 0 ? v : a));
  },
  instruction: (out, x, mask, value) => {
    const size = numel(out.shape);
    if (out.dtype !== "float32" || value.dtype !== "float32" || numel(x.shape) !== size)
      return null;
    const [repeats, length, period, step] = repeatWords(out.shape, out.shape, mask.shape) ?? [];
    if (repeats === 0) return { code: codes.maskedFillF32, p: [size], approximate: size >= many };
    if (length === undefined || period !== 1 || step !== 1) return null;
    return { code: codes.maskedFillF32, p: [length], approximate: size >= many };
  },
  backward: {
    input: ({ grad, mask }) => grad.maskedFill(mask, 0),
    mask: null,
    value: ({ grad, mask }) => grad.maskedFill(mask.logicalNot(), 0).sum(),
  },
  samples: () => [
    [uniform([2, 3]), mask([2, 3]), 0.5],
    [uniform([2, 3]), mask([3]), uniform([])],
  ],
});
