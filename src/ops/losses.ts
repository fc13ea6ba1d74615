// Losses: mean squared error, binary cross entropy with logits.

import type { OpNode } from "../definition";
import type { TypedArray } from "../dtype";
import { ValueError } from "../errors";
import type { Node } from "../graph";
import { absent } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { choice, number, optionalTensor, tensor } from "../params";
import { broadcastShapes, numel, type Shape, type Size, sameShape, scalarShape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { softplus as softplusOf } from "./unary";

const reductions = ["none", "mean", "sum"] as const;
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

/** Element i of `node` as if it had shape `to`. */
function reader(node: Node, to: Shape): TypedArray {
  const data = dataOf(node);
  if (sameShape(node.shape, to)) return data;
  const spread = new Float64Array(numel(to));
  gather(spread, data, { shape: to, strides: stepsFor(node.shape, to), offset: 0 });
  return spread;
}

export const mseLoss = defineOp({
  name: "mseLoss",
  namespace: "nn.functional",
  doc: "(input - target)², averaged unless reduction says otherwise.",
  params: [tensor("input"), tensor("target"), reduction],
  shape: ({ input, target, reduction }) =>
    lossShape(broadcastShapes(input.shape, target.shape), reduction),
  forward: (out, x, y) => {
    const shape = broadcastShapes(x.shape, y.shape);
    const [a, b] = [reader(x, shape), reader(y, shape)];
    reduceInto(
      out,
      a.length,
      out.args.reduction,
      (i) => ((a[i] as number) - (b[i] as number)) ** 2,
    );
  },
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

function sameSize(input: Node, target: Node): void {
  if (!sameShape(input.shape, target.shape)) {
    throw new ValueError(
      `Target size (${target.shape}) must be the same as input size (${input.shape})`,
      { parameter: "target" },
    );
  }
}

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

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
    return lossShape(input.shape, reduction);
  },
  // -[p y log σ(x) + (1 - y) log(1 - σ(x))] = (1 - y) x + (1 + (p - 1) y) softplus(-x)
  forward: (out, input, target, weight) => {
    const posWeight = out.inputs[3] as Node;
    const x = dataOf(input);
    const y = dataOf(target);
    if (weight === absent && posWeight === absent && out.args.reduction !== "none") {
      const count = x.length;
      let total = 0;
      for (let i = 0; i < count; i++) {
        const xi = x[i] as number;
        total += (1 - (y[i] as number)) * xi + softplus(-xi);
      }
      dataOf(out)[0] = out.args.reduction === "mean" ? total / count : total;
    } else weightedLogits(out, input, target, weight, posWeight);
  },
  backward: {
    input: ({ grad, input, target, weight, posWeight, facts, reduction }) => {
      const scale = weightOf(facts.input.shape, reduction);
      if (weight === null && posWeight === null) return logitsResidual(grad, input, target, scale);
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

/** The forward pass with weights, or without reduction. */
function weightedLogits(
  out: OpNode<typeof logitsParams>,
  input: Node,
  target: Node,
  weight: Node,
  posWeight: Node,
): void {
  const [x, y] = [dataOf(input), dataOf(target)];
  const w = weight === absent ? null : reader(weight, input.shape);
  const p = posWeight === absent ? null : reader(posWeight, input.shape);
  reduceInto(out, x.length, out.args.reduction, (i) => {
    const [xi, yi] = [x[i] as number, y[i] as number];
    const positive = p === null ? 1 : 1 + ((p[i] as number) - 1) * yi;
    const loss = (1 - yi) * xi + positive * softplus(-xi);
    return w === null ? loss : loss * (w[i] as number);
  });
}

/** The loss of each element, unweighted. */
function elementLoss(input: Tensor, target: Tensor, posWeight: Tensor | null): Tensor {
  const below = softplusOf(input.neg());
  const scaled = posWeight === null ? below : below.mul(target.mul(posWeight.sub(1)).add(1));
  return input.sub(input.mul(target)).add(scaled);
}

/** grad · (σ(x) - y) · scale, in one kernel: the derivative that every training step asks for. */
const logitsResidual: (grad: Tensor, input: Tensor, target: Tensor, scale: number) => Tensor =
  defineOp({
    name: "logitsResidual",
    namespace: "internal",
    gradFn: "BinaryCrossEntropyWithLogitsBackwardBackward0",
    doc: "The derivative of binaryCrossEntropyWithLogits with respect to its input.",
    params: [tensor("cotangent"), tensor("input"), tensor("target"), number("scale")],
    shape: ({ input }) => input.shape,
    forward: (out, g, input, target) => {
      const { scale } = out.args;
      const data = dataOf(out);
      const x = dataOf(input);
      const y = dataOf(target);
      const cotangent = dataOf(g);
      const single = cotangent.length === 1;
      const count = data.length;
      for (let i = 0; i < count; i++) {
        const gi = (single ? cotangent[0] : cotangent[i]) as number;
        data[i] = gi * (sigmoid(x[i] as number) - (y[i] as number)) * scale;
      }
    },
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
    samples: () => [[uniform([3]), uniform([3]), uniform([3], 0, 1), 0.5]],
  });
