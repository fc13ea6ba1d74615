// Reductions over some dimensions. Where these are adjacent the input is seen as [outer, reduced,
// inner], and sums run along it in order; else its elements are visited through index tables.

import type { Data } from "./elementwise";

/** The input seen as [outer, length, inner], of which `length` is folded. */
export interface Run {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** Where the elements of one reduction lie: result `o` folds input `starts[o] + offsets[r]` over r. */
export class ReducePlan {
  /** Set where the folded dimensions are adjacent. */
  readonly run: Run | null;
  /** How many elements are folded into one. */
  readonly count: number;
  private readonly strides: readonly number[];
  private startTable: Int32Array | null = null;
  private offsetTable: Int32Array | null = null;

  constructor(
    private readonly shape: readonly number[],
    private readonly dims: readonly number[],
  ) {
    const strides = new Array<number>(shape.length);
    let step = 1;
    for (let i = shape.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= shape[i] as number;
    }
    this.strides = strides;
    const product = (from: number, to: number) => {
      let total = 1;
      for (let d = from; d < to; d++) total *= shape[d] as number;
      return total;
    };
    this.count = dims.reduce((total, d) => total * (shape[d] as number), 1);
    const [first, end] = [dims[0] ?? 0, (dims[dims.length - 1] ?? -1) + 1];
    this.run =
      end - first === dims.length
        ? { outer: product(0, first), length: this.count, inner: product(end, shape.length) }
        : null;
  }

  // The tables are as large as the tensor: made for those kernels that ask for them.

  get starts(): Int32Array {
    const kept = () => this.shape.map((_, i) => i).filter((i) => !this.dims.includes(i));
    this.startTable ??= positions(this.shape, this.strides, kept());
    return this.startTable;
  }

  get offsets(): Int32Array {
    this.offsetTable ??= positions(this.shape, this.strides, this.dims);
    return this.offsetTable;
  }
}

/** Prepares folding `dims` (sorted) of a row-major tensor of shape `shape`. */
export const planReduce = (shape: readonly number[], dims: readonly number[]): ReducePlan =>
  new ReducePlan(shape, dims);

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

/** Sum of each reduction, divided by `divisor`. Accumulates in double precision. */
export function sum(out: Data, a: Data, plan: ReducePlan, divisor: number): void {
  const { run } = plan;
  if (run === null) sumScattered(out, a, plan, divisor);
  else if (run.inner === 1) sumRows(out, a, run, divisor);
  else sumColumns(out, a, run, divisor);
}

function sumScattered(out: Data, a: Data, plan: ReducePlan, divisor: number): void {
  const { starts, offsets } = plan;
  const count = offsets.length;
  for (let o = 0; o < out.length; o++) {
    const start = starts[o] as number;
    let total = 0;
    for (let r = 0; r < count; r++) total += a[start + (offsets[r] as number)] as number;
    out[o] = total / divisor;
  }
}

/**
 * What is folded lies in order. Eight sums at once, since each addition waits for the one before; the
 * wasm kernel adds in the same order, two sums to a vector.
 */
function sumRows(out: Data, a: Data, { outer, length }: Run, divisor: number): void {
  for (let o = 0, i = 0; o < outer; o++) {
    const end = i + length;
    let total = 0;
    if (length >= 16) {
      let [s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0];
      for (; i + 7 < end; i += 8) {
        total += a[i] as number;
        s1 += a[i + 1] as number;
        s2 += a[i + 2] as number;
        s3 += a[i + 3] as number;
        s4 += a[i + 4] as number;
        s5 += a[i + 5] as number;
        s6 += a[i + 6] as number;
        s7 += a[i + 7] as number;
      }
      total = total + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7));
    }
    for (; i < end; i++) total += a[i] as number;
    out[o] = total / divisor;
  }
}

let totals = new Float64Array(0);

/**
 * Row by row, into as many totals as a row is long: memory is read in order. Four rows at once, since
 * a total is kept in memory.
 */
function sumColumns(out: Data, a: Data, { outer, length, inner }: Run, divisor: number): void {
  if (totals.length < inner) totals = new Float64Array(inner);
  const row = totals;
  for (let o = 0, i = 0; o < outer; o++) {
    row.fill(0, 0, inner);
    let r = 0;
    for (; r + 3 < length; r += 4, i += 3 * inner) {
      for (let j = 0; j < inner; j++, i++) {
        const third = i + 2 * inner;
        const upper = (a[i] as number) + (a[i + inner] as number);
        const lower = (a[third] as number) + (a[third + inner] as number);
        row[j] = (row[j] as number) + (upper + lower);
      }
    }
    for (; r < length; r++) {
      for (let j = 0; j < inner; j++, i++) row[j] = (row[j] as number) + (a[i] as number);
    }
    const at = o * inner;
    for (let j = 0; j < inner; j++) out[at + j] = (row[j] as number) / divisor;
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
