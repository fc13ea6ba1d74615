// A tensor of rank 0 to 2 as rows and columns of sliders: places, indices and names.

import type { Tensor } from "../../src/index";
import { elementName } from "../place";

export interface SliderGrid {
  readonly rank: number;
  readonly rows: number;
  readonly columns: number;
  /** The row-major place of a cell, and its index in the tensor. */
  place(row: number, column: number): number;
  index(row: number, column: number): number[];
  /** The cell as written in code: `w[0, 1]`, `b[2]`, or the bare name of a scalar. */
  name(row: number, column: number): string;
  /** A whole row or column as written in code, `w[0, :]`, and the places in it. */
  rowName(row: number): string;
  columnName(column: number): string;
  rowPlaces(row: number): number[];
  columnPlaces(column: number): number[];
}

export const indices = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** `upright` lays a vector out as one column. */
export function makeGrid(of: Tensor, name: string, upright: boolean): SliderGrid {
  const shape = of.shape;
  const rank = shape.length;
  const column = rank === 1 && upright;
  const rows = rank === 2 || column ? (shape[0] ?? 1) : 1;
  const columns = column ? 1 : (shape[rank - 1] ?? 1);
  const place = (r: number, c: number): number => r * columns + c;
  const index = (r: number, c: number): number[] =>
    rank === 0 ? [] : rank === 1 ? [r + c] : [r, c];
  return {
    rank,
    rows,
    columns,
    place,
    index,
    name: (r, c) => elementName(name, index(r, c)),
    rowName: (r) => (rank === 2 ? `${name}[${r}, :]` : `${name}[:]`),
    columnName: (c) => (rank === 2 ? `${name}[:, ${c}]` : `${name}[:]`),
    rowPlaces: (r) => indices(columns).map((c) => place(r, c)),
    columnPlaces: (c) => indices(rows).map((r) => place(r, c)),
  };
}

/** Where an arrow key leads from a cell or a handle (row or column -1); null if not an arrow. */
export function neighbour(key: string, row: number, column: number): [number, number] | null {
  switch (key) {
    case "ArrowLeft":
      return [row, column - 1];
    case "ArrowRight":
      return [row, column + 1];
    case "ArrowUp":
      return [row - 1, column];
    case "ArrowDown":
      return [row + 1, column];
    default:
      return null;
  }
}
