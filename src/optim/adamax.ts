// Adamax: Adam with the infinity norm.
// Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, section 7.
//
//   m ← β₁ m + (1 - β₁) g        u ← max(β₂ u, |g| + ε)
//   p ← p - lr / (1 - β₁ᵗ) · m / u

import type { TypedArray } from "../dtype";
import { named, pair } from "../nn/arguments";
import { type CallArguments, flag, type Named, number } from "../params";
import { checkCommon } from "./checks";
import { penalised, zerosLike } from "./formula";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const options = [
  number("lr", 2e-3),
  pair("betas", [0.9, 0.999]),
  number("eps", 1e-8),
  number("weightDecay", 0),
  flag("maximize", false),
] as const;
type Options = Named<typeof options>;
const params = [optimizable<Options>(), ...options] as const;

type State = { step: number; expAvg: TypedArray; expInf: TypedArray };

/** Adam whose second moment is the largest gradient of late. */
export class Adamax extends Optimizer<Options, State> {
  /**
   * `new Adamax(params, lr = 2e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0,
   * maximize = false)`, or by name from any point on.
   * @example new optim.Adamax(model.parameters(), { lr: 0.01 })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("Adamax", params, given);
    checkCommon("Adamax", defaults);
    super("Adamax", optimized, defaults);
  }

  protected start(p: TypedArray): State {
    return { step: 0, expAvg: zerosLike(p), expInf: zerosLike(p) };
  }

  protected update(p: TypedArray, g: TypedArray, state: State, group: ParamGroup<Options>): void {
    const { lr, betas, eps, weightDecay, maximize } = group;
    const { expAvg: m, expInf: u } = state;
    const [beta1, beta2] = betas;
    const rate = lr / (1 - beta1 ** ++state.step);
    const sign = maximize ? -1 : 1;
    for (let i = 0; i < p.length; i++) {
      const gradient = penalised(sign * g[i], weightDecay, p[i]);
      m[i] = m[i] * beta1 + gradient * (1 - beta1);
      u[i] = Math.max(u[i] * beta2, Math.abs(gradient) + eps);
      p[i] -= (rate * m[i]) / u[i];
    }
  }
}
