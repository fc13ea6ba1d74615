// Losses between an output and a target, as modules: distances, and cross entropies.

import { type AnyParam, type CallArguments, choice, int, number, optionalTensor } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import * as F from "./functional";
import { Module } from "./module";

/** The mean over all elements, their sum, or each of them. */
export type Reduction = "none" | "mean" | "sum";

export const reduction = choice("reduction", ["none", "mean", "sum"], "mean");

/** What all losses have. */
export abstract class Loss<How extends string = Reduction> extends Module {
  declare readonly reduction: How;

  constructor(params: readonly AnyParam[], given: readonly unknown[]) {
    super();
    Object.assign(this, named(this.constructor.name, params, given));
  }
}

const plainParams = [reduction] as const;

/** A loss that has no other argument. */
export abstract class PlainLoss extends Loss {
  /** One argument, `reduction = "mean"`. */
  constructor(...given: CallArguments<typeof plainParams>) {
    super(plainParams, given);
  }
}

/** A loss with a weight for each class or element, which is part of the state. */
export abstract class WeightedLoss extends Loss {
  declare readonly weight: Tensor | null;

  constructor(params: readonly AnyParam[], given: readonly unknown[]) {
    super(params, given);
    this.registerBuffer("weight", this.weight);
  }
}

/**
 * (input - target)².
 * @example new nn.MSELoss().call(output, target)
 */
export class MSELoss extends PlainLoss {
  forward(input: Tensor, target: Tensor): Tensor {
    return F.mseLoss(input, target, { reduction: this.reduction });
  }
}

const nllParams = [optionalTensor("weight"), int("ignoreIndex", -100), reduction] as const;

/** Minus the log probability of the target class. Input [N, C, ...], target [N, ...] of indices. */
export class NLLLoss extends WeightedLoss {
  declare readonly ignoreIndex: number;

  /** `new NLLLoss(weight = null, ignoreIndex = -100, reduction = "mean")`; weight [C]. */
  constructor(...given: CallArguments<typeof nllParams>) {
    super(nllParams, given);
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
  declare readonly ignoreIndex: number;
  declare readonly labelSmoothing: number;

  /**
   * `new CrossEntropyLoss(weight = null, ignoreIndex = -100, reduction = "mean",
   * labelSmoothing = 0)`, or by name from any point on; weight [C].
   * @example new nn.CrossEntropyLoss({ labelSmoothing: 0.1 }).call(logits, classes)
   */
  constructor(...given: CallArguments<typeof crossEntropyParams>) {
    super(crossEntropyParams, given);
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction: how, labelSmoothing } = this;
    return F.crossEntropy(input, target, weight, { ignoreIndex, reduction: how, labelSmoothing });
  }
}

const logitsParams = [optionalTensor("weight"), reduction, optionalTensor("posWeight")] as const;

/** Binary cross entropy of logits. Input and target of one shape, the target within 0 and 1. */
export class BCEWithLogitsLoss extends WeightedLoss {
  declare readonly posWeight: Tensor | null;

  /** `new BCEWithLogitsLoss(weight = null, reduction = "mean", posWeight = null)` */
  constructor(...given: CallArguments<typeof logitsParams>) {
    super(logitsParams, given);
    this.registerBuffer("posWeight", this.posWeight);
  }

  protected override keyOf(property: string): string {
    return property === "posWeight" ? "pos_weight" : property;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, posWeight, reduction: how } = this;
    return F.binaryCrossEntropyWithLogits(input, target, { weight, posWeight, reduction: how });
  }
}
