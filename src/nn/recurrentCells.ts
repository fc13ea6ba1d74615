// One step of a recurrent network: RNNCell, GRUCell, LSTMCell.
//
// The arithmetic of a step is shared with the layers over whole sequences in recurrent.ts. Gates lie
// one after another in the rows of the weights, in PyTorch's order.

import { zeros } from "../creation";
import { RuntimeError } from "../errors";
import { type CallArguments, choice, dtype, flag, int } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { uniform } from "./fresh";
import * as F from "./functional";
import { Module, snakeCase } from "./module";
import type { Parameter } from "./parameter";

/** The weights of one step; a bias may be missing. */
export interface Weights {
  readonly input: Tensor;
  readonly hidden: Tensor;
  readonly inputBias: Tensor | null;
  readonly hiddenBias: Tensor | null;
}

/** h' = f(W x + b + U h + c). */
export function rnnStep(
  x: Tensor,
  h: Tensor,
  w: Weights,
  nonlinearity: "tanh" | "relu",
): Tensor {
  const sum = F.linear(x, w.input, w.inputBias).add(F.linear(h, w.hidden, w.hiddenBias));
  return nonlinearity === "tanh" ? sum.tanh() : sum.relu();
}

/** The parts of a tensor whose last dimension holds `n` gates. */
function gates(x: Tensor, n: number): Tensor[] {
  const size = x.size(-1) / n;
  return Array.from({ length: n }, (_, i) => x.narrow(-1, i * size, size));
}

/** r, z = σ(…), n = tanh(W x + b + r (U h + c)), h' = n + z (h - n). */
export function gruStep(x: Tensor, h: Tensor, w: Weights): Tensor {
  const [xr, xz, xn] = gates(F.linear(x, w.input, w.inputBias), 3);
  const [hr, hz, hn] = gates(F.linear(h, w.hidden, w.hiddenBias), 3);
  const reset = xr.add(hr).sigmoid();
  const update = xz.add(hz).sigmoid();
  const candidate = xn.add(reset.mul(hn)).tanh();
  return candidate.add(update.mul(h.sub(candidate)));
}

/** i, f, o = σ(…), g = tanh(…), c' = f c + i g, h' = o tanh(c'); h' may be projected. */
export function lstmStep(
  x: Tensor,
  [h, c]: readonly [Tensor, Tensor],
  w: Weights,
  projection: Tensor | null = null,
): [hidden: Tensor, cell: Tensor] {
  const sum = F.linear(x, w.input, w.inputBias).add(F.linear(h, w.hidden, w.hiddenBias));
  const [i, f, g, o] = gates(sum, 4);
  const cell = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
  const hidden = o.sigmoid().mul(cell.tanh());
  return [projection === null ? hidden : F.linear(hidden, projection), cell];
}

const params = [
  int("inputSize"),
  int("hiddenSize"),
  flag("bias", true),
  dtype("dtype", null),
] as const;

/** What all cells have: weights with so many gates. */
abstract class Cell extends Module {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** [gates · hiddenSize, inputSize] */
  weightIh: Parameter;
  /** [gates · hiddenSize, hiddenSize] */
  weightHh: Parameter;
  /** [gates · hiddenSize], or null without bias. */
  biasIh: Parameter | null;
  /** [gates · hiddenSize], or null without bias. */
  biasHh: Parameter | null;

  constructor(
    count: number,
    {
      inputSize,
      hiddenSize,
      bias,
      dtype: type,
    }: Pick<Parameters<typeof uniform>, never> & {
      readonly inputSize: number;
      readonly hiddenSize: number;
      readonly bias: boolean;
      readonly dtype: Parameters<typeof uniform>[2];
    },
  ) {
    super();
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    const rows = count * hiddenSize;
    const bound = hiddenSize > 0 ? 1 / Math.sqrt(hiddenSize) : 0;
    this.weightIh = uniform([rows, inputSize], bound, type);
    this.weightHh = uniform([rows, hiddenSize], bound, type);
    this.biasIh = bias ? uniform([rows], bound, type) : null;
    this.biasHh = bias ? uniform([rows], bound, type) : null;
  }
}
