// Binary cross entropy with logits.

import type { OpNode } from "../definition";
import { ValueError } from "../errors";
import { absent, type Node } from "../graph";
import { planSpread, position, type Spread } from "../kernels/ternary";
import { defineOp } from "../op";
import { number, optionalTensor, tensor } from "../params";
import { sameShape } from "../shape";
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

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

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
  backward: {
    input: ({ grad, input, output, target, weight, posWeight, facts, reduction }) => {
      const scale = weightOf(facts.input.shape, reduction);
      if (weight === null && posWeight === null) {
        return logitsResidual(grad, input, target, output, scale);
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

/**
 * The forward pass without weights. One exponential gives both the loss and σ(x), which is kept: the
 * derivative, asked for at the next moment, reads it.
 */
function plainLogits(out: Node, input: Node, target: Node): void {
  const { reduction } = out.args as { readonly reduction: Reduction };
  const x = dataOf(input);
  const y = dataOf(target);
  const data = dataOf(out);
  const count = x.length;
  const sigmoids = sigmoidsOf(out, count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const xi = x[i] as number;
    const e = Math.exp(-Math.abs(xi));
    sigmoids[i] = (xi >= 0 ? 1 : e) / (1 + e);
    // In this order, as PyTorch: what is left of a loss near 0 is rounding of the same kind.
    const loss = (1 - (y[i] as number)) * xi + (Math.max(-xi, 0) + Math.log1p(e));
    if (reduction === "none") data[i] = loss;
    else total += loss;
  }
  if (reduction !== "none") data[0] = reduction === "mean" ? total / count : total;
}

/** Where the loss's node keeps σ of its input. */
function sigmoidsOf(loss: Node, count: number): Float64Array {
  loss.plan ??= new Float64Array(count);
  return loss.plan as Float64Array;
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

/**
 * grad · (σ(x) - y) · scale, in one kernel: the derivative that every training step asks for. It
 * depends on the loss, whose forward pass has computed σ(x) already.
 */
const logitsResidual: (
  cotangent: Tensor,
  input: Tensor,
  target: Tensor,
  loss: Tensor,
  scale: number,
) => Tensor = defineOp({
  name: "logitsResidual",
  namespace: "internal",
  gradFn: "BinaryCrossEntropyWithLogitsBackwardBackward0",
  doc: "The derivative of binaryCrossEntropyWithLogits with respect to its input.",
  params: [tensor("cotangent"), tensor("input"), tensor("target"), tensor("loss"), number("scale")],
  promote: "none",
  shape: ({ input }) => input.shape,
  dtype: ({ input }) => input.dtype,
  forward: (out, g, input, target) => {
    const { scale } = out.args;
    const data = dataOf(out);
    const y = dataOf(target);
    const cotangent = dataOf(g);
    const single = cotangent.length === 1;
    const count = data.length;
    const kept = (out.inputs[3] as Node).plan as Float64Array | null;
    const sigmoids = kept ?? dataOf(input).map((v) => 1 / (1 + Math.exp(-v)));
    for (let i = 0; i < count; i++) {
      const gi = (single ? cotangent[0] : cotangent[i]) as number;
      data[i] = gi * ((sigmoids[i] as number) - (y[i] as number)) * scale;
    }
  },
  backward: {
    cotangent: ({ grad, input, target, scale }) => grad.mul(input.sigmoid().sub(target)).mul(scale),
    input: ({ grad, cotangent, input, scale }) => {
      const s = input.sigmoid();
      return grad
        .mul(cotangent)
        .mul(s.mul(s.neg().add(1)))
        .mul(scale);
    },
    target: ({ grad, cotangent, scale }) => grad.mul(cotangent).mul(-scale),
    loss: null,
  },
  samples: () => {
    // The loss belongs to its logits and targets: none of the three can be varied alone.
    const [x, y] = [uniform([3]).detach(), uniform([3], 0, 1).detach()];
    return [[uniform([3]), x, y, binaryCrossEntropyWithLogits(x, y), 0.5]];
  },
});
