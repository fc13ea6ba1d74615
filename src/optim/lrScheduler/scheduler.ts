// What all schedulers share: a count of epochs, and a rule that gives each group's next rate.
//
// The rules are PyTorch's chainable forms: the next rate is made from the group's current one, so
// that several schedulers may act on one optimizer.

import { describe, TypeError, ValueError } from "../../errors";
import { argument } from "../../nn/arguments";
import { int } from "../../params";
import { Optimizer } from "../optimizer";

/** The first parameter of every scheduler. */
export const optimizer = argument("optimizer", "an Optimizer", (value): Optimizer => {
  if (value instanceof Optimizer) return value;
  throw new TypeError(`${describe(value)} is not an Optimizer`, {
    op: "lrScheduler",
    parameter: "optimizer",
  });
});

/** The last parameter of every scheduler: -1 to start, or the epoch to go on from. */
export const lastEpoch = int("lastEpoch", -1);

const tooEarly =
  "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  Failure to do this will result in PyTorch skipping the first value of the learning rate schedule. See more details at https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate";

/** What a scheduler is made with, besides its own options. */
interface Start {
  readonly optimizer: Optimizer;
  readonly lastEpoch: number;
}

/** Where a scheduler stands, as plain data. */
export interface SchedulerState<Options> {
  readonly baseLrs: readonly number[];
  readonly lastEpoch: number;
  readonly stepCount: number;
  readonly options: Options;
}

/**
 * The base of all schedulers: after the steps of an epoch, `step()` gives each group its next rate. Several
 * may act on one optimizer.
 * @example
 * const scheduler = new optim.lrScheduler.StepLR(optimizer, 30);
 * optimizer.step();
 * scheduler.step();
 */
export abstract class LRScheduler<Options extends object = object> {
  /** The optimizer whose rates are scheduled. */
  readonly optimizer: Optimizer;
  /** The rate of each group at epoch 0, before this scheduler. */
  baseLrs: readonly number[];
  /** The number of the current epoch, from 0. */
  lastEpoch: number;
  /** The scheduler's own options. */
  options: Options;
  /** How often `step` was called, the first time by the constructor. */
  protected stepCount = 0;
  private lastLr: readonly number[] = [];
  private readonly stepsBefore: number;

  constructor(start: Start, options: Options) {
    this.optimizer = start.optimizer;
    this.options = options;
    this.lastEpoch = start.lastEpoch;
    this.stepsBefore = start.optimizer.stepCount;
    this.baseLrs = start.optimizer.paramGroups.map((group, i) => {
      if (start.lastEpoch === -1) group.initialLr ??= group.lr;
      if (group.initialLr === undefined) {
        throw new ValueError(
          `param 'initial_lr' is not specified in param_groups[${i}] when resuming an optimizer`,
          { op: "lrScheduler", parameter: "lastEpoch" },
        );
      }
      return group.initialLr;
    });
    this.step();
  }

  /**
   * The rate of a group in the epoch `lastEpoch`.
   * @param lr the group's rate until now
   * @param base its rate at epoch 0
   * @param index the group's number
   */
  protected abstract rate(lr: number, base: number, index: number): number;

  /** Goes on to the next epoch; to be called after the optimizer's steps of an epoch. */
  step(): void {
    if (this.stepCount === 1 && this.optimizer.stepCount === this.stepsBefore) {
      console.warn(tooEarly);
    }
    this.stepCount++;
    this.lastEpoch++;
    const groups = this.optimizer.paramGroups;
    const rates = groups.map((group, i) => this.rate(group.lr, this.baseLrs[i], i));
    groups.forEach((group, i) => {
      group.lr = rates[i];
    });
    this.lastLr = rates;
  }

  /** The rate of each group, as this scheduler last set it. */
  getLastLr(): number[] {
    return [...this.lastLr];
  }

  /** Where the scheduler stands, as plain data. The optimizer has a state of its own. */
  stateDict(): SchedulerState<Options> {
    const { baseLrs, lastEpoch: epoch, stepCount, options } = this;
    return { baseLrs: [...baseLrs], lastEpoch: epoch, stepCount, options: { ...options } };
  }

  /** Goes on from where another scheduler of this class stood. */
  loadStateDict({ baseLrs, lastEpoch: epoch, stepCount, options }: SchedulerState<Options>): void {
    this.baseLrs = [...baseLrs];
    this.lastEpoch = epoch;
    this.stepCount = stepCount;
    this.options = { ...this.options, ...options };
    this.lastLr = this.optimizer.paramGroups.map(({ lr }) => lr);
  }
}
