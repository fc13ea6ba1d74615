// CosineAnnealingLR: from the rate down to a smallest one along half a cosine, and up again.
// Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017.

import { named } from "../../nn/arguments";
import { type CallArguments, number } from "../../params";
import { LRScheduler, lastEpoch, optimizer } from "./scheduler";

const params = [optimizer, number("TMax"), number("etaMin", 0), lastEpoch] as const;

/** η = ηmin + (base - ηmin) (1 + cos(π epoch / TMax)) / 2. */
export class CosineAnnealingLR extends LRScheduler<{
  readonly TMax: number;
  readonly etaMin: number;
}> {
  /**
   * `new CosineAnnealingLR(optimizer, TMax, etaMin = 0, lastEpoch = -1)`, or by name from any point
   * on.
   * @example new optim.lrScheduler.CosineAnnealingLR(optimizer, { TMax: 50 })
   */
  constructor(...given: CallArguments<typeof params>) {
    const { TMax, etaMin, ...start } = named("CosineAnnealingLR", params, given);
    super(start, { TMax, etaMin });
  }

  protected rate(lr: number, base: number): number {
    const { TMax, etaMin } = this.options;
    const epoch = this.lastEpoch;
    const raised = (t: number) => 1 + Math.cos((Math.PI * t) / TMax);
    if (epoch === 0) return lr;
    if (this.stepCount === 1) return etaMin + ((base - etaMin) * raised(epoch)) / 2;
    // At the lowest point the quotient below would be 0 / 0.
    if ((epoch - 1 - TMax) % (2 * TMax) === 0) {
      return lr + ((base - etaMin) * (1 - Math.cos(Math.PI / TMax))) / 2;
    }
    return (raised(epoch) / raised(epoch - 1)) * (lr - etaMin) + etaMin;
  }
}
