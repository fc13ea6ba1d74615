// Distances between all pairs of rows of two matrices.

import { zeros } from "../creation";
import { isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { choice, number, tensor } from "../params";
import { broadcastShapes, numel, type Shape, type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { sameScalarType } from "./linalgProducts";
import { uniform } from "./samples";

function cdistShape(x1: Node, x2: Node, p: number): Size {
  [x1, x2].forEach((x, i) => {
    if (isFloating(x.dtype)) return;
    throw new RuntimeError(
      `cdist only supports floating-point dtypes, X${i + 1} got: ${scalarTypeName(x.dtype)}`,
    );
  });
  [x1, x2].forEach((x, i) => {
    if (x.shape.length >= 2) return;
    throw new RuntimeError(
      `cdist only supports at least 2D tensors, X${i + 1} got: ${x.shape.length}D`,
    );
  });
  const [a, b] = [x1.shape, x2.shape];
  const [m, n] = [a[a.length - 1], b[b.length - 1]];
  if (m !== n) {
    throw new RuntimeError(`X1 and X2 must have the same number of columns. X1: ${m} X2: ${n}`);
  }
  if (!(p >= 0)) throw new RuntimeError("cdist only supports non-negative p values");
  const batch = broadcastShapes(size(a.slice(0, -2)), size(b.slice(0, -2)));
  sameScalarType(x1, x2);
  return size([...batch, a[a.length - 2] as number, b[b.length - 2] as number]);
}

/** An operand with its batch broadcast. */
function spread(from: Node, rows: number, batch: Shape): Float64Array {
  const columns = from.shape[from.shape.length - 1] as number;
  const shape = [...batch, rows, columns];
  const all = new Float64Array(numel(shape));
  gather(all, dataOf(from), { shape, strides: stepsFor(from.shape, shape), offset: 0 });
  return all;
}

/** Σ|x - y|^p to the power 1/p, for one pair of rows. */
function distance(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  n: number,
  p: number,
): number {
  let total = 0;
  for (let k = 0; k < n; k++) {
    const d = Math.abs((a[i + k] as number) - (b[j + k] as number));
    if (p === 0) total += d === 0 ? 0 : 1;
    else if (p === 1) total += d;
    else if (p === 2) total += d * d;
    else if (p === Infinity) total = Math.max(total, d);
    else total += d ** p;
  }
  if (p === 2) return Math.sqrt(total);
  return p === 0 || p === 1 || p === Infinity ? total : total ** (1 / p);
}

function cdistKernel(out: Node, x1: Node, x2: Node, p: number): void {
  const [m, n] = out.shape.slice(-2) as [number, number];
  const batch = out.shape.slice(0, -2);
  const columns = x1.shape[x1.shape.length - 1] as number;
  const a = spread(x1, m, batch);
  const b = spread(x2, n, batch);
  const data = dataOf(out);
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor(i / n);
    const other = Math.floor(row / m) * n + (i % n);
    data[i] = distance(a, row * columns, b, other * columns, columns, p);
  }
}

/** d‖d‖/dd for each pair, times its cotangent; 0 where two rows are the same. Shape (…, m, n, columns). */
function slopes(grad: Tensor, x1: Tensor, x2: Tensor, output: Tensor, p: number): Tensor {
  const difference = x1.unsqueeze(-2).sub(x2.unsqueeze(-3));
  // How many elements differ has no slope.
  if (p === 0) return zeros(difference.shape, { dtype: output.dtype });
  const [g, norms] = [grad.unsqueeze(-1), output.unsqueeze(-1)];
  const same = norms.eq(0);
  if (p === 1) return g.mul(difference.sign());
  if (p === Infinity) {
    const attained = difference.abs().eq(norms);
    return g.mul(difference.sign()).maskedFill(attained.logicalNot(), 0);
  }
  if (p === 2) return g.div(norms.maskedFill(same, 1)).maskedFill(same, 0).mul(difference);
  const powers = difference.sign().mul(
    difference
      .abs()
      .maskedFill(difference.eq(0), 1)
      .pow(p - 1)
      .maskedFill(difference.eq(0), 0),
  );
  return powers.mul(g.div(norms.maskedFill(same, 1).pow(p - 1)).maskedFill(same, 0));
}

const modes = [
  "use_mm_for_euclid_dist_if_necessary",
  "use_mm_for_euclid_dist",
  "donot_use_mm_for_euclid_dist",
] as const;

/** PyTorch computes distances of many rows as a product of matrices. */
function gradFn(x1: Node, x2: Node, p: number, mode: (typeof modes)[number]): string {
  const many = [x1, x2].some(({ shape }) => (shape[shape.length - 2] as number) > 25);
  const multiplied = mode === modes[1] || (mode === modes[0] && many);
  return p === 2 && multiplied ? "ViewBackward0" : "CdistBackward0";
}

export const cdist = defineOp({
  name: "cdist",
  gradFn: ({ x1, x2, p, computeMode }) => gradFn(x1, x2, p, computeMode),
  doc: "The p-norm of the difference between each row of x1 (…, m, d) and each of x2 (…, n, d): (…, m, n). computeMode is accepted and changes nothing: differences are always taken.",
  params: [tensor("x1"), tensor("x2"), number("p", 2), choice("computeMode", modes, modes[0])],
  promote: "none",
  shape: ({ x1, x2, p }) => cdistShape(x1, x2, p),
  forward: (out, a, b) => cdistKernel(out, a, b, out.args.p),
  backward: {
    x1: ({ grad, x1, x2, output, p }) => slopes(grad, x1, x2, output, p).sum(-2),
    x2: ({ grad, x1, x2, output, p }) => slopes(grad, x1, x2, output, p).sum(-3).neg(),
  },
  samples: () => [
    [uniform([2, 3]), uniform([4, 3])],
    [uniform([2, 2, 3]), uniform([2, 3]), 1],
    [uniform([2, 3]), uniform([2, 3]), 3],
    [uniform([2, 3]), uniform([2, 3]), 1.5],
    [uniform([2, 3]), uniform([2, 3]), 0],
    [uniform([2, 3]), uniform([2, 3]), Number.POSITIVE_INFINITY],
  ],
});
