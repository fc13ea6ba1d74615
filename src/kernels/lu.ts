// The LU factorisation with partial pivoting: the rows of a matrix, in some order, are a lower
// triangular matrix with a diagonal of ones times an upper triangular one. It rounds to the matrix's
// own precision, as LAPACK does: a float32 matrix is singular where its factors in float32 say so.

import { allocate, type DType } from "../dtype";
import type { Data } from "./elementwise";

export interface Factors {
  readonly n: number;
  /** Both triangles in one n×n matrix; the ones on the lower one's diagonal are left out. */
  readonly values: Data;
  /** Which row of the matrix is at each row of the factors. */
  readonly rows: Int32Array;
  /** Whether it is the transpose that was factorised. */
  transposed: boolean;
  /** 1 or -1: whether the rows were exchanged an odd number of times. */
  sign: number;
  /** The place, counted from 1, of the first zero on the upper diagonal; 0 if there is none. */
  zeroAt: number;
}

export const makeFactors = (n: number, dtype: DType): Factors => ({
  n,
  values: allocate(dtype, n * n),
  rows: new Int32Array(n),
  transposed: false,
  sign: 1,
  zeroAt: 0,
});

/** Factorises the n×n matrix A at `start` of `a`, or its transpose. */
export function factorise(into: Factors, a: Data, start: number, transposed: boolean): void {
  const { n, values, rows } = into;
  for (let i = 0; i < n; i++) {
    rows[i] = i;
    for (let j = 0; j < n; j++) {
      values[i * n + j] = a[start + (transposed ? j * n + i : i * n + j)] as number;
    }
  }
  into.transposed = transposed;
  into.sign = 1;
  into.zeroAt = 0;
  for (let k = 0; k < n; k++) {
    const best = pivotRow(values, n, k);
    if (values[best * n + k] === 0) {
      if (into.zeroAt === 0) into.zeroAt = k + 1;
      continue;
    }
    if (best !== k) {
      exchange(values, rows, n, k, best);
      into.sign = -into.sign;
    }
    eliminate(values, n, k);
  }
}

/** The row from k on with the largest element in column k. */
function pivotRow(values: Data, n: number, k: number): number {
  let best = k;
  let largest = Math.abs(values[k * n + k] as number);
  for (let i = k + 1; i < n; i++) {
    const size = Math.abs(values[i * n + k] as number);
    if (size > largest) {
      best = i;
      largest = size;
    }
  }
  return best;
}

function exchange(values: Data, rows: Int32Array, n: number, i: number, j: number): void {
  const row = rows[i] as number;
  rows[i] = rows[j] as number;
  rows[j] = row;
  for (let k = 0; k < n; k++) {
    const value = values[i * n + k] as number;
    values[i * n + k] = values[j * n + k] as number;
    values[j * n + k] = value;
  }
}

/** Takes multiples of row k off the rows below it, so that column k becomes zero there. */
function eliminate(values: Data, n: number, k: number): void {
  const pivot = values[k * n + k] as number;
  for (let i = k + 1; i < n; i++) {
    values[i * n + k] = (values[i * n + k] as number) / pivot;
    const factor = values[i * n + k] as number;
    if (factor === 0) continue;
    for (let j = k + 1; j < n; j++) {
      values[i * n + j] = (values[i * n + j] as number) - factor * (values[k * n + j] as number);
    }
  }
}

/** Solves A x = b, or Aᵀ x = b, for one right-hand side; `b` is used up. */
export function solve(factors: Factors, b: Float64Array, x: Float64Array, adjoint: boolean): void {
  if (factors.transposed === adjoint) substitute(factors, b, x);
  else substituteTransposed(factors, b, x);
}

/** L first, downwards; then U, upwards. */
function substitute({ n, values, rows }: Factors, b: Float64Array, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let total = b[rows[i] as number] as number;
    for (let j = 0; j < i; j++) total -= (values[i * n + j] as number) * (x[j] as number);
    x[i] = total;
  }
  for (let i = n - 1; i >= 0; i--) {
    let total = x[i] as number;
    for (let j = i + 1; j < n; j++) total -= (values[i * n + j] as number) * (x[j] as number);
    x[i] = total / (values[i * n + i] as number);
  }
}

/** Uᵀ first, downwards; then Lᵀ, upwards; the rows come back to their places at the end. */
function substituteTransposed(
  { n, values, rows }: Factors,
  b: Float64Array,
  x: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    let total = b[i] as number;
    for (let j = 0; j < i; j++) total -= (values[j * n + i] as number) * (b[j] as number);
    b[i] = total / (values[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let total = b[i] as number;
    for (let j = i + 1; j < n; j++) total -= (values[j * n + i] as number) * (b[j] as number);
    b[i] = total;
  }
  for (let i = 0; i < n; i++) x[rows[i] as number] = b[i] as number;
}

/** The product of the pivots, with the sign of the exchanges. */
export function determinant({ n, values, sign }: Factors): number {
  let product = sign;
  for (let i = 0; i < n; i++) product *= values[i * n + i] as number;
  return product;
}
