// Repeating: repeat and tile.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { defineOp } from "../op";
import { sizes, tensor } from "../params";
import { contiguousStrides, numel, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

export const repeat = defineOp({
  name: "repeat",
  doc: "The tensor laid side by side with itself, so many times along each dimension.",
  params: [tensor("input"), sizes("repeats")],
  promote: "none",
  shape: ({ input, repeats }) => {
    const lead = repeats.length - input.shape.length;
    if (lead < 0) {
      throw new RuntimeError(
        "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor",
        { parameter: "repeats" },
      );
    }
    return size(repeats.map((n, d) => n * (input.shape[d - lead] ?? 1)));
  },
  forward: (out, x) => {
    const lead = out.shape.length - x.shape.length;
    const [strides, own] = [contiguousStrides(out.shape), contiguousStrides(x.shape)];
    const [data, from] = [dataOf(out), dataOf(x)];
    for (let i = 0; i < data.length; i++) {
      let at = 0;
      for (let d = lead; d < out.shape.length; d++) {
        const index = Math.floor(i / (strides[d] as number)) % (out.shape[d] as number);
        at += (index % (x.shape[d - lead] as number)) * (own[d - lead] as number);
      }
      data[i] = from[at] as number;
    }
  },
  // Seen as [repeats, size] per dimension, the cotangents of the repetitions are added up.
  backward: {
    input: ({ grad, facts, repeats }) => {
      const { shape } = facts.input;
      const lead = repeats.length - shape.length;
      const split = repeats.flatMap((n, d) => (d < lead ? [n] : [n, shape[d - lead] as number]));
      const repeated = repeats.map((_, d) => (d < lead ? d : lead + 2 * (d - lead)));
      if (numel(grad.shape) === 0) return grad.sum().mul(0).expand(shape);
      return grad.reshape(split).sum(repeated);
    },
  },
  samples: () => [
    [uniform([2, 3]), [2, 1]],
    [uniform([3]), [2, 2]],
    [uniform([]), [3]],
  ],
});

export const tile = defineComposite({
  name: "tile",
  doc: "repeat, with missing repetitions in front taken as 1.",
  params: [tensor("input"), sizes("dims")],
  compose: ({ input, dims }): Tensor => {
    const missing = Math.max(0, input.ndim - dims.length);
    return repeat(input, [...new Array<number>(missing).fill(1), ...dims]);
  },
  samples: () => [[uniform([2, 3]), [2]]],
});
