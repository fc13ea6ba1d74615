// What a component may be given to show: a tensor, or a function that says which (such as
// `() => w.grad`, which is null until there is one).

import type { Tensor, TypedArray } from "../src/index";
import { type CellStyle, cellStyle } from "./numbers";

export type TensorSource = Tensor | (() => Tensor | null);

/** The tensor meant now; a tracked read where the source is a function. */
export const resolve = (source: TensorSource): Tensor | null =>
  typeof source === "function" ? source() : source;

/** A tensor of rank 0 to 2 as a grid: a scalar is one cell, a vector one row (or one column). */
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

/**
 * Reads `tensor`, tracked. `values` is copied into `room` where that fits, so that a drag allocates
 * nothing. Returns null for a rank above 2.
 */
export function readGrid(tensor: Tensor, upright: boolean, room?: TypedArray): Grid | null {
  const shape = tensor.shape;
  const rank = shape.length;
  if (rank > 2) return null;
  const reuse = room !== undefined && room.length === tensor.numel();
  const values = reuse ? tensor.toTypedArray(room) : tensor.toTypedArray();
  const [first = 1, second = 1] = shape;
  let largest = 0;
  for (const value of values) {
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  const upended = rank === 1 && !upright;
  return {
    rank,
    rows: upended ? 1 : first,
    columns: upended ? first : second,
    values,
    style: cellStyle(values),
    double: tensor.dtype === "float64",
    largest,
    shape: `[${shape.join(", ")}]`,
  };
}

/** The index of a cell as written in code: `w[1, 2]`, `b[0]`, or the bare name of a scalar. */
export function cellName(name: string, grid: Grid, row: number, column: number): string {
  if (grid.rank === 0) return name;
  if (grid.rank === 1) return `${name}[${row * grid.columns + column}]`;
  return `${name}[${row}, ${column}]`;
}
