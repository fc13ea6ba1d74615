// What a slider does with keys and pointers: pure functions, apart from any view.

import type { DType } from "../../src/index";
import type { Scale } from "./scale";

/** Drops the noise of binary fractions: 0.1 + 0.2 is 0.3 to whoever presses a key. */
const tidy = (value: number): number => Number(value.toPrecision(12));

const within = (value: number, scale: Scale): number =>
  Math.min(scale.range.max, Math.max(scale.range.min, value));

/** Whether the track carries the values themselves, evenly. */
export const even = (scale: Scale): boolean => scale.kind === "linear" || scale.kind === "integer";

/** A step in whole numbers where the scale has only those. */
const whole = (step: number, scale: Scale): number =>
  scale.kind === "integer" ? Math.max(1, Math.round(step)) : step;

/** `value` to as many digits as a hundredth of a bent track can tell apart: three, or more on a short one. */
function legible(value: number, scale: Scale): number {
  if (scale.kind !== "log") return Number(value.toPrecision(3));
  const step = Math.expm1(Math.log(scale.range.max / scale.range.min) / 100);
  return Number(value.toPrecision(Math.min(12, Math.max(3, Math.ceil(-Math.log10(step)) + 1))));
}

/**
 * `value` moved by `count` steps. On a linear or integer scale a step is `step`; on a logarithmic one
 * it is a hundredth of the track, to about three digits, and coming by zero stops there.
 */
export function stepped(value: number, count: number, step: number, scale: Scale): number {
  if (Number.isNaN(value)) return within(0, scale);
  if (even(scale)) return within(tidy(value + count * whole(step, scale)), scale);
  const moved = within(legible(scale.toValue(scale.toPosition(value) + count / 100), scale), scale);
  if (scale.kind === "log") return moved;
  // Rounding on the way out must not make the way back miss zero by a hair.
  const reached = Math.abs(scale.toPosition(moved) - scale.toPosition(0)) < 0.005;
  return reached || value * moved < 0 ? 0 : moved;
}

/**
 * The value that a key asks for, or null for a key that is not the slider's. Arrows move by one step,
 * Page keys and Shift with an arrow by ten, Home and End go to the ends, where there are any.
 */
export function keyed(
  key: string,
  shift: boolean,
  value: number,
  step: number,
  scale: Scale,
): number | null {
  const many = shift ? 10 : 1;
  const end = (at: number): number | null => (Number.isFinite(at) ? at : null);
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return stepped(value, many, step, scale);
    case "ArrowLeft":
    case "ArrowDown":
      return stepped(value, -many, step, scale);
    case "PageUp":
      return stepped(value, 10, step, scale);
    case "PageDown":
      return stepped(value, -10, step, scale);
    case "Home":
      return end(scale.range.min);
    case "End":
      return end(scale.range.max);
    default:
      return null;
  }
}

/**
 * The value for a pointer at `position` on the track: rounded to what a hand can mean (a tenth of a
 * step, a whole number, or three digits), and to zero near zero on a symmetric-log scale.
 */
export function dragged(position: number, step: number, scale: Scale): number {
  const raw = scale.toValue(position);
  if (raw === scale.range.min || raw === scale.range.max) return raw;
  if (even(scale)) {
    const grain = scale.kind === "integer" ? 1 : step / 10;
    return within(tidy(Math.round(raw / grain) * grain), scale);
  }
  const caught = scale.kind === "symlog" && Math.abs(position - scale.toPosition(0)) < 0.008;
  return caught ? 0 : within(legible(raw, scale), scale);
}

/** What a drag or key gives, made fit for `dtype`. */
export function fitted(value: number, dtype: DType): number {
  if (dtype === "int64") return Math.round(value);
  if (dtype === "bool") return value >= 0.5 ? 1 : 0;
  return value;
}

/**
 * `start` moved along the track by `by`, 0 to 1 of its length, as one of several that move together:
 * on a straight track all by the same number, on a bent one all by the same way.
 */
export function shifted(start: number, by: number, step: number, scale: Scale): number {
  if (by === 0 || Number.isNaN(start)) return start;
  if (!even(scale)) return dragged(scale.toPosition(start) + by, step, scale);
  const grain = scale.kind === "integer" ? 1 : step / 10;
  const way = by * (scale.range.max - scale.range.min);
  return within(tidy(start + Math.round(way / grain) * grain), scale);
}

/** `start` moved by `count` steps, or parts of steps, as a hand scrubs a number: through zero too. */
export function scrubbed(start: number, count: number, step: number, scale: Scale): number {
  if (count === 0) return start;
  const whole = scale.kind === "integer" ? Math.round(count) : count;
  return even(scale)
    ? stepped(start, whole, step, scale)
    : shifted(start, whole / 100, step, scale);
}
