// Where a colour scale begins and ends: at round numbers, for one tensor or for several that should
// compare, and steady while one drags.

import { type Accessor, createMemo } from "solid-js";
import type { Tensor } from "../../src/index";
import { extentOf } from "../extent";
import { attempt } from "../guard";
import { niceCeiling } from "../numbers";

/**
 * Which numbers the colours span. `live`: from zero to a round number beyond all values, to both sides
 * once there are both signs. `symmetric`: always to both sides alike. Two numbers: from one to the
 * other, and values beyond have the colour of the end.
 */
export type Domain = "live" | "symmetric" | readonly [number, number];

/**
 * The end of a scale that ended at `before` when its largest magnitude is `largest`; null until there
 * is anything but zero. It grows at once and shrinks only when it is ten times too large: while one
 * drags, a colour should change because its value does.
 */
export function settle(before: number | null, largest: number): number | null {
  const holds = before !== null && largest <= before && largest > before / 10;
  if (holds || (before !== null && largest === 0)) return before;
  return largest === 0 ? null : niceCeiling(largest);
}

/** How far a scale reaches to either side of zero; null where nothing has been seen. */
export interface Reach {
  readonly below: number | null;
  readonly above: number | null;
}

export const noReach: Reach = { below: null, above: null };

/** The reach for values from `low` to `high`. A side that was once needed stays: nothing flips to and fro. */
export function reachOut(before: Reach, low: number, high: number): Reach {
  const below = settle(before.below, Math.max(0, -low));
  const above = settle(before.above, Math.max(0, high));
  return below === before.below && above === before.above ? before : { below, above };
}

/** The ends of the domain. A diverging map has the same reach on both sides, if it has both. */
export function endsOf(
  domain: Domain,
  reach: Reach,
  diverging: boolean,
): readonly [low: number, high: number] {
  if (typeof domain !== "string") return domain;
  const { below, above } = reach;
  const side = Math.max(below ?? 0, above ?? 0) || 1;
  if (domain === "symmetric" || (below === null && above === null)) return [-side, side];
  if (below === null) return [0, side];
  if (above === null) return [-side, 0];
  return diverging ? [-side, side] : [-below, above];
}

function largestOf(tensor: Tensor): number {
  const { low, high } = extentOf(tensor.toTypedArray());
  return Math.max(-low, high);
}

/**
 * One end of the scale for several tensors, to be given to their heatmaps as `max`: equal colours then
 * mean equal numbers. Tracked; tensors that are null or cannot be read do not count.
 *
 * @example const max = createColourScale(() => [w.grad, b.grad]);
 */
export function createColourScale(tensors: () => readonly (Tensor | null)[]): Accessor<number> {
  const largest = attempt(() =>
    Math.max(0, ...tensors().map((tensor) => (tensor === null ? 0 : largestOf(tensor)))),
  );
  const end = createMemo<number | null>((before) => {
    const now = largest();
    return settle(before, now.ok ? now.value : 0);
  }, null);
  return () => end() ?? 1;
}
