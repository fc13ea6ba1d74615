// Live gradients: `createBackward(loss)`.

import { getOwner, onCleanup } from "solid-js";
import { LiveGradients } from "../autograd/holders";
import type { Tensor } from "../tensor";

export interface CreateBackwardOptions {
  /** Make the gradients differentiable themselves. Default `false`. */
  readonly createGraph?: boolean;
}

/**
 * Keeps the `.grad` of the loss's leaves current for as long as the owner lives: after a leaf is
 * written, reading `w.grad` gives the gradient there. Lazy: a gradient that nobody reads is never
 * computed. `.grad` is replaced, not accumulated; several live losses on one leaf add up.
 * @returns a function that ends it early.
 * @example createBackward(loss); createEffect(() => console.log(String(w.grad)));
 * @throws RuntimeError if the loss has more than one element or requires no gradient.
 */
export function createBackward(
  loss: Tensor,
  { createGraph = false }: CreateBackwardOptions = {},
): () => void {
  const live = new LiveGradients(loss, createGraph);
  const dispose = () => live.dispose();
  if (getOwner() !== null) onCleanup(dispose);
  return dispose;
}
