// Round values for the labels of an axis, and how they are written.

import type { Bend } from "../bend";
import { minus } from "../numbers";

export type Labelled = readonly (readonly [value: number, text: string])[];

/** The least of 1, 2, 5, 10, 20, … times a power of ten that is at least `size`. */
export function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5].find((each) => each * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const raised = (exponent: number): string =>
  (exponent < 0 ? "⁻" : "") +
  [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");

/** What stands raised at the end of a text, as plain digits: many fonts draw superscripts too small to read. */
export function parted(text: string): readonly [text: string, exponent: string] {
  const start = text.search(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/);
  if (start < 0) return [text, ""];
  const digits = [...text.slice(start)].map((sign) =>
    sign === "⁻" ? "−" : String(superscripts.indexOf(sign)),
  );
  return [text.slice(0, start), digits.join("")];
}

/** A tick's text where ticks are `step` apart: as many decimals as the step has, and no more. */
export function tickText(value: number, step: number): string {
  const rounded = Math.abs(value) < step / 1e6 ? 0 : value;
  const size = Math.max(Math.abs(value), step);
  if (rounded !== 0 && (size >= 1e6 || step < 1e-5)) {
    const exponent = Math.floor(Math.log10(Math.abs(rounded)) + 1e-9);
    const digits = Math.max(0, exponent - Math.floor(Math.log10(step) + 1e-9));
    const factor = (rounded / 10 ** exponent).toFixed(digits);
    return minus(factor === "1" ? `10${raised(exponent)}` : `${factor}×10${raised(exponent)}`);
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text = rounded.toFixed(Math.min(20, decimals));
  return minus(size >= 1e4 ? text.replace(/\B(?=(\d{3})+$)/g, ",") : text);
}

/** A power: of ten written out while that is short. */
function powerText(base: number, exponent: number): string {
  if (base !== 10 || exponent < -4 || exponent > 4) return `${base}${raised(exponent)}`;
  return exponent < 0 ? (10 ** exponent).toFixed(-exponent) : String(10 ** exponent);
}

export function linearTicks(min: number, max: number, most: number): Labelled {
  const step = niceStep((max - min) / Math.max(1, most));
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = Number(((first + i) * step).toPrecision(12));
    return [value, tickText(value, step)] as const;
  });
}

/** Every how many powers there is a label: in twos twice as many again and again, 2⁰, 2⁴, 2⁸. */
const everyPower = (least: number, base: number): number =>
  base === 10 ? Math.max(1, Math.ceil(least)) : 2 ** Math.max(0, Math.ceil(Math.log2(least)));

/** Powers of the base; below two of them the round values between, since one label is no scale. */
export function logTicks(min: number, max: number, most: number, base: 2 | 10): Labelled {
  const log = base === 2 ? Math.log2 : Math.log10;
  const [low, high] = [log(min), log(max)];
  const first = Math.ceil(low - 1e-9);
  const last = Math.floor(high + 1e-9);
  if (last - first < 1) {
    const linear = linearTicks(min, max, most).filter(([value]) => value > 0);
    return linear.length > 0 ? linear : [[min, tickText(min, min)]];
  }
  const every = everyPower((high - low) / Math.max(1, most), base);
  const powers: [number, string][] = [];
  for (let k = Math.ceil(first / every) * every; k <= last; k += every) {
    powers.push([base ** k, powerText(base, k)]);
  }
  return powers;
}

/**
 * Zero, and powers of ten on both sides of it, from the largest down while there is room; where these are
 * too few for a scale, the round values.
 */
export function symlogTicks(min: number, max: number, most: number, { bend }: Bend): Labelled {
  const room = (bend(max) - bend(min)) / Math.max(1, most);
  const largest = Math.floor(Math.log10(Math.max(Math.abs(min), Math.abs(max))) + 1e-9);
  const every = Math.max(1, Math.ceil(room / Math.LN10));
  const hair = 1e-9 * Math.max(Math.abs(min), Math.abs(max));
  const ticks: [number, string][] = min <= 0 && max >= 0 ? [[0, "0"]] : [];
  for (let k = largest; bend(10 ** k) >= 0.75 * room; k -= every) {
    for (const sign of [-1, 1]) {
      const value = sign * 10 ** k;
      if (value < min - hair || value > max + hair) continue;
      ticks.push([value, minus(`${sign < 0 ? "-" : ""}${powerText(10, k)}`)]);
    }
  }
  // Below the threshold it is about linear.
  const straight = bend(10 ** largest) < Math.LN2;
  return straight || ticks.length < 3
    ? linearTicks(min, max, most)
    : ticks.sort(([a], [b]) => a - b);
}
