// Losses of pairs of elements: input and target broadcast, and what each pair costs is kept or added up.

import type { Node } from "../graph";
import { binary, type Plan, planBinary, sumOfPairs } from "../kernels/elementwise";
import { broadcastShapes, numel } from "../shape";
import { dataOf } from "./family";

interface PairPlan {
  readonly plan: Plan;
  /** The number of pairs. */
  readonly count: number;
}

/** Writes the loss `f` of each pair of elements, or reduces it. */
export function reducePairs(
  out: Node,
  x: Node,
  y: Node,
  how: "none" | "mean" | "sum",
  f: (x: number, y: number) => number,
): void {
  out.plan ??= planPairs(x, y);
  const { plan, count } = out.plan as PairPlan;
  const data = dataOf(out);
  if (how === "none") {
    binary(data, dataOf(x), dataOf(y), plan, f);
    return;
  }
  const total = sumOfPairs(count, dataOf(x), dataOf(y), plan, f);
  data[0] = how === "mean" ? total / count : total;
}

function planPairs(x: Node, y: Node): PairPlan {
  const shape = broadcastShapes(x.shape, y.shape);
  return { plan: planBinary(shape, x.shape, y.shape), count: numel(shape) };
}
