// One step of a recurrent network, shared by cells and by layers over whole sequences.
//
// `x` is W x + b already, so that a layer can compute it for all times at once. Gates lie one after
// another in the last dimension, in PyTorch's order.

import type { Tensor } from "../tensor";
import * as F from "./functional";

/** The weights that act on the hidden state. */
export interface HiddenWeights {
  readonly weight: Tensor;
  readonly bias: Tensor | null;
  /** Maps the hidden state of an LSTM to a smaller one. */
  readonly projection: Tensor | null;
}

/** The hidden state, and for an LSTM the cell state. */
export type State = readonly Tensor[];

export type Step = (x: Tensor, state: State, w: HiddenWeights) => State;

/** The parts of a tensor whose last dimension holds `n` gates. */
function gates(x: Tensor, n: number): Tensor[] {
  const size = x.size(-1) / n;
  return Array.from({ length: n }, (_, i) => x.narrow(-1, i * size, size));
}

/** h' = tanh(x + U h + c). */
export const tanhStep: Step = (x, [h], w) => [x.add(F.linear(h, w.weight, w.bias)).tanh()];

/** h' = max(0, x + U h + c). */
export const reluStep: Step = (x, [h], w) => [x.add(F.linear(h, w.weight, w.bias)).relu()];

/** r, z = σ(x + U h + c), n = tanh(x + r (U h + c)), h' = n + z (h - n). */
export const gruStep: Step = (x, [h], w) => {
  const [xr, xz, xn] = gates(x, 3);
  const [hr, hz, hn] = gates(F.linear(h, w.weight, w.bias), 3);
  const reset = xr.add(hr).sigmoid();
  const update = xz.add(hz).sigmoid();
  const candidate = xn.add(reset.mul(hn)).tanh();
  return [candidate.add(update.mul(h.sub(candidate)))];
};

/** i, f, o = σ(x + U h + c), g = tanh(x + U h + c), c' = f c + i g, h' = o tanh(c'), projected. */
export const lstmStep: Step = (x, [h, c], w) => {
  const [i, f, g, o] = gates(x.add(F.linear(h, w.weight, w.bias)), 4);
  const cell = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
  const hidden = o.sigmoid().mul(cell.tanh());
  return [w.projection === null ? hidden : F.linear(hidden, w.projection), cell];
};
