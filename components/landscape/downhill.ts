// The gradient of the loss at the point, live, whatever `.grad` holds.

import { type Accessor, createMemo } from "solid-js";
import { autograd, substitute, type Tensor, type TypedArray, untrack } from "../../src/index";
import { leavesOf, offsetOf, type Place } from "./place";

/** dL/dx and dL/dy. */
export type Slope = readonly [x: number, y: number];

const flags = { retainGraph: true, allowUnused: true } as const;

/** Gradients that follow the leaves, on a graph of their own: nobody's `backward()` uses it up. */
function following(loss: Tensor, leaves: readonly Tensor[]): () => readonly (Tensor | null)[] {
  try {
    const own = substitute(
      loss,
      leaves.map((leaf) => [leaf, leaf.mul(1)] as const),
    );
    const gradients = autograd.grad(own, leaves, flags);
    return () => gradients;
  } catch {
    // Code makes this loss: another branch may be another gradient.
    return () => {
      loss.item();
      return untrack(() => autograd.grad(loss, leaves, flags));
    };
  }
}

/** Null where there is no gradient. */
export function createSlope(
  loss: () => Tensor,
  x: () => Place,
  y: () => Place,
): Accessor<Slope | null> {
  const source = createMemo(() => {
    const leaves = leavesOf(x(), y());
    return { leaves, gradients: untrack(() => following(loss(), leaves)), of: loss() };
  });
  const room = new Map<Tensor, TypedArray>();
  const element = (place: Place): number => {
    const { leaves, gradients } = source();
    const gradient = gradients()[leaves.indexOf(place.leaf)] ?? null;
    if (gradient === null) return 0;
    const known = room.get(place.leaf);
    const all = known === undefined ? gradient.toTypedArray() : gradient.toTypedArray(known);
    room.set(place.leaf, all);
    return all[offsetOf(place)] ?? 0;
  };
  return createMemo<Slope | null>(() => {
    try {
      return [element(x()), element(y())];
    } catch {
      return null; // who shows the loss says what is wrong with it
    }
  });
}
