// LambdaLR: the rate as a function of the epoch.

import { ValueError } from "../../errors";
import { argument, named } from "../../nn/arguments";
import type { CallArguments } from "../../params";
import { LRScheduler, lastEpoch, optimizer } from "./scheduler";

/** By what to multiply the rate at epoch 0, given the epoch. */
export type Factor = (epoch: number) => number;

const isFunction = (value: unknown): value is Factor => typeof value === "function";
const lrLambda = argument("lrLambda", "a function or one for each group", (value) =>
  isFunction(value) || (Array.isArray(value) && value.every(isFunction))
    ? (value as Factor | readonly Factor[])
    : undefined,
);
const params = [optimizer, lrLambda, lastEpoch] as const;

/** Multiplies the rate at epoch 0 by a function of the epoch. */
export class LambdaLR extends LRScheduler<{ readonly lrLambda?: readonly Factor[] }> {
  /**
   * `new LambdaLR(optimizer, lrLambda, lastEpoch = -1)`, or by name from any point on. The functions
   * are no part of `stateDict()`.
   * @param lrLambda a function of the epoch, or one for each group
   * @example new optim.lrScheduler.LambdaLR(optimizer, (epoch) => 0.95 ** epoch)
   * @throws ValueError for another number of functions than of groups.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { lrLambda: lambda, ...start } = named("LambdaLR", params, given);
    const count = start.optimizer.paramGroups.length;
    const factors = isFunction(lambda) ? new Array<Factor>(count).fill(lambda) : lambda;
    if (factors.length !== count) {
      throw new ValueError(`Expected ${count} lr_lambdas, but got ${factors.length}`, {
        op: "LambdaLR",
        parameter: "lrLambda",
      });
    }
    super(start, { lrLambda: factors });
  }

  protected rate(_lr: number, base: number, index: number): number {
    const factor = this.options.lrLambda?.[index];
    return factor === undefined ? base : base * factor(this.lastEpoch);
  }

  override stateDict() {
    return { ...super.stateDict(), options: {} };
  }
}
