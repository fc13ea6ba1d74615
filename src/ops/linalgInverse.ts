// The inverse of square matrices, and their powers.

import { defineComposite } from "../composite";
import { eye } from "../creation";
import type { Namespace } from "../definition";
import type { Node } from "../graph";
import { solve } from "../kernels/lu";
import { defineOp } from "../op";
import { int, tensor } from "../params";
import { size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { regular } from "./linalgSamples";
import {
  atTheCall,
  eachFactorised,
  failure,
  requireReal,
  requireSquare,
  roomFor,
} from "./linalgSquare";
import { uniform } from "./samples";

/** Column by column: A x = e_j. A singular matrix is refused, or gives infinities. */
function invert(out: Node, a: Node, refusing: boolean): void {
  const data = dataOf(out);
  const n = a.shape[a.shape.length - 1] as number;
  const unit = new Float64Array(n);
  const x = new Float64Array(n);
  eachFactorised(roomFor(out, a), a, (factors, index) => {
    if (refusing && factors.zeroAt > 0) {
      throw failure(
        "linalg.inv",
        a.shape,
        index,
        `The diagonal element ${factors.zeroAt} is zero, the inversion could not be completed because the input matrix is singular.`,
      );
    }
    for (let j = 0; j < n; j++) {
      unit.fill(0);
      unit[j] = 1;
      solve(factors, unit, x, false);
      for (let i = 0; i < n; i++) data[index * n * n + i * n + j] = x[i] as number;
    }
  });
}

const inverseNamed = (refusing: boolean, about: { readonly name: string; readonly doc: string }) =>
  defineOp({
    ...about,
    namespace: "internal",
    gradFn: "LinalgInvExBackward0",
    params: [tensor("input")],
    promote: "none",
    shape: ({ input }) => size(requireReal("linalg.inv", input)),
    forward: (out, a) => invert(out, a, refusing),
    // X = A⁻¹:  dX = -X dA X
    backward: {
      input: ({ grad, output }) => {
        const transposed = output.transpose(-2, -1);
        return transposed.matmul(grad).matmul(transposed).neg();
      },
    },
    samples: () => [[regular([3, 3])], [regular([2, 2, 2])]],
  });

const checked = inverseNamed(true, {
  name: "checkedInverse",
  doc: "The inverse; refuses a singular matrix.",
});

/** The inverse for derivatives: where PyTorch divides by zero, so does this. */
export const inverseOrInfinite: (input: Tensor) => Tensor = inverseNamed(false, {
  name: "inverseOrInfinite",
  doc: "The inverse; infinite for a singular matrix.",
});

const inverseAs = (name: string, namespace: Namespace) =>
  defineComposite({
    name,
    namespace,
    doc: "The inverse of square matrices (…, n, n). A singular one is refused at the call, or at the read after a write.",
    params: [tensor("input")],
    compose: ({ input }): Tensor => atTheCall(checked(input)),
    samples: () => [[regular([3, 3])], [regular([2, 2, 2])]],
  });

export const inverse = inverseAs("inverse", "torch");
export const inv = inverseAs("inv", "linalg");

/** By squaring: x⁵ = x⁴ x. */
function power(input: Tensor, n: number): Tensor {
  requireSquare("linalg.matrix_power", input.shape);
  if (n === 0) {
    const nothing = input.maskedFill(true, 0);
    return nothing.add(eye(input.size(-1), { dtype: input.dtype }));
  }
  const base = n < 0 ? inv(input) : input;
  const times = Math.abs(n);
  if (times === 1) return n < 0 ? base : base.clone();
  if (times === 3) return base.matmul(base).matmul(base);
  let square = base;
  let result: Tensor | null = null;
  for (let rest = times; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result === null ? square : result.matmul(square);
    if (rest > 1) square = square.matmul(square);
  }
  return result as Tensor;
}

const powerAs = (namespace: Namespace) =>
  defineComposite({
    name: "matrixPower",
    namespace,
    doc: "Square matrices (…, n, n) multiplied n times; the inverse if n is negative.",
    params: [tensor("input"), int("n")],
    compose: ({ input, n }): Tensor => power(input, n),
    samples: () => [
      [uniform([2, 2]), 3],
      [regular([2, 2]), -2],
      [uniform([2, 2, 2]), 5],
      [uniform([2, 2]), 0],
    ],
  });

export const matrixPower = powerAs("torch");
export const linalgMatrixPower = powerAs("linalg");
