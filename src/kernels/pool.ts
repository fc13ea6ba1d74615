// Pooling over planes: the largest element of each window, or the mean of it, and the adjoints.
// A window is given by where it starts and ends along rows and along columns.

import type { Data } from "./elementwise";

/** The windows along one dimension, clipped to the input. */
export interface Windows {
  /** Elements of the input along this dimension. */
  readonly input: number;
  readonly starts: Int32Array;
  /** The positions after the last. */
  readonly ends: Int32Array;
  /** From one element of a window to the next: 1 unless dilated. */
  readonly step: number;
  /** What each window counts as in the divisor of a mean. */
  readonly counts: Int32Array;
}

/** Windows over planes: row by row, column by column. */
export interface Pooling {
  readonly rows: Windows;
  readonly columns: Windows;
  /** Divides every sum; null divides by how many elements a window counts as. */
  readonly divisor: number | null;
}

/** Calls `visit(output position, input offset of the plane, row)` for the first window of each row. */
function eachRow(
  outputs: number,
  { rows, columns }: Pooling,
  visit: (o: number, plane: number, row: number) => void,
): void {
  const [height, width] = [rows.starts.length, columns.starts.length];
  const size = rows.input * columns.input;
  for (let o = 0, plane = 0; o < outputs; plane += size) {
    for (let r = 0; r < height; r++, o += width) visit(o, plane, r);
  }
}

/** The position in its plane of each window's first largest element; the last NaN counts as largest. */
export function argmax(out: Data, x: Data, pooling: Pooling): void {
  const { rows, columns } = pooling;
  const { starts, ends, step } = columns;
  const width = columns.input;
  eachRow(out.length, pooling, (o, plane, r) => {
    const top = rows.starts[r] as number;
    const bottom = rows.ends[r] as number;
    for (let c = 0; c < starts.length; c++) {
      const left = starts[c] as number;
      const right = ends[c] as number;
      let best = top * width + left;
      let largest = Number.NEGATIVE_INFINITY;
      for (let i = top; i < bottom; i += rows.step) {
        for (let j = left; j < right; j += step) {
          const value = x[plane + i * width + j] as number;
          if (value > largest || value !== value) {
            largest = value;
            best = i * width + j;
          }
        }
      }
      out[o + c] = best;
    }
  });
}

const divisorOf = ({ rows, columns, divisor }: Pooling, r: number, c: number): number =>
  divisor ?? (rows.counts[r] as number) * (columns.counts[c] as number);

/** The mean of each window; an empty one has 0. */
export function average(out: Data, x: Data, pooling: Pooling): void {
  const { rows, columns } = pooling;
  const { starts, ends } = columns;
  const width = columns.input;
  eachRow(out.length, pooling, (o, plane, r) => {
    const top = plane + (rows.starts[r] as number) * width;
    const bottom = plane + (rows.ends[r] as number) * width;
    for (let c = 0; c < starts.length; c++) {
      const left = starts[c] as number;
      const right = ends[c] as number;
      let sum = 0;
      for (let row = top; row < bottom; row += width) {
        for (let j = left; j < right; j++) sum += x[row + j] as number;
      }
      out[o + c] = top < bottom && left < right ? sum / divisorOf(pooling, r, c) : 0;
    }
  });
}

/** The adjoint of the mean: each value is spread evenly over its window. */
export function spreadAverage(x: Data, out: Data, pooling: Pooling): void {
  const { rows, columns } = pooling;
  const { starts, ends } = columns;
  const width = columns.input;
  x.fill(0);
  eachRow(out.length, pooling, (o, plane, r) => {
    const top = plane + (rows.starts[r] as number) * width;
    const bottom = plane + (rows.ends[r] as number) * width;
    for (let c = 0; c < starts.length; c++) {
      const right = ends[c] as number;
      const share = (out[o + c] as number) / divisorOf(pooling, r, c);
      for (let row = top; row < bottom; row += width) {
        for (let j = starts[c] as number; j < right; j++)
          x[row + j] = (x[row + j] as number) + share;
      }
    }
  });
}

/** `out[o] = x[at[o]]` within each plane. */
export function pick(out: Data, x: Data, at: Data, planes: number): void {
  const [size, count] = [x.length / planes, out.length / planes];
  for (let plane = 0, o = 0; plane < x.length; plane += size) {
    for (const end = o + count; o < end; o++) out[o] = x[plane + (at[o] as number)] as number;
  }
}

/** The adjoint of picking: adds each value to where it was picked. */
export function put(x: Data, out: Data, at: Data, planes: number): void {
  const [size, count] = [x.length / planes, out.length / planes];
  x.fill(0);
  for (let plane = 0, o = 0; plane < x.length; plane += size) {
    for (const end = o + count; o < end; o++) {
      const target = plane + (at[o] as number);
      x[target] = (x[target] as number) + (out[o] as number);
    }
  }
}
