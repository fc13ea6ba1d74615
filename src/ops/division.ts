// Division: div, exact or rounded.

import { getDefaultDtype, isFloating } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as kernels from "../kernels/elementwise";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { choice, tensor } from "../params";
import { dataOf, planOf } from "./family";
import { binaryInstruction } from "./instructions";
import { notBool } from "./refusals";
import { awayFromZero, overPairs, uniform } from "./samples";
import { flat } from "./scatter";

/** Rounded towards minus infinity, from the exact remainder, since x / y itself is rounded. */
export function floorQuotient(x: number, y: number): number {
  if (y === 0) return x / y;
  const rest = x % y;
  const quotient = (x - rest) / y - (rest !== 0 && y < 0 !== rest < 0 ? 1 : 0);
  return Math.round(quotient);
}

const rounded = {
  trunc: (x: number, y: number) => Math.trunc(x / y),
  floor: floorQuotient,
} as const;

/** Integers have no infinity to stand for a division by zero. */
export function refuseZero(divisor: Node, quotient: Node): void {
  if (!isFloating(quotient.dtype) && dataOf(divisor).includes(0)) {
    throw new RuntimeError("ZeroDivisionError");
  }
}

/** `f` as it is for floating results; integers have no -0. */
const forDtype = (out: Node, f: (x: number, y: number) => number) =>
  out.dtype === "int64" ? (x: number, y: number) => f(x, y) + 0 : f;

const quotients = { float32: codes.divF32, float64: codes.divF64 };

const roundings = ["trunc", "floor"] as const;

export const div = defineOp({
  name: "div",
  gradFn: ({ roundingMode }) => (roundingMode === null ? "DivBackward0" : "DivBackward2"),
  doc: "input / other, elementwise with broadcasting; integers divide to floating point unless rounded.",
  params: [tensor("input"), tensor("other"), choice("roundingMode", roundings, null)],
  dtype: ({ input, roundingMode }) => {
    if (roundingMode !== null) return notBool(`div_${roundingMode}_cpu`)({ input });
    return isFloating(input.dtype) ? input.dtype : getDefaultDtype();
  },
  forward: (out, x, y) => {
    const { roundingMode } = out.args;
    const plan = planOf(out, x, y);
    if (roundingMode === null) return kernels.divide(dataOf(out), dataOf(x), dataOf(y), plan);
    refuseZero(y, out);
    kernels.binary(dataOf(out), dataOf(x), dataOf(y), plan, forDtype(out, rounded[roundingMode]));
  },
  instruction: (out, x, y) =>
    out.args.roundingMode === null ? binaryInstruction(out, x, y, quotients) : null,
  // d(x/y) = dx / y - x dy / y²; a rounded quotient is flat
  backward: {
    input: ({ grad, other, roundingMode }) =>
      roundingMode === null ? grad.div(other) : flat(grad),
    other: ({ grad, input, other, roundingMode }) =>
      roundingMode === null ? grad.neg().mul(input.div(other).div(other)) : flat(grad),
  },
  samples: () => [
    ...overPairs(uniform, (shape) => awayFromZero(shape, 0.5))(),
    [uniform([3], 1.2, 1.8), uniform([3], 0.5, 0.6), { roundingMode: "floor" }],
  ],
});

/** fmod and remainder: input - other · q, where q is the quotient rounded as `how` says. */
const remainderOf = (
  name: string,
  doc: string,
  how: "trunc" | "floor",
  f: (x: number, y: number) => number,
) =>
  defineOp({
    name,
    gradFn: ({ other }) =>
      `${name[0]?.toUpperCase()}${name.slice(1)}Backward${other.wrapped ? 0 : 1}`,
    doc,
    params: [tensor("input"), tensor("other")],
    dtype: notBool(`${name}_cpu`),
    forward: (out, x, y) => {
      refuseZero(y, out);
      kernels.binary(dataOf(out), dataOf(x), dataOf(y), planOf(out, x, y), forDtype(out, f));
    },
    backward: {
      input: ({ grad }) => grad,
      other: ({ grad, input, other }) => grad.neg().mul(div(input, other, how)),
    },
    samples: () => [[uniform([3], 1.2, 1.8), uniform([3], 0.5, 0.55)]],
  });

export const fmod = remainderOf(
  "fmod",
  "The remainder of input / other with the sign of input.",
  "trunc",
  (x, y) => x % y,
);

export const remainder = remainderOf(
  "remainder",
  "The remainder of input / other with the sign of other.",
  "floor",
  (x, y) => {
    const rest = x % y;
    return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
  },
);

export const floorDivide = defineOp({
  name: "floorDivide",
  doc: "input / other rounded towards minus infinity; no gradient, as in PyTorch.",
  params: [tensor("input"), tensor("other")],
  dtype: notBool("div_floor_cpu"),
  forward: (out, x, y) => {
    refuseZero(y, out);
    const quotient = forDtype(out, floorQuotient);
    kernels.binary(dataOf(out), dataOf(x), dataOf(y), planOf(out, x, y), quotient);
  },
  backward: null,
  samples: () => [[uniform([3]), awayFromZero([3])]],
});
