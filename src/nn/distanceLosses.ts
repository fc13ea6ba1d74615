// Losses that measure a distance between an output and a target, or between distributions.

import { type CallArguments, flag, number, optionalTensor } from "../params";
import type { Tensor } from "../tensor";
import { argument } from "./arguments";
import * as F from "./functional";
import { Loss, PlainLoss, type Reduction, reduction, WeightedLoss } from "./losses";

/** |input - target|. */
export class L1Loss extends PlainLoss {
  forward(input: Tensor, target: Tensor): Tensor {
    return F.l1Loss(input, target, { reduction: this.reduction });
  }
}

const smoothParams = [reduction, number("beta", 1)] as const;

/** |input - target|, but a parabola where that is below beta. */
export class SmoothL1Loss extends Loss {
  declare readonly beta: number;

  /** `new SmoothL1Loss(reduction = "mean", beta = 1)` */
  constructor(...given: CallArguments<typeof smoothParams>) {
    super(smoothParams, given);
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return F.smoothL1Loss(input, target, { reduction: this.reduction, beta: this.beta });
  }
}

const huberParams = [reduction, number("delta", 1)] as const;

/** (input - target)² / 2, but a straight line where |input - target| is above delta. */
export class HuberLoss extends Loss {
  declare readonly delta: number;

  /** `new HuberLoss(reduction = "mean", delta = 1)` */
  constructor(...given: CallArguments<typeof huberParams>) {
    super(huberParams, given);
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return F.huberLoss(input, target, { reduction: this.reduction, delta: this.delta });
  }
}

const bceParams = [optionalTensor("weight"), reduction] as const;

/** Binary cross entropy of probabilities. Input and target of one shape, both within 0 and 1. */
export class BCELoss extends WeightedLoss {
  /** `new BCELoss(weight = null, reduction = "mean")` */
  constructor(...given: CallArguments<typeof bceParams>) {
    super(bceParams, given);
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, reduction: how } = this;
    return F.binaryCrossEntropy(input, target, { weight, reduction: how });
  }
}

/** `"batchmean"` divides the sum by the size of the first dimension. */
export type DivergenceReduction = Reduction | "batchmean";
const reductions: readonly unknown[] = ["none", "mean", "sum", "batchmean"];
const divergenceParams = [
  argument(
    "reduction",
    'one of "none", "mean", "sum", "batchmean"',
    (value) => (reductions.includes(value) ? (value as DivergenceReduction) : undefined),
    "mean" as DivergenceReduction,
  ),
  flag("logTarget", false),
] as const;

/** The divergence of Kullback and Leibler from log probabilities to a target of probabilities. */
export class KLDivLoss extends Loss<DivergenceReduction> {
  declare readonly logTarget: boolean;

  /** `new KLDivLoss(reduction = "mean", logTarget = false)` */
  constructor(...given: CallArguments<typeof divergenceParams>) {
    super(divergenceParams, given);
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return F.klDiv(input, target, { reduction: this.reduction, logTarget: this.logTarget });
  }
}
