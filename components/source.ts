// What a component may be given to show: a tensor, or a function that says which (such as
// `() => w.grad`, which is null until there is one); and how its elements are read.

import type { Tensor, TypedArray } from "../src/index";
import { extentOf, fits, type Look, makeSurvey } from "./extent";
import type { CellStyle } from "./numbers";

/** What a component shows: a tensor, or a function that says which; null is "nothing yet". */
export type TensorSource = Tensor | (() => Tensor | null);

/** The tensor meant now; a tracked read where the source is a function. */
export const resolve = (source: TensorSource): Tensor | null =>
  typeof source === "function" ? source() : source;

/** How a tensor is laid out as matrices: a scalar is one cell, a vector one row (or one column). */
interface Layout {
  readonly shape: readonly number[];
  /** Of each matrix. */
  readonly rows: number;
  readonly columns: number;
  /** How many matrices there are: 1 up to rank 2. */
  readonly slices: number;
  /** Whether the elements have all digits of a JavaScript number. */
  readonly double: boolean;
}

/** A tensor as matrices, with its numbers, row-major. */
export type Cells = Layout & Look;

function layOut(tensor: Tensor, upright: boolean): Layout {
  const shape = tensor.shape;
  const rank = shape.length;
  const last = shape[rank - 1] ?? 1;
  const upended = rank === 1 && upright;
  const columns = upended ? 1 : last;
  const rows = rank >= 2 ? (shape[rank - 2] as number) : upended ? last : 1;
  const slices = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const double = tensor.dtype === "float64" || tensor.dtype === "int64";
  return { shape, rows, columns, slices, double };
}

/** Reads `tensor`, tracked. A survey that is kept makes reading again cheap. */
export const readCells = (tensor: Tensor, upright: boolean, survey = makeSurvey()): Cells => ({
  ...layOut(tensor, upright),
  ...survey(tensor),
});

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

/** Reads `tensor`, tracked, into `room` where that fits; null for a rank above 2. */
export function readGrid(tensor: Tensor, upright: boolean, room?: TypedArray): Grid | null {
  if (tensor.shape.length > 2) return null;
  const { rows, columns, double, shape } = layOut(tensor, upright);
  const values =
    room !== undefined && fits(room, tensor) ? tensor.toTypedArray(room) : tensor.toTypedArray();
  const { style, low, high } = extentOf(values);
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
