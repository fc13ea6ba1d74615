// Stochastic gradient descent with momentum.
// Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013,
// in the form that PyTorch uses: the rate multiplies the momentum buffer as a whole.
//
//   g ← g + λ p        b ← μ b + (1 - τ) g  (b ← g at first)
//   p ← p - lr · b,  or with Nesterov's look ahead  p - lr · (g + μ b)

import type { TypedArray } from "../dtype";
import { ValueError } from "../errors";
import * as codes from "../kernels/wasm/codes";
import { named } from "../nn/arguments";
import { type CallArguments, flag, type Named, number } from "../params";
import { checkCommon } from "./checks";
import { penalised } from "./formula";
import { fused } from "./fused";
import { optimizable, type ParamGroup } from "./groups";
import { Optimizer } from "./optimizer";

const options = [
  number("lr", 1e-3),
  number("momentum", 0),
  number("dampening", 0),
  number("weightDecay", 0),
  flag("nesterov", false),
  flag("maximize", false),
] as const;
type Options = Named<typeof options>;
const params = [optimizable<Options>(), ...options] as const;

type State = { momentumBuffer: TypedArray | null };

/** Stochastic gradient descent. */
export class SGD extends Optimizer<Options, State> {
  /**
   * `new SGD(params, lr = 1e-3, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false,
   * maximize = false)`, or by name from any point on.
   * @example new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })
   * @throws ValueError for a negative rate, momentum or decay, and for Nesterov without momentum.
   */
  constructor(...given: CallArguments<typeof params>) {
    const { params: optimized, ...defaults } = named("SGD", params, given);
    checkCommon("SGD", defaults);
    if (defaults.nesterov && (defaults.momentum <= 0 || defaults.dampening !== 0)) {
      throw new ValueError("Nesterov momentum requires a momentum and zero dampening", {
        op: "SGD",
        parameter: "nesterov",
      });
    }
    super("SGD", optimized, defaults);
  }

  protected start(): State {
    return { momentumBuffer: null };
  }

  protected update(p: TypedArray, g: TypedArray, state: State, group: ParamGroup<Options>): void {
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = group;
    const sign = maximize ? -1 : 1;
    const first = state.momentumBuffer === null;
    if (momentum !== 0) state.momentumBuffer ??= p.slice();
    const buffer = state.momentumBuffer;
    const fresh = 1 - dampening;
    const numbers = [lr, sign, weightDecay, momentum, fresh, Number(nesterov), Number(first)];
    const code = momentum === 0 ? codes.sgdF32 : codes.momentumF32;
    if (fused(code, p, g, momentum === 0 ? [] : [buffer], numbers)) return;
    for (let i = 0; i < p.length; i++) {
      let move = penalised(sign * g[i], weightDecay, p[i]);
      if (momentum !== 0 && buffer !== null) {
        buffer[i] = first ? move : buffer[i] * momentum + move * fresh;
        move = nesterov ? move + momentum * buffer[i] : buffer[i];
      }
      p[i] -= lr * move;
    }
  }
}
