// Reductions: sum, mean, norm. Those that pick an element are in extremes.ts.

import { type DType, isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as kernels from "../kernels/reduce";
import { defineOp } from "../op";
import { dims, dtype, flag, normOrder, tensor } from "../params";
import { reducedShape, type Shape, wrapDims } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { awayFromZero, uniform } from "./samples";

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

export const sum = defineOp({
  name: "sum",
  gradFn: ({ dim }) => (dim === null ? "SumBackward0" : "SumBackward1"),
  doc: "The sum over dim, or over all elements.",
  params: typedParams,
  promote: "none",
  shape: shapeOf,
  dtype: ({ input, dtype }) => dtype ?? (isFloating(input.dtype) ? input.dtype : "int64"),
  forward: (out, x) => kernels.sum(dataOf(out), dataOf(x), planOf(out, x, out.args.dim), 1),
  backward: {
    input: ({ grad, facts, dim, keepdim }) => restore(grad, facts.input.shape, dim, keepdim),
  },
  samples: overDims(uniform),
});

/** How many elements are folded into one. */
const folded = (shape: Shape, dim: Dims): number =>
  wrapDims(dim, shape.length).reduce((n, d) => n * (shape[d] as number), 1);

export const mean = defineOp({
  name: "mean",
  gradFn: ({ dim }) => (dim === null ? "MeanBackward0" : "MeanBackward1"),
  doc: "The mean over dim, or over all elements.",
  params: typedParams,
  promote: "none",
  shape: shapeOf,
  dtype: ({ input, dtype }) => meanDtype(dtype ?? input.dtype),
  forward: (out, x) => {
    const plan = planOf(out, x, out.args.dim);
    kernels.sum(dataOf(out), dataOf(x), plan, 1 / plan.offsets.length);
  },
  backward: {
    input: ({ grad, facts, dim, keepdim }) =>
      restore(grad, facts.input.shape, dim, keepdim).div(folded(facts.input.shape, dim)),
  },
  samples: overDims(uniform),
});

function meanDtype(type: DType): DType {
  if (isFloating(type)) return type;
  throw new RuntimeError(
    `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${scalarTypeName(type)}`,
  );
}

/** Σ|x|^p to the power 1/p, with the limits p = 0 (how many are not 0) and ±∞ (the extreme |x|). */
function normKernel(out: Node, x: Node, plan: kernels.ReducePlan, p: number): void {
  const [data, from] = [dataOf(out), dataOf(x)];
  if (p === 0) kernels.fold(data, from, plan, 0, (n, v) => n + (v !== 0 ? 1 : 0));
  else if (p === 1) kernels.fold(data, from, plan, 0, (n, v) => n + Math.abs(v));
  else if (p === 2) kernels.fold(data, from, plan, 0, (n, v) => n + v * v, Math.sqrt);
  else if (p === Infinity) kernels.fold(data, from, plan, 0, (n, v) => Math.max(n, Math.abs(v)));
  else if (p === -Infinity) {
    kernels.fold(data, from, plan, Infinity, (n, v) => Math.min(n, Math.abs(v)));
  } else
    kernels.fold(
      data,
      from,
      plan,
      0,
      (n, v) => n + Math.abs(v) ** p,
      (n) => n ** (1 / p),
    );
}

export const norm = defineOp({
  name: "norm",
  gradFn: "NormBackward1",
  doc: "The p-norm over dim, or over all elements: (sum |x|^p)^(1/p).",
  params: [
    tensor("input"),
    normOrder("p", 2),
    dims("dim", null),
    flag("keepdim", false),
    dtype("dtype", null),
  ],
  promote: "none",
  shape: shapeOf,
  dtype: ({ input, dtype }) => {
    const type = dtype ?? input.dtype;
    if (isFloating(type)) return type;
    throw new RuntimeError(
      `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${scalarTypeName(type)}`,
    );
  },
  forward: (out, x) => normKernel(out, x, planOf(out, x, out.args.dim), out.args.p),
  // d‖x‖/dx = sign(x) |x|^(p-1) / ‖x‖^(p-1), and 0 where ‖x‖ = 0
  backward: {
    input: ({ grad, input, output, facts, p, dim, keepdim }) => {
      const spread = (t: Tensor) => restore(t, facts.input.shape, dim, keepdim);
      if (p === 0) return null;
      if (p === 1) return spread(grad).mul(input.sign());
      if (p === 2)
        return spread(grad).mul(input.div(spread(output)).maskedFill(spread(output).eq(0), 0));
      if (p === Infinity || p === -Infinity) {
        const attained = input.abs().eq(spread(output));
        const ties = restore(attained.sum(dim, true), facts.input.shape, dim, true);
        return spread(grad).mul(input.sign()).div(ties).maskedFill(attained.logicalNot(), 0);
      }
      if (p < 1) {
        const powers = input.sign().mul(
          input
            .abs()
            .pow(p - 1)
            .maskedFill(input.eq(0), 0),
        );
        return powers.mul(spread(grad)).mul(spread(output).pow(1 - p));
      }
      const powers =
        p < 2 ? input.sign().mul(input.abs().pow(p - 1)) : input.mul(input.abs().pow(p - 2));
      const scale = grad.div(output.pow(p - 1)).maskedFill(output.eq(0), 0);
      return powers.mul(spread(scale));
    },
  },
  samples: () => [
    [awayFromZero([2, 3])],
    [awayFromZero([2, 3, 2]), { dim: [0, 2], keepdim: true }],
    ...[1, 2, 3, 1.5, 0.5, Infinity].map((p) => [awayFromZero([2, 3]), p, 1]),
  ],
});
