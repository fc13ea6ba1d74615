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

/** Square matrices with a large diagonal: either triangle is regular. */
export function regularTriangle(shape: readonly number[]): Tensor {
  const matrices = uniform(shape, -0.8, 0.8);
  const data = dataOf(matrices.node);
  const n = shape[shape.length - 1] as number;
  for (let i = 0; i < data.length; i++) {
    if (i % n === Math.floor(i / n) % n) data[i] = 2 + (data[i] as number);
  }
  return matrices;
}
