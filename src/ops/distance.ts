// Lengths, angles and distances along a dimension.

import { defineComposite } from "../composite";
import { isFloating, resultType, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import { defineOp } from "../op";
import { dims, flag, int, number, tensor } from "../params";
import { broadcastShapes, sameShape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

export const clampMin: (input: Tensor, min: number) => Tensor = defineOp({
  name: "clampMin",
  namespace: "internal",
  doc: "input, but no less than min.",
  params: [tensor("input"), number("min")],
  promote: "none",
  forward: (out, x) => {
    const [data, from] = [dataOf(out), dataOf(x)];
    const { min } = out.args;
    for (let i = 0; i < data.length; i++) {
      const value = from[i] as number;
      data[i] = value < min ? min : value;
    }
  },
  backward: { input: ({ grad, input, min }) => grad.where(input.ge(min), 0) },
  samples: () => [[uniform([2, 3]), 0.1]],
});

export const normalize = defineComposite({
  name: "normalize",
  namespace: "nn.functional",
  doc: "input divided by its p-norm along dim, or by eps where that is larger.",
  params: [tensor("input"), number("p", 2), dims("dim", 1), number("eps", 1e-12)],
  compose: ({ input, p, dim, eps }): Tensor => {
    return input.div(clampMin(input.norm(p, dim, true), eps));
  },
  samples: () => [[uniform([2, 3])], [uniform([2, 3]), 3, 0], [uniform([2, 3]), { dim: [0, 1] }]],
});

export const cosineSimilarity = defineComposite({
  name: "cosineSimilarity",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "The cosine of the angle between x1 and x2 along dim; lengths count as at least eps.",
  params: [tensor("x1"), tensor("x2"), int("dim", 1), number("eps", 1e-8)],
  compose: ({ x1, x2, dim, eps }): Tensor => {
    const dtype = resultType([x1.node, x2.node]);
    if (!isFloating(dtype)) {
      throw new RuntimeError(
        `expected common dtype to be floating point, yet common dtype is ${scalarTypeName(dtype)}`,
        { op: "cosineSimilarity" },
      );
    }
    const shape = broadcastShapes(x1.shape, x2.shape);
    const spread = (x: Tensor) => (sameShape(x.shape, shape) ? x : x.expand(shape)).to(dtype);
    const [a, b] = [spread(x1), spread(x2)];
    const length = (x: Tensor) => clampMin(x.pow(2).sum(dim, true), eps * eps).sqrt();
    return a
      .div(length(a))
      .mul(b.div(length(b)))
      .sum(dim);
  },
  samples: () => [
    [uniform([2, 3]), uniform([2, 3])],
    [uniform([2, 3]), uniform([3]), { dim: -1 }],
  ],
});

export const pairwiseDistance = defineComposite({
  name: "pairwiseDistance",
  namespace: "nn.functional",
  doc: "The p-norm of x1 - x2 + eps along the last dimension.",
  params: [tensor("x1"), tensor("x2"), number("p", 2), number("eps", 1e-6), flag("keepdim", false)],
  compose: ({ x1, x2, p, eps, keepdim }): Tensor => x1.sub(x2).add(eps).norm(p, -1, keepdim),
  samples: () => [
    [uniform([2, 3]), uniform([2, 3])],
    [uniform([3]), uniform([2, 3]), { p: 1, keepdim: true }],
  ],
});
