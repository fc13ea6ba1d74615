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

/** Calls `visit(output position, input offset of the plane, row window, column window)`. */
function eachWindow(
  outputs: number,
  { rows, columns }: Pooling,
  visit: (o: number, plane: number, r: number, c: number) => void,
): void {
  const [height, width] = [rows.starts.length, columns.starts.length];
  const size = rows.input * columns.input;
  for (let o = 0; o < outputs; o++) {
    const c = o % width;
    const line = (o - c) / width;
    const r = line % height;
    visit(o, ((line - r) / height) * size, r, c);
  }
}

/** The position in its plane of each window's first largest element; the last NaN counts as largest. */
export function argmax(out: Data, x: Data, pooling: Pooling): void {
  const { rows, columns } = pooling;
  const width = columns.input;
  eachWindow(out.length, pooling, (o, plane, r, c) => {
    const [top, left] = [rows.starts[r] as number, columns.starts[c] as number];
    const [bottom, right] = [rows.ends[r] as number, columns.ends[c] as number];
    let best = top * width + left;
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = top; i < bottom; i += rows.step) {
      for (let j = left; j < right; j += columns.step) {
        const value = x[plane + i * width + j] as number;
        if (value > largest || value !== value) {
          largest = value;
          best = i * width + j;
        }
      }
    }
    out[o] = best;
  });
}

const divisorOf = ({ rows, columns, divisor }: Pooling, r: number, c: number): number =>
  divisor ?? (rows.counts[r] as number) * (columns.counts[c] as number);

/** The mean of each window; an empty one has 0. */
export function average(out: Data, x: Data, pooling: Pooling): void {
  const { rows, columns } = pooling;
  const width = columns.input;
  eachWindow(out.length, pooling, (o, plane, r, c) => {
    const [top, left] = [rows.starts[r] as number, columns.starts[c] as number];
    const [bottom, right] = [rows.ends[r] as number, columns.ends[c] as number];
    let sum = 0;
    for (let i = top; i < bottom; i++) {
      const row = plane + i * width;
      for (let j = left; j < right; j++) sum += x[row + j] as number;
    }
    out[o] = top < bottom && left < right ? sum / divisorOf(pooling, r, c) : 0;
  });
}

/** The adjoint of the mean: each value is spread evenly over its window. */
export function spreadAverage(x: Data, out: Data, pooling: Pooling): void {
  const { rows, columns } = pooling;
  const width = columns.input;
  x.fill(0);
  eachWindow(out.length, pooling, (o, plane, r, c) => {
    const [top, left] = [rows.starts[r] as number, columns.starts[c] as number];
    const [bottom, right] = [rows.ends[r] as number, columns.ends[c] as number];
    const share = (out[o] as number) / divisorOf(pooling, r, c);
    for (let i = top; i < bottom; i++) {
      const row = plane + i * width;
      for (let j = left; j < right; j++) x[row + j] = (x[row + j] as number) + share;
    }
  });
}

/** `out[o] = x[at[o]]` within each plane. */
export function pick(out: Data, x: Data, at: Data, planes: number): void {
  const [size, count] = [x.length / planes, out.length / planes];
  for (let o = 0; o < out.length; o++) {
    out[o] = x[Math.floor(o / count) * size + (at[o] as number)] as number;
  }
}

/** The adjoint of picking: adds each value to where it was picked. */
export function put(x: Data, out: Data, at: Data, planes: number): void {
  const [size, count] = [x.length / planes, out.length / planes];
  x.fill(0);
  for (let o = 0; o < out.length; o++) {
    const target = Math.floor(o / count) * size + (at[o] as number);
    x[target] = (x[target] as number) + (out[o] as number);
  }
}
