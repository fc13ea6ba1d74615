// Where a colour scale ends: at a round number, for one tensor or for several that should compare.

import { type Accessor, createMemo } from "solid-js";
import type { Tensor } from "../../src/index";
import { attempt } from "../guard";
import { niceCeiling } from "../numbers";

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

function largestOf(tensor: Tensor): number {
  let largest = 0;
  for (const value of tensor.toTypedArray()) {
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  return largest;
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
