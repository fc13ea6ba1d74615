// The Cholesky factorisation: a symmetric positive definite matrix is a lower triangular matrix times
// its own transpose. Accumulates in double precision.

import type { Data } from "./elementwise";

/**
 * Factorises the n×n matrix at `start` of `a`, of which one triangle is read: the lower one, or the
 * upper one. The factor is written row by row to the same place of `out`, transposed for the upper one.
 * Returns the order of the first leading minor that is not positive; 0 if all are.
 */
export function cholesky(out: Data, a: Data, start: number, n: number, upper: boolean): number {
  const place = (i: number, j: number) => start + (upper ? j * n + i : i * n + j);
  out.fill(0, start, start + n * n);
  for (let j = 0; j < n; j++) {
    let rest = a[place(j, j)] as number;
    for (let k = 0; k < j; k++) rest -= (out[place(j, k)] as number) ** 2;
    if (!(rest > 0)) return j + 1;
    const root = Math.sqrt(rest);
    out[place(j, j)] = root;
    for (let i = j + 1; i < n; i++) {
      let total = a[place(i, j)] as number;
      for (let k = 0; k < j; k++) {
        total -= (out[place(i, k)] as number) * (out[place(j, k)] as number);
      }
      out[place(i, j)] = total / root;
    }
  }
  return 0;
}
