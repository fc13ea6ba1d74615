// Numbers as a plot writes them: as fine as a hand can mean on its axes.

import { cellText, minus } from "../numbers";
import type { Axis } from "./axes";
import { niceStep, tickText } from "./ticks";

const odd = (value: number): string =>
  Number.isNaN(value) ? "nan" : value > 0 ? "inf" : minus("-inf");

/** A value to about a thousandth of its axis; where that is bent three digits, and whole numbers as such. */
export function valueText(value: number, { kind, min, max }: Axis): string {
  if (!Number.isFinite(value)) return odd(value);
  if (kind !== "linear") {
    const whole = Number.isInteger(value) && Math.abs(value) < 1e8;
    return minus(String(whole ? value : Number(value.toPrecision(3))));
  }
  return tickText(value, niceStep((max - min) / 1000));
}

/** A slope: four decimals, or three digits and a power of ten. */
export function slopeText(slope: number): string {
  if (!Number.isFinite(slope)) return odd(slope);
  const size = Math.abs(slope);
  return cellText(slope, size !== 0 && (size < 1e-3 || size >= 1e4) ? "scientific" : "fixed");
}
