// Recurrent networks over whole sequences, as modules: RNN, GRU, LSTM.

import { type CallArguments, choice, dtype, flag, int, number } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { Recurrent } from "./recurrentBase";
import { gruStep, lstmStep, reluStep, tanhStep } from "./recurrentSteps";

const common = [
  flag("bias", true),
  flag("batchFirst", false),
  number("dropout", 0),
  flag("bidirectional", false),
] as const;
const sizes = [int("inputSize"), int("hiddenSize"), int("numLayers", 1)] as const;
const rnnParams = [
  ...sizes,
  choice("nonlinearity", ["tanh", "relu"], "tanh"),
  ...common,
  dtype("dtype", null),
] as const;

/**
 * A recurrent network. Input [L, N, inputSize], or [N, L, inputSize] with `batchFirst`, or
 * [L, inputSize]; hx [numLayers · directions, N, hiddenSize].
 */
export class RNN extends Recurrent {
  declare readonly nonlinearity: "tanh" | "relu";

  /**
   * `new RNN(inputSize, hiddenSize, numLayers = 1, nonlinearity = "tanh", bias = true,
   * batchFirst = false, dropout = 0, bidirectional = false, dtype = null)`, or by name from any
   * point on.
   * @example const [output, h] = new nn.RNN(3, 4).call(randn(7, 2, 3))
   */
  constructor(...given: CallArguments<typeof rnnParams>) {
    super(1, named("RNN", rnnParams, given));
  }

  /** @returns the output at all times, and the last hidden states */
  forward(input: Tensor, hx: Tensor | null = null): [output: Tensor, hidden: Tensor] {
    const step = this.nonlinearity === "tanh" ? tanhStep : reluStep;
    const [output, hidden] = this.run(step, input, hx && [hx], [this.hiddenSize]);
    return [output, hidden];
  }
}

const gruParams = [...sizes, ...common, dtype("dtype", null)] as const;

/**
 * Gated recurrent units. Input [L, N, inputSize], or [N, L, inputSize] with `batchFirst`, or
 * [L, inputSize]; hx [numLayers · directions, N, hiddenSize].
 */
export class GRU extends Recurrent {
  /**
   * `new GRU(inputSize, hiddenSize, numLayers = 1, bias = true, batchFirst = false, dropout = 0,
   * bidirectional = false, dtype = null)`, or by name from any point on.
   * @example const [output, h] = new nn.GRU(3, 4).call(randn(7, 2, 3))
   */
  constructor(...given: CallArguments<typeof gruParams>) {
    super(3, named("GRU", gruParams, given));
  }

  /** @returns the output at all times, and the last hidden states */
  forward(input: Tensor, hx: Tensor | null = null): [output: Tensor, hidden: Tensor] {
    const [output, hidden] = this.run(gruStep, input, hx && [hx], [this.hiddenSize]);
    return [output, hidden];
  }
}

const lstmParams = [...sizes, ...common, int("projSize", 0), dtype("dtype", null)] as const;

/**
 * Long short-term memory. Input [L, N, inputSize], or [N, L, inputSize] with `batchFirst`, or
 * [L, inputSize]; states [numLayers · directions, N, size], where the hidden state's size is
 * `projSize` if that is not 0.
 */
export class LSTM extends Recurrent {
  /**
   * `new LSTM(inputSize, hiddenSize, numLayers = 1, bias = true, batchFirst = false, dropout = 0,
   * bidirectional = false, projSize = 0, dtype = null)`, or by name from any point on.
   * @example const [output, [h, c]] = new nn.LSTM(3, 4).call(randn(7, 2, 3))
   */
  constructor(...given: CallArguments<typeof lstmParams>) {
    super(4, named("LSTM", lstmParams, given));
  }

  /** @returns the output at all times, and the last hidden and cell states */
  forward(
    input: Tensor,
    hx: readonly [hidden: Tensor, cell: Tensor] | null = null,
  ): [output: Tensor, states: [hidden: Tensor, cell: Tensor]] {
    const hiddenSize = this.projSize > 0 ? this.projSize : this.hiddenSize;
    const [output, hidden, cell] = this.run(lstmStep, input, hx, [hiddenSize, this.hiddenSize]);
    return [output, [hidden, cell]];
  }
}
