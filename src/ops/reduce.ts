// Reductions: sum, mean, norm. Those that pick an element are in extremes.ts.

import type { Namespace } from "../definition";
import { type DType, isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as kernels from "../kernels/reduce";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";
import { convert } from "../nested";
import { defineOp } from "../op";
import { dims, dtype, flag, tensor } from "../params";
import { numel, reducedShape, type Shape, wrapDims } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { many } from "./instructions";
import { uniform } from "./samples";

export type Dims = number | readonly number[] | null;

/** How `out` folds its input; prepared once. */
export function planOf(out: Node, x: Node, dim: Dims): kernels.ReducePlan {
  out.plan ??= kernels.planReduce(x.shape, wrapDims(dim, x.shape.length));
  return out.plan as kernels.ReducePlan;
}

/** A reduced tensor spread out again over the shape it came from. */
export function restore(reduced: Tensor, shape: Shape, dim: Dims, keepdim: boolean): Tensor {
  const kept = keepdim
    ? reduced
    : reduced.reshape(reducedShape(shape, wrapDims(dim, shape.length), true));
  return kept.expand(shape as number[]);
}

export const reduceParams = [tensor("input"), dims("dim", null), flag("keepdim", false)] as const;
const typedParams = [...reduceParams, dtype("dtype", null)] as const;

export const shapeOf = ({ input, dim, keepdim }: { input: Node; dim: Dims; keepdim: boolean }) =>
  reducedShape(input.shape, wrapDims(dim, input.shape.length), keepdim);

export const overDims = (make: (shape: readonly number[]) => Tensor) => () => [
  [make([2, 3])],
  [make([2, 3]), 0],
  [make([2, 3]), -1, true],
  [make([2, 3, 2]), [0, 2]],
  [make([])],
];

/** Adds up in a dtype that is not floating: what is added is cast first. */
const sumAs = (type: DType) =>
  type === "bool"
    ? (total: number, x: number) => (total !== 0 || x !== 0 ? 1 : 0)
    : (total: number, x: number) => total + convert(x, type);

/** The instruction for sums divided by `divisor`; they are exact. */
function sumInstruction(out: Node, x: Node, dim: Dims, mean: boolean): Instruction | null {
  const { run, count } = planOf(out, x, dim);
  if (run === null || !isFloating(out.dtype) || x.dtype !== out.dtype) return null;
  return {
    code: out.dtype === "float32" ? codes.sumF32 : codes.sumF64,
    p: [run.outer, run.length, run.inner],
    f: [mean ? count : 1],
    approximate: numel(x.shape) >= many,
  };
}

export const sum = defineOp({
  name: "sum",
  gradFn: ({ dim }) => (dim === null ? "SumBackward0" : "SumBackward1"),
  doc: "The sum over dim, or over all elements.",
  params: typedParams,
  promote: "none",
  shape: shapeOf,
  dtype: ({ input, dtype }) => dtype ?? (isFloating(input.dtype) ? input.dtype : "int64"),
  forward: (out, x) => {
    const plan = planOf(out, x, out.args.dim);
    if (isFloating(out.dtype)) kernels.sum(dataOf(out), dataOf(x), plan, 1);
    else kernels.fold(dataOf(out), dataOf(x), plan, 0, sumAs(out.dtype));
  },
  instruction: (out, x) => sumInstruction(out, x, out.args.dim, false),
  backward: {
    input: ({ grad, facts, dim, keepdim }) => restore(grad, facts.input.shape, dim, keepdim),
  },
  samples: overDims(uniform),
});

/** How many elements are folded into one. */
const folded = (shape: Shape, dim: Dims): number =>
  wrapDims(dim, shape.length).reduce((n, d) => n * (shape[d] as number), 1);

/** The mean, under a name: PyTorch's joint kernels have their own. */
export const meanNamed = (name: string, namespace: Namespace, gradFn: (dim: Dims) => string) =>
  defineOp({
    name,
    namespace,
    gradFn: ({ dim }) => gradFn(dim),
    doc: "The mean over dim, or over all elements.",
    params: typedParams,
    promote: "none",
    shape: shapeOf,
    dtype: ({ input, dtype }) => meanDtype(input.dtype, dtype),
    forward: (out, x) => {
      const plan = planOf(out, x, out.args.dim);
      kernels.sum(dataOf(out), dataOf(x), plan, plan.count);
    },
    instruction: (out, x) => sumInstruction(out, x, out.args.dim, true),
    backward: {
      input: ({ grad, facts, dim, keepdim }) =>
        restore(grad, facts.input.shape, dim, keepdim).div(folded(facts.input.shape, dim)),
    },
    samples: overDims(uniform),
  });

export const mean = meanNamed("mean", "torch", (dim) =>
  dim === null ? "MeanBackward0" : "MeanBackward1",
);

function meanDtype(own: DType, given: DType | null): DType {
  const type = given ?? own;
  if (isFloating(type)) return type;
  throw new RuntimeError(
    `mean(): could not infer output dtype. ${given === null ? "Input" : "Optional"} dtype must be either a floating point or complex dtype. Got: ${scalarTypeName(type)}`,
  );
}
