// Schedulers that begin with a part of the rate: ConstantLR, LinearLR.

import { ValueError } from "../../errors";
import { named } from "../../nn/arguments";
import { type CallArguments, int, number } from "../../params";
import { LRScheduler, lastEpoch, optimizer } from "./scheduler";

function checkFactor(op: string, what: string, factor: number, parameter: string): void {
  if (factor >= 0 && factor <= 1) return;
  throw new ValueError(`${what} multiplicative factor expected to be between 0 and 1.`, {
    op,
    parameter,
  });
}

const constantParams = [
  optimizer,
  number("factor", 1 / 3),
  int("totalIters", 5),
  lastEpoch,
] as const;

/** A part of the rate for the first epochs, then all of it. */
export class ConstantLR extends LRScheduler<{
  readonly factor: number;
  readonly totalIters: number;
}> {
  /**
   * `new ConstantLR(optimizer, factor = 1/3, totalIters = 5, lastEpoch = -1)`, or by name from any
   * point on.
   * @example new optim.lrScheduler.ConstantLR(optimizer, { factor: 0.5, totalIters: 4 })
   * @throws ValueError if the factor is not within 0 and 1.
   */
  constructor(...given: CallArguments<typeof constantParams>) {
    const { factor, totalIters, ...start } = named("ConstantLR", constantParams, given);
    checkFactor("ConstantLR", "Constant", factor, "factor");
    super(start, { factor, totalIters });
  }

  protected rate(lr: number): number {
    const { factor, totalIters } = this.options;
    if (this.lastEpoch === 0) return lr * factor;
    return this.lastEpoch === totalIters ? lr * (1 / factor) : lr;
  }
}

const linearParams = [
  optimizer,
  number("startFactor", 1 / 3),
  number("endFactor", 1),
  int("totalIters", 5),
  lastEpoch,
] as const;

/** From one part of the rate to another, in equal steps. */
export class LinearLR extends LRScheduler<{
  readonly startFactor: number;
  readonly endFactor: number;
  readonly totalIters: number;
}> {
  /**
   * `new LinearLR(optimizer, startFactor = 1/3, endFactor = 1, totalIters = 5, lastEpoch = -1)`, or
   * by name from any point on.
   * @example new optim.lrScheduler.LinearLR(optimizer, { startFactor: 0.25, totalIters: 8 })
   * @throws ValueError if a factor is not within 0 and 1.
   */
  constructor(...given: CallArguments<typeof linearParams>) {
    const args = named("LinearLR", linearParams, given);
    const { startFactor, endFactor, totalIters } = args;
    checkFactor("LinearLR", "Starting", startFactor, "startFactor");
    checkFactor("LinearLR", "Ending", endFactor, "endFactor");
    super(args, { startFactor, endFactor, totalIters });
  }

  protected rate(lr: number): number {
    const { startFactor, endFactor, totalIters } = this.options;
    const epoch = this.lastEpoch;
    if (epoch === 0) return lr * startFactor;
    if (epoch > totalIters) return lr;
    const rise = endFactor - startFactor;
    return lr * (1 + rise / (totalIters * startFactor + (epoch - 1) * rise));
  }
}
