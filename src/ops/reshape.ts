// Views that rename elements without moving them: reshape, view, squeeze, unsqueeze. The result shares
// its input's storage. What PyTorch would have to copy (a reshape across strides) is no view of its
// base there, so it is none here.

import { defineComposite } from "../composite";
import type { Definition } from "../definition";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { defineOp } from "../op";
import { dims, int, sizes, tensor } from "../params";
import { list, numel, type Shape, type Size, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { normalStrides, stridesOf } from "./movement";
import { uniform } from "./samples";

export const share = (out: Node, x: Node): void => {
  out.share(x);
};

/** A requested shape with -1 filled in. */
export function resolve(from: Shape, wanted: readonly number[]): Size {
  const total = numel(from);
  let unknown = -1;
  let known = 1;
  for (let d = 0; d < wanted.length; d++) {
    const n = wanted[d] as number;
    if (n !== -1) known *= n;
    else if (unknown < 0) unknown = d;
    else throw new RuntimeError("only one dimension can be inferred");
  }
  const bad = wanted.find((n) => n < -1);
  if (bad !== undefined) throw new RuntimeError(`invalid shape dimension ${bad}`);
  if (unknown < 0) {
    if (known === total) return size(wanted);
  } else if (known === 0) {
    throw new RuntimeError(
      `cannot reshape tensor of 0 elements into shape ${list(wanted)} because the unspecified dimension size -1 can be any value and is ambiguous`,
    );
  } else if (total % known === 0) {
    return size(wanted.map((n) => (n === -1 ? total / known : n)));
  }
  throw new RuntimeError(`shape '${list(wanted)}' is invalid for input of size ${total}`);
}

/** The strides with which `wanted` can be read from the input's memory; null if it cannot. */
export function viewable(input: Node, wanted: Shape): readonly number[] | null {
  const strides = stridesOf(input);
  // Runs of input dimensions that lie in one piece, last first, each with the elements it holds.
  const out = new Array<number>(wanted.length);
  let at = wanted.length - 1;
  for (let d = input.shape.length - 1; d >= 0; ) {
    const base = strides[d] as number;
    let run = input.shape[d] as number;
    while (d > 0 && (input.shape[d - 1] === 1 || strides[d - 1] === base * run)) {
      d--;
      run *= input.shape[d] as number;
    }
    d--;
    let filled = 1;
    while (at >= 0 && (filled < run || wanted[at] === 1)) {
      out[at] = base * filled;
      filled *= wanted[at] as number;
      at--;
    }
    if (filled !== run) return null;
  }
  return at < 0 ? out : null;
}

const shapeParams = [tensor("input"), sizes("shape")] as const;
type Reshaping = Definition<typeof shapeParams>;

/** What every renaming has in common; they differ in name and in whether the result is a view. */
const renaming = {
  params: shapeParams,
  promote: "none",
  alias: true,
  shape: ({ input, shape }) => resolve(input.shape, shape),
  forward: share,
  backward: { input: ({ grad, facts }) => grad.reshape(facts.input.shape) },
  samples: () => [[uniform([2, 3]), [3, 2]]],
} satisfies Partial<Reshaping>;

const viewStrides: Reshaping["strides"] = ({ input, shape }) => {
  if (input.strides === null) return null;
  const wanted = resolve(input.shape, shape);
  const strides = viewable(input, wanted);
  return strides && normalStrides(strides, wanted);
};

const reshapeView = defineOp({
  ...renaming,
  name: "reshape",
  namespace: "internal",
  gradFn: "ReshapeAliasBackward0",
  doc: "A reshape that is a view.",
  isView: true,
  strides: viewStrides,
});

export const reshapeCopy = defineOp({
  ...renaming,
  name: "reshapeCopy",
  namespace: "internal",
  gradFn: "UnsafeViewBackward0",
  doc: "A reshape for which PyTorch copies.",
});

export const reshape = defineComposite({
  name: "reshape",
  doc: "The same elements in another shape; one size may be -1. A view where strides allow.",
  params: shapeParams,
  compose: ({ input, shape }): Tensor => {
    const { node } = input;
    const copies = node.strides !== null && viewable(node, resolve(node.shape, shape)) === null;
    return (copies ? reshapeCopy : reshapeView)(input, shape);
  },
  samples: () => [
    [uniform([2, 3]), [3, 2]],
    [uniform([2, 3]), [-1]],
    [uniform([1]), []],
  ],
});

export const view = defineOp({
  ...renaming,
  name: "view",
  doc: "reshape that refuses where PyTorch would have to copy.",
  isView: true,
  shape: ({ input, shape }) => {
    const wanted = resolve(input.shape, shape);
    if (input.strides !== null && viewable(input, wanted) === null) {
      throw new RuntimeError(
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
      );
    }
    return wanted;
  },
  strides: viewStrides,
});

const droppable = (shape: Shape, dim: number | readonly number[] | null): number[] => {
  if (shape.length === 0) return [];
  const given = dim === null ? shape.map((_, i) => i) : typeof dim === "number" ? [dim] : dim;
  return given.map((d) => wrapDim(d, shape.length)).filter((d) => shape[d] === 1);
};

const without = <T>(from: readonly T[], dropped: readonly number[]): T[] =>
  from.filter((_, i) => !dropped.includes(i));

export const squeeze = defineOp({
  name: "squeeze",
  gradFn: ({ dim }) => (dim === null ? "SqueezeBackward0" : "SqueezeBackward1"),
  doc: "Dimensions of size 1 removed: all of them, or those named.",
  params: [tensor("input"), dims("dim", null)],
  promote: "none",
  alias: true,
  isView: true,
  shape: ({ input, dim }) => {
    if (typeof dim === "number") wrapDim(dim, input.shape.length);
    return size(without(input.shape, droppable(input.shape, dim)));
  },
  strides: ({ input, dim }) => {
    const dropped = droppable(input.shape, dim);
    return (
      input.strides && normalStrides(without(input.strides, dropped), without(input.shape, dropped))
    );
  },
  forward: share,
  backward: { input: ({ grad, facts }) => grad.reshape(facts.input.shape) },
  samples: () => [[uniform([1, 3, 1])], [uniform([1, 3, 1]), 0], [uniform([2, 3]), 1]],
});

export const unsqueeze = defineOp({
  name: "unsqueeze",
  doc: "A dimension of size 1 inserted at dim.",
  params: [tensor("input"), int("dim")],
  promote: "none",
  alias: true,
  isView: true,
  shape: ({ input, dim }) => {
    const shape = [...input.shape];
    shape.splice(wrapDim(dim, shape.length + 1), 0, 1);
    return size(shape);
  },
  strides: ({ input, dim }) => {
    if (input.strides === null) return null;
    const at = wrapDim(dim, input.shape.length + 1);
    const strides = [...input.strides];
    strides.splice(at, 0, (input.strides[at] ?? 1) * (input.shape[at] ?? 1));
    return strides;
  },
  forward: share,
  backward: {
    input: ({ grad, dim, facts }) => grad.squeeze(wrapDim(dim, facts.input.shape.length + 1)),
  },
  samples: () => [
    [uniform([2, 3]), 0],
    [uniform([2, 3]), -1],
    [uniform([]), 0],
  ],
});
