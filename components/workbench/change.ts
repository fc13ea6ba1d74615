// What an edit did to one leaf: only the elements that changed, so that a drag in a large matrix is
// remembered by one number.

import type { Tensor, TypedArray } from "../../src/index";

/** The changed elements of a leaf, by row-major place, before and after. */
export interface Change {
  readonly leaf: Tensor;
  readonly places: Uint32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** What changed in `leaf` since its elements were `before`; null if nothing did. */
export function changeOf(leaf: Tensor, before: TypedArray): Change | null {
  const after = leaf.toTypedArray();
  const places: number[] = [];
  for (let i = 0; i < after.length; i++) if (!Object.is(before[i], after[i])) places.push(i);
  if (places.length === 0) return null;
  return {
    leaf,
    places: Uint32Array.from(places),
    before: Float64Array.from(places, (i) => before[i] as number),
    after: Float64Array.from(places, (i) => after[i] as number),
  };
}

/** Puts the changed elements of a leaf to what they were before or after; the others stay. */
export function apply({ leaf, places, ...change }: Change, which: "before" | "after"): void {
  const elements = leaf.toTypedArray();
  for (let i = 0; i < places.length; i++)
    elements[places[i] as number] = change[which][i] as number;
  leaf.set(elements);
}
