// Sample matrices on which factorisations are well conditioned.

import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

/** Square matrices of which each row has a large element; not on the diagonal, so that rows are exchanged. */
export function regular(shape: readonly number[]): Tensor {
  const matrices = uniform(shape, -0.8, 0.8);
  const data = dataOf(matrices.node);
  const n = shape[shape.length - 1] as number;
  for (let row = 0; row * n < data.length; row++) {
    const at = row * n + ((row + 1) % n);
    data[at] = (data[at] as number) + 3;
  }
  return matrices;
}

/** Symmetric matrices that are positive definite. */
export function definite(shape: readonly number[]): Tensor {
  const matrices = uniform(shape, -0.8, 0.8);
  const data = dataOf(matrices.node);
  const n = shape[shape.length - 1] as number;
  for (let i = 0; i < data.length; i++) {
    const [row, column] = [Math.floor(i / n) % n, i % n];
    if (row === column) data[i] = 3 + (data[i] as number);
    else if (row > column) data[i] = data[i + (column - row) * n + row - column] as number;
  }
  return matrices;
}
