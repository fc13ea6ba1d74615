// Reductions over some dimensions. The input is seen as [outer, reduced, inner] where that is enough
// (one run of adjacent dimensions), else its elements are visited through index tables.

import type { Data } from "./elementwise";

/** Where the elements of one reduction lie: result `o` folds input `starts[o] + offsets[r]` over r. */
export interface ReducePlan {
  readonly starts: Int32Array;
  readonly offsets: Int32Array;
}

/** Prepares folding `dims` (sorted) of a row-major tensor of shape `shape`. */
export function planReduce(shape: readonly number[], dims: readonly number[]): ReducePlan {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i] as number;
  }
  const kept = shape.map((_, i) => i).filter((i) => !dims.includes(i));
  return { starts: positions(shape, strides, kept), offsets: positions(shape, strides, dims) };
}

function positions(
  shape: readonly number[],
  strides: readonly number[],
  dims: readonly number[],
): Int32Array {
  let total = 1;
  for (const d of dims) total *= shape[d] as number;
  const at = new Int32Array(total);
  let repeat = 1;
  for (let k = dims.length - 1; k >= 0; k--) {
    const n = shape[dims[k] as number] as number;
    const stride = strides[dims[k] as number] as number;
    for (let i = 0; i < total; i++)
      at[i] = (at[i] as number) + (Math.floor(i / repeat) % n) * stride;
    repeat *= n;
  }
  return at;
}

/** Sum of each reduction, times `scale`. Accumulates in double precision. */
export function sum(out: Data, a: Data, { starts, offsets }: ReducePlan, scale: number): void {
  for (let o = 0; o < out.length; o++) {
    const start = starts[o] as number;
    let total = 0;
    for (let r = 0; r < offsets.length; r++) total += a[start + (offsets[r] as number)] as number;
    out[o] = total * scale;
  }
}

/** Folds each reduction with `f` from `initial`, then maps it with `finish`. */
export function fold(
  out: Data,
  a: Data,
  { starts, offsets }: ReducePlan,
  initial: number,
  f: (total: number, x: number) => number,
  finish: (total: number) => number = (x) => x,
): void {
  for (let o = 0; o < out.length; o++) {
    const start = starts[o] as number;
    let total = initial;
    for (let r = 0; r < offsets.length; r++) {
      total = f(total, a[start + (offsets[r] as number)] as number);
    }
    out[o] = finish(total);
  }
}

/** The position within its reduction of the first extreme element; a NaN counts as the most extreme. */
export function argExtreme(
  out: Data,
  a: Data,
  { starts, offsets }: ReducePlan,
  sign: 1 | -1,
): void {
  for (let o = 0; o < out.length; o++) {
    const start = starts[o] as number;
    let best = 0;
    let value = a[start + (offsets[0] as number)] as number;
    for (let r = 1; r < offsets.length && value === value; r++) {
      const x = a[start + (offsets[r] as number)] as number;
      if (sign * x > sign * value || x !== x) {
        best = r;
        value = x;
      }
    }
    out[o] = best;
  }
}

/** Softmax, or its logarithm, along each reduction: shifted by the maximum so that nothing overflows. */
export function softmax(out: Data, a: Data, { starts, offsets }: ReducePlan, log: boolean): void {
  for (let o = 0; o < starts.length; o++) {
    const start = starts[o] as number;
    let max = Number.NEGATIVE_INFINITY;
    for (let r = 0; r < offsets.length; r++) {
      const x = a[start + (offsets[r] as number)] as number;
      if (x > max || x !== x) max = x;
    }
    let total = 0;
    for (let r = 0; r < offsets.length; r++) {
      total += Math.exp((a[start + (offsets[r] as number)] as number) - max);
    }
    const logTotal = Math.log(total);
    for (let r = 0; r < offsets.length; r++) {
      const at = start + (offsets[r] as number);
      const shifted = (a[at] as number) - max;
      out[at] = log ? shifted - logTotal : Math.exp(shifted) / total;
    }
  }
}
