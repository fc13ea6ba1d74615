// Binary cross entropy with logits.

import type { OpNode } from "../definition";
import { isFloating } from "../dtype";
import { ValueError } from "../errors";
import { absent, type Node } from "../graph";
import { log1pOfUnit } from "../kernels/double";
import { planSpread, position, type Spread } from "../kernels/ternary";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { number, optionalTensor, tensor } from "../params";
import { numel, sameShape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { lossShape, type Reduction, reduceInto, reduction, reductions, weightOf } from "./losses";
import { checkFloating } from "./refusals";
import { uniform } from "./samples";
import { softplus as softplusOf } from "./unary";

function sameSize(input: Node, target: Node): void {
  if (!sameShape(input.shape, target.shape)) {
    throw new ValueError(
      `Target size (${target.shape}) must be the same as input size (${input.shape})`,
      { parameter: "target" },
    );
  }
}

const softplus = (x: number): number => Math.max(x, 0) + log1pOfUnit(Math.exp(-Math.abs(x)));

const logitsParams = [
  tensor("input"),
  tensor("target"),
  optionalTensor("weight"),
  reduction,
  optionalTensor("posWeight"),
] as const;

export const binaryCrossEntropyWithLogits = defineOp({
  name: "binaryCrossEntropyWithLogits",
  namespace: "nn.functional",
  gradFn: "BinaryCrossEntropyWithLogitsBackward0",
  doc: "Binary cross entropy between sigmoid(input) and target, computed stably from the logits.",
  params: logitsParams,
  shape: ({ input, target, reduction }) => {
    sameSize(input, target);
    checkFloating(input);
    checkFloating(target);
    return lossShape(input.shape, reduction);
  },
  // -[p y log σ(x) + (1 - y) log(1 - σ(x))] = (1 - y) x + (1 + (p - 1) y) softplus(-x)
  forward: (out, input, target, weight) => {
    const posWeight = out.inputs[3] as Node;
    if (weight === absent && posWeight === absent) plainLogits(out, input, target);
    else weightedLogits(out, input, target, weight, posWeight);
  },
  instruction: (out, input, _, weight) => {
    if (weight !== absent || out.inputs[3] !== absent || !isFloating(input.dtype)) return null;
    return {
      code: input.dtype === "float32" ? codes.logitsF32 : codes.logitsF64,
      p: [numel(input.shape), reductions.indexOf(out.args.reduction)],
      approximate: false,
    };
  },
  backward: {
    input: ({ grad, input, target, weight, posWeight, facts, reduction }) => {
      const scale = weightOf(facts.input.shape, reduction);
      if (weight === null && posWeight === null) {
        return logitsResidual(grad, input, target, scale);
      }
      // (σ(x) (1 + (p - 1) y) - p y) w
      const y = posWeight === null ? target : target.mul(posWeight);
      const slope = input.sigmoid().mul(y.add(1).sub(target)).sub(y).mul(scale).mul(grad);
      return weight === null ? slope : slope.mul(weight);
    },
    target: ({ grad, input, weight, posWeight, facts, reduction }) => {
      const scale = weightOf(facts.input.shape, reduction);
      const extra = posWeight === null ? null : posWeight.sub(1).mul(softplusOf(input.neg()));
      const slope = (extra === null ? input.neg() : extra.sub(input)).mul(scale).mul(grad);
      return weight === null ? slope : slope.mul(weight);
    },
    weight: ({ grad, input, target, posWeight, facts, reduction }) =>
      elementLoss(input, target, posWeight).mul(weightOf(facts.input.shape, reduction)).mul(grad),
    posWeight: ({ grad, input, target, weight, facts, reduction }) => {
      const slope = target
        .mul(softplusOf(input.neg()))
        .mul(weightOf(facts.input.shape, reduction))
        .mul(grad);
      return weight === null ? slope : slope.mul(weight);
    },
  },
  samples: () => [
    ...reductions.map((how) => [uniform([2, 3]), uniform([2, 3], 0, 1), { reduction: how }]),
    [
      uniform([2, 3]),
      uniform([2, 3], 0, 1),
      { weight: uniform([3], 0.5, 2), posWeight: uniform([3], 0.5, 2) },
    ],
  ],
});

/** The forward pass without weights. */
function plainLogits(out: Node, input: Node, target: Node): void {
  const { reduction } = out.args as { readonly reduction: Reduction };
  const x = dataOf(input);
  const y = dataOf(target);
  const data = dataOf(out);
  const count = x.length;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const xi = x[i] as number;
    // In this order, as PyTorch: what is left of a loss near 0 is rounding of the same kind.
    const loss = (1 - (y[i] as number)) * xi + softplus(-xi);
    if (reduction === "none") data[i] = loss;
    else total += loss;
  }
  if (reduction !== "none") data[0] = reduction === "mean" ? total / count : total;
}

/** The forward pass with weights. */
function weightedLogits(
  out: OpNode<typeof logitsParams>,
  input: Node,
  target: Node,
  weight: Node,
  posWeight: Node,
): void {
  const [x, y] = [dataOf(input), dataOf(target)];
  const w = weight === absent ? null : dataOf(weight);
  const p = posWeight === absent ? null : dataOf(posWeight);
  out.plan ??= [planSpread(weight.shape, input.shape), planSpread(posWeight.shape, input.shape)];
  const [forW, forP] = out.plan as readonly [Spread, Spread];
  reduceInto(out, x.length, out.args.reduction, (i) => {
    const [xi, yi] = [x[i] as number, y[i] as number];
    const positive = p === null ? 1 : 1 + ((p[position(forP, i)] as number) - 1) * yi;
    const loss = (1 - yi) * xi + positive * softplus(-xi);
    return w === null ? loss : loss * (w[position(forW, i)] as number);
  });
}

/** The loss of each element, unweighted. */
function elementLoss(input: Tensor, target: Tensor, posWeight: Tensor | null): Tensor {
  const below = softplusOf(input.neg());
  const scaled = posWeight === null ? below : below.mul(target.mul(posWeight.sub(1)).add(1));
  return input.sub(input.mul(target)).add(scaled);
}

/** grad · (σ(x) - y) · scale, in one kernel: the derivative that every training step asks for. */
const logitsResidual: (cotangent: Tensor, input: Tensor, target: Tensor, scale: number) => Tensor =
  defineOp({
    name: "logitsResidual",
    namespace: "internal",
    gradFn: "BinaryCrossEntropyWithLogitsBackwardBackward0",
    doc: "The derivative of binaryCrossEntropyWithLogits with respect to its input.",
    params: [tensor("cotangent"), tensor("input"), tensor("target"), number("scale")],
    promote: "none",
    shape: ({ input }) => input.shape,
    dtype: ({ input }) => input.dtype,
    forward: (out, cotangent, input, target) => {
      const { scale } = out.args;
      const data = dataOf(out);
      const x = dataOf(input);
      const y = dataOf(target);
      const g = dataOf(cotangent);
      const step = g.length === 1 ? 0 : 1;
      const count = data.length;
      for (let i = 0; i < count; i++) {
        const sigmoid = 1 / (1 + Math.exp(-(x[i] as number)));
        data[i] = (g[i * step] as number) * (sigmoid - (y[i] as number)) * scale;
      }
    },
    instruction: (out, cotangent) => ({
      code: out.dtype === "float32" ? codes.residualF32 : codes.residualF64,
      p: [numel(cotangent.shape) === 1 ? 1 : 0],
      f: [out.args.scale],
      approximate: false,
    }),
    backward: {
      cotangent: ({ grad, input, target, scale }) =>
        grad.mul(input.sigmoid().sub(target)).mul(scale),
      input: ({ grad, cotangent, input, scale }) => {
        const s = input.sigmoid();
        return grad
          .mul(cotangent)
          .mul(s.mul(s.neg().add(1)))
          .mul(scale);
      },
      target: ({ grad, cotangent, scale }) => grad.mul(cotangent).mul(-scale),
    },
    samples: () => [
      [uniform([3]), uniform([3]), uniform([3], 0, 1), 0.5],
      [uniform([]), uniform([3]), uniform([3], 0, 1), 0.5],
    ],
  });
