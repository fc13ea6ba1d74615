// NAdam: Adam with Nesterov's look ahead.
// Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016.
//
//   μₜ = β₁ (1 - 0.96^(t ψ) / 2)      m, v as in Adam      d = √(v / (1 - β₂ᵗ)) + ε
//   p ← p - lr (1 - μₜ) / (1 - ∏₁ᵗ μ) · g / d - lr μₜ₊₁ / (1 - μₜ μₜ₊₁ ∏₁ᵗ μ) · m / d
//
// The paper has ∏₁ᵗ⁺¹ μ in the second quotient; PyTorch 1.13, whose numbers these are, counts μₜ twice.

import type { TypedArray } from "../dtype";
import { named, pair } from "../nn/arguments";
import { type CallArguments, type Named, number } from "../params";
import { check, checkCommon } from "./checks";
import { type Moments, noMoments, penalised } from "./formula";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const options = [
  number("lr", 2e-3),
  pair("betas", [0.9, 0.999]),
  number("eps", 1e-8),
  number("weightDecay", 0),
  number("momentumDecay", 4e-3),
] as const;
type Options = Named<typeof options>;
const params = [optimizable<Options>(), ...options] as const;

type State = Moments & { muProduct: number };

/** PyTorch keeps the product of the μ in a float32 tensor, whatever the parameters are. */
const product = (total: number, factor: number): number => Math.fround(total * Math.fround(factor));

/** Adam with Nesterov momentum. */
export class NAdam extends Optimizer<Options, State> {
  /**
   * `new NAdam(params, lr = 2e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0,
   * momentumDecay = 4e-3)`, or by name from any point on.
   * @example new optim.NAdam(model.parameters(), { lr: 0.01 })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("NAdam", params, given);
    checkCommon("NAdam", defaults);
    const { momentumDecay } = defaults;
    check("NAdam", "momentum_decay value", momentumDecay, momentumDecay >= 0, "momentumDecay");
    super("NAdam", optimized, defaults);
  }

  protected start(p: TypedArray): State {
    return { ...noMoments(p), muProduct: 1 };
  }

  protected update(p: TypedArray, g: TypedArray, state: State, group: ParamGroup<Options>): void {
    const { lr, betas, eps, weightDecay, momentumDecay } = group;
    const { expAvg: m, expAvgSq: v } = state;
    const [beta1, beta2] = betas;
    const step = ++state.step;
    const muAt = (t: number) => beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const mu = muAt(step);
    const next = muAt(step + 1);
    state.muProduct = product(state.muProduct, mu);
    const nextProduct = product(product(state.muProduct, mu), next);
    const ofGradient = (lr * (1 - mu)) / (1 - state.muProduct);
    const ofMoment = (lr * next) / (1 - nextProduct);
    const correction = 1 - beta2 ** step;
    for (let i = 0; i < p.length; i++) {
      const gradient = penalised(g[i], weightDecay, p[i]);
      m[i] = m[i] * beta1 + gradient * (1 - beta1);
      v[i] = v[i] * beta2 + gradient * gradient * (1 - beta2);
      const scale = Math.sqrt(v[i] / correction) + eps;
      p[i] -= (ofGradient * gradient + ofMoment * m[i]) / scale;
    }
  }
}
