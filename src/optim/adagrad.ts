// Adagrad.
// Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
// optimization", JMLR 2011.
//
//   g ← g + λ p        s ← s + g²        p ← p - lr / (1 + (t - 1) η) · g / (√s + ε)

import type { TypedArray } from "../dtype";
import { named } from "../nn/arguments";
import { type CallArguments, flag, type Named, number } from "../params";
import { check, checkCommon } from "./checks";
import { penalised } from "./formula";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const options = [
  number("lr", 1e-2),
  number("lrDecay", 0),
  number("weightDecay", 0),
  number("initialAccumulatorValue", 0),
  number("eps", 1e-10),
  flag("maximize", false),
] as const;
type Options = Named<typeof options>;
const params = [optimizable<Options>(), ...options] as const;

type State = { step: number; sum: TypedArray };

/** Gradients divided by the root of the sum of all their squares. */
export class Adagrad extends Optimizer<Options, State> {
  /**
   * `new Adagrad(params, lr = 1e-2, lrDecay = 0, weightDecay = 0, initialAccumulatorValue = 0,
   * eps = 1e-10, maximize = false)`, or by name from any point on.
   * @example new optim.Adagrad(model.parameters(), { lr: 0.1, lrDecay: 0.01 })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("Adagrad", params, given);
    const { lrDecay, initialAccumulatorValue: initial } = defaults;
    checkCommon("Adagrad", defaults);
    check("Adagrad", "lr_decay value", lrDecay, lrDecay >= 0, "lrDecay");
    check(
      "Adagrad",
      "initial_accumulator_value value",
      initial,
      initial >= 0,
      "initialAccumulatorValue",
    );
    super("Adagrad", optimized, defaults);
  }

  protected start(p: TypedArray, { initialAccumulatorValue }: ParamGroup<Options>): State {
    return { step: 0, sum: p.slice().fill(initialAccumulatorValue) };
  }

  protected update(p: TypedArray, g: TypedArray, state: State, group: ParamGroup<Options>): void {
    const { lr, lrDecay, weightDecay, eps, maximize } = group;
    const { sum } = state;
    const rate = lr / (1 + (++state.step - 1) * lrDecay);
    const sign = maximize ? -1 : 1;
    for (let i = 0; i < p.length; i++) {
      const gradient = penalised(sign * g[i], weightDecay, p[i]);
      sum[i] += gradient * gradient;
      p[i] -= (rate * gradient) / (Math.sqrt(sum[i]) + eps);
    }
  }
}
