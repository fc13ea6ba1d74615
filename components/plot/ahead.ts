// Looking ahead along the tangent: a place a bit away, what the tangent promises there, and what is.

import type { Axis } from "./axes";
import type { Reading } from "./probe";

export interface Ahead {
  readonly x: number;
  readonly promised: number;
  /** Pixels. */
  readonly left: number;
  readonly top: number;
}

/** So many pixels along the tangent are too few to get hold of the handle. */
const tooNear = 30;

/**
 * The place `offset` pixels to the right of the point (left, if negative), nearer where the tangent
 * would leave the plot, and on the other side where nothing is left of it here.
 */
export function lookAhead(here: Reading, offset: number, x: Axis, y: Axis): Ahead | null {
  if (!Number.isFinite(here.value) || !Number.isFinite(here.slope)) return null;
  const first = along(here, offset, x, y);
  if (first !== null && distance(here, first, x, y) >= tooNear) return first;
  const other = along(here, -offset, x, y);
  const enough = other !== null && distance(here, other, x, y) >= tooNear;
  return enough ? other : first;
}

function along(here: Reading, offset: number, x: Axis, y: Axis): Ahead | null {
  const from = x.toPixel(here.x);
  const [least, most] = [x.toPixel(x.min), x.toPixel(x.max)];
  const wanted = Math.min(most, Math.max(least, from + offset));
  const at = (left: number): Ahead => {
    const value = x.toValue(left);
    const promised = here.value + here.slope * (value - here.x);
    return { x: value, promised, left, top: y.toPixel(promised) };
  };
  const [top, bottom] = [y.toPixel(y.max), y.toPixel(y.min)];
  const inside = ({ top: pixel }: Ahead): boolean => pixel >= top - 0.5 && pixel <= bottom + 0.5;
  if (!Number.isFinite(from) || !inside(at(from))) return null;
  if (inside(at(wanted))) return at(wanted);
  // The tangent is monotonous: halve until it is at the edge.
  let [near, beyond] = [from, wanted];
  for (let i = 0; i < 24; i++) {
    const middle = (near + beyond) / 2;
    if (inside(at(middle))) near = middle;
    else beyond = middle;
  }
  return at(near);
}

const distance = (here: Reading, ahead: Ahead, x: Axis, y: Axis): number =>
  Math.hypot(ahead.left - x.toPixel(here.x), ahead.top - y.toPixel(here.value));
