// The matrix product in every rank.

import { scalarTypeName, type TypedArray } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { matmul as kernel, type MatmulPlan } from "../kernels/matmul";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { tensor } from "../params";
import { broadcastShapes, list, numel, type Shape, type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

/** A vector counts as a matrix of one row on the left, of one column on the right. */
const asLeft = (shape: Shape): Shape => (shape.length === 1 ? [1, ...shape] : shape);
const asRight = (shape: Shape): Shape => (shape.length === 1 ? [...shape, 1] : shape);

function shapeOf(input: Node, other: Node): Size {
  const [a, b] = [input.shape, other.shape];
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
  const rows = a.slice(-2, -1);
  const columns = b.length === 1 ? [] : b.slice(-1);
  if (a.length <= 2 && b.length <= 2) return size([...rows, ...columns]);
  const batch = broadcastShapes(size(a.slice(0, -2)), size(b.slice(0, -2)));
  return size([...batch, ...rows, ...columns]);
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

function planOf(out: Node, a: Node, b: Node): MatmulPlan {
  out.plan ??= plan(a.shape, b.shape);
  return out.plan as MatmulPlan;
}

const single: readonly number[] = [0];

function plan(a: Shape, b: Shape): MatmulPlan {
  if (a.length <= 2 && b.length <= 2) {
    const k = a[a.length - 1] as number;
    const m = a.length === 1 ? 1 : (a[0] as number);
    const n = b.length === 1 ? 1 : (b[1] as number);
    return { m, k, n, offsetsA: single, offsetsB: single };
  }
  const [left, right] = [asLeft(a), asRight(b)];
  const [m, k] = left.slice(-2) as [number, number];
  const n = right[right.length - 1] as number;
  const [batchA, batchB] = [left.slice(0, -2), right.slice(0, -2)];
  const batch = broadcastShapes(size(batchA), size(batchB));
  const offsets = (from: Shape, step: number): number[] => {
    const at = Float64Array.from({ length: numel(from) }, (_, i) => i * step);
    const all = new Float64Array(numel(batch));
    gather(all, at, { shape: batch, strides: stepsFor(from, batch), offset: 0 });
    return [...all];
  };
  return { m, k, n, offsetsA: offsets(batchA, m * k), offsetsB: offsets(batchB, k * n) };
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
  forward: (out, a, b) => kernel(dataOf(out), dataOf(a), dataOf(b), planOf(out, a, b)),
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
