// Spread: variance and standard deviation, alone and together with the mean.

import { defineComposite } from "../composite";
import type { Namespace } from "../definition";
import { isFloating } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import type { ReducePlan } from "../kernels/reduce";
import { defineOp } from "../op";
import { dims, flag, number, tensor } from "../params";
import { type Shape, wrapDims } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { type Dims, meanNamed, planOf, restore, shapeOf } from "./reduce";
import { uniform } from "./samples";

const params = [
  tensor("input"),
  dims("dim", null),
  flag("unbiased", true),
  flag("keepdim", false),
  number("correction", null),
] as const;

interface Arguments {
  readonly dim: Dims;
  readonly unbiased: boolean;
  readonly keepdim: boolean;
  readonly correction: number | null;
}

/** What is taken off the number of elements before dividing by it. */
const correctionOf = ({ correction, unbiased }: Arguments): number =>
  correction ?? (unbiased ? 1 : 0);

/** The sum of squared distances from the mean, divided; in two passes, so that nothing cancels. */
function variances(out: Node, x: Node, { starts, offsets }: ReducePlan, correction: number): void {
  const [data, from] = [dataOf(out), dataOf(x)];
  const count = offsets.length;
  for (let o = 0; o < data.length; o++) {
    const start = starts[o] as number;
    let total = 0;
    for (let r = 0; r < count; r++) total += from[start + (offsets[r] as number)] as number;
    const middle = total / count;
    let squares = 0;
    for (let r = 0; r < count; r++) {
      const distance = (from[start + (offsets[r] as number)] as number) - middle;
      squares += distance * distance;
    }
    data[o] = squares / Math.max(0, count - correction);
  }
}

/** d var = 2 (x - mean) / (n - correction) */
function varianceSlope(grad: Tensor, input: Tensor, shape: Shape, args: Arguments): Tensor {
  const { dim, keepdim } = args;
  const count = wrapDims(dim, shape.length).reduce((n, d) => n * (shape[d] as number), 1);
  if (dim === null && count === correctionOf(args)) {
    // No degree of freedom is left: PyTorch's convention, which it has for the whole tensor only.
    const infinite = grad.mul(Number.POSITIVE_INFINITY);
    return infinite.where(input.eq(input.mean()), Number.NaN);
  }
  const distance = input.sub(input.mean(dim, true));
  const scale = 2 / (count - correctionOf(args));
  return restore(grad, shape, dim, keepdim).mul(scale).mul(distance);
}

const samples = () => [
  [uniform([2, 3])],
  [uniform([2, 3]), 1],
  [uniform([2, 3, 2]), [0, 2], false, true],
  [uniform([4]), { correction: 2 }],
];

/** What both have in common. `root`: whether the standard deviation is meant. */
const spread = (name: string, namespace: Namespace, gradFn: string, root: boolean) =>
  defineOp({
    name,
    namespace,
    gradFn,
    doc: root
      ? "The standard deviation over dim, or of all elements: the square root of var."
      : "The variance over dim, or of all elements: Σ (x - mean)² / (n - correction).",
    params,
    promote: "none",
    shape: shapeOf,
    dtype: ({ input: { dtype } }) => {
      if (isFloating(dtype)) return dtype;
      throw new RuntimeError("std and var only support floating point and complex dtypes");
    },
    forward: (out, x) => {
      variances(out, x, planOf(out, x, out.args.dim), correctionOf(out.args));
      const data = dataOf(out);
      if (root) for (let i = 0; i < data.length; i++) data[i] = Math.sqrt(data[i] as number);
    },
    // d√v = dv / (2 √v), and 0 where all elements are equal
    backward: {
      input: ({ grad, input, output, facts, dim, unbiased, keepdim, correction }) => {
        const slope = root ? grad.div(output.mul(2)).maskedFill(output.eq(0), 0) : grad;
        const args = { dim, unbiased, keepdim, correction };
        return varianceSlope(slope, input, facts.input.shape, args);
      },
    },
    samples,
  });

export const variance = spread("var", "torch", "VarBackward0", false);
export const std = spread("std", "torch", "StdBackward0", true);

/** Both results of PyTorch's joint kernels bear the kernel's name. */
const withMean = (name: string, gradFn: string, root: boolean, doc: string) => {
  const first = spread(`${name}Spread`, "internal", gradFn, root);
  const second = meanNamed(`${name}Mean`, "internal", () => gradFn);
  return defineComposite({
    name,
    result: "readonly Tensor[]",
    doc,
    params,
    compose: ({ input, dim, unbiased, keepdim, correction }): readonly Tensor[] => [
      first(input, dim, unbiased, keepdim, correction),
      second(input, dim, keepdim),
    ],
    samples,
  });
};

export const varMean = withMean("varMean", "VarMeanBackward0", false, "var and mean.");
export const stdMean = withMean("stdMean", "StdMeanBackward0", true, "std and mean.");
