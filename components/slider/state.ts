// What a slider does with keys, pointers and typed text: pure functions, apart from any view.

import type { DType } from "../../src/index";
import { minus } from "../numbers";
import type { ComponentStrings } from "../words/index";
import type { Range, Scale } from "./scale";

/** Drops the noise of binary fractions: 0.1 + 0.2 is 0.3 to whoever presses a key. */
const tidy = (value: number): number => Number(value.toPrecision(12));

const within = (value: number, scale: Scale): number =>
  Math.min(scale.range.max, Math.max(scale.range.min, value));

/**
 * `value` moved by `count` steps. On a linear scale a step is `step`; on a symmetric-log scale it is a
 * hundredth of the track, to three digits, and coming by zero stops there.
 */
export function stepped(value: number, count: number, step: number, scale: Scale): number {
  if (Number.isNaN(value)) return within(0, scale);
  if (scale.kind === "linear") return within(tidy(value + count * step), scale);
  const moved = within(
    Number(scale.toValue(scale.toPosition(value) + count / 100).toPrecision(3)),
    scale,
  );
  // Rounding on the way out must not make the way back miss zero by a hair.
  const reached = Math.abs(scale.toPosition(moved) - scale.toPosition(0)) < 0.005;
  return reached || value * moved < 0 ? 0 : moved;
}

/**
 * The value that a key asks for, or null for a key that is not the slider's. Arrows move by one step,
 * Page keys and Shift with an arrow by ten, Home and End go to the ends.
 */
export function keyed(
  key: string,
  shift: boolean,
  value: number,
  step: number,
  scale: Scale,
): number | null {
  const many = shift ? 10 : 1;
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
      return scale.range.min;
    case "End":
      return scale.range.max;
    default:
      return null;
  }
}

/**
 * The value for a pointer at `position` on the track: rounded to what a hand can mean (a tenth of a
 * step, or three digits), and to zero near zero on a symmetric-log scale.
 */
export function dragged(position: number, step: number, scale: Scale): number {
  const raw = scale.toValue(position);
  if (raw === scale.range.min || raw === scale.range.max) return raw;
  if (scale.kind === "linear") {
    const grain = step / 10;
    return within(tidy(Math.round(raw / grain) * grain), scale);
  }
  const zero = scale.toPosition(0);
  return Math.abs(position - zero) < 0.008 ? 0 : within(Number(raw.toPrecision(3)), scale);
}

export type Parsed = { ok: true; value: number } | { ok: false; message: string };

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads typed text as an element of `dtype`, within `limits` if there are any. Takes a decimal comma
 * and a typographic minus too.
 */
export function parse(
  text: string,
  dtype: DType,
  strings: ComponentStrings["slider"],
  limits: Range | null = null,
): Parsed {
  const plain = text
    .trim()
    .replace(/[−－]/g, "-")
    .replace(/^([^.,]*),([^.,]*)$/, "$1.$2");
  if (!number.test(plain)) return { ok: false, message: strings.notANumber(text.trim()) };
  const value = Number(plain);
  const stored = dtype === "float32" ? Math.fround(value) : value;
  if (!Number.isFinite(stored)) return { ok: false, message: strings.tooLarge(plain, dtype) };
  if (dtype === "int64" && !Number.isSafeInteger(value)) {
    return { ok: false, message: strings.notWhole(plain) };
  }
  if (dtype === "bool" && value !== 0 && value !== 1) {
    return { ok: false, message: strings.notBinary(plain) };
  }
  if (limits !== null && (value < limits.min || value > limits.max)) {
    const [min, max] = [limits.min, limits.max].map((end) => minus(String(end)));
    return { ok: false, message: strings.outside(minus(plain), min ?? "", max ?? "") };
  }
  return { ok: true, value };
}

/** What a drag or key gives, made fit for `dtype`. */
export function fitted(value: number, dtype: DType): number {
  if (dtype === "int64") return Math.round(value);
  if (dtype === "bool") return value >= 0.5 ? 1 : 0;
  return value;
}
