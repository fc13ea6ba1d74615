// The matrix product in every rank.

import { scalarTypeName, type TypedArray } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { tensor } from "../params";
import { broadcastShapes, list, numel, type Shape, type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { asLeft, asRight, multiply, multiplyInstruction, readThrough } from "./multiply";
import { uniform } from "./samples";

function shapeOf(input: Node, other: Node): Size {
  const a = input.shape;
  const b = other.shape;
  if (a.length === 0 || b.length === 0) {
    throw new RuntimeError(
      `both arguments to matmul need to be at least 1D, but they are ${a.length}D and ${b.length}D`,
    );
  }
  const k = a[a.length - 1];
  if (k !== b[Math.max(0, b.length - 2)]) throw misfit(a, b);
  if (input.dtype !== other.dtype) {
    throw new RuntimeError(
      `expected scalar type ${scalarTypeName(input.dtype)} but found ${scalarTypeName(other.dtype)}`,
    );
  }
  if (input.dtype === "bool") throw refuseBooleans(a.length, b.length);
  const dims: number[] = [];
  if (a.length > 2 || b.length > 2) {
    dims.push(...broadcastShapes(size(a.slice(0, -2)), size(b.slice(0, -2))));
  }
  if (a.length > 1) dims.push(a[a.length - 2] as number);
  if (b.length > 1) dims.push(b[b.length - 1] as number);
  return size(dims);
}

/** PyTorch has no product of booleans; which kernel says so depends on the ranks. */
function refuseBooleans(a: number, b: number): RuntimeError {
  const kernel =
    a > 2 && b > 2 ? "bmm" : b === 1 ? (a === 1 ? "dot" : "addmv_impl_cpu") : "addmm_impl_cpu_";
  return new RuntimeError(`"${kernel}" not implemented for 'Bool'`);
}

function misfit(a: Shape, b: Shape): RuntimeError {
  if (a.length === 1 && b.length === 1) {
    return new RuntimeError(
      `inconsistent tensor size, expected tensor ${list(a)} and src ${list(b)} to have the same number of elements, but got ${a[0]} and ${b[0]} elements respectively`,
    );
  }
  if (a.length === 2 && b.length === 1) {
    return new RuntimeError(`size mismatch, got ${a[0]}, ${a[0]}x${a[1]},${b[0]}`);
  }
  if (a.length > 2 && b.length > 2) {
    const k = b[b.length - 2];
    const batches = numel(b.slice(0, -2));
    return new RuntimeError(
      `Expected size for first two dimensions of batch2 tensor to be: [${batches}, ${a[a.length - 1]}] but got: [${batches}, ${k}].`,
    );
  }
  // PyTorch folds the batch of one operand into the rows of a matrix.
  const [left, right] = [asLeft(a), asRight(b)];
  return new RuntimeError(
    `mat1 and mat2 shapes cannot be multiplied (${numel(left.slice(0, -1))}x${left[left.length - 1]} and ${right[right.length - 2]}x${right[right.length - 1]})`,
  );
}

/** The name PyTorch's composition of matmul ends with, by rank. */
function gradFn(input: Node, other: Node): string {
  const [a, b] = [input.shape.length, other.shape.length];
  if (a === 1 && b === 1) return "DotBackward0";
  if (a === 2 && b === 1) return "MvBackward0";
  if (a === 2 && b === 2) return "MmBackward0";
  if (a === 1 && b === 2) return "SqueezeBackward3";
  if (a !== 2 || !folds(other)) return "UnsafeViewBackward0";
  // matrix · batch is computed transposed, then transposed back and laid out in order.
  const sizes = shapeOf(input, other);
  const inOrder = sizes.slice(-2).includes(1) || numel(sizes) === 0;
  return inOrder ? "TransposeBackward0" : "CloneBackward0";
}

/** Whether PyTorch folds a batch into rows: not where its matrices lie transposed in memory. */
function folds(batch: Node): boolean {
  if (batch.strides === null || batch.shape.length !== 3) return true;
  const [, rows, columns] = batch.shape as readonly number[] as [number, number, number];
  return batch.strides[2] === 1 || batch.strides[0] !== rows * columns;
}

export const matmul = defineOp({
  name: "matmul",
  gradFn: ({ input, other }) => gradFn(input, other),
  doc: "The matrix product: dot, matrix-vector, matrix-matrix, or batched, by rank.",
  params: [tensor("input"), tensor("other")],
  promote: "none",
  shape: ({ input, other }) => shapeOf(input, other),
  forward: (out, a, b) => multiply(out, a, b),
  reads: readThrough,
  instruction: multiplyInstruction,
  // Z = A B:  dA = dZ Bᵀ,  dB = Aᵀ dZ; a vector's derivative is a vector or an outer product
  backward: {
    input: ({ grad, other, facts }) => {
      const [a, b] = [facts.input.shape.length, facts.other.shape.length];
      if (b === 1) return a === 1 ? grad.mul(other) : columnRow(grad, other);
      if (a === 1 && b === 2) return other.matmul(grad);
      if (a === 1) return other.matmul(grad.unsqueeze(-1)).squeeze(-1);
      return grad.matmul(other.transpose(-2, -1));
    },
    other: ({ grad, input, facts }) => {
      const [a, b] = [facts.input.shape.length, facts.other.shape.length];
      if (a === 1) return b === 1 ? grad.mul(input) : columnRow(input, grad);
      if (a === 2 && b === 1) return grad.matmul(input);
      if (b === 1) return input.transpose(-2, -1).matmul(grad.unsqueeze(-1)).squeeze(-1);
      if (a > 2 && b === 2) return rowsOf(input).t().matmul(rowsOf(grad));
      return input.transpose(-2, -1).matmul(grad);
    },
  },
  samples: () =>
    [
      [[3], [3]],
      [[2, 3], [3]],
      [[3], [3, 2]],
      [
        [2, 3],
        [3, 4],
      ],
      [
        [2, 2, 3],
        [3, 2],
      ],
      [
        [2, 1, 2, 3],
        [3, 3, 2],
      ],
      [[3], [2, 3, 2]],
      [[2, 2, 3], [3]],
    ].map(([a, b]) => [uniform(a as number[]), uniform(b as number[])]),
});

/** A batch of matrices as one, row below row. */
const rowsOf = (batch: Tensor): Tensor =>
  batch.reshape([-1, batch.shape[batch.shape.length - 1] as number]);

/** column · row of two vectors. */
export const outer: (input: Tensor, vec2: Tensor) => Tensor = defineOp({
  name: "outer",
  gradFn: "MulBackward0",
  doc: "The outer product of two vectors.",
  params: [tensor("input"), tensor("vec2")],
  shape: ({ input, vec2 }) => {
    for (const { shape } of [input, vec2]) if (shape.length !== 1) throw notVector(shape.length);
    return size([input.shape[0] as number, vec2.shape[0] as number]);
  },
  forward: (out, a, b) => outerKernel(dataOf(out), dataOf(a), dataOf(b)),
  instruction: ({ dtype, shape }) => ({
    code: dtype === "float32" ? codes.outerF32 : codes.outerF64,
    p: shape as readonly number[],
    approximate: false,
  }),
  backward: {
    input: ({ grad, vec2 }) => grad.matmul(vec2),
    vec2: ({ grad, input }) => input.matmul(grad),
  },
  samples: () => [[uniform([2]), uniform([3])]],
});

const notVector = (rank: number): RuntimeError =>
  new RuntimeError(`outer: Expected 1-D argument self, but got ${rank}-D`);

function outerKernel(out: TypedArray, a: TypedArray, b: TypedArray): void {
  const m = a.length;
  const n = b.length;
  for (let i = 0, k = 0; i < m; i++) {
    const x = a[i] as number;
    for (let j = 0; j < n; j++, k++) out[k] = x * (b[j] as number);
  }
}

/** column · row, over the last dimension of each. */
const columnRow = (column: Tensor, row: Tensor): Tensor =>
  column.ndim === 1 && row.ndim === 1
    ? outer(column, row)
    : column.unsqueeze(-1).mul(row.ndim === 1 ? row : row.unsqueeze(-2));
