// Families of elementwise operations: what all unary and all binary ops have in common.

import type { Backward, Definition, Rule } from "../definition";
import type { TypedArray } from "../dtype";
import type { Node } from "../graph";
import { binary, type Plan, planBinary, unary } from "../kernels/elementwise";
import { defineOp } from "../op";
import { tensor } from "../params";
import type { Promotion } from "../promotion";
import type { Tensor } from "../tensor";
import {
  type BinaryCodes,
  binaryInstruction,
  type UnaryCodes,
  unaryInstruction,
} from "./instructions";

/** The elements of a node that has been computed. */
export const dataOf = (node: Node): TypedArray => node.data as TypedArray;

/** How the two operands of `out` are read; prepared once. */
export function planOf(out: Node, a: Node, b: Node): Plan {
  out.plan ??= planBinary(out.shape, a.shape, b.shape);
  return out.plan as Plan;
}

const unaryParams = [tensor("input")] as const;
const binaryParams = [tensor("input"), tensor("other")] as const;

/** Where no kernel is known. */
const none = {};

type UnaryParams = typeof unaryParams;
type BinaryParams = typeof binaryParams;
type Shared<P extends UnaryParams | BinaryParams> = Pick<
  Definition<P>,
  "name" | "doc" | "gradFn" | "namespace" | "method" | "dtype" | "samples"
> & { readonly promote?: Promotion };

/** `f` applied to each element; `derivative` gives dL/d input, `codes` are those of wasm kernels. */
export const defineUnary = (
  definition: Shared<UnaryParams> & {
    readonly f: (x: number) => number;
    readonly codes?: UnaryCodes;
    readonly derivative: ((rule: Rule<UnaryParams>) => Tensor) | null;
  },
) =>
  defineOp({
    promote: "floating",
    ...definition,
    params: unaryParams,
    forward: (out, x) => unary(dataOf(out), dataOf(x), definition.f),
    instruction: (out, x) => unaryInstruction(out, x, definition.codes ?? none),
    backward: definition.derivative && { input: definition.derivative },
  });

/** `f` applied to each pair of elements, broadcasting. */
export const defineBinary = (
  definition: Shared<BinaryParams> & {
    readonly f: (x: number, y: number) => number;
    readonly codes?: BinaryCodes;
    readonly backward: Backward<BinaryParams> | null;
  },
) =>
  defineOp({
    ...definition,
    params: binaryParams,
    forward: (out, x, y) =>
      binary(dataOf(out), dataOf(x), dataOf(y), planOf(out, x, y), definition.f),
    instruction: (out, x, y) => binaryInstruction(out, x, y, definition.codes ?? none),
  });
