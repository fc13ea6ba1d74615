// Matrix products, batched, each operand as it lies or transposed. Accumulates in double precision.

import type { Data } from "./elementwise";

/** Products of an m×k by a k×n matrix; each matrix of an operand starts at its offset. */
export interface MatmulPlan {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** Whether the first operand lies as k×m, the second as n×k. */
  readonly transposedA: boolean;
  readonly transposedB: boolean;
  readonly offsetsA: Int32Array;
  readonly offsetsB: Int32Array;
}

export function matmul(out: Data, a: Data, b: Data, plan: MatmulPlan): void {
  const { m, k, n, offsetsA, offsetsB } = plan;
  // Summed along rows of `b` where they lie in order, so that long sums run through memory.
  const along = !plan.transposedB && n > 1 && k * n > smallest;
  for (let batch = 0; batch < offsetsA.length; batch++) {
    const startA = offsetsA[batch] as number;
    const startB = offsetsB[batch] as number;
    if (along) rows(out, a, b, batch * m * n, startA, startB, plan);
    else dots(out, a, b, batch * m * n, startA, startB, plan);
  }
}

const smallest = 64;

/** Element by element. */
function dots(
  out: Data,
  a: Data,
  b: Data,
  startOut: number,
  startA: number,
  startB: number,
  { m, k, n, transposedA, transposedB }: MatmulPlan,
): void {
  const [rowA, columnA] = transposedA ? [1, m] : [k, 1];
  const [rowB, columnB] = transposedB ? [1, k] : [n, 1];
  for (let i = 0, to = startOut; i < m; i++) {
    for (let j = 0; j < n; j++, to++) {
      let total = 0;
      for (let p = 0, x = startA + i * rowA, y = startB + j * columnB; p < k; p++) {
        total += (a[x] as number) * (b[y] as number);
        x += columnA;
        y += rowB;
      }
      out[to] = total;
    }
  }
}

let accumulator = new Float64Array(0);

/** Row by row: the inner loop runs along rows of `b`. */
function rows(
  out: Data,
  a: Data,
  b: Data,
  startOut: number,
  startA: number,
  startB: number,
  { m, k, n, transposedA }: MatmulPlan,
): void {
  if (accumulator.length < n) accumulator = new Float64Array(n);
  const row = accumulator;
  const [rowA, columnA] = transposedA ? [1, m] : [k, 1];
  for (let i = 0; i < m; i++) {
    row.fill(0, 0, n);
    for (let p = 0; p < k; p++) {
      const x = a[startA + i * rowA + p * columnA] as number;
      const at = startB + p * n;
      for (let j = 0; j < n; j++) row[j] = (row[j] as number) + x * (b[at + j] as number);
    }
    for (let j = 0; j < n; j++) out[startOut + i * n + j] = row[j] as number;
  }
}
