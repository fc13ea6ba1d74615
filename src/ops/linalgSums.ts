// A product with something added to it, scaled: addmv and baddbmm. The two-dimensional one, addmm, is
// in linear.ts.

import { scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { matmul as kernel, type MatmulPlan } from "../kernels/matmul";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { number, tensor } from "../params";
import { list, type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { batchShape, planBatch, planOne, sameScalarType } from "./linalgProducts";
import { uniform } from "./samples";

interface SumPlan {
  readonly product: MatmulPlan;
  /** What is added, spread over the result's shape. */
  readonly added: Float64Array;
}

/** out = beta · added + alpha · a b. Where beta is 0, not even a NaN is added. */
function weigh(
  out: Node & { readonly args: { readonly beta: number; readonly alpha: number } },
  added: Node,
  a: Node,
  b: Node,
  product: () => MatmulPlan,
): void {
  const data = dataOf(out);
  out.plan ??= { product: product(), added: new Float64Array(data.length) };
  const plan = out.plan as SumPlan;
  const { alpha, beta } = out.args;
  kernel(data, dataOf(a), dataOf(b), plan.product);
  const strides = stepsFor(added.shape, out.shape);
  gather(plan.added, dataOf(added), { shape: out.shape, strides, offset: 0 });
  for (let i = 0; i < data.length; i++) {
    const scaled = alpha * (data[i] as number);
    data[i] = beta === 0 ? scaled : scaled + beta * (plan.added[i] as number);
  }
}

const scaled = (t: Tensor, by: number): Tensor => (by === 1 ? t : t.mul(by));

function addmvShape(input: Node, mat: Node, vec: Node): Size {
  const [own, a, b] = [input.shape, mat.shape, vec.shape];
  if (own.length > 1 || a.length !== 2 || b.length !== 1) {
    throw new RuntimeError(
      `vector + matrix @ vector expected, got ${own.length}, ${a.length}, ${b.length}`,
    );
  }
  const n = own[0] ?? 1;
  if (a[1] !== b[0] || (n !== 1 && n !== a[0])) {
    throw new RuntimeError(`size mismatch, got ${n}, ${a[0]}x${a[1]},${b[0]}`);
  }
  sameScalarType(mat, vec);
  return size([a[0] as number]);
}

export const addmv = defineOp({
  name: "addmv",
  doc: "beta · input + alpha · mat vec, a matrix-vector product with something added.",
  params: [tensor("input"), tensor("mat"), tensor("vec"), number("beta", 1), number("alpha", 1)],
  promote: "none",
  shape: ({ input, mat, vec }) => addmvShape(input, mat, vec),
  dtype: ({ mat }) => mat.dtype,
  forward: (out, input, a, b) =>
    weigh(out, input, a, b, () => planOne(a.shape[0] as number, a.shape[1] as number, 1)),
  // z = βy + αAx:  dy = β dz,  dA = α dz xᵀ,  dx = α Aᵀ dz
  backward: {
    input: ({ grad, beta }) => scaled(grad, beta),
    mat: ({ grad, vec, alpha }) => scaled(grad.outer(vec), alpha),
    vec: ({ grad, mat, alpha }) => scaled(mat.t().matmul(grad), alpha),
  },
  samples: () => [
    [uniform([2]), uniform([2, 3]), uniform([3])],
    [uniform([1]), uniform([2, 3]), uniform([3]), { beta: 0.5, alpha: -2 }],
  ],
});

function baddbmmShape(input: Node, a: Node, b: Node): Size {
  const result = batchShape(a, b);
  const lead = result.length - input.shape.length;
  input.shape.forEach((own, i) => {
    const d = i + lead;
    if (d >= 0 && (own === 1 || own === result[d])) return;
    throw new RuntimeError(
      d < 0
        ? `expand(torch.${scalarTypeName(input.dtype)}Tensor{${list(input.shape)}}, size=${list(result)}): the number of sizes provided (3) must be greater or equal to the number of dimensions in the tensor (${input.shape.length})`
        : `The expanded size of the tensor (${result[d]}) must match the existing size (${own}) at non-singleton dimension ${d}.  Target sizes: ${list(result)}.  Tensor sizes: ${list(input.shape)}`,
    );
  });
  sameScalarType(input, a);
  return result;
}

export const baddbmm = defineOp({
  name: "baddbmm",
  doc: "beta · input + alpha · batch1 batch2, a batch of matrix products with something added.",
  params: [
    tensor("input"),
    tensor("batch1"),
    tensor("batch2"),
    number("beta", 1),
    number("alpha", 1),
  ],
  promote: "none",
  shape: ({ input, batch1, batch2 }) => baddbmmShape(input, batch1, batch2),
  forward: (out, input, a, b) => weigh(out, input, a, b, () => planBatch(a.shape, b.shape)),
  // Z = βC + αAB:  dC = β dZ,  dA = α dZ Bᵀ,  dB = α Aᵀ dZ
  backward: {
    input: ({ grad, beta }) => scaled(grad, beta),
    batch1: ({ grad, batch2, alpha }) => scaled(grad.matmul(batch2.transpose(-2, -1)), alpha),
    batch2: ({ grad, batch1, alpha }) => scaled(batch1.transpose(-2, -1).matmul(grad), alpha),
  },
  samples: () => [
    [uniform([2, 2, 2]), uniform([2, 2, 3]), uniform([2, 3, 2])],
    [uniform([2]), uniform([2, 1, 3]), uniform([2, 3, 2]), { beta: 0.5, alpha: -2 }],
  ],
});
