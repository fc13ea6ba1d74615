// Norms: the p-norm of vectors, under the two names that PyTorch has for it.

import { type DType, isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as kernels from "../kernels/reduce";
import { defineOp } from "../op";
import { dims, dtype, flag, normOrder, tensor } from "../params";
import type { Shape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { type Dims, planOf, restore, shapeOf } from "./reduce";
import { awayFromZero } from "./samples";

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

interface Norm {
  readonly p: number;
  readonly dim: Dims;
  readonly keepdim: boolean;
}

/** d‖x‖/dx = sign(x) |x|^(p-1) / ‖x‖^(p-1), and 0 where ‖x‖ = 0; nothing at all for p = 0 */
function slope(
  grad: Tensor,
  input: Tensor,
  output: Tensor,
  shape: Shape,
  { p, dim, keepdim }: Norm,
): Tensor | null {
  const spread = (t: Tensor) => restore(t, shape, dim, keepdim);
  if (p === 0) return null;
  if (p === 1) return spread(grad).mul(input.sign());
  if (p === 2)
    return spread(grad).mul(input.div(spread(output)).maskedFill(spread(output).eq(0), 0));
  if (p === Infinity || p === -Infinity) {
    const attained = input.abs().eq(spread(output));
    const ties = restore(attained.sum(dim, true), shape, dim, true);
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
}

function normDtype(type: DType): DType {
  if (isFloating(type)) return type;
  throw new RuntimeError(
    `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${scalarTypeName(type)}`,
  );
}

const options = [dims("dim", null), flag("keepdim", false), dtype("dtype", null)] as const;
const shared = { promote: "none", shape: shapeOf } as const;

export const norm = defineOp({
  ...shared,
  name: "norm",
  gradFn: "NormBackward1",
  doc: "The p-norm over dim, or over all elements: (sum |x|^p)^(1/p).",
  params: [tensor("input"), normOrder("p", 2), ...options],
  dtype: ({ input, dtype }) => normDtype(dtype ?? input.dtype),
  forward: (out, x) => normKernel(out, x, planOf(out, x, out.args.dim), out.args.p),
  backward: {
    input: ({ grad, input, output, facts, p, dim, keepdim }) =>
      slope(grad, input, output, facts.input.shape, { p, dim, keepdim }),
  },
  samples: () => [
    [awayFromZero([2, 3])],
    [awayFromZero([2, 3, 2]), { dim: [0, 2], keepdim: true }],
    ...[1, 2, 3, 1.5, 0.5, Infinity].map((p) => [awayFromZero([2, 3]), p, 1]),
  ],
});

export const vectorNorm = defineOp({
  ...shared,
  name: "vectorNorm",
  namespace: "linalg",
  gradFn: "LinalgVectorNormBackward0",
  doc: "The norm of order ord over dim, or over all elements: (sum |x|^ord)^(1/ord).",
  params: [tensor("input"), normOrder("ord", 2), ...options],
  dtype: ({ input, dtype }) => normDtype(dtype ?? input.dtype),
  forward: (out, x) => normKernel(out, x, planOf(out, x, out.args.dim), out.args.ord),
  backward: {
    input: ({ grad, input, output, facts, ord, dim, keepdim }) =>
      slope(grad, input, output, facts.input.shape, { p: ord, dim, keepdim }),
  },
  samples: () => [[awayFromZero([2, 3])], [awayFromZero([2, 3]), 3, 1]],
});
