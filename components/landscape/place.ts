// The two numbers that a landscape is drawn over: elements of leaves, with the ends of their axes.

import { type Tensor, untrack } from "../../src/index";
import { elementName, placeOf } from "../place";

/** One element of a leaf, and the stretch of it that is shown. */
export interface Place {
  /** The leaf that is written. */
  readonly leaf: Tensor;
  /** The element, one index per dimension; needed unless the leaf has just one. Default `[]`. */
  readonly at?: readonly number[];
  /** What it is called. Default: the leaf's name with the index, as in code. */
  readonly label?: string;
  /** The ends of the axis. */
  readonly min: number;
  readonly max: number;
}

/** The row-major place of the element. */
export const offsetOf = ({ leaf, at = [] }: Place): number => placeOf(at, leaf.shape);

/** The element's value now; a tracked read. */
export const valueAt = (place: Place): number =>
  Number(place.leaf.numel() === 1 ? place.leaf.item() : place.leaf.toTypedArray()[offsetOf(place)]);

export function labelOf({ leaf, at = [], label }: Place, otherwise: string): string {
  return label ?? elementName(leaf.name ?? otherwise, at);
}

/** Writes the element. */
export function moveTo({ leaf, at = [] }: Place, value: number): void {
  leaf.setAt([...at], value);
}

/** The leaves of both, once each. */
export const leavesOf = (x: Place, y: Place): readonly Tensor[] =>
  x.leaf === y.leaf ? [x.leaf] : [x.leaf, y.leaf];

/** The value without subscribing the reader. */
export const valueNow = (place: Place): number => untrack(() => valueAt(place));
