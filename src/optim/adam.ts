// Adam, and AMSGrad.
// Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015.
// Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018 (AMSGrad).
//
//   g ← g + λ p
//   m ← β₁ m + (1 - β₁) g        v ← β₂ v + (1 - β₂) g²
//   p ← p - lr / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε)      AMSGrad: the largest v so far

import type { TypedArray } from "../dtype";
import * as codes from "../kernels/wasm/codes";
import { named, pair } from "../nn/arguments";
import { type CallArguments, flag, type Named, number } from "../params";
import { checkCommon } from "./checks";
import { type Moments, noMoments, penalised, zerosLike } from "./formula";
import { fused } from "./fused";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const optionsWith = (decay: number) =>
  [
    number("lr", 1e-3),
    pair("betas", [0.9, 0.999]),
    number("eps", 1e-8),
    number("weightDecay", decay),
    flag("amsgrad", false),
    flag("maximize", false),
  ] as const;
type Options = Named<ReturnType<typeof optionsWith>>;
const params = [optimizable<Options>(), ...optionsWith(0)] as const;
const paramsOfAdamW = [optimizable<Options>(), ...optionsWith(1e-2)] as const;

type State = Moments & { maxExpAvgSq: TypedArray | null };

/** What Adam and AdamW share: all but where the decay goes. */
abstract class AdamFamily extends Optimizer<Options, State> {
  /** Whether the decay shrinks the parameter itself instead of adding to the gradient. */
  protected abstract readonly decoupled: boolean;

  protected start(p: TypedArray, { amsgrad }: ParamGroup<Options>): State {
    return { ...noMoments(p), maxExpAvgSq: amsgrad ? zerosLike(p) : null };
  }

  protected update(p: TypedArray, g: TypedArray, state: State, group: ParamGroup<Options>): void {
    const { lr, betas, eps, weightDecay, amsgrad, maximize } = group;
    const { expAvg: m, expAvgSq: v } = state;
    const [beta1, beta2] = betas;
    const step = ++state.step;
    const stepSize = lr / (1 - beta1 ** step);
    const correction = Math.sqrt(1 - beta2 ** step);
    const sign = maximize ? -1 : 1;
    const shrink = this.decoupled ? 1 - lr * weightDecay : 1;
    const penalty = this.decoupled ? 0 : weightDecay;
    if (amsgrad) state.maxExpAvgSq ??= zerosLike(p);
    const largest = amsgrad ? state.maxExpAvgSq : null;
    const betaNumbers = [beta1, 1 - beta1, beta2, 1 - beta2];
    const numbers = [stepSize, sign, penalty, ...betaNumbers, correction, eps, shrink];
    const memories = [m, v, largest];
    if (fused(codes.adamF32, p, g, memories, [...numbers, Number(amsgrad)])) return;
    for (let i = 0; i < p.length; i++) {
      const value = p[i] * shrink;
      const gradient = penalised(sign * g[i], penalty, p[i]);
      m[i] = m[i] * beta1 + gradient * (1 - beta1);
      v[i] = v[i] * beta2 + gradient * gradient * (1 - beta2);
      let second = v[i];
      if (largest !== null) second = largest[i] = Math.max(largest[i], second);
      p[i] = value - (stepSize * m[i]) / (Math.sqrt(second) / correction + eps);
    }
  }
}

/** Adam: adaptive moments. The decay is an L2 penalty. */
export class Adam extends AdamFamily {
  protected readonly decoupled = false;

  /**
   * `new Adam(params, lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0,
   * amsgrad = false, maximize = false)`, or by name from any point on.
   * @example new optim.Adam(model.parameters(), { lr: 0.01 })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("Adam", params, given);
    checkCommon("Adam", defaults);
    super("Adam", optimized, defaults);
  }
}

/**
 * Adam whose decay shrinks the parameter itself, p ← p (1 - lr λ), apart from the gradient.
 * Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019.
 */
export class AdamW extends AdamFamily {
  protected readonly decoupled = true;

  /**
   * `new AdamW(params, lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 1e-2,
   * amsgrad = false, maximize = false)`, or by name from any point on.
   * @example new optim.AdamW(model.parameters(), { lr: 0.01, weightDecay: 0.1 })
   * @throws ValueError for options out of their range.
   */
  constructor(...given: CallArguments<typeof paramsOfAdamW>) {
    const { params: optimized, ...defaults } = named("AdamW", paramsOfAdamW, given);
    checkCommon("AdamW", defaults);
    super("AdamW", optimized, defaults);
  }
}
