// Where keys lead in a heatmap: pure functions over row-major places.

import type { Cells } from "../source";

/** A cell of one of the matrices. */
export interface Spot {
  readonly slice: number;
  readonly row: number;
  readonly column: number;
}

export function spotOf(cells: Cells, place: number): Spot {
  const { rows, columns } = cells;
  const inSlice = place % (rows * columns);
  return {
    slice: Math.floor(place / (rows * columns)),
    row: Math.floor(inSlice / columns),
    column: inSlice % columns,
  };
}

export const placeAt = (cells: Cells, { slice, row, column }: Spot): number =>
  (slice * cells.rows + row) * cells.columns + column;

const held = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/**
 * The place that a key leads to from `place`; null for a key that is not the grid's. Arrows move by one
 * cell, Home and End to the ends of the row, with Ctrl to the first and last cell of all. The Page keys
 * go to the same cell of the next matrix, or by ten rows where there is only one.
 */
export function walk({ key, ctrlKey }: Key, place: number, cells: Cells): number | null {
  const { rows, columns, slices } = cells;
  const { slice, row, column } = spotOf(cells, place);
  const to = (rowTo: number, columnTo: number, sliceTo = slice): number =>
    placeAt(cells, {
      slice: held(sliceTo, slices),
      row: held(rowTo, rows),
      column: held(columnTo, columns),
    });
  if (ctrlKey) {
    if (key === "Home") return 0;
    return key === "End" ? cells.values.length - 1 : null;
  }
  const page = (by: number): number =>
    slices > 1 ? to(row, column, slice + by) : to(row + 10 * by, column);
  switch (key) {
    case "ArrowRight":
      return to(row, column + 1);
    case "ArrowLeft":
      return to(row, column - 1);
    case "ArrowDown":
      return to(row + 1, column);
    case "ArrowUp":
      return to(row - 1, column);
    case "Home":
      return to(row, 0);
    case "End":
      return to(row, columns - 1);
    case "PageDown":
      return page(1);
    case "PageUp":
      return page(-1);
    default:
      return null;
  }
}
