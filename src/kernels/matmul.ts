// Matrix products, batched. Accumulates in double precision.

import type { Data } from "./elementwise";

/** `batch` products of an m×k by a k×n matrix; each matrix of an operand starts at its offset. */
export interface MatmulPlan {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly offsetsA: readonly number[];
  readonly offsetsB: readonly number[];
}

export function matmul(out: Data, a: Data, b: Data, plan: MatmulPlan): void {
  const { m, k, n, offsetsA, offsetsB } = plan;
  for (let batch = 0; batch < offsetsA.length; batch++) {
    const startA = offsetsA[batch] as number;
    const startB = offsetsB[batch] as number;
    const startOut = batch * m * n;
    if (n === 1) vectorColumn(out, a, b, startOut, startA, startB, m, k);
    else if (k * n <= smallest) small(out, a, b, startOut, startA, startB, m, k, n);
    else rows(out, a, b, startOut, startA, startB, m, k, n);
  }
}

const smallest = 64;

function vectorColumn(
  out: Data,
  a: Data,
  b: Data,
  o: number,
  sa: number,
  sb: number,
  m: number,
  k: number,
): void {
  for (let i = 0; i < m; i++) {
    let total = 0;
    for (let p = 0, at = sa + i * k; p < k; p++)
      total += (a[at + p] as number) * (b[sb + p] as number);
    out[o + i] = total;
  }
}

function small(
  out: Data,
  a: Data,
  b: Data,
  o: number,
  sa: number,
  sb: number,
  m: number,
  k: number,
  n: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let p = 0, at = sa + i * k; p < k; p++) {
        total += (a[at + p] as number) * (b[sb + p * n + j] as number);
      }
      out[o + i * n + j] = total;
    }
  }
}

let accumulator = new Float64Array(0);

/** Row by row: the inner loop runs along rows of `b`, which lie in order. */
function rows(
  out: Data,
  a: Data,
  b: Data,
  o: number,
  sa: number,
  sb: number,
  m: number,
  k: number,
  n: number,
): void {
  if (accumulator.length < n) accumulator = new Float64Array(n);
  const row = accumulator;
  for (let i = 0; i < m; i++) {
    row.fill(0, 0, n);
    for (let p = 0; p < k; p++) {
      const x = a[sa + i * k + p] as number;
      const at = sb + p * n;
      for (let j = 0; j < n; j++) row[j] = (row[j] as number) + x * (b[at + j] as number);
    }
    for (let j = 0; j < n; j++) out[o + i * n + j] = row[j] as number;
  }
}
