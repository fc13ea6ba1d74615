// Activations that are not of single elements: GLU, gated by its input's other half, PReLU, whose slope
// is learnt, and softmin.

import { defineComposite } from "../composite";
import { scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { defineOp } from "../op";
import { dtype, int, tensor } from "../params";
import { numel, type Shape, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { cat } from "./join";
import { awayFromZero, uniform } from "./samples";

function halved(shape: Shape, dim: number): { readonly at: number; readonly half: number } {
  if (shape.length === 0)
    throw new RuntimeError("glu does not support scalars because halving size must be even");
  const at = wrapDim(dim, shape.length);
  const n = shape[at] as number;
  if (n % 2 === 0) return { at, half: n / 2 };
  throw new RuntimeError(`Halving dimension must be even, but dimension ${at} is size ${n}`, {
    parameter: "dim",
  });
}

export const glu = defineOp({
  name: "glu",
  namespace: "nn.functional",
  doc: "The first half along dim times the sigmoid of the second.",
  params: [tensor("input"), int("dim", -1)],
  promote: "none",
  shape: ({ input, dim }) => {
    const { at, half } = halved(input.shape, dim);
    return size(input.shape.map((n, d) => (d === at ? half : n)));
  },
  forward: (out, x) => {
    const { at, half } = halved(x.shape, out.args.dim);
    const [data, from] = [dataOf(out), dataOf(x)];
    const run = half * numel(x.shape.slice(at + 1));
    for (let i = 0; i < data.length; i++) {
      const a = i + Math.floor(i / run) * run;
      data[i] = (from[a] as number) / (1 + Math.exp(-(from[a + run] as number)));
    }
  },
  // y = a σ(b):  da = σ(b) dy,  db = a σ(b) (1 - σ(b)) dy
  backward: {
    input: ({ grad, input, dim, facts }) => {
      const { at, half } = halved(facts.input.shape, dim);
      const gate = input.narrow(at, half, half).sigmoid();
      const open = grad.mul(gate);
      const slope = open.mul(input.narrow(at, 0, half)).mul(gate.neg().add(1));
      return cat([open, slope], { dim: at });
    },
  },
  samples: () => [[uniform([2, 4])], [uniform([4, 3]), 0], [uniform([2, 2, 2]), 1]],
});

function checkSlopes(input: Node, weight: Node): void {
  const [x, w] = [input.shape, weight.shape];
  if (input.dtype !== weight.dtype) {
    throw new RuntimeError(
      `Found dtype ${scalarTypeName(weight.dtype)} but expected ${scalarTypeName(input.dtype)}`,
    );
  }
  const count = numel(w);
  if (count !== 1) {
    if (x.length === 0) throw new RuntimeError("Not allow zero-dim input tensor.");
    const channels = x[1] ?? 1;
    if (channels !== count) {
      throw new RuntimeError(
        `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${count} and channel size = ${channels}.`,
        { parameter: "weight" },
      );
    }
  }
  if (w.length > 1) {
    throw new RuntimeError(
      `prelu: Expected \`weight\` to be a scalar or 1D tensor, but got ndim = ${w.length}`,
      { parameter: "weight" },
    );
  }
}

/** One slope per channel, as it broadcasts over (N, C, …). */
const overChannels = (weight: Tensor, rank: number): Tensor =>
  weight.numel() === 1
    ? weight.reshape([])
    : weight.reshape([-1, ...new Array<number>(Math.max(0, rank - 2)).fill(1)]);

export const prelu = defineOp({
  name: "prelu",
  doc: "input where it is positive, else weight · input; one weight for all or one per channel.",
  params: [tensor("input"), tensor("weight")],
  promote: "none",
  shape: ({ input, weight }) => {
    checkSlopes(input, weight);
    return input.shape;
  },
  forward: (out, x, weight) => {
    const [data, from, w] = [dataOf(out), dataOf(x), dataOf(weight)];
    const run = numel(x.shape.slice(2));
    for (let i = 0; i < data.length; i++) {
      const value = from[i] as number;
      data[i] = value > 0 ? value : value * (w[Math.floor(i / run) % w.length] as number);
    }
  },
  backward: {
    input: ({ grad, input, weight, facts }) =>
      grad.where(input.gt(0), grad.mul(overChannels(weight, facts.input.shape.length))),
    weight: ({ grad, input, facts }) => {
      const slope = grad.mul(input).where(input.le(0), 0);
      const { shape } = facts.weight;
      if (numel(shape) === 1) return slope.sum().reshape(shape);
      return slope.sum(slope.shape.flatMap((_, d) => (d === 1 ? [] : [d])));
    },
  },
  samples: () => [
    [awayFromZero([2, 3]), uniform([1])],
    [awayFromZero([2, 3, 2]), uniform([3])],
  ],
});

export const softmin = defineComposite({
  name: "softmin",
  namespace: "nn.functional",
  doc: "softmax of -input along dim; without dim along 0 for 0, 1 or 3 dimensions, else along 1.",
  params: [tensor("input"), int("dim", null), dtype("dtype", null)],
  compose: ({ input, dim, dtype }): Tensor => {
    const implicit = input.ndim < 2 || input.ndim === 3 ? 0 : 1;
    return input.neg().softmax(dim ?? implicit, dtype);
  },
  samples: () => [[uniform([2, 3]), 1], [uniform([4])]],
});
