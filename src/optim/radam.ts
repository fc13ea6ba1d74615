// RAdam: Adam that rectifies the variance of its first steps.
// Liu et al., "On the variance of the adaptive learning rate and beyond", ICLR 2020.
//
//   m, v as in Adam      ρ∞ = 2 / (1 - β₂) - 1      ρ = ρ∞ - 2 t β₂ᵗ / (1 - β₂ᵗ)
//   ρ > 5:  p ← p - lr r · m / (1 - β₁ᵗ) · √(1 - β₂ᵗ) / (√v + ε),
//           r² = (ρ - 4)(ρ - 2) ρ∞ / ((ρ∞ - 4)(ρ∞ - 2) ρ)
//   else    p ← p - lr · m / (1 - β₁ᵗ)

import type { TypedArray } from "../dtype";
import { named, pair } from "../nn/arguments";
import { type CallArguments, type Named, number } from "../params";
import { checkCommon } from "./checks";
import { type Moments, noMoments, penalised } from "./formula";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const options = [
  number("lr", 1e-3),
  pair("betas", [0.9, 0.999]),
  number("eps", 1e-8),
  number("weightDecay", 0),
] as const;
type Options = Named<typeof options>;
const params = [optimizable<Options>(), ...options] as const;

/** Adam without adaptive rates until their variance is small. */
export class RAdam extends Optimizer<Options, Moments> {
  /**
   * `new RAdam(params, lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0)`, or by name
   * from any point on.
   * @example new optim.RAdam(model.parameters(), { lr: 0.01 })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("RAdam", params, given);
    checkCommon("RAdam", defaults);
    super("RAdam", optimized, defaults);
  }

  protected start(p: TypedArray): Moments {
    return noMoments(p);
  }

  protected update(p: TypedArray, g: TypedArray, state: Moments, group: ParamGroup<Options>): void {
    const { lr, betas, eps, weightDecay } = group;
    const { expAvg: m, expAvgSq: v } = state;
    const [beta1, beta2] = betas;
    const step = ++state.step;
    const correction = 1 - beta2 ** step;
    const rate = lr / (1 - beta1 ** step);
    const longest = 2 / (1 - beta2) - 1;
    const length = longest - (2 * step * beta2 ** step) / correction;
    const rectified = length > 5;
    const rectification = rectified
      ? Math.sqrt(
          ((length - 4) * (length - 2) * longest) / ((longest - 4) * (longest - 2) * length),
        ) * Math.sqrt(correction)
      : 1;
    for (let i = 0; i < p.length; i++) {
      const gradient = penalised(g[i], weightDecay, p[i]);
      m[i] = m[i] * beta1 + gradient * (1 - beta1);
      v[i] = v[i] * beta2 + gradient * gradient * (1 - beta2);
      const scale = rectified ? rectification / (Math.sqrt(v[i]) + eps) : 1;
      p[i] -= rate * m[i] * scale;
    }
  }
}
