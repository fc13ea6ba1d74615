// The gradient of part 4 for every `a`: a staircase, as SVG paths in a box of 1000 by 100.

import type { Scale } from "../../components";

export const box = { width: 1000, height: 100 };
/** The plot's top: at the smallest magnitudes the gradient grows without end. */
const highest = 24;

/** How often `a` is doubled until it reaches 1000: once, and then as often as the loop runs. */
export function doublingsOf(a: number): number {
  let [value, count] = [Math.abs(a) * 2, 1];
  while (value < 1000 && count < 200) [value, count] = [value * 2, count + 1];
  return count;
}

/** The height of the gradient 2^exponent in the box. */
export const heightOf = (exponent: number): number =>
  box.height * (1 - Math.min(highest, exponent) / highest);

/** One side of the staircase; `sign` says which. */
function side(scale: Scale, sign: 1 | -1): string {
  const xOf = (a: number): number => scale.toPosition(a) * box.width;
  const end = sign > 0 ? scale.range.max : -scale.range.min;
  let path = "";
  // The loop runs n times for |a| in [500 / 2^n, 1000 / 2^n), and for n = 0 above 500.
  for (let n = 0; n < highest; n++) {
    const [low, high] = [500 / 2 ** n, n === 0 ? Math.max(end, 1000) : 1000 / 2 ** n];
    if (low > end) continue;
    const y = heightOf(n + 1);
    path += `${path === "" ? "M" : "L"}${xOf(sign * Math.min(high, end))} ${y} L${xOf(sign * low)} ${y} `;
  }
  return path;
}

export const staircase = (scale: Scale): string => side(scale, -1) + side(scale, 1);
