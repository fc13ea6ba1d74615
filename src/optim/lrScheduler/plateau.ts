// ReduceLROnPlateau: a smaller rate when a measure has stopped improving. It goes by a value given
// at each step instead of by epochs alone.

import { ValueError } from "../../errors";
import { argument, named } from "../../nn/arguments";
import { type CallArguments, choice, int, type Named, number } from "../../params";
import { Tensor } from "../../tensor";
import { optimizer } from "./scheduler";

const minLr = argument(
  "minLr",
  "a number or one for each group",
  (value) =>
    typeof value === "number" ||
    (Array.isArray(value) && value.every((lr) => typeof lr === "number"))
      ? (value as number | readonly number[])
      : undefined,
  0 as number | readonly number[],
);

const params = [
  optimizer,
  choice("mode", ["min", "max"], "min"),
  number("factor", 0.1),
  int("patience", 10),
  number("threshold", 1e-4),
  choice("thresholdMode", ["rel", "abs"], "rel"),
  int("cooldown", 0),
  minLr,
  number("eps", 1e-8),
] as const;
type Options = Omit<Named<typeof params>, "optimizer" | "minLr">;

/** Where the scheduler stands, as plain data. */
export interface PlateauState {
  readonly best: number;
  readonly numBadEpochs: number;
  readonly cooldownCounter: number;
  readonly lastEpoch: number;
}

/** Multiplies the rate by `factor` after more than `patience` epochs without improvement. */
export class ReduceLROnPlateau {
  /** The best value so far. */
  best: number;
  /** How many epochs in a row brought no improvement. */
  numBadEpochs = 0;
  /** How many epochs are still not counted, after a reduction. */
  cooldownCounter = 0;
  /** How many epochs there were. */
  lastEpoch = 0;
  readonly optimizer: Named<typeof params>["optimizer"];
  readonly minLrs: readonly number[];
  private readonly options: Options;

  /**
   * `new ReduceLROnPlateau(optimizer, mode = "min", factor = 0.1, patience = 10, threshold = 1e-4,
   * thresholdMode = "rel", cooldown = 0, minLr = 0, eps = 1e-8)`, or by name from any point on.
   * A change of the rate by less than `eps` is not made.
   * @example
   * const scheduler = new optim.lrScheduler.ReduceLROnPlateau(optimizer, { patience: 5 });
   * scheduler.step(validationLoss);
   * @throws ValueError for a factor of 1 or more, or a wrong number of smallest rates.
   */
  constructor(...given: CallArguments<typeof params>) {
    const {
      optimizer: scheduled,
      minLr: least,
      ...options
    } = named("ReduceLROnPlateau", params, given);
    const count = scheduled.paramGroups.length;
    if (options.factor >= 1) {
      throw new ValueError("Factor should be < 1.0.", {
        op: "ReduceLROnPlateau",
        parameter: "factor",
      });
    }
    this.minLrs = typeof least === "number" ? new Array<number>(count).fill(least) : least;
    if (this.minLrs.length !== count) {
      throw new ValueError(`expected ${count} min_lrs, got ${this.minLrs.length}`, {
        op: "ReduceLROnPlateau",
        parameter: "minLr",
      });
    }
    this.optimizer = scheduled;
    this.options = options;
    this.best = options.mode === "min" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  /** Ends an epoch whose measure is `metrics`, a number or a tensor with one element. */
  step(metrics: number | Tensor): void {
    const current = metrics instanceof Tensor ? Number(metrics.item()) : metrics;
    const { patience, cooldown } = this.options;
    this.lastEpoch++;
    if (this.isBetter(current)) {
      this.best = current;
      this.numBadEpochs = 0;
    } else this.numBadEpochs++;
    if (this.cooldownCounter > 0) {
      this.cooldownCounter--;
      this.numBadEpochs = 0;
    }
    if (this.numBadEpochs > patience) {
      this.reduce();
      this.cooldownCounter = cooldown;
      this.numBadEpochs = 0;
    }
  }

  private isBetter(value: number): boolean {
    const { mode, thresholdMode, threshold } = this.options;
    const sign = mode === "min" ? -1 : 1;
    const bound =
      thresholdMode === "rel" ? this.best * (1 + sign * threshold) : this.best + sign * threshold;
    return mode === "min" ? value < bound : value > bound;
  }

  private reduce(): void {
    this.optimizer.paramGroups.forEach((group, i) => {
      const lr = Math.max(group.lr * this.options.factor, this.minLrs[i]);
      if (group.lr - lr > this.options.eps) group.lr = lr;
    });
  }

  /** The rate of each group. */
  getLastLr(): number[] {
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }

  /** Where the scheduler stands, as plain data. */
  stateDict(): PlateauState {
    const { best, numBadEpochs, cooldownCounter, lastEpoch } = this;
    return { best, numBadEpochs, cooldownCounter, lastEpoch };
  }

  /** Goes on from where another scheduler stood. */
  loadStateDict(state: PlateauState): void {
    this.best = state.best;
    this.numBadEpochs = state.numBadEpochs;
    this.cooldownCounter = state.cooldownCounter;
    this.lastEpoch = state.lastEpoch;
  }
}
