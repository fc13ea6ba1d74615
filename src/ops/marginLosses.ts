// Losses that ask for a margin: nothing is lost where it is kept. Composed as PyTorch composes them.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { flag, number, tensor } from "../params";
import { list } from "../shape";
import type { Tensor } from "../tensor";
import { clampMin, pairwiseDistance } from "./distance";
import { where } from "./logic";
import { reduction } from "./losses";
import { reduceLoss } from "./robustLosses";
import { uniform } from "./samples";

/** Targets 1 and -1, as a constant. */
const signs = (n: number): Tensor => uniform([n], -1, 1).detach().sign();

export const hingeEmbeddingLoss = defineComposite({
  name: "hingeEmbeddingLoss",
  namespace: "nn.functional",
  doc: "input where target is 1, max(0, margin - input) where it is -1.",
  params: [tensor("input"), tensor("target"), number("margin", 1), reduction],
  compose: ({ input, target, margin, reduction }): Tensor => {
    const short = clampMin(input.neg().add(margin), 0);
    const negative = where(target.ne(1), short, 0);
    return reduceLoss(negative.add(where(target.ne(-1), input, 0)), reduction);
  },
  samples: () => [[uniform([4]), signs(4), { margin: 0.5 }]],
});

export const cosineEmbeddingLoss = defineComposite({
  name: "cosineEmbeddingLoss",
  namespace: "nn.functional",
  doc: "1 - cos where target is 1, max(0, cos - margin) where it is -1, with cos between input1 and input2.",
  params: [tensor("input1"), tensor("input2"), tensor("target"), number("margin", 0), reduction],
  compose: ({ input1, input2, target, margin, reduction }): Tensor => {
    checkPairs(input1, input2, target);
    const dim = target.ndim;
    const square = (x: Tensor) => x.mul(x).sum(dim).add(1e-12);
    const lengths = square(input1).mul(square(input2)).sqrt();
    const cos = input1.mul(input2).sum(dim).div(lengths);
    const positive = where(target.eq(1), cos.neg().add(1), 0);
    const negative = where(target.eq(-1), clampMin(cos.sub(margin), 0), 0);
    return reduceLoss(positive.add(negative), reduction);
  },
  samples: () => [[uniform([3, 4]), uniform([3, 4]), signs(3), { margin: 0.1 }]],
});

function checkPairs(input1: Tensor, input2: Tensor, target: Tensor): void {
  const context = { op: "cosineEmbeddingLoss" };
  if (target.ndim > 1) {
    throw new RuntimeError("0D or 1D target tensor expected, multi-target not supported", context);
  }
  const expected = target.ndim + 1;
  if (input1.ndim === expected && input2.ndim === expected) return;
  throw new RuntimeError(
    `${target.ndim}D target tensor expects ${expected}D input tensors, but found inputs with sizes ${list(input1.shape)} and ${list(input2.shape)}.`,
    context,
  );
}

export const tripletMarginLoss = defineComposite({
  name: "tripletMarginLoss",
  namespace: "nn.functional",
  doc: "max(0, margin + distance to positive - distance to negative); swap also measures from positive to negative.",
  params: [
    tensor("anchor"),
    tensor("positive"),
    tensor("negative"),
    number("margin", 1),
    number("p", 2),
    number("eps", 1e-6),
    flag("swap", false),
    reduction,
  ],
  compose: ({ anchor, positive, negative, margin, p, eps, swap, reduction }): Tensor => {
    if (anchor.ndim !== positive.ndim || anchor.ndim !== negative.ndim) {
      throw new RuntimeError(
        `All inputs should have same dimension but got ${anchor.ndim}D, ${positive.ndim}D and ${negative.ndim}D inputs.`,
        { op: "tripletMarginLoss" },
      );
    }
    const near = pairwiseDistance(anchor, positive, p, eps);
    const away = pairwiseDistance(anchor, negative, p, eps);
    const far = swap ? away.minimum(pairwiseDistance(positive, negative, p, eps)) : away;
    return reduceLoss(clampMin(near.add(margin).sub(far), 0), reduction);
  },
  samples: () => [
    [uniform([2, 3]), uniform([2, 3]), uniform([2, 3]), { swap: true, reduction: "sum" }],
  ],
});

export const marginRankingLoss = defineComposite({
  name: "marginRankingLoss",
  namespace: "nn.functional",
  doc: "max(0, margin - target (input1 - input2)): target 1 where input1 should be the larger.",
  params: [tensor("input1"), tensor("input2"), tensor("target"), number("margin", 0), reduction],
  compose: ({ input1, input2, target, margin, reduction }): Tensor => {
    if (input1.ndim !== input2.ndim || input1.ndim !== target.ndim) {
      throw new RuntimeError(
        `margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: ${input1.shape}, input2: ${input2.shape}, target: ${target.shape} `,
        { op: "marginRankingLoss" },
      );
    }
    const short = target.neg().mul(input1.sub(input2)).add(margin);
    return reduceLoss(clampMin(short, 0), reduction);
  },
  samples: () => [[uniform([4]), uniform([4]), signs(4), { margin: 0.3 }]],
});
