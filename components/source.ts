// What a component may be given to show: a tensor, or a function that says which (such as
// `() => w.grad`, which is null until there is one); and how its elements are read.

import type { Tensor, TypedArray } from "../src/index";
import { type CellStyle, styleFor } from "./numbers";

export type TensorSource = Tensor | (() => Tensor | null);

/** The tensor meant now; a tracked read where the source is a function. */
export const resolve = (source: TensorSource): Tensor | null =>
  typeof source === "function" ? source() : source;

/** What one look over some numbers tells. Places are row-major; -1 where nothing is finite. */
export interface Extent {
  /** The least and the greatest finite element, and where they are first; 0 if none is finite. */
  low: number;
  high: number;
  lowAt: number;
  highAt: number;
  /** How many are NaN or infinite. */
  strange: number;
  /** How all of them are written. */
  style: CellStyle;
}

/** Whether all finite numbers are whole; most often the first few tell. */
function areWhole(values: TypedArray): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value !== Math.floor(value) && !Number.isNaN(value)) return false;
  }
  return true;
}

/** Looks over `values`. Simple loops, one for each question: together they take three times as long. */
export function extentOf(values: TypedArray): Extent {
  const count = values.length;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [lowAt, highAt, strange] = [-1, -1, 0];
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    // NaN is neither less nor more than anything.
    if (value < low && value !== Number.NEGATIVE_INFINITY) {
      low = value;
      lowAt = i;
    }
    if (value > high && value !== Number.POSITIVE_INFINITY) {
      high = value;
      highAt = i;
    }
  }
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    // Infinity less itself is NaN, as NaN is: the cheapest test for both.
    if (value - value !== 0) strange++;
  }
  if (lowAt < 0) [low, high] = [0, 0];
  const style = styleFor(areWhole(values), Math.max(-low, high));
  return { low, high, lowAt, highAt, strange, style };
}

/** A tensor as matrices: a scalar is one cell, a vector one row (or one column), the rest stacked. */
export interface Cells extends Extent {
  readonly shape: readonly number[];
  /** Of each matrix. */
  readonly rows: number;
  readonly columns: number;
  /** How many matrices there are: 1 up to rank 2. */
  readonly slices: number;
  /** Row-major. */
  readonly values: TypedArray;
  /** Whether the elements have all digits of a JavaScript number. */
  readonly double: boolean;
}

const elementBytes = { float32: 4, float64: 8, int64: 8, bool: 1 };

/** Reads `tensor`, tracked, into `room` where that fits, so that a drag allocates nothing. */
export function readCells(tensor: Tensor, upright: boolean, room?: TypedArray): Cells {
  const shape = tensor.shape;
  const rank = shape.length;
  const last = shape[rank - 1] ?? 1;
  const upended = rank === 1 && upright;
  const columns = upended ? 1 : last;
  const rows = rank >= 2 ? (shape[rank - 2] as number) : upended ? last : 1;
  const reuse =
    room?.length === tensor.numel() && room.BYTES_PER_ELEMENT === elementBytes[tensor.dtype];
  const values = reuse ? tensor.toTypedArray(room) : tensor.toTypedArray();
  const slices = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const double = tensor.dtype === "float64" || tensor.dtype === "int64";
  return { shape, rows, columns, slices, values, double, ...extentOf(values) };
}

/** A tensor of rank 0 to 2 in short. */
export interface Grid {
  rank: number;
  rows: number;
  columns: number;
  values: TypedArray;
  style: CellStyle;
  double: boolean;
  /** The largest finite magnitude, 0 if there is none. */
  largest: number;
  shape: string;
}

/** As `readCells`; null for a rank above 2. */
export function readGrid(tensor: Tensor, upright: boolean, room?: TypedArray): Grid | null {
  if (tensor.shape.length > 2) return null;
  const { rows, columns, values, style, double, low, high, shape } = readCells(
    tensor,
    upright,
    room,
  );
  const largest = Math.max(-low, high, 0);
  return {
    rank: shape.length,
    rows,
    columns,
    values,
    style,
    double,
    largest,
    shape: shapeText(shape),
  };
}

/** A shape as code writes it: `[5, 3]`. */
export const shapeText = (shape: readonly number[]): string => `[${shape.join(", ")}]`;

/** The index of the element at row-major `place`: [1, 2]. */
export function indexOf(shape: readonly number[], place: number): number[] {
  const index: number[] = [];
  for (let d = shape.length - 1, rest = place; d >= 0; d--) {
    const size = shape[d] as number;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** An element as written in code: `w[1, 2]`, `b[0]`, or the bare name of a scalar. */
export const elementName = (name: string, index: readonly number[]): string =>
  index.length === 0 ? name : `${name}[${index.join(", ")}]`;
