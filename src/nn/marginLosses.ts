// Losses of labels 1 and -1 and of distances between vectors, and the distances themselves.

import { type CallArguments, flag, int, number } from "../params";
import type { Tensor } from "../tensor";
import { named, take } from "./arguments";
import * as F from "./functional";
import { Loss, PlainLoss, reduction } from "./losses";
import { Module } from "./module";

/** log(1 + e^(-target · input)). */
export class SoftMarginLoss extends PlainLoss {
  forward(input: Tensor, target: Tensor): Tensor {
    return F.softMarginLoss(input, target, { reduction: this.reduction });
  }
}

const hingeParams = [number("margin", 1), reduction] as const;

/** The input where the target is 1, max(0, margin - input) where it is -1. */
export class HingeEmbeddingLoss extends Loss {
  declare readonly margin: number;

  /** `new HingeEmbeddingLoss(margin = 1, reduction = "mean")` */
  constructor(...given: CallArguments<typeof hingeParams>) {
    super(hingeParams, given);
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { margin, reduction: how } = this;
    return F.hingeEmbeddingLoss(input, target, { margin, reduction: how });
  }
}

const marginParams = [number("margin", 0), reduction] as const;

abstract class MarginLoss extends Loss {
  declare readonly margin: number;

  /** `margin = 0, reduction = "mean"` */
  constructor(...given: CallArguments<typeof marginParams>) {
    super(marginParams, given);
  }
}

/** max(0, margin - target · (input1 - input2)): `new MarginRankingLoss(margin = 0, reduction = "mean")`. */
export class MarginRankingLoss extends MarginLoss {
  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    const { margin, reduction: how } = this;
    return F.marginRankingLoss(input1, input2, target, { margin, reduction: how });
  }
}

/**
 * 1 - cos where the target is 1, max(0, cos - margin) where it is -1. Inputs [N, D] or [D]:
 * `new CosineEmbeddingLoss(margin = 0, reduction = "mean")`.
 */
export class CosineEmbeddingLoss extends MarginLoss {
  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    const { margin, reduction: how } = this;
    return F.cosineEmbeddingLoss(input1, input2, target, { margin, reduction: how });
  }
}

const tripletParams = [
  number("margin", 1),
  number("p", 2),
  number("eps", 1e-6),
  flag("swap", false),
  reduction,
] as const;

/** max(0, ‖anchor - positive‖ - ‖anchor - negative‖ + margin). Inputs [N, D] or [D]. */
export class TripletMarginLoss extends Loss {
  declare readonly margin: number;
  declare readonly p: number;
  declare readonly eps: number;
  declare readonly swap: boolean;

  /** `new TripletMarginLoss(margin = 1, p = 2, eps = 1e-6, swap = false, reduction = "mean")` */
  constructor(...given: CallArguments<typeof tripletParams>) {
    super(tripletParams, given);
  }

  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { margin, p, eps, swap, reduction: how } = this;
    const options = { margin, p, eps, swap, reduction: how };
    return F.tripletMarginLoss(anchor, positive, negative, options);
  }
}

const similarityParams = [int("dim", 1), number("eps", 1e-8)] as const;

/** The cosine of the angle between vectors along `dim`. */
export class CosineSimilarity extends Module {
  declare readonly dim: number;
  declare readonly eps: number;

  /** `new CosineSimilarity(dim = 1, eps = 1e-8)` */
  constructor(...given: CallArguments<typeof similarityParams>) {
    super();
    take(this, similarityParams, given);
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    return F.cosineSimilarity(x1, x2, { dim: this.dim, eps: this.eps });
  }
}

const distanceParams = [number("p", 2), number("eps", 1e-6), flag("keepdim", false)] as const;

/** The p-norm of the difference of vectors. Inputs [N, D] or [D]. */
export class PairwiseDistance extends Module {
  readonly norm: number;
  readonly eps: number;
  readonly keepdim: boolean;

  /** `new PairwiseDistance(p = 2, eps = 1e-6, keepdim = false)` */
  constructor(...given: CallArguments<typeof distanceParams>) {
    super();
    const { p, eps, keepdim } = named("PairwiseDistance", distanceParams, given);
    this.norm = p;
    this.eps = eps;
    this.keepdim = keepdim;
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    return F.pairwiseDistance(x1, x2, { p: this.norm, eps: this.eps, keepdim: this.keepdim });
  }
}
