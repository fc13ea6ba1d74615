// The affine map of a layer, and addmm, the matrix product that it is made of.

import { defineComposite } from "../composite";
import { scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { defineOp } from "../op";
import { number, optionalTensor, tensor } from "../params";
import { list, type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { addedInstruction, multiply, readThrough } from "./multiply";
import { uniform } from "./samples";

function addmmShape(input: Node, a: Node, b: Node): Size {
  for (const [node, word] of [
    [a, "mat1"],
    [b, "mat2"],
  ] as const) {
    if (node.shape.length !== 2) {
      throw new RuntimeError(`${word} must be a matrix, got ${node.shape.length}-D tensor`);
    }
  }
  if (a.dtype !== b.dtype) throw new RuntimeError("mat1 and mat2 must have the same dtype");
  const [m, k] = a.shape as readonly number[] as [number, number];
  const [rows, n] = b.shape as readonly number[] as [number, number];
  const result = size([m, n]);
  input.shape.forEach((own, i) => {
    const d = i + 2 - input.shape.length;
    if (d >= 0 && (own === 1 || own === result[d])) return;
    throw new RuntimeError(
      d < 0
        ? `expand(torch.${scalarTypeName(input.dtype)}Tensor{${list(input.shape)}}, size=${list(result)}): the number of sizes provided (2) must be greater or equal to the number of dimensions in the tensor (${input.shape.length})`
        : `The expanded size of the tensor (${result[d]}) must match the existing size (${own}) at non-singleton dimension ${d}.  Target sizes: ${list(result)}.  Tensor sizes: ${list(input.shape)}`,
    );
  });
  if (k !== rows) {
    throw new RuntimeError(
      `mat1 and mat2 shapes cannot be multiplied (${m}x${k} and ${rows}x${n})`,
    );
  }
  if (input.dtype !== a.dtype) throw new RuntimeError("self and mat2 must have the same dtype");
  return result;
}

export const addmm = defineOp({
  name: "addmm",
  doc: "beta · input + alpha · mat1 mat2, a matrix product with something added.",
  params: [tensor("input"), tensor("mat1"), tensor("mat2"), number("beta", 1), number("alpha", 1)],
  promote: "none",
  shape: ({ input, mat1, mat2 }) => addmmShape(input, mat1, mat2),
  forward: (out, input, a, b) => {
    multiply(out, a, b);
    const { alpha, beta } = out.args;
    const data = dataOf(out);
    const added = dataOf(input);
    const [rows, columns] = stepsFor(input.shape, out.shape) as [number, number];
    const n = out.shape[1] as number;
    for (let i = 0, at = 0; at < data.length; i++) {
      for (let j = 0; j < n; j++, at++) {
        const sum = alpha * (data[at] as number);
        data[at] = beta === 0 ? sum : sum + beta * (added[i * rows + j * columns] as number);
      }
    }
  },
  reads: readThrough,
  instruction: (out, input, a, b) =>
    addedInstruction(out, input, a, b, out.args.alpha, out.args.beta),
  // Z = βC + αAB:  dC = β dZ,  dA = α dZ Bᵀ,  dB = α Aᵀ dZ
  backward: {
    input: ({ grad, beta }) => scaled(grad, beta),
    mat1: ({ grad, mat2, alpha }) => scaled(grad.matmul(mat2.t()), alpha),
    mat2: ({ grad, mat1, alpha }) => scaled(mat1.t().matmul(grad), alpha),
  },
  samples: () => [
    [uniform([2]), uniform([3, 4]), uniform([4, 2])],
    [uniform([3, 1]), uniform([3, 2]), uniform([2, 2]), { beta: 0.5, alpha: -2 }],
  ],
});

const scaled = (t: Tensor, by: number): Tensor => (by === 1 ? t : t.mul(by));

export const linear = defineComposite({
  name: "linear",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "input weightᵀ + bias: input (…, I), weight (O, I) or (I), bias (O).",
  params: [tensor("input"), tensor("weight"), optionalTensor("bias")],
  compose: ({ input, weight, bias }): Tensor => {
    const transposed = weight.t();
    if (bias === null) return input.matmul(transposed);
    if (input.ndim === 2) return addmm(bias, input, transposed);
    if (input.ndim === 3 && input.node.strides === null) {
      const flat = addmm(bias, input.view([-1, input.size(2)]), transposed);
      return flat.view([input.size(0), input.size(1), weight.size(0)]);
    }
    return input.matmul(transposed).add(bias);
  },
  samples: () => [
    [uniform([4, 3]), uniform([2, 3]), uniform([2])],
    [uniform([3]), uniform([2, 3]), uniform([2])],
    [uniform([2, 2, 3]), uniform([2, 3]), uniform([2])],
    [uniform([2, 3]), uniform([2, 3])],
  ],
});
