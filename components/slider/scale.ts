// From a value to a place on the track and back: linear, whole numbers, logarithmic for what is
// positive, and logarithmic on both sides of zero.

import type { DType } from "../../src/index";
import { bendOf } from "../bend";

export interface Range {
  min: number;
  max: number;
}

/** `log` takes positive values only; `symlog` is logarithmic on both sides of zero. */
export type ScaleKind = "linear" | "integer" | "log" | "symlog";

export interface Scale {
  kind: ScaleKind;
  range: Range;
  /** The place of `value` on the track, 0 to 1; clamped, and the middle for NaN. */
  toPosition(value: number): number;
  /** The value at a place on the track. */
  toValue(position: number): number;
}

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/**
 * A scale over `range`. `threshold` is the magnitude below which a symmetric-log scale is about
 * linear; zero lies on the track whenever the range has both signs.
 */
export function makeScale(kind: ScaleKind, range: Range, threshold?: number): Scale {
  const { bend, unbend } = bendOf(kind === "integer" ? "linear" : kind, threshold);
  const low = bend(range.min);
  const span = bend(range.max) - low;
  return {
    kind,
    range,
    toPosition: (value) => {
      if (Number.isNaN(value)) return 0.5;
      return span > 0 ? clamp((bend(value) - low) / span, 0, 1) : 0;
    },
    toValue: (position) => {
      if (position <= 0) return range.min;
      if (position >= 1) return range.max;
      const value = unbend(low + position * span);
      return kind === "integer" ? Math.round(value) : value;
    },
  };
}

/** The kind that a tensor of `dtype` gets: one that holds whole numbers is stepped in whole numbers. */
export function kindFor(kind: ScaleKind | undefined, dtype: DType): ScaleKind {
  const whole = dtype === "int64" || dtype === "bool";
  return whole && (kind ?? "linear") === "linear" ? "integer" : (kind ?? "linear");
}

/**
 * The ends that were asked for, with defaults for those that were not: -3 and 3, 0 and 1 for bool,
 * 1e-4 and 1 on a logarithmic scale. An end that is not given makes room for one that is.
 */
export function givenRange(kind: ScaleKind, dtype: DType, min?: number, max?: number): Range {
  const log = kind === "log";
  const usual = dtype === "bool" ? { min: 0, max: 1 } : { min: -3, max: 3 };
  const range = log ? { min: 1e-4, max: 1 } : usual;
  const low = min ?? (max === undefined || max > range.min ? range.min : log ? max / 1e4 : max - 6);
  const high = max ?? (low < range.max ? range.max : log ? low * 1e4 : low + 6);
  const ordered = { min: Math.min(low, high), max: Math.max(low, high) };
  if (kind !== "integer") return ordered;
  return { min: Math.floor(ordered.min), max: Math.ceil(ordered.max) };
}

/** A step of 1, 2 or 5 times a power of ten, about a hundredth of the range; 1 for whole numbers. */
export function defaultStep(range: Range, kind: ScaleKind = "linear"): number {
  if (kind === "integer") return 1;
  const raw = (range.max - range.min) / 100;
  if (!(raw > 0) || !Number.isFinite(raw)) return 0.01;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = raw / power;
  return Number(((factor >= 5 ? 5 : factor >= 2 ? 2 : 1) * power).toPrecision(1));
}

/** The least round range that holds both `range` and `value`; `range` itself if it holds it already. */
export function widen(range: Range, value: number): Range {
  if (!Number.isFinite(value) || (value >= range.min && value <= range.max)) return range;
  return value > range.max
    ? { min: range.min, max: roundAway(value) }
    : { min: -roundAway(-value), max: range.max };
}

/** `range` widened for the least and the largest of `values`; on a log scale for the positive ones. */
export function widenAll(range: Range, values: ArrayLike<number>, kind: ScaleKind): Range {
  let [low, high] = [range.min, range.max];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value) || (kind === "log" && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return widen(widen(range, low), high);
}

/** `value` rounded up to two digits of which the second is 0 or 5, so that ends do not move at every key. */
function roundAway(value: number): number {
  if (value <= 0) return value;
  const unit = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.max(value, Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2)));
}
