// Adadelta.
// Zeiler, "Adadelta: an adaptive learning rate method", 2012.
//
//   g ← g + λ p        s ← ρ s + (1 - ρ) g²        d = √(a + ε) / √(s + ε) · g
//   a ← ρ a + (1 - ρ) d²        p ← p - lr · d

import type { TypedArray } from "../dtype";
import { named } from "../nn/arguments";
import { type CallArguments, flag, type Named, number } from "../params";
import { check, checkCommon } from "./checks";
import { penalised, zerosLike } from "./formula";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const options = [
  number("lr", 1),
  number("rho", 0.9),
  number("eps", 1e-6),
  number("weightDecay", 0),
  flag("maximize", false),
] as const;
type Options = Named<typeof options>;
const params = [optimizable<Options>(), ...options] as const;

type State = { step: number; squareAvg: TypedArray; accDelta: TypedArray };

/** Steps as large as those of late, in units of the parameter. */
export class Adadelta extends Optimizer<Options, State> {
  /**
   * `new Adadelta(params, lr = 1, rho = 0.9, eps = 1e-6, weightDecay = 0, maximize = false)`, or by
   * name from any point on.
   * @example new optim.Adadelta(model.parameters(), { rho: 0.95 })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("Adadelta", params, given);
    checkCommon("Adadelta", defaults);
    check("Adadelta", "rho value", defaults.rho, defaults.rho >= 0 && defaults.rho <= 1, "rho");
    super("Adadelta", optimized, defaults);
  }

  protected start(p: TypedArray): State {
    return { step: 0, squareAvg: zerosLike(p), accDelta: zerosLike(p) };
  }

  protected update(p: TypedArray, g: TypedArray, state: State, group: ParamGroup<Options>): void {
    const { lr, rho, eps, weightDecay, maximize } = group;
    const { squareAvg: square, accDelta: moved } = state;
    state.step++;
    const sign = maximize ? -1 : 1;
    for (let i = 0; i < p.length; i++) {
      const gradient = penalised(sign * g[i], weightDecay, p[i]);
      square[i] = square[i] * rho + gradient * gradient * (1 - rho);
      const move = (Math.sqrt(moved[i] + eps) / Math.sqrt(square[i] + eps)) * gradient;
      moved[i] = moved[i] * rho + move * move * (1 - rho);
      p[i] -= lr * move;
    }
  }
}
