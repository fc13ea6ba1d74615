// How the arrow downhill is drawn: from the point the way that a small step against the gradient goes, and
// the longer the steeper it is there, whichever colours the heights have: it shrinks as the steps do.

import type { Axis } from "../plot/axes";
import type { Slope } from "./downhill";
import type { Heights } from "./levels";

export interface Frame {
  readonly x: Axis;
  readonly y: Axis;
}

type Pixels = readonly [x: number, y: number];

/** The dot covers the beginning; what is shorter than the shortest would be a head without a shaft. */
const dot = 11;
const longest = 76;
const shortest = 8;

/**
 * From a point in pixels to the arrow's tip; null where it is all but flat, where no direction is known,
 * and outside the map.
 */
export function arrowOf(
  slope: Slope | null,
  from: Pixels,
  { x, y }: Frame,
  heights: Heights | null,
): Pixels | null {
  const within = (pixel: number, { min, max, toPixel }: Axis): boolean =>
    (pixel - toPixel(min)) * (pixel - toPixel(max)) <= 0;
  if (slope === null || heights === null || !within(from[0], x) || !within(from[1], y)) return null;
  const perUnit = (axis: Axis): number =>
    (axis.toPixel(axis.max) - axis.toPixel(axis.min)) / (axis.max - axis.min);
  const [dx, dy] = [-slope[0] * perUnit(x), -slope[1] * perUnit(y)];
  const size = Math.hypot(dx, dy);
  if (!(size > 0) || !Number.isFinite(size)) return null;
  // How many times the whole height one would fall on the way across if it went on like this. By its
  // root: in one map slopes differ by orders of magnitude.
  const fall = Math.hypot(slope[0] * (x.max - x.min), slope[1] * (y.max - y.min));
  const steepness = Math.sqrt(fall / (heights.high - heights.low || 1));
  const length = (longest * steepness) / (steepness + 1);
  if (length < shortest) return null;
  const reach = dot + length;
  return [from[0] + (dx / size) * reach, from[1] + (dy / size) * reach];
}
