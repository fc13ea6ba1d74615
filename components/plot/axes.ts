// From values to pixels and back, with round ticks: what every plot is drawn on.

import { type Bend, type BendKind, bendOf } from "../bend";
import { type Labelled, linearTicks, logTicks, symlogTicks } from "./ticks";

export type AxisKind = BendKind;

/** One labelled place on an axis. */
export interface Tick {
  readonly value: number;
  readonly pixel: number;
  readonly text: string;
}

export interface AxisOptions {
  /** @default "linear" */
  readonly kind?: AxisKind;
  /** The magnitude below which a symlog axis is about linear. @default 0.001 */
  readonly threshold?: number;
  /** What the labels of a log axis are powers of. @default 10 */
  readonly base?: 2 | 10;
  /** The values at the ends. On a log axis both are positive. */
  readonly min: number;
  readonly max: number;
  /** The pixels of `min` and `max`; for a vertical axis `from` is the larger. */
  readonly from: number;
  readonly to: number;
  /** The least number of pixels from tick to tick. @default 64 across, 24 upright */
  readonly room?: number;
}

export interface Axis extends Bend {
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

/**
 * An axis. Ends that are no range (equal, or not finite) are made one.
 * @example makeAxis({ min: -3, max: 3, from: 40, to: 600 }).ticks.map((tick) => tick.text)
 */
export function makeAxis(options: AxisOptions): Axis {
  const { kind = "linear", threshold, base = 10, min, max, from, to, room } = options;
  const [low, high] = ends(kind, min, max);
  const bent = bendOf(kind, threshold);
  const { bend, unbend } = bent;
  const start = bend(low);
  const span = bend(high) - start;
  const toPixel = (value: number): number => from + ((bend(value) - start) / span) * (to - from);
  const most = Math.floor(Math.abs(to - from) / (room ?? (from > to ? 24 : 64)));
  const labelled = (): Labelled => {
    if (kind === "log") return logTicks(low, high, most, base);
    if (kind === "symlog") return symlogTicks(low, high, most, bent);
    return linearTicks(low, high, most);
  };
  return {
    kind,
    min: low,
    max: high,
    bend,
    unbend,
    toPixel,
    toValue: (pixel) => unbend(start + ((pixel - from) / (to - from)) * span),
    ticks: apart(
      labelled().map(([value, text]) => ({ value, text, pixel: toPixel(value) })),
      from < to,
    ),
  };
}

export function ends(kind: AxisKind, min: number, max: number): [number, number] {
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
