// Lines of samples as SVG paths.

import type { Axis } from "./axes";
import type { Line } from "./sample";

/** Pixels beyond which nothing is drawn: what is outside is cut off anyway, and numbers stay small. */
const far = 4000;

const near = (pixel: number): number =>
  Math.round(Math.min(far, Math.max(-far, pixel)) * 100) / 100;

/** A path through `lines`, which are in the even units of the axes, such as logarithms. */
export function pathOf(lines: readonly Line[], x: Axis, y: Axis): string {
  let path = "";
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const px = near(x.toPixel(x.unbend(line[i] as number)));
      const py = near(y.toPixel(y.unbend(line[i + 1] as number)));
      path += `${i === 0 ? "M" : "L"}${px} ${py}`;
    }
    // A round cap makes a dot of a point that stands alone.
    if (line.length === 2) path += "h0";
  }
  return path;
}

/** Where a straight line through (`at`, `value`) runs, between two values of x. */
export function straightPath(
  { at, value, slope }: { at: number; value: number; slope: number },
  from: number,
  to: number,
  x: Axis,
  y: Axis,
): string {
  const bent = x.kind !== "linear" || y.kind !== "linear";
  const count = bent ? 160 : 1;
  let path = "";
  const [left, right] = [x.toPixel(from), x.toPixel(to)];
  for (let i = 0; i <= count; i++) {
    const px = left + ((right - left) * i) / count;
    const py = y.toPixel(value + slope * (x.toValue(px) - at));
    // What is not positive is far below on a logarithmic axis.
    path += `${i === 0 ? "M" : "L"}${near(px)} ${Number.isFinite(py) ? near(py) : far}`;
  }
  return path;
}
