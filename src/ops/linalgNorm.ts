// Norms of matrices, and linalg.norm, which takes vectors and matrices. Those that need singular
// values (2, -2 and "nuc") are not there.

import { defineComposite } from "../composite";
import type { DType } from "../dtype";
import { RuntimeError } from "../errors";
import { dims, dtype, flag, type Param, sizes, tensor } from "../params";
import { list, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { requireMatrices } from "./linalgSquare";
import { vectorNorm } from "./norm";
import { distinct } from "./samples";

type Order = number | "fro" | "nuc";

const isOrder = (value: unknown): value is Order =>
  typeof value === "number" || value === "fro" || value === "nuc";

const orderParam = <const F extends Order | null>(fallback: F) =>
  ({
    name: "ord",
    kind: "static",
    type: fallback === null ? 'number | "fro" | "nuc" | null' : 'number | "fro" | "nuc"',
    required: false,
    fallback,
    variadic: false,
    read: (value) => (isOrder(value) || (value === null && fallback === null) ? value : undefined),
    expected: 'a number, "fro" or "nuc"',
  }) as Param<"ord", "static", Order | F, Order | F, false>;

interface Over {
  readonly dim: readonly number[];
  readonly keepdim: boolean;
  readonly dtype: DType | null;
}

/** The norm that vectors' lengths along one dimension have along the other. */
function largestLine(input: Tensor, ord: number, { dim, keepdim, dtype: type }: Over): Tensor {
  const wrapped = dim.map((d) => wrapDim(d, input.ndim));
  const byRows = Math.abs(ord) === Infinity;
  const summed = (byRows ? wrapped[1] : wrapped[0]) as number;
  const other = (byRows ? wrapped[0] : wrapped[1]) as number;
  const lengths = vectorNorm(input, 1, summed, keepdim, type);
  const left = !keepdim && summed < other ? other - 1 : other;
  return ord > 0 ? lengths.amax(left, keepdim) : lengths.amin(left, keepdim);
}

function ofMatrices(input: Tensor, ord: Order, over: Over): Tensor {
  const op = "linalg.matrix_norm";
  requireMatrices(op, input.shape);
  const { dim } = over;
  if (dim.length !== 2) {
    throw new RuntimeError(`${op}: dim must be a 2-tuple. Got ${dim.join(" ")}`);
  }
  const [first, second] = dim as readonly [number, number];
  if (wrapDim(first, input.ndim) === wrapDim(second, input.ndim)) {
    throw new RuntimeError(`${op}: dims must be different. Got (${first}, ${second})`);
  }
  if (ord === "fro") return vectorNorm(input, 2, dim, over.keepdim, over.dtype);
  if (ord === "nuc" || Math.abs(ord) === 2) {
    throw new RuntimeError(
      `matrixNorm: ord ${ord} needs singular values, which are not supported`,
      {
        op: "matrixNorm",
        parameter: "ord",
      },
    );
  }
  if (Math.abs(ord) !== 1 && Math.abs(ord) !== Infinity) {
    throw new RuntimeError(`${op}: Order ${ord} not supported.`);
  }
  return largestLine(input, ord, over);
}

export const matrixNorm = defineComposite({
  name: "matrixNorm",
  namespace: "linalg",
  doc: 'The norm of matrices: "fro", or the largest column sum (1), row sum (Infinity), smallest for the negative. 2 and "nuc" are not supported.',
  params: [
    tensor("input"),
    orderParam("fro"),
    sizes("dim", [-2, -1]),
    flag("keepdim", false),
    dtype("dtype", null),
  ],
  compose: ({ input, ord, dim, keepdim, dtype: type }): Tensor =>
    ofMatrices(input, ord, { dim, keepdim, dtype: type }),
  samples: () => [
    [distinct([2, 3])],
    [distinct([2, 3]), 1],
    [distinct([2, 2, 3]), Number.POSITIVE_INFINITY, [1, 2]],
    [distinct([2, 3, 2]), -1, [2, 0], true],
  ],
});

export const linalgNorm = defineComposite({
  name: "norm",
  namespace: "linalg",
  doc: "The 2-norm of all elements, or the norm of order ord of vectors (one dim, or a vector) or matrices (two, or a matrix).",
  params: [
    tensor("input"),
    orderParam(null),
    dims("dim", null),
    flag("keepdim", false),
    dtype("dtype", null),
  ],
  compose: ({ input, ord, dim, keepdim, dtype: type }): Tensor => {
    const given = typeof dim === "number" ? [dim] : dim;
    if (given !== null && given.length !== 1 && given.length !== 2) {
      throw new RuntimeError(
        `linalg.norm: If dim is specified, it must be of length 1 or 2. Got ${list(given)}`,
      );
    }
    if (ord === null) return vectorNorm(input, 2, given, keepdim, type);
    if (typeof ord === "string") {
      return ofMatrices(input, ord, { dim: given ?? [-2, -1], keepdim, dtype: type });
    }
    if (given === null && input.ndim !== 1 && input.ndim !== 2) {
      throw new RuntimeError(
        `linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got ${input.ndim}D.`,
      );
    }
    const over = given ?? (input.ndim === 1 ? [0] : [0, 1]);
    return over.length === 1
      ? vectorNorm(input, ord, over, keepdim, type)
      : ofMatrices(input, ord, { dim: over, keepdim, dtype: type });
  },
  samples: () => [
    [distinct([2, 3])],
    [distinct([2, 3]), 3, 1],
    [distinct([2, 3]), 1],
    [distinct([3]), 1],
  ],
});
