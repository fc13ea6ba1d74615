// What a look over numbers tells: their ends, what is not finite, how they are written. A second look at
// the same tensor counts only the pieces of it that have changed: of a large leaf under the hand, one.

import type { Tensor, TypedArray } from "../src/index";
import { type CellStyle, styleFor } from "./numbers";

export interface Extent {
  /** The least and the greatest finite element; 0 if none is finite. */
  readonly low: number;
  readonly high: number;
  /** How many are NaN, infinite, and infinite below zero; and how many that is together. */
  readonly nans: number;
  readonly above: number;
  readonly below: number;
  readonly strange: number;
  /** How all of them are written. */
  readonly style: CellStyle;
}

/** What `value` is, which is not finite, for an attribute. */
export function strangeness(value: number): "nan" | "inf" | "-inf" {
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

/** What is known of some of the elements; the ends are infinite, and cross, if none is finite. */
interface Part {
  low: number;
  high: number;
  nans: number;
  above: number;
  below: number;
  whole: boolean;
}

/** Elements of a piece: few enough to stay in the nearest cache, where one loop after another costs little. */
export const pieceLength = 4096;

/** Looks at the elements from `from` to before `to`. */
function partOf(values: TypedArray, from: number, to: number): Part {
  let [low, high, odd] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  let [nans, above, below, whole] = [0, 0, 0, true];
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
    // Infinity less itself is NaN, as NaN is: the cheapest test for both.
    odd += value - value;
  }
  if (odd !== 0) {
    [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = from; i < to; i++) {
      const value = values[i] as number;
      if (Number.isNaN(value)) nans++;
      else if (value === Number.POSITIVE_INFINITY) above++;
      else if (value === Number.NEGATIVE_INFINITY) below++;
      else {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  // Most often the first few tell.
  for (let i = from; i < to && whole; i++) {
    const value = values[i] as number;
    whole = value === Math.floor(value) || Number.isNaN(value);
  }
  return { low, high, nans, above, below, whole };
}

function together(parts: readonly Part[]): Extent {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [nans, above, below, whole] = [0, 0, 0, true];
  for (const part of parts) {
    low = Math.min(low, part.low);
    high = Math.max(high, part.high);
    nans += part.nans;
    above += part.above;
    below += part.below;
    whole &&= part.whole;
  }
  if (low > high) [low, high] = [0, 0];
  const style = styleFor(whole, Math.max(-low, high));
  return { low, high, nans, above, below, strange: nans + above + below, style };
}

/** Looks over `values` once. */
export const extentOf = (values: TypedArray): Extent =>
  together([partOf(values, 0, values.length)]);

/** Whether some element differs. NaN differs from itself: such a piece is looked at every time. */
function differs(a: TypedArray, b: TypedArray, from: number, to: number): boolean {
  let i = from;
  while (i < to && a[i] === b[i]) i++;
  return i < to;
}

/** What a survey found. The arrays are reused by later looks: copy to keep. */
export interface Look extends Extent {
  readonly values: TypedArray;
  /** The number of this look: 1, 2, … */
  readonly number: number;
  /** The looks at which each piece was last found changed. */
  readonly changedAt: Uint32Array;
}

const elementBytes = { float32: 4, float64: 8, int64: 8, bool: 1 };

/** Whether the elements of `tensor` can be read into `room`. */
export const fits = (room: TypedArray, tensor: Tensor): boolean =>
  room.length === tensor.numel() && room.BYTES_PER_ELEMENT === elementBytes[tensor.dtype];

/** Looks at one tensor after another, or at one again and again. Once it knows the size it allocates no room. */
export function makeSurvey(): (tensor: Tensor) => Look {
  let last: TypedArray | null = null;
  let spare: TypedArray | null = null;
  let parts: Part[] = [];
  let changedAt = new Uint32Array(0);
  let number = 0;

  return (tensor) => {
    const before = last !== null && fits(last, tensor) ? last : null;
    const room = spare !== null && fits(spare, tensor) ? spare : undefined;
    const values = tensor.toTypedArray(room);
    number++;
    if (before === null) {
      const count = Math.ceil(values.length / pieceLength);
      parts = new Array(count);
      changedAt = new Uint32Array(count);
    }
    for (let piece = 0; piece < changedAt.length; piece++) {
      const from = piece * pieceLength;
      const to = Math.min(values.length, from + pieceLength);
      if (before !== null && !differs(values, before, from, to)) continue;
      parts[piece] = partOf(values, from, to);
      changedAt[piece] = number;
    }
    [last, spare] = [values, before];
    return { ...together(parts), values, number, changedAt };
  };
}
