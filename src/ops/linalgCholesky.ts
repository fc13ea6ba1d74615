// The Cholesky factorisation, under the two names that PyTorch has for it.

import { defineComposite } from "../composite";
import type { Namespace } from "../definition";
import { cholesky as kernel } from "../kernels/cholesky";
import { defineOp } from "../op";
import { flag, tensor } from "../params";
import { numel, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { atTheCall, failure, requireReal } from "./linalgSquare";
import { solveTriangular } from "./linalgTriangular";
import { uniform } from "./samples";

/** Ā = ½ L⁻ᵀ (P + Pᵀ - diag P) L⁻¹, where P is the lower triangle of Lᵀ L̄. Symmetric, as in PyTorch. */
function symmetricSlope(grad: Tensor, lower: Tensor): Tensor {
  const transposed = lower.transpose(-2, -1);
  const triangle = transposed.matmul(grad).tril();
  const symmetric = triangle.add(triangle.tril(-1).transpose(-2, -1));
  const half = solveTriangular(transposed, symmetric, true);
  return solveTriangular(lower, half, false, false).mul(0.5);
}

// Only one triangle is read, yet the gradient is that of a symmetric matrix: finite differences agree
// on matrices of one element. Others are checked through a symmetric product in tests/engine.
const samples = () => [
  [uniform([2, 1, 1], 1, 2), false],
  [uniform([1, 1], 1, 2), true],
];

const choleskyNamed = (
  name: string,
  namespace: Namespace,
  { op, gradFn }: { readonly op: string; readonly gradFn: string },
) => {
  const factor = defineOp({
    name: `${op.replace(".", "")}Factor`,
    namespace: "internal",
    gradFn,
    doc: "The Cholesky factor.",
    params: [tensor("input"), flag("upper")],
    promote: "none",
    shape: ({ input }) => size(requireReal(op, input)),
    forward: (out, a) => {
      const n = a.shape[a.shape.length - 1] as number;
      const count = numel(a.shape.slice(0, -2));
      for (let i = 0; i < count; i++) {
        const minor = kernel(dataOf(out), dataOf(a), i * n * n, n, out.args.upper);
        if (minor === 0) continue;
        throw failure(
          op,
          a.shape,
          i,
          `The factorization could not be completed because the input is not positive-definite (the leading minor of order ${minor} is not positive-definite).`,
        );
      }
    },
    backward: {
      input: ({ grad, output, upper }) =>
        upper
          ? symmetricSlope(grad.transpose(-2, -1), output.transpose(-2, -1))
          : symmetricSlope(grad, output),
    },
    samples,
  });
  return defineComposite({
    name,
    namespace,
    doc: "The lower triangular L with input = L Lᵀ, of symmetric positive definite matrices; Lᵀ if upper. Others are refused at the call. The gradient is symmetric.",
    params: [tensor("input"), flag("upper", false)],
    compose: ({ input, upper }): Tensor => atTheCall(factor(input, upper)),
    samples: () => samples().map(([input, upper]) => [input, { upper }]),
  });
};

export const cholesky = choleskyNamed("cholesky", "torch", {
  op: "cholesky",
  gradFn: "CholeskyBackward0",
});

export const linalgCholesky = choleskyNamed("cholesky", "linalg", {
  op: "linalg.cholesky",
  gradFn: "LinalgCholeskyExBackward0",
});
