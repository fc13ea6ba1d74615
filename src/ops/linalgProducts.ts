// Products of vectors and matrices of a fixed rank: what matmul does by rank, under names that insist
// on one, each with PyTorch's refusals.

import { scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import type { MatmulPlan } from "../kernels/matmul";
import { defineOp } from "../op";
import { tensor } from "../params";
import { list, type Shape, type Size, scalarShape, size } from "../shape";
import { multiply, multiplyInstruction, planProduct, readThrough } from "./multiply";
import { uniform } from "./samples";

/** One product of an m×k by a k×n matrix. */
export const planOne = (m: number, k: number, n: number): MatmulPlan =>
  planProduct([m, k], [k, n], false, false);

/** As many products as the first dimension has. */
export const planBatch = (a: Shape, b: Shape): MatmulPlan => planProduct(a, b, false, false);

export function sameScalarType(a: Node, b: Node): void {
  if (a.dtype !== b.dtype) {
    throw new RuntimeError(
      `expected scalar type ${scalarTypeName(a.dtype)} but found ${scalarTypeName(b.dtype)}`,
    );
  }
}

function dotShape(a: Node, b: Node): Size {
  const [m, n] = [a.shape, b.shape];
  if (m.length !== 1 || n.length !== 1) {
    throw new RuntimeError(`1D tensors expected, but got ${m.length}D and ${n.length}D tensors`);
  }
  if (a.dtype !== b.dtype) {
    throw new RuntimeError(
      `dot : expected both vectors to have same dtype, but found ${scalarTypeName(a.dtype)} and ${scalarTypeName(b.dtype)}`,
    );
  }
  if (m[0] !== n[0]) {
    throw new RuntimeError(
      `inconsistent tensor size, expected tensor ${list(m)} and src ${list(n)} to have the same number of elements, but got ${m[0]} and ${n[0]} elements respectively`,
    );
  }
  return scalarShape;
}

/** Real numbers are their own conjugates, so that vdot is dot by another name. */
const dotNamed = (name: string, gradFn: string, doc: string) =>
  defineOp({
    name,
    gradFn,
    doc,
    params: [tensor("input"), tensor("other")],
    promote: "none",
    shape: ({ input, other }) => dotShape(input, other),
    forward: (out, a, b) => multiply(out, a, b),
    instruction: multiplyInstruction,
    backward: {
      input: ({ grad, other }) => grad.mul(other),
      other: ({ grad, input }) => grad.mul(input),
    },
    samples: () => [[uniform([3]), uniform([3])]],
  });

export const dot = dotNamed("dot", "DotBackward0", "The product of two vectors: Σ input · other.");
export const vdot = dotNamed("vdot", "VdotBackward0", "The product of two real vectors, as dot.");

export const mv = defineOp({
  name: "mv",
  doc: "A matrix (m, n) times a vector (n).",
  params: [tensor("input"), tensor("vec")],
  promote: "none",
  shape: ({ input, vec }) => {
    const [a, b] = [input.shape, vec.shape];
    if (a.length !== 2 || b.length !== 1) {
      throw new RuntimeError(`vector + matrix @ vector expected, got 1, ${a.length}, ${b.length}`);
    }
    if (a[1] !== b[0]) {
      throw new RuntimeError(`size mismatch, got ${a[0]}, ${a[0]}x${a[1]},${b[0]}`);
    }
    sameScalarType(input, vec);
    return size([a[0] as number]);
  },
  forward: (out, a, b) => multiply(out, a, b),
  reads: readThrough,
  instruction: multiplyInstruction,
  backward: {
    input: ({ grad, vec }) => grad.outer(vec),
    vec: ({ grad, input }) => input.t().matmul(grad),
  },
  samples: () => [[uniform([2, 3]), uniform([3])]],
});

export const mm = defineOp({
  name: "mm",
  doc: "A matrix (m, k) times a matrix (k, n).",
  params: [tensor("input"), tensor("mat2")],
  promote: "none",
  shape: ({ input, mat2 }) => {
    const [a, b] = [input.shape, mat2.shape];
    if (a.length !== 2) throw new RuntimeError("self must be a matrix");
    if (b.length !== 2) throw new RuntimeError("mat2 must be a matrix");
    if (a[1] !== b[0]) {
      throw new RuntimeError(
        `mat1 and mat2 shapes cannot be multiplied (${a[0]}x${a[1]} and ${b[0]}x${b[1]})`,
      );
    }
    sameScalarType(input, mat2);
    return size([a[0] as number, b[1] as number]);
  },
  forward: (out, a, b) => multiply(out, a, b),
  reads: readThrough,
  instruction: multiplyInstruction,
  backward: {
    input: ({ grad, mat2 }) => grad.matmul(mat2.t()),
    mat2: ({ grad, input }) => input.t().matmul(grad),
  },
  samples: () => [[uniform([2, 3]), uniform([3, 4])]],
});

/** The shape of a batch of products; refuses what does not fit. */
export function batchShape(first: Node, second: Node): Size {
  const [a, b] = [first.shape, second.shape];
  if (a.length !== 3) throw new RuntimeError("batch1 must be a 3D tensor");
  if (b.length !== 3) throw new RuntimeError("batch2 must be a 3D tensor");
  if (a[0] !== b[0] || a[2] !== b[1]) {
    throw new RuntimeError(
      `Expected size for first two dimensions of batch2 tensor to be: [${a[0]}, ${a[2]}] but got: [${b[0]}, ${b[1]}].`,
    );
  }
  sameScalarType(first, second);
  return size([a[0] as number, a[1] as number, b[2] as number]);
}

export const bmm = defineOp({
  name: "bmm",
  doc: "A batch of matrices (b, m, k) times a batch of matrices (b, k, n).",
  params: [tensor("input"), tensor("mat2")],
  promote: "none",
  shape: ({ input, mat2 }) => batchShape(input, mat2),
  forward: (out, a, b) => multiply(out, a, b),
  reads: readThrough,
  instruction: multiplyInstruction,
  backward: {
    input: ({ grad, mat2 }) => grad.matmul(mat2.transpose(-2, -1)),
    mat2: ({ grad, input }) => input.transpose(-2, -1).matmul(grad),
  },
  samples: () => [[uniform([2, 2, 3]), uniform([2, 3, 4])]],
});
