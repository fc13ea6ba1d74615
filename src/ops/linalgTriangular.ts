// Systems of linear equations with a triangular matrix: by substitution alone.

import type { TypedArray } from "../dtype";
import type { Node } from "../graph";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { flag, tensor } from "../params";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { regularTriangle } from "./linalgSamples";
import { type Batches, eachSide, planBatches, solvedShape } from "./linalgSolve";
import { requireMatrices, requireSquare } from "./linalgSquare";
import { uniform } from "./samples";

interface Triangle {
  readonly data: TypedArray;
  readonly start: number;
  readonly n: number;
  readonly upper: boolean;
  readonly transposed: boolean;
  readonly unit: boolean;
}

/** Solves for one right-hand side, from the end of the triangle with a single unknown. */
function substitute(t: Triangle, b: Float64Array, x: Float64Array): void {
  const { data, start, n, unit } = t;
  const backwards = t.upper !== t.transposed;
  const [down, right] = t.transposed ? [1, n] : [n, 1];
  for (let done = 0; done < n; done++) {
    const i = backwards ? n - 1 - done : done;
    let total = b[i] as number;
    for (let k = 0; k < done; k++) {
      const j = backwards ? n - 1 - k : k;
      total -= (data[start + i * down + j * right] as number) * (x[j] as number);
    }
    x[i] = unit ? total : total / (data[start + i * (n + 1)] as number);
  }
}

interface Arguments {
  readonly upper: boolean;
  readonly left: boolean;
  readonly unitriangular: boolean;
}

function solveKernel(out: Node, a: Node, b: Node, args: Arguments): void {
  const { upper, left, unitriangular: unit } = args;
  const n = a.shape[a.shape.length - 1] as number;
  out.plan ??= planBatches(a.shape, b.shape, out.shape);
  const { matrices, right, from } = out.plan as Batches;
  gather(right, dataOf(b), from);
  const count = out.shape[out.shape.length - (left ? 1 : 2)] as number;
  matrices.forEach((places, index) => {
    // X A = B is Aᵀ Xᵀ = Bᵀ.
    const matrix = { data: dataOf(a), start: index * n * n, n, upper, transposed: !left, unit };
    for (const k of places) {
      eachSide(dataOf(out), right, k * n * count, n, count, left, (rhs, x) =>
        substitute(matrix, rhs, x),
      );
    }
  });
}

function solveAgain(A: Tensor, B: Tensor, { upper, left, unitriangular }: Arguments): Tensor {
  return solveTriangular(A, B, { upper, left, unitriangular });
}

export const solveTriangular = defineOp({
  name: "solveTriangular",
  namespace: "linalg",
  gradFn: "LinalgSolveTriangularBackward0",
  doc: "X with A X = B for triangular A (…, n, n) and B (…, n, k), X A = B if not left. The other triangle is not read; unitriangular: nor is the diagonal, taken for ones.",
  params: [
    tensor("A"),
    tensor("B"),
    flag("upper"),
    flag("left", true),
    flag("unitriangular", false),
  ],
  promote: "none",
  shape: ({ A, B, left }) => {
    const op = "linalg.solve_triangular";
    requireSquare(op, A.shape);
    requireMatrices(op, B.shape, "B");
    return solvedShape(op, A.shape, B.shape, left);
  },
  forward: (out, a, b) => solveKernel(out, a, b, out.args),
  // As for any matrix, but what is not read has no derivative.
  backward: {
    A: ({ grad, A, output, upper, left, unitriangular }) => {
      const back = solveAgain(A.transpose(-2, -1), grad, { upper: !upper, left, unitriangular });
      const transposed = output.transpose(-2, -1);
      const full = (left ? back.matmul(transposed) : transposed.matmul(back)).neg();
      const skipped = unitriangular ? 1 : 0;
      return upper ? full.triu(skipped) : full.tril(-skipped);
    },
    B: ({ grad, A, upper, left, unitriangular }) =>
      solveAgain(A.transpose(-2, -1), grad, { upper: !upper, left, unitriangular }),
  },
  samples: () => [
    [regularTriangle([3, 3]), uniform([3, 2]), true],
    [regularTriangle([3, 3]), uniform([2, 3]), false, false],
    [regularTriangle([2, 2, 2]), uniform([2, 1]), false, true, true],
  ],
});
