// What the normalisations share: elements brought to mean 0 and variance 1 over groups, and the
// derivative of that. Groups are the middle index of a tensor of shape [outer, groups, inner].

import type { Node } from "../graph";
import { absent } from "../graph";
import * as kernels from "../kernels/normalize";
import { defineOp } from "../op";
import { number, tensor } from "../params";
import { type Shape, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

const layoutOf = ([outer, groups, inner]: Shape): kernels.Groups => ({
  outer: outer as number,
  groups: groups as number,
  inner: inner as number,
});

const params = [tensor("input"), number("eps")] as const;
const samples = () => [[uniform([2, 2, 3]), 1e-5]];

/** Over the elements of a group; what is reduced keeps its place. */
const groupMean = (t: Tensor): Tensor => t.mean([0, 2], true);

export const standardize: (input: Tensor, eps: number) => Tensor = defineOp({
  name: "standardize",
  namespace: "internal",
  gradFn: "NativeBatchNormBackward0",
  doc: "(input - mean) / √(variance + eps), over dimensions 0 and 2.",
  params,
  promote: "none",
  forward: (out, x) => kernels.standardize(dataOf(out), dataOf(x), layoutOf(x.shape), out.args.eps),
  backward: { input: ({ grad, input, eps }) => standardizeGradient(grad, input, eps) },
  samples,
});

/** dx = r (g - mean(g) - x̂ mean(g x̂)), with x̂ the standardised input and r = 1 / √(variance + eps). */
function standardizeGradient(grad: Tensor, input: Tensor, eps: number): Tensor {
  const standard = standardize(input, eps);
  const along = standard.mul(groupMean(grad.mul(standard)));
  return grad.sub(groupMean(grad)).sub(along).mul(inverseStd(input, eps));
}

const inverseStd: (input: Tensor, eps: number) => Tensor = defineOp({
  name: "inverseStd",
  namespace: "internal",
  gradFn: "NativeBatchNormBackward0",
  doc: "1 / √(variance + eps), over dimensions 0 and 2.",
  params,
  promote: "none",
  shape: ({ input }) => size([1, input.shape[1] as number, 1]),
  forward: (out, x) => kernels.inverseStd(dataOf(out), dataOf(x), layoutOf(x.shape), out.args.eps),
  // dr = -r² x̂ / n
  backward: {
    input: ({ grad, input, output, facts, eps }) => {
      const [outer, , inner] = facts.input.shape as readonly number[] as [number, number, number];
      const slope = output
        .mul(output)
        .mul(grad)
        .div(-outer * inner);
      return standardize(input, eps).mul(slope);
    },
  },
  samples,
});

/** The standardised input of a normalisation, in the input's own shape. */
export function standardized(input: Tensor, { outer, groups, inner }: kernels.Groups, eps: number) {
  return standardize(input.reshape([outer, groups, inner]), eps).reshape(input.shape);
}

/** dL/d input of a normalisation, from that of the standardised input. */
export function throughStatistics(
  grad: Tensor,
  input: Tensor,
  { outer, groups, inner }: kernels.Groups,
  eps: number,
): Tensor {
  const laidOut = [outer, groups, inner];
  return standardizeGradient(grad.reshape(laidOut), input.reshape(laidOut), eps).reshape(
    input.shape,
  );
}

/** A parameter's elements; null if it was not given. */
export const given = (node: Node) => (node === absent ? null : dataOf(node));

/** A parameter per channel, as it broadcasts over (N, C, …). */
export const perChannel = (t: Tensor, rank: number): Tensor =>
  t.reshape([-1, ...new Array<number>(rank - 2).fill(1)]);

/** The sum of (N, C, …) over all but the channels. */
export const overChannels = (t: Tensor): Tensor =>
  t.sum(Array.from({ length: t.ndim - 1 }, (_, d) => (d === 0 ? 0 : d + 1)));
