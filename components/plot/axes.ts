// From values to pixels and back, with round ticks: what every plot is drawn on.

import { minus } from "../numbers";

export type AxisKind = "linear" | "log";

/** What makes an axis of this kind even: logarithms, or the values themselves; and the way back. */
export const bendOf = (
  kind: AxisKind,
): { readonly bend: (value: number) => number; readonly unbend: (even: number) => number } =>
  kind === "log" ? { bend: Math.log, unbend: Math.exp } : { bend: same, unbend: same };

const same = (value: number): number => value;

/** One labelled place on an axis. */
export interface Tick {
  readonly value: number;
  readonly pixel: number;
  readonly text: string;
}

export interface AxisOptions {
  /** @default "linear" */
  readonly kind?: AxisKind;
  /** The values at the ends. On a log axis both are positive. */
  readonly min: number;
  readonly max: number;
  /** The pixels of `min` and `max`; for a vertical axis `from` is the larger. */
  readonly from: number;
  readonly to: number;
  /** The least number of pixels from tick to tick. @default 64 across, 24 upright */
  readonly room?: number;
}

export interface Axis {
  readonly kind: AxisKind;
  readonly min: number;
  readonly max: number;
  /** The pixel of a value, inside the ends or not. */
  toPixel(value: number): number;
  /** The value at a pixel. */
  toValue(pixel: number): number;
  /** Round values from end to end, ascending, none closer than `room`. */
  readonly ticks: readonly Tick[];
}

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

/** A power of ten, written out while that is short. */
function powerText(exponent: number): string {
  if (exponent < -4 || exponent > 4) return `10${raised(exponent)}`;
  return exponent < 0 ? (10 ** exponent).toFixed(-exponent) : String(10 ** exponent);
}

type Labelled = readonly (readonly [value: number, text: string])[];

function linearTicks(min: number, max: number, most: number): Labelled {
  const step = niceStep((max - min) / Math.max(1, most));
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = Number(((first + i) * step).toPrecision(12));
    return [value, tickText(value, step)] as const;
  });
}

/** Powers of ten; below two of them the round values between, since one label is no scale. */
function logTicks(min: number, max: number, most: number): Labelled {
  const [low, high] = [Math.log10(min), Math.log10(max)];
  const first = Math.ceil(low - 1e-9);
  const last = Math.floor(high + 1e-9);
  if (last - first < 1) {
    const linear = linearTicks(min, max, most).filter(([value]) => value > 0);
    return linear.length > 0 ? linear : [[min, tickText(min, min)]];
  }
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, most)));
  const powers: [number, string][] = [];
  for (let k = Math.ceil(first / every) * every; k <= last; k += every) {
    powers.push([10 ** k, powerText(k)]);
  }
  return powers;
}

/**
 * An axis. Ends that are no range (equal, or not finite) are made one.
 * @example makeAxis({ min: -3, max: 3, from: 40, to: 600 }).ticks.map((tick) => tick.text)
 */
export function makeAxis({ kind = "linear", min, max, from, to, room }: AxisOptions): Axis {
  const [low, high] = ends(kind, min, max);
  const { bend, unbend } = bendOf(kind);
  const start = bend(low);
  const span = bend(high) - start;
  const toPixel = (value: number): number => from + ((bend(value) - start) / span) * (to - from);
  const most = Math.floor(Math.abs(to - from) / (room ?? (from > to ? 24 : 64)));
  const labelled = (kind === "log" ? logTicks : linearTicks)(low, high, most);
  return {
    kind,
    min: low,
    max: high,
    toPixel,
    toValue: (pixel) => unbend(start + ((pixel - from) / (to - from)) * span),
    ticks: apart(
      labelled.map(([value, text]) => ({ value, text, pixel: toPixel(value) })),
      from < to,
    ),
  };
}

function ends(kind: AxisKind, min: number, max: number): [number, number] {
  const log = kind === "log";
  const low = Number.isFinite(min) && (!log || min > 0) ? min : log ? 1e-3 : 0;
  if (Number.isFinite(max) && max > low) return [low, max];
  return log ? [low, low * 10] : [low - 0.5, low + 0.5];
}

/** About how wide a label is, in pixels. */
export const textWidth = (text: string): number => 7 * text.length;

/** Leaves out every other label until none touches the next. */
function apart(ticks: readonly Tick[], across: boolean): readonly Tick[] {
  const touching = (a: Tick, b: Tick): boolean => {
    const extent = across ? (textWidth(a.text) + textWidth(b.text)) / 2 + 8 : 14;
    return Math.abs(b.pixel - a.pixel) < extent;
  };
  const crowded = ticks.some((tick, i) => i > 0 && touching(ticks[i - 1] as Tick, tick));
  if (!crowded) return ticks;
  // Zero stays if it is there.
  const zero = Math.max(
    0,
    ticks.findIndex((tick) => tick.value === 0),
  );
  return apart(
    ticks.filter((_, i) => (i - zero) % 2 === 0),
    across,
  );
}
