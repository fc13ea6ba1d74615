// The cross product of vectors in three dimensions.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { int, tensor } from "../params";
import { broadcastShapes, numel, type Size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { sameScalarType } from "./linalgProducts";
import { uniform } from "./samples";

function crossShape(input: Node, other: Node, dim: number): Size {
  const [a, b] = [input.shape, other.shape];
  if (a.length !== b.length) {
    throw new RuntimeError("linalg.cross: inputs must have the same number of dimensions.");
  }
  const at = wrapDim(dim, a.length);
  if (a[at] !== 3 || b[at] !== 3) {
    throw new RuntimeError(
      `linalg.cross: inputs dimension ${dim} must have length 3. Got ${a[at]} and ${b[at]}`,
    );
  }
  const shape = broadcastShapes(a, b);
  sameScalarType(input, other);
  return shape;
}

interface CrossPlan {
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** From one component of a vector to the next. */
  readonly step: number;
}

function crossKernel(out: Node, x: Node, y: Node, dim: number): void {
  const { shape } = out;
  const data = dataOf(out);
  out.plan ??= {
    a: new Float64Array(data.length),
    b: new Float64Array(data.length),
    step: numel(shape.slice(wrapDim(dim, shape.length) + 1)),
  };
  const { a, b, step } = out.plan as CrossPlan;
  gather(a, dataOf(x), { shape, strides: stepsFor(x.shape, shape), offset: 0 });
  gather(b, dataOf(y), { shape, strides: stepsFor(y.shape, shape), offset: 0 });
  for (let i = 0; i < data.length; i++) {
    const component = Math.floor(i / step) % 3;
    const next = component === 2 ? i - 2 * step : i + step;
    const last = component === 0 ? i + 2 * step : i - step;
    data[i] = (a[next] as number) * (b[last] as number) - (a[last] as number) * (b[next] as number);
  }
}

/** The cross product along a dimension of size 3. */
export const cross: (input: Tensor, other: Tensor, dim: number) => Tensor = defineOp({
  name: "crossAlong",
  namespace: "internal",
  gradFn: "LinalgCrossBackward0",
  doc: "The cross product along dim.",
  params: [tensor("input"), tensor("other"), int("dim")],
  promote: "none",
  shape: ({ input, other, dim }) => crossShape(input, other, dim),
  forward: (out, x, y) => crossKernel(out, x, y, out.args.dim),
  // g · (da × b) = da · (b × g)
  backward: {
    input: ({ grad, other, dim }) => cross(other.expand(grad.shape), grad, dim),
    other: ({ grad, input, dim }) => cross(grad, input.expand(grad.shape), dim),
  },
  samples: () => [
    [uniform([3]), uniform([3]), 0],
    [uniform([2, 3, 2]), uniform([1, 3, 2]), 1],
  ],
});

export const torchCross = defineComposite({
  name: "cross",
  doc: "The cross product along dim, by default the first dimension of size 3.",
  params: [tensor("input"), tensor("other"), int("dim", null)],
  compose: ({ input, other, dim }): Tensor => {
    if (dim !== null) return cross(input, other, dim);
    const found = input.shape.indexOf(3);
    if (found < 0) throw new RuntimeError("no dimension of size 3 in input");
    return cross(input, other, found);
  },
  samples: () => [[uniform([2, 3]), uniform([2, 3])]],
});

export const linalgCross = defineComposite({
  name: "cross",
  namespace: "linalg",
  doc: "The cross product along dim.",
  params: [tensor("input"), tensor("other"), int("dim", -1)],
  compose: ({ input, other, dim }): Tensor => cross(input, other, dim),
  samples: () => [[uniform([2, 3]), uniform([1, 3])]],
});
