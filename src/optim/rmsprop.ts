// RMSprop.
// Tieleman and Hinton, "Neural networks for machine learning", lecture 6e, 2012; centred as in
// Graves, "Generating sequences with recurrent neural networks", 2013.
//
//   g ← g + λ p        s ← α s + (1 - α) g²        centred: a ← α a + (1 - α) g,  s - a² for s below
//   without momentum  p ← p - lr · g / (√s + ε)
//   with momentum     b ← μ b + g / (√s + ε),   p ← p - lr · b

import type { TypedArray } from "../dtype";
import { named } from "../nn/arguments";
import { type CallArguments, flag, type Named, number } from "../params";
import { check, checkCommon } from "./checks";
import { penalised, zerosLike } from "./formula";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const options = [
  number("lr", 1e-2),
  number("alpha", 0.99),
  number("eps", 1e-8),
  number("weightDecay", 0),
  number("momentum", 0),
  flag("centered", false),
  flag("maximize", false),
] as const;
type Options = Named<typeof options>;
const params = [optimizable<Options>(), ...options] as const;

type State = {
  step: number;
  squareAvg: TypedArray;
  momentumBuffer: TypedArray | null;
  gradAvg: TypedArray | null;
};

/** Gradients divided by the root of their mean square. */
export class RMSprop extends Optimizer<Options, State> {
  /**
   * `new RMSprop(params, lr = 1e-2, alpha = 0.99, eps = 1e-8, weightDecay = 0, momentum = 0,
   * centered = false, maximize = false)`, or by name from any point on.
   * @example new optim.RMSprop(model.parameters(), { lr: 0.01, centered: true })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("RMSprop", params, given);
    checkCommon("RMSprop", defaults);
    check("RMSprop", "alpha value", defaults.alpha, defaults.alpha >= 0, "alpha");
    super("RMSprop", optimized, defaults);
  }

  protected start(p: TypedArray, { momentum, centered }: ParamGroup<Options>): State {
    return {
      step: 0,
      squareAvg: zerosLike(p),
      momentumBuffer: momentum > 0 ? zerosLike(p) : null,
      gradAvg: centered ? zerosLike(p) : null,
    };
  }

  protected update(p: TypedArray, g: TypedArray, state: State, group: ParamGroup<Options>): void {
    const { lr, alpha, eps, weightDecay, momentum, centered, maximize } = group;
    const { squareAvg: square } = state;
    state.step++;
    if (momentum > 0) state.momentumBuffer ??= zerosLike(p);
    if (centered) state.gradAvg ??= zerosLike(p);
    const buffer = momentum > 0 ? state.momentumBuffer : null;
    const average = centered ? state.gradAvg : null;
    const sign = maximize ? -1 : 1;
    for (let i = 0; i < p.length; i++) {
      const gradient = penalised(sign * g[i], weightDecay, p[i]);
      square[i] = square[i] * alpha + gradient * gradient * (1 - alpha);
      let variance = square[i];
      if (average !== null) {
        average[i] = average[i] * alpha + gradient * (1 - alpha);
        variance -= average[i] * average[i];
      }
      let move = gradient / (Math.sqrt(variance) + eps);
      if (buffer !== null) move = buffer[i] = buffer[i] * momentum + move;
      p[i] -= lr * move;
    }
  }
}
