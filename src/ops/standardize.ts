// What the normalisations share: elements brought to mean 0 and variance 1 over groups, and the
// derivative of that. Groups are the middle index of a tensor of shape [outer, groups, inner].

import type { Node } from "../graph";
import { absent } from "../graph";
import * as kernels from "../kernels/normalize";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";
import { defineOp } from "../op";
import { number, tensor } from "../params";
import { numel, type Shape, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { enough } from "./instructions";
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
  instruction: (out, x) =>
    rowsInstruction(codes.layerNormF32, out, layoutOf(x.shape), out.args.eps),
  backward: { input: ({ grad, input, eps }) => standardizeBackward(grad, input, eps) },
  samples,
});

/** The instruction of a kernel for groups that are rows; `rest` are the words p2 and p3. */
export function rowsInstruction(
  code: number,
  out: Node,
  { outer, groups, inner }: kernels.Groups,
  eps: number,
  rest: readonly number[] = [],
): Instruction | null {
  if (outer !== 1 || out.dtype !== "float32" || numel(out.shape) < enough) return null;
  return { code, p: [groups, inner, ...rest], f: [eps], approximate: true };
}

const standardizeBackward: (cotangent: Tensor, input: Tensor, eps: number) => Tensor = defineOp({
  name: "standardizeBackward",
  namespace: "internal",
  gradFn: "NativeBatchNormBackwardBackward0",
  doc: "r (g - mean(g) - x̂ mean(g x̂)), with x̂ the standardised input and r = 1 / √(variance + eps).",
  params: [tensor("cotangent"), ...params],
  promote: "none",
  forward: (out, g, x) =>
    kernels.standardizeBackward(dataOf(out), dataOf(g), dataOf(x), layoutOf(x.shape), out.args.eps),
  instruction: (out, _, x) =>
    rowsInstruction(codes.standardizeBackwardF32, out, layoutOf(x.shape), out.args.eps),
  // f(g) for short. It is its own adjoint; and with p = mean(c x̂), q = mean(g x̂) for a cotangent c,
  // dx = -r² x̂ (mean(c g) - mean(c) mean(g) - p q) - r (q f(c) + p f(g))
  backward: {
    cotangent: ({ grad, input, eps }) => standardizeBackward(grad, input, eps),
    input: ({ grad, cotangent, input, output, eps }) => {
      const standard = standardize(input, eps);
      const r = inverseStd(input, eps);
      const [p, q] = [groupMean(grad.mul(standard)), groupMean(cotangent.mul(standard))];
      const joint = groupMean(grad.mul(cotangent))
        .sub(groupMean(grad).mul(groupMean(cotangent)))
        .sub(p.mul(q));
      const along = q.mul(standardizeBackward(grad, input, eps)).add(p.mul(output));
      return standard.mul(joint.mul(r).mul(r)).add(along.mul(r)).neg();
    },
  },
  samples: () => [[uniform([2, 2, 3]), uniform([2, 2, 3]), 1e-5]],
});

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
  return standardizeBackward(grad.reshape(laidOut), input.reshape(laidOut), eps).reshape(
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
