// Losses between an output and a target, as modules: distances, and cross entropies.

import { type CallArguments, choice, int, number, optionalTensor } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import * as F from "./functional";
import { Module } from "./module";

/** The mean over all elements, their sum, or each of them. */
export type Reduction = "none" | "mean" | "sum";

export const reduction = choice("reduction", ["none", "mean", "sum"], "mean");

/** What all losses have. */
export abstract class Loss<How extends string = Reduction> extends Module {
  readonly reduction: How;

  constructor(how: How) {
    super();
    this.reduction = how;
  }
}

/** A loss with a weight for each class or element, which is part of the state. */
export abstract class WeightedLoss extends Loss {
  readonly weight: Tensor | null;

  constructor(how: Reduction, weight: Tensor | null) {
    super(how);
    this.weight = this.registerBuffer("weight", weight);
  }
}

const mseParams = [reduction] as const;

/** (input - target)². */
export class MSELoss extends Loss {
  /**
   * `new MSELoss(reduction = "mean")`
   * @example new nn.MSELoss().call(output, target)
   */
  constructor(...given: CallArguments<typeof mseParams>) {
    super(named("MSELoss", mseParams, given).reduction);
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return F.mseLoss(input, target, { reduction: this.reduction });
  }
}

const nllParams = [optionalTensor("weight"), int("ignoreIndex", -100), reduction] as const;

/** Minus the log probability of the target class. Input [N, C, ...], target [N, ...] of indices. */
export class NLLLoss extends WeightedLoss {
  readonly ignoreIndex: number;

  /** `new NLLLoss(weight = null, ignoreIndex = -100, reduction = "mean")`; weight [C]. */
  constructor(...given: CallArguments<typeof nllParams>) {
    const args = named("NLLLoss", nllParams, given);
    super(args.reduction, args.weight);
    this.ignoreIndex = args.ignoreIndex;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction: how } = this;
    return F.nllLoss(input, target, weight, { ignoreIndex, reduction: how });
  }
}

const crossEntropyParams = [...nllParams, number("labelSmoothing", 0)] as const;

/**
 * Cross entropy of logits. Input [N, C, ...]; target [N, ...] of indices, or probabilities in the
 * shape of the input.
 */
export class CrossEntropyLoss extends WeightedLoss {
  readonly ignoreIndex: number;
  readonly labelSmoothing: number;

  /**
   * `new CrossEntropyLoss(weight = null, ignoreIndex = -100, reduction = "mean",
   * labelSmoothing = 0)`, or by name from any point on; weight [C].
   * @example new nn.CrossEntropyLoss({ labelSmoothing: 0.1 }).call(logits, classes)
   */
  constructor(...given: CallArguments<typeof crossEntropyParams>) {
    const args = named("CrossEntropyLoss", crossEntropyParams, given);
    super(args.reduction, args.weight);
    this.ignoreIndex = args.ignoreIndex;
    this.labelSmoothing = args.labelSmoothing;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction: how, labelSmoothing } = this;
    return F.crossEntropy(input, target, weight, { ignoreIndex, reduction: how, labelSmoothing });
  }
}

const logitsParams = [optionalTensor("weight"), reduction, optionalTensor("posWeight")] as const;

/** Binary cross entropy of logits. Input and target of one shape, the target within 0 and 1. */
export class BCEWithLogitsLoss extends WeightedLoss {
  readonly posWeight: Tensor | null;

  /** `new BCEWithLogitsLoss(weight = null, reduction = "mean", posWeight = null)` */
  constructor(...given: CallArguments<typeof logitsParams>) {
    const args = named("BCEWithLogitsLoss", logitsParams, given);
    super(args.reduction, args.weight);
    this.posWeight = this.registerBuffer("posWeight", args.posWeight);
  }

  protected override keyOf(property: string): string {
    return property === "posWeight" ? "pos_weight" : property;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, posWeight, reduction: how } = this;
    return F.binaryCrossEntropyWithLogits(input, target, { weight, posWeight, reduction: how });
  }
}
