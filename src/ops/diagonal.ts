// Diagonals: shown as a view, taken out, put into a matrix, summed.

import { RuntimeError } from "../errors";
import { gather, scatter, type Window } from "../kernels/strided";
import { defineOp } from "../op";
import { int, sizes, tensor } from "../params";
import { contiguousStrides, type Shape, type Size, scalarShape, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { normalStrides, stridesOf } from "./movement";
import { uniform } from "./samples";

interface Diagonal {
  readonly offset: number;
  readonly dim1: number;
  readonly dim2: number;
}

/** Where a diagonal lies in storage of these strides; it becomes the last dimension. */
function diagonalWindow(
  shape: Shape,
  strides: readonly number[],
  { offset, dim1, dim2 }: Diagonal,
): Window {
  const rank = shape.length;
  const [a, b] = [wrapDim(dim1, rank), wrapDim(dim2, rank)];
  if (a === b) {
    throw new RuntimeError(`diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  }
  const [rows, columns] = [shape[a] as number, shape[b] as number];
  const [down, right] = [strides[a] as number, strides[b] as number];
  const length = Math.max(
    0,
    offset >= 0 ? Math.min(rows, columns - offset) : Math.min(rows + offset, columns),
  );
  const start = length === 0 ? 0 : offset >= 0 ? offset * right : -offset * down;
  const kept = (_: number, d: number) => d !== a && d !== b;
  return {
    shape: [...shape.filter(kept), length],
    strides: [...strides.filter(kept), down + right],
    offset: start,
  };
}

const rowMajor = (shape: Shape, which: Diagonal): Window =>
  diagonalWindow(shape, contiguousStrides(shape), which);

export const diagonal = defineOp({
  name: "diagonal",
  doc: "The diagonal over two dimensions, as the last one; offset counts from the main diagonal.",
  params: [tensor("input"), int("offset", 0), int("dim1", 0), int("dim2", 1)],
  promote: "none",
  isView: true,
  shape: ({ input, offset, dim1, dim2 }) =>
    size(rowMajor(input.shape, { offset, dim1, dim2 }).shape),
  strides: ({ input, offset, dim1, dim2 }) => {
    const seen = diagonalWindow(input.shape, stridesOf(input), { offset, dim1, dim2 });
    return normalStrides(seen.strides, seen.shape);
  },
  offset: ({ input, offset, dim1, dim2 }) =>
    diagonalWindow(input.shape, stridesOf(input), { offset, dim1, dim2 }).offset,
  forward: (out, x) => gather(dataOf(out), dataOf(x), rowMajor(x.shape, out.args)),
  backward: {
    input: ({ grad, facts, offset, dim1, dim2 }) =>
      spreadDiagonal(grad, facts.input.shape, { offset, dim1, dim2 }),
  },
  samples: () => [
    [uniform([3, 2])],
    [uniform([2, 3, 4]), { offset: 1, dim1: -1, dim2: 0 }],
    [uniform([3, 3]), -1],
  ],
});

function spreadDiagonal(grad: Tensor, shape: Size, which: Diagonal): Tensor {
  return diagonalBackward(grad, { shape, ...which });
}

const diagonalBackward = defineOp({
  name: "diagonalBackward",
  namespace: "internal",
  doc: "Zeros of a shape, with values on a diagonal.",
  params: [tensor("values"), sizes("shape"), int("offset"), int("dim1"), int("dim2")],
  promote: "none",
  shape: ({ shape }) => size(shape),
  forward: (out, values) => {
    dataOf(out).fill(0);
    scatter(dataOf(out), dataOf(values), rowMajor(out.args.shape, out.args));
  },
  backward: {
    values: ({ grad, offset, dim1, dim2 }) => grad.diagonal(offset, dim1, dim2),
  },
  samples: () => [[uniform([2]), { shape: [3, 2], offset: -1, dim1: 0, dim2: 1 }]],
});

/** The shape of matrices that have the last dimension of `from` as a diagonal. */
function embedShape(from: Shape, { offset, dim1, dim2 }: Diagonal): Size {
  const rank = from.length + 1;
  const [a, b] = [wrapDim(dim1, rank), wrapDim(dim2, rank)];
  if (a === b) {
    throw new RuntimeError(`diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  }
  const n = (from[from.length - 1] as number) + Math.abs(offset);
  let next = 0;
  return size(
    Array.from({ length: rank }, (_, d) => (d === a || d === b ? n : (from[next++] as number))),
  );
}

export const diagEmbed = defineOp({
  name: "diagEmbed",
  doc: "Matrices over two new dimensions, with the last dimension of input on a diagonal.",
  params: [tensor("input"), int("offset", 0), int("dim1", -2), int("dim2", -1)],
  promote: "none",
  shape: ({ input, offset, dim1, dim2 }) => embedShape(input.shape, { offset, dim1, dim2 }),
  forward: (out, x) => {
    dataOf(out).fill(0);
    scatter(dataOf(out), dataOf(x), rowMajor(out.shape, out.args));
  },
  backward: { input: ({ grad, offset, dim1, dim2 }) => grad.diagonal(offset, dim1, dim2) },
  samples: () => [[uniform([2, 3])], [uniform([2, 3]), { offset: -1, dim1: 0, dim2: 2 }]],
});

const plane = (offset: number): Diagonal => ({ offset, dim1: 0, dim2: 1 });

export const diag = defineOp({
  name: "diag",
  doc: "A matrix with the vector on a diagonal, or the diagonal of a matrix, as a copy.",
  params: [tensor("input"), int("diagonal", 0)],
  promote: "none",
  shape: ({ input: { shape }, diagonal: offset }) => {
    if (shape.length === 1) return embedShape(shape, plane(offset));
    if (shape.length !== 2) throw new RuntimeError("matrix or a vector expected");
    return size(rowMajor(shape, plane(offset)).shape);
  },
  forward: (out, x) => {
    const which = plane(out.args.diagonal);
    if (x.shape.length === 2) return gather(dataOf(out), dataOf(x), rowMajor(x.shape, which));
    dataOf(out).fill(0);
    scatter(dataOf(out), dataOf(x), rowMajor(out.shape, which));
  },
  backward: {
    input: ({ grad, facts, diagonal: offset }) =>
      facts.input.shape.length === 1
        ? grad.diagonal(offset)
        : spreadDiagonal(grad, facts.input.shape, plane(offset)),
  },
  samples: () => [[uniform([3])], [uniform([2]), -1], [uniform([3, 2])], [uniform([2, 3]), 1]],
});

export const trace = defineOp({
  name: "trace",
  doc: "The sum of a matrix's main diagonal.",
  params: [tensor("input")],
  promote: "none",
  shape: ({ input: { shape } }) => {
    if (shape.length === 2) return scalarShape;
    throw new RuntimeError(`trace: expected a matrix, but got tensor with dim ${shape.length}`);
  },
  dtype: ({ input: { dtype } }) => (dtype === "bool" ? "int64" : dtype),
  forward: (out, x) => {
    const from = dataOf(x);
    const [rows, columns] = [x.shape[0] as number, x.shape[1] as number];
    let total = 0;
    for (let i = 0; i < rows && i < columns; i++) total += from[i * columns + i] as number;
    dataOf(out)[0] = total;
  },
  backward: {
    input: ({ grad, facts }) => {
      const { shape } = facts.input;
      const length = Math.min(shape[0] as number, shape[1] as number);
      return spreadDiagonal(grad.expand([length]), shape, plane(0));
    },
  },
  samples: () => [[uniform([3, 3])], [uniform([2, 3])]],
});
