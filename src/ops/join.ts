// Joining tensors: cat along a dimension that is there, stack along a new one.

import { defineComposite } from "../composite";
import type { TypedArray } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { defineOp } from "../op";
import { int, tensors } from "../params";
import { list, numel, type Size, sameShape, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

function catShape(inputs: readonly Node[], dim: number): Size {
  if (inputs.length === 0)
    throw new RuntimeError("torch.cat(): expected a non-empty list of Tensors");
  inputs.forEach((input, i) => {
    if (input.shape.length === 0) {
      throw new RuntimeError(`zero-dimensional tensor (at position ${i}) cannot be concatenated`);
    }
  });
  // PyTorch lets an empty vector pass in any company.
  const real = inputs.filter((input) => !sameShape(input.shape, [0]));
  const first = (real[0] ?? inputs[0]) as Node;
  const at = wrapDim(dim, first.shape.length);
  real.forEach((input, i) => {
    if (input.shape.length !== first.shape.length) {
      throw new RuntimeError(
        `Tensors must have same number of dimensions: got ${first.shape.length} and ${input.shape.length}`,
      );
    }
    input.shape.forEach((n, d) => {
      if (d !== at && n !== first.shape[d]) {
        throw new RuntimeError(
          `Sizes of tensors must match except in dimension ${at}. Expected size ${first.shape[d]} but got size ${n} for tensor number ${i} in the list.`,
        );
      }
    });
  });
  const total = real.reduce((sum, input) => sum + (input.shape[at] as number), 0);
  return size(first.shape.map((n, d) => (d === at && real.length > 0 ? total : n)));
}

export const cat = defineOp({
  name: "cat",
  method: false,
  doc: "Tensors joined along a dimension.",
  params: [tensors("tensors"), int("dim", 0)],
  shape: ({ tensors, dim }) => catShape(tensors, dim),
  dtype: ({ tensors }) => (tensors[0] as Node).dtype,
  forward: (out) => {
    const at = wrapDim(out.args.dim, out.shape.length);
    const inner = numel(out.shape.slice(at + 1));
    joinRows(out, numel(out.shape.slice(0, at)), (input) =>
      numel(input.shape) === 0 ? 0 : (input.shape[at] as number) * inner,
    );
  },
  backward: {
    tensors: ({ grad, facts, dim }) => {
      const at = wrapDim(dim, grad.ndim);
      let start = 0;
      return facts.tensors.map((input) => {
        const length = numel(input.shape) === 0 ? 0 : (input.shape[at] as number);
        start += length;
        return numel(input.shape) === 0
          ? grad.narrow(at, 0, 0).reshape(input.shape)
          : grad.narrow(at, start - length, length);
      });
    },
  },
  samples: () => [
    [[uniform([2, 3]), uniform([1, 3])]],
    [[uniform([2, 1]), uniform([2, 3])], 1],
    [[uniform([2]), uniform([0]), uniform([1])], { dim: -1 }],
  ],
});

function stackShape(inputs: readonly Node[], dim: number): Size {
  const [first] = inputs;
  if (first === undefined) throw new RuntimeError("stack expects a non-empty TensorList");
  inputs.forEach((other, i) => {
    if (!sameShape(other.shape, first.shape)) {
      throw new RuntimeError(
        `stack expects each tensor to be equal size, but got ${list(first.shape)} at entry 0 and ${list(other.shape)} at entry ${i}`,
        { parameter: "tensors" },
      );
    }
  });
  const shape = [...first.shape];
  shape.splice(wrapDim(dim, shape.length + 1), 0, inputs.length);
  return size(shape);
}

export const stack = defineOp({
  name: "stack",
  method: false,
  doc: "Tensors of one shape joined along a new dimension.",
  params: [tensors("tensors"), int("dim", 0)],
  shape: ({ tensors, dim }) => stackShape(tensors, dim),
  dtype: ({ tensors }) => (tensors[0] as Node).dtype,
  forward: (out) => {
    const at = wrapDim(out.args.dim, out.shape.length);
    joinRows(out, numel(out.shape.slice(0, at)), () => numel(out.shape.slice(at + 1)));
  },
  backward: {
    tensors: ({ grad, facts, dim }) => {
      const at = wrapDim(dim, grad.ndim);
      return facts.tensors.map((_, k) => grad.select(at, k));
    },
  },
  samples: () => [[[uniform([2]), uniform([2])]], [[uniform([2, 3]), uniform([2, 3])], -1]],
});

/** Lays rows of the inputs side by side: `outer` times one row of each. */
function joinRows(out: Node, outer: number, lengthOf: (input: Node) => number): void {
  const data = dataOf(out);
  const row = outer === 0 ? 0 : data.length / outer;
  let start = 0;
  for (const input of out.inputs) {
    const length = lengthOf(input);
    const from = input.data as TypedArray;
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < length; i++) data[o * row + start + i] = from[o * length + i] as number;
    }
    start += length;
  }
}

export const hstack = defineComposite({
  name: "hstack",
  method: false,
  doc: "cat along the second dimension, or the first of vectors.",
  params: [tensors("tensors")],
  compose: ({ tensors }): Tensor => {
    const all = tensors.map((t) => (t.ndim === 0 ? t.reshape([1]) : t));
    return cat(all, all[0]?.ndim === 1 ? 0 : 1);
  },
  samples: () => [[[uniform([2]), uniform([1])]], [[uniform([2, 1]), uniform([2, 2])]]],
});

export const vstack = defineComposite({
  name: "vstack",
  method: false,
  doc: "cat along the first dimension, vectors as rows.",
  params: [tensors("tensors")],
  compose: ({ tensors }): Tensor => cat(tensors.map((t) => (t.ndim < 2 ? t.reshape([1, -1]) : t))),
  samples: () => [[[uniform([2]), uniform([1, 2])]]],
});
