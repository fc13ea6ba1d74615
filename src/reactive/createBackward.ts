// Live gradients: `createBackward(loss)`.

import { getOwner, onCleanup } from "solid-js";
import { originOf } from "../autograd/gradFn";
import { LiveGradients } from "../autograd/holders";
import type { Node } from "../graph";
import { Tensor } from "../tensor";

export interface CreateBackwardOptions {
  /** Make the gradients differentiable themselves. Default `false`. */
  readonly createGraph?: boolean;
  /** The leaves whose `.grad` is held; by default all that the loss depends on. */
  readonly inputs?: Tensor | readonly Tensor[] | null;
}

function leavesOf(inputs: Tensor | readonly Tensor[] | null): Set<Node> | null {
  if (inputs === null) return null;
  const list: readonly Tensor[] = inputs instanceof Tensor ? [inputs] : inputs;
  return new Set(list.map((input) => originOf(input.node)));
}

/**
 * Keeps the `.grad` of the loss's leaves current for as long as the owner lives: after a leaf is
 * written, reading `w.grad` gives the gradient there. Lazy: a gradient that nobody reads is never
 * computed. `.grad` is replaced, not accumulated; several live losses on one leaf add up.
 *
 * Outside a component, an effect or a `createRoot` there is no owner: it then lives until the returned
 * function is called. It gives no warning there; Solid's "computations created outside a `createRoot`"
 * is about an effect or JSX made in the same place.
 * @returns a function that ends it early.
 * @example createBackward(loss); createEffect(() => console.log(String(w.grad)));
 * @throws RuntimeError if the loss has more than one element or requires no gradient.
 */
export function createBackward(
  loss: Tensor,
  { createGraph = false, inputs = null }: CreateBackwardOptions = {},
): () => void {
  const live = new LiveGradients(loss, createGraph, leavesOf(inputs));
  const dispose = () => live.dispose();
  if (getOwner() !== null) onCleanup(dispose);
  return dispose;
}
