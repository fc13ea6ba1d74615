// Systems of linear equations: with any regular matrix, and with a triangular one.

import { defineComposite } from "../composite";
import { isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { type Factors, makeFactors, solve as solveOne } from "../kernels/lu";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { flag, tensor } from "../params";
import { broadcastShapes, numel, type Shape, type Size, sameShape, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { regular } from "./linalgSamples";
import { atTheCall, eachFactorised, failure, requireMatrices, requireSquare } from "./linalgSquare";
import { uniform } from "./samples";

/** Whether B is one vector, or one vector for each matrix of A. */
const isVector = (a: Shape, b: Shape): boolean =>
  b.length === 1 || (a.length - 1 === b.length && sameShape(a.slice(0, -1), b));

const asColumns = (b: Shape, vector: boolean): Shape => (vector ? [...b, 1] : b);

/** The shape of all right-hand sides as matrices, the batches broadcast. */
export function solvedShape(op: string, a: Shape, columns: Shape, left: boolean): Size {
  requireMatrices(op, columns, "B");
  const n = a[a.length - 1];
  const [rows, width] = columns.slice(-2) as [number, number];
  if ((left ? rows : width) !== n) {
    const equation = left ? "AX = B" : "XA = B";
    throw new RuntimeError(
      `${op}: Incompatible shapes of A and B for the equation ${equation} (${n}x${n} and ${rows}x${width})`,
    );
  }
  // PyTorch names B's sizes first.
  const batch = broadcastShapes(size(columns.slice(0, -2)), size(a.slice(0, -2)));
  return size([...batch, rows, width]);
}

function solveShape(a: Node, b: Node, left: boolean): Size {
  const op = "linalg.solve";
  requireSquare(op, a.shape);
  if (!isFloating(a.dtype)) {
    throw new RuntimeError(
      `${op}: Expected a floating point or complex tensor as input. Got ${scalarTypeName(a.dtype)}`,
    );
  }
  if (a.dtype !== b.dtype) {
    throw new RuntimeError(
      `${op}: Expected A and B to have the same dtype, but found A of type ${scalarTypeName(a.dtype)} and B of type ${scalarTypeName(b.dtype)} instead`,
    );
  }
  const vector = isVector(a.shape, b.shape);
  const solved = solvedShape(op, a.shape, asColumns(b.shape, vector), left);
  return vector ? size(solved.slice(0, -1)) : solved;
}

/** How the batches of A and B meet: for each matrix of the result the number of A's, and B in full. */
export interface Batches {
  readonly matrices: readonly (readonly number[])[];
  readonly right: Float64Array;
  readonly from: { readonly shape: Shape; readonly strides: readonly number[]; readonly offset: 0 };
}

/** For each matrix of A the places, in the result's batch, where it is needed. */
export function planBatches(a: Shape, columns: Shape, solved: Shape): Batches {
  const own = a.slice(0, -2);
  const batch = solved.slice(0, -2);
  const numbers = Float64Array.from({ length: numel(own) }, (_, i) => i);
  const which = new Float64Array(numel(batch));
  gather(which, numbers, { shape: batch, strides: stepsFor(own, batch), offset: 0 });
  const matrices: number[][] = Array.from(numbers, () => []);
  which.forEach((i, k) => {
    matrices[i]?.push(k);
  });
  const right = new Float64Array(numel(solved));
  return {
    matrices,
    right,
    from: { shape: solved, strides: stepsFor(columns, solved), offset: 0 },
  };
}

/** One right-hand side after the other: the columns of B, or its rows where A is on the right. */
export function eachSide(
  data: { [i: number]: number },
  right: Float64Array,
  start: number,
  n: number,
  count: number,
  left: boolean,
  visit: (b: Float64Array, x: Float64Array) => void,
): void {
  const b = new Float64Array(n);
  const x = new Float64Array(n);
  for (let k = 0; k < count; k++) {
    const first = start + (left ? k : k * n);
    const step = left ? count : 1;
    for (let i = 0; i < n; i++) b[i] = right[first + i * step] as number;
    visit(b, x);
    for (let i = 0; i < n; i++) data[first + i * step] = x[i] as number;
  }
}

interface SolvePlan {
  readonly factors: Factors;
  readonly batches: Batches;
}

function solveKernel(out: Node, a: Node, b: Node, left: boolean): void {
  const vector = isVector(a.shape, b.shape);
  const columns = asColumns(b.shape, vector);
  const solved = vector ? [...out.shape, 1] : out.shape;
  const n = a.shape[a.shape.length - 1] as number;
  out.plan ??= {
    factors: makeFactors(n, a.dtype),
    batches: planBatches(a.shape, columns, solved),
  };
  const { factors, batches } = out.plan as SolvePlan;
  const { matrices, right, from } = batches;
  gather(right, dataOf(b), from);
  const each = solved.slice(-2) as [number, number];
  const count = left ? each[1] : each[0];
  const data = dataOf(out);
  // X A = B is Aᵀ Xᵀ = Bᵀ.
  eachFactorised(factors, a, (_, index) => {
    if (factors.zeroAt > 0) {
      throw failure(
        "torch.linalg.solve",
        a.shape,
        index,
        "The solver failed because the input matrix is singular.",
      );
    }
    for (const k of matrices[index] ?? []) {
      eachSide(data, right, k * n * count, n, count, left, (rhs, x) =>
        solveOne(factors, rhs, x, !left),
      );
    }
  });
}

const columnsIf = (vector: boolean, t: Tensor): Tensor => (vector ? t.unsqueeze(-1) : t);

const solveOp: (A: Tensor, B: Tensor, left: boolean) => Tensor = defineOp({
  name: "solveSystem",
  namespace: "internal",
  gradFn: "LinalgSolveExBackward0",
  doc: "X with A X = B, or X A = B if not left; vectors count as columns.",
  params: [tensor("A"), tensor("B"), flag("left")],
  promote: "none",
  shape: ({ A, B, left }) => solveShape(A, B, left),
  forward: (out, a, b) => solveKernel(out, a, b, out.args.left),
  // A X = B:  dB̄ = A⁻ᵀ dX̄,  dĀ = -dB̄ Xᵀ;  X A = B:  dB̄ = dX̄ A⁻ᵀ,  dĀ = -Xᵀ dB̄
  backward: {
    A: ({ grad, A, output, facts, left }) => {
      const vector = isVector(facts.A.shape, facts.B.shape);
      const back = columnsIf(vector, solveOp(A.transpose(-2, -1), grad, left));
      const transposed = columnsIf(vector, output).transpose(-2, -1);
      return (left ? back.matmul(transposed) : transposed.matmul(back)).neg();
    },
    B: ({ grad, A, left }) => solveOp(A.transpose(-2, -1), grad, left),
  },
  samples: () => [
    [regular([3, 3]), uniform([3]), true],
    [regular([3, 3]), uniform([3, 2]), true],
    [regular([2, 2]), uniform([3, 2]), false],
    [regular([2, 2, 2]), uniform([2, 3]), true],
    [regular([2, 2, 2]), uniform([2]), true],
    [regular([2, 2, 2]), uniform([2, 2]), true],
  ],
});

export const solve = defineComposite({
  name: "solve",
  namespace: "linalg",
  doc: "X with A X = B, for A (…, n, n) and B (n), (…, n) or (…, n, k); X A = B if not left. A singular A is refused at the call.",
  params: [tensor("A"), tensor("B"), flag("left", true)],
  compose: ({ A, B, left }): Tensor => atTheCall(solveOp(A, B, left)),
  samples: () => [
    [regular([3, 3]), uniform([3])],
    [regular([2, 2]), uniform([3, 2]), { left: false }],
  ],
});
