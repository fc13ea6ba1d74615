// The special modes of autograd, as functions that run a function in them.

import { noGrad, type SavedTensorsHooks, withSpecial } from "../modes";
import type { Tensor } from "../tensor";

/**
 * PyTorch's own meaning of values: what is computed inside is computed at once and keeps its value; a
 * later in-place write does not change it, and a backward pass that needs an overwritten value is an
 * error, as in PyTorch.
 * @example eager(() => { const y = x.exp(); y.add_(1); y.sum().backward(); }) // RuntimeError
 */
export const eager = <T>(fn: () => T): T => withSpecial({ eager: true }, fn);

/**
 * `noGrad` for results that will never be differentiated: using one in a recorded operation is an
 * error when its derivative is asked for.
 */
export const inferenceMode = <T>(fn: () => T): T =>
  noGrad(() => withSpecial({ inference: true }, fn));

/**
 * Runs `fn` such that each tensor that a derivative rule will need goes through `pack` when the
 * operation is made, and comes back through `unpack` when a backward pass reads it.
 * @example autograd.savedTensorsHooks((t) => t.to("float32"), (t) => t.to("float64"), () => model.call(x))
 */
export function savedTensorsHooks<P, T>(
  pack: (tensor: Tensor) => P,
  unpack: (packed: P) => Tensor,
  fn: () => T,
): T {
  return withSpecial({ savedTensors: { pack, unpack } as SavedTensorsHooks }, fn);
}

/**
 * Runs `fn` as a part of the graph whose values need not be kept. Here values that nobody needs are
 * never computed and buffers are shared by design, so it is `fn` itself; PyTorch code keeps running.
 */
export const checkpoint = <A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R =>
  fn(...args);
