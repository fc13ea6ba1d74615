// Schedulers that multiply the rate now and then: StepLR, MultiStepLR, ExponentialLR.

import { argument, named } from "../../nn/arguments";
import { type CallArguments, int, number } from "../../params";
import { LRScheduler, lastEpoch, optimizer } from "./scheduler";

const stepParams = [optimizer, int("stepSize"), number("gamma", 0.1), lastEpoch] as const;

/** Multiplies the rate by `gamma` every `stepSize` epochs. */
export class StepLR extends LRScheduler<{ readonly stepSize: number; readonly gamma: number }> {
  /**
   * `new StepLR(optimizer, stepSize, gamma = 0.1, lastEpoch = -1)`, or by name from any point on.
   * @example new optim.lrScheduler.StepLR(optimizer, { stepSize: 30 })
   */
  constructor(...given: CallArguments<typeof stepParams>) {
    const { stepSize, gamma, ...start } = named("StepLR", stepParams, given);
    super(start, { stepSize, gamma });
  }

  protected rate(lr: number): number {
    const { stepSize, gamma } = this.options;
    return this.lastEpoch === 0 || this.lastEpoch % stepSize !== 0 ? lr : lr * gamma;
  }
}

const milestones = argument("milestones", "an array of integers", (value) =>
  Array.isArray(value) && value.every(Number.isInteger) ? (value as readonly number[]) : undefined,
);
const multiStepParams = [optimizer, milestones, number("gamma", 0.1), lastEpoch] as const;

/** Multiplies the rate by `gamma` at each of the `milestones`, which are epochs. */
export class MultiStepLR extends LRScheduler<{
  readonly milestones: readonly number[];
  readonly gamma: number;
}> {
  /**
   * `new MultiStepLR(optimizer, milestones, gamma = 0.1, lastEpoch = -1)`, or by name from any
   * point on.
   * @example new optim.lrScheduler.MultiStepLR(optimizer, [30, 80])
   */
  constructor(...given: CallArguments<typeof multiStepParams>) {
    const args = named("MultiStepLR", multiStepParams, given);
    super(args, { milestones: args.milestones, gamma: args.gamma });
  }

  protected rate(lr: number): number {
    const times = this.options.milestones.filter((epoch) => epoch === this.lastEpoch).length;
    return times === 0 ? lr : lr * this.options.gamma ** times;
  }
}

const exponentialParams = [optimizer, number("gamma"), lastEpoch] as const;

/** Multiplies the rate by `gamma` every epoch. */
export class ExponentialLR extends LRScheduler<{ readonly gamma: number }> {
  /**
   * `new ExponentialLR(optimizer, gamma, lastEpoch = -1)`, or by name from any point on.
   * @example new optim.lrScheduler.ExponentialLR(optimizer, 0.95)
   */
  constructor(...given: CallArguments<typeof exponentialParams>) {
    const { gamma, ...start } = named("ExponentialLR", exponentialParams, given);
    super(start, { gamma });
  }

  protected rate(lr: number): number {
    return this.lastEpoch === 0 ? lr : lr * this.options.gamma;
  }
}
