// From a value to a place on the track and back: linear, or logarithmic on both sides of zero.

export interface Range {
  min: number;
  max: number;
}

export type ScaleKind = "linear" | "symlog";

export interface Scale {
  kind: ScaleKind;
  range: Range;
  /** The place of `value` on the track, 0 to 1; clamped. */
  toPosition(value: number): number;
  /** The value at a place on the track. */
  toValue(position: number): number;
}

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/**
 * A scale over `range`. `threshold` is the magnitude below which a symmetric-log scale is about
 * linear; zero lies on the track whenever the range has both signs.
 */
export function makeScale(kind: ScaleKind, range: Range, threshold = 1e-3): Scale {
  const bend = (v: number): number =>
    kind === "linear" ? v : Math.sign(v) * Math.log1p(Math.abs(v) / threshold);
  const unbend = (u: number): number =>
    kind === "linear" ? u : Math.sign(u) * threshold * Math.expm1(Math.abs(u));
  const low = bend(range.min);
  const span = bend(range.max) - low;
  return {
    kind,
    range,
    toPosition: (value) => (span > 0 ? clamp((bend(value) - low) / span, 0, 1) : 0),
    toValue: (position) => {
      if (position <= 0) return range.min;
      if (position >= 1) return range.max;
      return unbend(low + position * span);
    },
  };
}

/** A step of 1, 2 or 5 times a power of ten, about a hundredth of the range. */
export function defaultStep(range: Range): number {
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

/** `value` rounded up to two digits of which the second is 0 or 5, so that ends do not move at every key. */
function roundAway(value: number): number {
  if (value <= 0) return value;
  const unit = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.max(value, Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2)));
}
