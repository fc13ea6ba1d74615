// The same values again: another dtype, a clone, a tensor outside the differentiable graph.

import { defineComposite } from "../composite";
import { type DType, isFloating, type TypedArray } from "../dtype";
import type { Node } from "../graph";
import type { Instruction } from "../kernels/wasm/instruction";
import { convert } from "../nested";
import { defineOp } from "../op";
import { dtype, tensor } from "../params";
import { type Cast, setCast } from "../promotion";
import { contiguousStrides } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { windowInstruction } from "./showing";

/** Rounds to what the result holds. */
const copy = (out: TypedArray, from: TypedArray): void => out.set(from);

/** A copy of floats in the machine: a window that shows everything. */
const copying = (out: Node, x: Node): Instruction | null =>
  windowInstruction(out, x, {
    shape: out.shape,
    strides: contiguousStrides(out.shape),
    offset: 0,
  });

const cast: Cast = defineOp({
  name: "to",
  namespace: "internal",
  gradFn: "ToCopyBackward0",
  doc: "The values in another dtype; integers truncate, bool is whether a value is not 0.",
  params: [tensor("input"), dtype("dtype")],
  promote: "none",
  dtype: ({ dtype }) => dtype,
  strides: ({ input }) => input.strides,
  forward: (out, x) => {
    const [data, from] = [dataOf(out), dataOf(x)];
    if (isFloating(out.dtype) || out.dtype === x.dtype) copy(data, from);
    else for (let i = 0; i < data.length; i++) data[i] = convert(from[i] as number, out.dtype);
  },
  backward: { input: ({ grad, facts }) => cast(grad, facts.input.dtype) },
  samples: () => [[uniform([3]), "float64" satisfies DType]],
});

setCast(cast);

export const to = defineComposite({
  name: "to",
  doc: "The values in another dtype: integers truncate, bool is whether a value is not 0. The tensor itself if it is of that dtype.",
  params: [tensor("input"), dtype("dtype")],
  compose: ({ input, dtype }): Tensor =>
    input.dtype === dtype && !input.node.wrapped ? input : cast(input, dtype),
  samples: () => [[uniform([3]), "float64" satisfies DType]],
});

export const clone = defineOp({
  name: "clone",
  doc: "A copy on the graph: it follows its source, and gradients flow through it.",
  params: [tensor("input")],
  promote: "none",
  forward: (out, x) => copy(dataOf(out), dataOf(x)),
  instruction: copying,
  backward: { input: ({ grad }) => grad },
  samples: () => [[uniform([2, 3])]],
});

const inOrder: (input: Tensor) => Tensor = defineOp({
  name: "contiguous",
  namespace: "internal",
  gradFn: "CloneBackward0",
  doc: "The values in row-major order.",
  params: [tensor("input")],
  promote: "none",
  forward: (out, x) => copy(dataOf(out), dataOf(x)),
  instruction: copying,
  backward: { input: ({ grad }) => grad },
  samples: () => [[uniform([2, 3])]],
});

export const contiguous = defineComposite({
  name: "contiguous",
  doc: "The values in row-major order; the tensor itself if they are already.",
  params: [tensor("input")],
  compose: ({ input }): Tensor => {
    const { strides, hasDynamic } = input.node;
    // Under a dynamic tensor the order may change.
    return strides === null && !hasDynamic ? input : inOrder(input);
  },
  samples: () => [[uniform([2, 3])]],
});

export const detach = defineOp({
  name: "detach",
  doc: "The same values, outside the differentiable graph; it follows its source.",
  params: [tensor("input")],
  promote: "none",
  alias: true,
  isView: true,
  strides: ({ input }) => input.strides,
  forward: (out, x) => {
    out.share(x);
  },
  backward: null,
  samples: () => [[uniform([2, 3])]],
});
