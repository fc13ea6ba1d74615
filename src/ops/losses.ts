// What losses have in common, and the mean squared error.

import type { Node } from "../graph";
import { defineOp } from "../op";
import { choice, tensor } from "../params";
import { broadcastShapes, numel, type Shape, type Size, scalarShape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { reducePairs } from "./pairs";
import { floatingOnly } from "./refusals";
import { uniform } from "./samples";

export const reductions = ["none", "mean", "sum"] as const;
export type Reduction = (typeof reductions)[number];

/** The parameter that all losses share. */
export const reduction = choice("reduction", reductions, "mean");

/** The shape of a loss over elements of `shape`. */
export const lossShape = (shape: Size, how: Reduction): Size =>
  how === "none" ? shape : scalarShape;

/** What one element contributes: 1, or 1/n under the mean. */
export const weightOf = (shape: Shape, how: Reduction): number =>
  how === "mean" ? 1 / numel(shape) : 1;

/** Writes element losses, or adds them up. */
export function reduceInto(
  out: Node,
  count: number,
  how: Reduction,
  loss: (i: number) => number,
): void {
  const data = dataOf(out);
  if (how === "none") {
    for (let i = 0; i < count; i++) data[i] = loss(i);
    return;
  }
  let total = 0;
  for (let i = 0; i < count; i++) total += loss(i);
  data[0] = how === "mean" ? total / count : total;
}

const squaredDifference = (x: number, y: number): number => (x - y) * (x - y);

export const mseLoss = defineOp({
  name: "mseLoss",
  namespace: "nn.functional",
  doc: "(input - target)², averaged unless reduction says otherwise.",
  params: [tensor("input"), tensor("target"), reduction],
  shape: ({ input, target, reduction }) =>
    lossShape(broadcastShapes(input.shape, target.shape), reduction),
  dtype: floatingOnly("mse_cpu"),
  forward: (out, x, y) => reducePairs(out, x, y, out.args.reduction, squaredDifference),
  // d(x - y)² = 2 (x - y) (dx - dy)
  backward: {
    input: ({ grad, input, target, facts, reduction }) =>
      residual(grad, input, target, facts.input.shape, facts.target.shape, reduction),
    target: ({ grad, input, target, facts, reduction }) =>
      residual(grad, target, input, facts.input.shape, facts.target.shape, reduction),
  },
  samples: () =>
    reductions.flatMap((how) => [
      [uniform([2, 3]), uniform([2, 3]), { reduction: how }],
      [uniform([2, 3]), uniform([3]), { reduction: how }],
    ]),
});

const residual = (grad: Tensor, x: Tensor, y: Tensor, a: Size, b: Size, how: Reduction): Tensor =>
  x
    .sub(y)
    .mul(2 * weightOf(broadcastShapes(a, b), how))
    .mul(grad);
