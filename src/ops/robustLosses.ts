// Losses of the difference between input and target, for which large errors count less than squared:
// l1, smooth l1, Huber; and the soft margin, which is of their product.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { isGradEnabled } from "../modes";
import { defineOp } from "../op";
import { number, tensor } from "../params";
import { broadcastShapes, type Size } from "../shape";
import type { Tensor } from "../tensor";
import { lossShape, type Reduction, reduction, weightOf } from "./losses";
import { reducePairs } from "./pairs";
import { checkFloating, floatingOnly } from "./refusals";
import { uniform } from "./samples";

/** A loss of each element, reduced: composed as PyTorch composes it. */
export function reduceLoss(loss: Tensor, how: Reduction): Tensor {
  if (how === "none") return loss;
  return how === "mean" ? loss.mean() : loss.sum();
}

const pairShape = (facts: { input: Node; target: Node; reduction: Reduction }): Size =>
  lossShape(broadcastShapes(facts.input.shape, facts.target.shape), facts.reduction);

/** What the mean divides by, as a factor. */
export const weightOfPairs = (facts: { input: Node; target: Node }, how: Reduction): number =>
  weightOf(broadcastShapes(facts.input.shape, facts.target.shape), how);

export const l1Loss = defineComposite({
  name: "l1Loss",
  namespace: "nn.functional",
  doc: "|input - target|, averaged unless reduction says otherwise.",
  params: [tensor("input"), tensor("target"), reduction],
  compose: ({ input, target, reduction }): Tensor => reduceLoss(input.sub(target).abs(), reduction),
  samples: () => [
    [uniform([2, 3]), uniform([2, 3])],
    [uniform([2, 3]), uniform([3]), { reduction: "none" }],
  ],
});

const samples = (option: string, value: number) => () =>
  (["none", "mean", "sum"] as const).map((how) => [
    uniform([2, 3]),
    uniform([3]),
    { reduction: how, [option]: value },
  ]);

interface Scaled {
  readonly grad: Tensor;
  readonly input: Tensor;
  readonly target: Tensor;
  readonly facts: { readonly input: Node; readonly target: Node };
  readonly reduction: Reduction;
}

/** z / beta within (-beta, beta), else the sign of z, with z = input - target. */
function smoothSlope({ grad, input, target, facts, reduction }: Scaled, beta: number): Tensor {
  const z = input.sub(target);
  const slope = beta === 0 ? z.sign() : z.div(beta).where(z.abs().lt(beta), z.sign());
  return slope.mul(weightOfPairs(facts, reduction)).mul(grad);
}

export const smoothL1Loss = defineOp({
  name: "smoothL1Loss",
  namespace: "nn.functional",
  doc: "(input - target)² / (2 beta) where the difference is below beta, else |input - target| - beta / 2.",
  params: [tensor("input"), tensor("target"), reduction, number("beta", 1)],
  shape: (facts) => {
    if (facts.beta < 0) {
      throw new RuntimeError("smooth_l1_loss does not support negative values for beta.", {
        parameter: "beta",
      });
    }
    return pairShape(facts);
  },
  dtype: floatingOnly("smooth_l1_cpu"),
  forward: (out, x, y) => {
    const { beta, reduction } = out.args;
    reducePairs(out, x, y, reduction, (a, b) => {
      const z = Math.abs(a - b);
      return z < beta ? (0.5 * z * z) / beta : z - 0.5 * beta;
    });
  },
  backward: {
    input: (rule) => smoothSlope(rule, rule.beta),
    target: (rule) => smoothSlope(rule, rule.beta).neg(),
  },
  samples: samples("beta", 0.5),
});

/** z within (-delta, delta), else ±delta, with z = input - target. */
function huberSlope({ grad, input, target, facts, reduction }: Scaled, delta: number): Tensor {
  const z = input.sub(target);
  const slope = z.where(z.abs().lt(delta), z.sign().mul(delta));
  return slope.mul(weightOfPairs(facts, reduction)).mul(grad);
}

export const huberLoss = defineOp({
  name: "huberLoss",
  namespace: "nn.functional",
  doc: "(input - target)² / 2 where the difference is below delta, else delta (|input - target| - delta / 2).",
  params: [tensor("input"), tensor("target"), reduction, number("delta", 1)],
  shape: (facts) => {
    if (facts.delta <= 0) {
      throw new RuntimeError("huber_loss does not support non-positive values for delta.", {
        parameter: "delta",
      });
    }
    return pairShape(facts);
  },
  dtype: floatingOnly("huber_cpu"),
  forward: (out, x, y) => {
    const { delta, reduction } = out.args;
    reducePairs(out, x, y, reduction, (a, b) => {
      const z = Math.abs(a - b);
      return z < delta ? 0.5 * z * z : delta * (z - 0.5 * delta);
    });
  },
  backward: {
    input: (rule) => huberSlope(rule, rule.delta),
    target: (rule) => huberSlope(rule, rule.delta).neg(),
  },
  samples: samples("delta", 0.7),
});

/** PyTorch has no derivative for this argument, and says so. */
export function refuseGradient(op: string, word: string, node: Node | null): void {
  if (node === null || !node.requiresGrad || !isGradEnabled()) return;
  throw new RuntimeError(
    `The function '${op}' is not differentiable with respect to argument '${word}'. This input cannot have requires_grad True.`,
    { parameter: word },
  );
}

export const softMarginLoss = defineOp({
  name: "softMarginLoss",
  namespace: "nn.functional",
  doc: "log(1 + exp(-target · input)), for targets 1 and -1; computed without overflow.",
  params: [tensor("input"), tensor("target"), reduction],
  shape: (facts) => {
    refuseGradient("soft_margin_loss", "target", facts.target);
    checkFloating(facts.input);
    return pairShape(facts);
  },
  forward: (out, x, y) =>
    reducePairs(out, x, y, out.args.reduction, (a, b) => {
      const z = -a * b;
      return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }),
  backward: {
    input: ({ grad, input, target, facts, reduction }) =>
      input.mul(target).neg().sigmoid().mul(target).mul(-weightOfPairs(facts, reduction)).mul(grad),
    target: null,
  },
  samples: () => [
    [uniform([2, 3]), uniform([3]).detach()],
    [uniform([4]), uniform([4]).detach(), { reduction: "none" }],
  ],
});
