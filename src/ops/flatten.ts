// Shapes by other words: flatten, unflatten, viewAs, expandAs, broadcastTo, swapaxes, movedim. Each is
// one of reshape, view, expand, transpose and permute.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { defineOp } from "../op";
import { dims, int, sizes, tensor } from "../params";
import { numel, type Shape, type Size, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { normalStrides } from "./movement";
import { resolve, share, viewable } from "./reshape";
import { uniform } from "./samples";

const span = [tensor("input"), int("startDim"), int("endDim")] as const;

/** The shape with the dimensions from first to last as one. */
function flattened(shape: Shape, startDim: number, endDim: number): Size {
  const [first, last] = [wrapDim(startDim, shape.length), wrapDim(endDim, shape.length)];
  if (first > last) {
    throw new RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim");
  }
  if (shape.length === 0) return size([1]);
  const middle = numel(shape.slice(first, last + 1));
  return size([...shape.slice(0, first), middle, ...shape.slice(last + 1)]);
}

// As operations of their own, and not as a reshape to sizes that are known, these follow an input
// whose sizes change.

/** What flattening is where strides allow a view, and where they do not. */
const flattening = (name: string, gradFn: string, isView: boolean) =>
  defineOp({
    name,
    namespace: "internal",
    gradFn,
    doc: "The dimensions from startDim to endDim as one.",
    params: span,
    promote: "none",
    alias: true,
    isView,
    shape: ({ input, startDim, endDim }) => flattened(input.shape, startDim, endDim),
    strides: ({ input, startDim, endDim }) => {
      if (!isView || input.strides === null) return null;
      const shape = flattened(input.shape, startDim, endDim);
      const strides = viewable(input, shape);
      return strides && normalStrides(strides, shape);
    },
    forward: share,
    backward: { input: ({ grad, facts }) => grad.reshape(facts.input.shape) },
    samples: () => [[uniform([2, 3, 2]), 1, 2]],
  });

const flattenView = flattening("flatten", "ReshapeAliasBackward0", true);
const flattenCopy = flattening("flattenCopy", "UnsafeViewBackward0", false);

export const flatten = defineComposite({
  name: "flatten",
  doc: "The dimensions from startDim to endDim as one.",
  params: [tensor("input"), int("startDim", 0), int("endDim", -1)],
  compose: ({ input, startDim, endDim }): Tensor => {
    const { shape } = input;
    if (flattened(shape, startDim, endDim).length === shape.length) return input;
    const { node } = input;
    const copies =
      node.strides !== null && viewable(node, flattened(shape, startDim, endDim)) === null;
    return (copies ? flattenCopy : flattenView)(input, startDim, endDim);
  },
  samples: () => [[uniform([2, 3, 2])], [uniform([2, 3, 2]), 1], [uniform([])]],
});

const unflattened = (shape: Shape, dim: number, inner: readonly number[]): readonly number[] => {
  const at = wrapDim(dim, shape.length);
  return [...shape.slice(0, at), ...inner, ...shape.slice(at + 1)];
};

const unflattenView = defineOp({
  name: "unflatten",
  namespace: "internal",
  gradFn: "ViewBackward0",
  doc: "The dimension dim as several, of the given sizes.",
  params: [tensor("input"), int("dim"), sizes("sizes")],
  promote: "none",
  alias: true,
  isView: true,
  shape: ({ input, dim, sizes: inner }) =>
    resolve(input.shape, unflattened(input.shape, dim, inner)),
  strides: ({ input, dim, sizes: inner }) => {
    if (input.strides === null) return null;
    const shape = resolve(input.shape, unflattened(input.shape, dim, inner));
    const strides = viewable(input, shape);
    return strides && normalStrides(strides, shape);
  },
  forward: share,
  backward: { input: ({ grad, facts }) => grad.reshape(facts.input.shape) },
  samples: () => [[uniform([2, 6]), 1, [2, 3]]],
});

export const unflatten = defineComposite({
  name: "unflatten",
  doc: "The dimension dim as several, of the given sizes.",
  params: [tensor("input"), int("dim"), sizes("sizes")],
  compose: ({ input, dim, sizes: inner }): Tensor => unflattenView(input, dim, inner),
  samples: () => [[uniform([2, 6]), 1, [2, 3]]],
});

export const viewAs = defineComposite({
  name: "viewAs",
  readsSizes: true,
  doc: "view in the shape of other.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => input.view(other.shape),
  samples: () => [[uniform([2, 3]), uniform([6]).detach()]],
});

export const reshapeAs = defineComposite({
  name: "reshapeAs",
  readsSizes: true,
  doc: "reshape in the shape of other.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => input.reshape(other.shape),
  samples: () => [[uniform([2, 3]), uniform([6]).detach()]],
});

export const expandAs = defineComposite({
  name: "expandAs",
  readsSizes: true,
  doc: "expand to the shape of other.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => input.expand(other.shape),
  samples: () => [[uniform([3]), uniform([2, 3]).detach()]],
});

export const broadcastTo = defineComposite({
  name: "broadcastTo",
  doc: "expand under its other name.",
  params: [tensor("input"), sizes("size")],
  compose: ({ input, size: wanted }): Tensor => input.expand(wanted),
  samples: () => [[uniform([3]), [2, 3]]],
});

export const swapaxes = defineComposite({
  name: "swapaxes",
  doc: "transpose under its other name.",
  params: [tensor("input"), int("axis0"), int("axis1")],
  compose: ({ input, axis0, axis1 }): Tensor => input.transpose(axis0, axis1),
  samples: () => [[uniform([2, 3]), 0, 1]],
});

const asList = (value: number | readonly number[]): readonly number[] =>
  typeof value === "number" ? [value] : value;

export const movedim = defineComposite({
  name: "movedim",
  doc: "The dimensions at source moved to destination; the others keep their order.",
  params: [tensor("input"), dims("source"), dims("destination")],
  compose: ({ input, source, destination }): Tensor => {
    const rank = input.ndim;
    const [from, to] = [asList(source), asList(destination)].map((list) =>
      list.map((d) => wrapDim(d, rank)),
    ) as [number[], number[]];
    if (from.length !== to.length) {
      throw new RuntimeError(
        `movedim: Invalid source or destination dims: source (${source} dims) should contain the same number of dims as destination (${destination} dims)`,
        { op: "movedim" },
      );
    }
    const rest = Array.from({ length: rank }, (_, d) => d).filter((d) => !from.includes(d));
    const order = Array.from({ length: rank }, (_, d) => {
      const moved = to.indexOf(d);
      return moved >= 0 ? (from[moved] as number) : (rest.shift() as number);
    });
    return input.permute(order);
  },
  samples: () => [
    [uniform([2, 3, 2]), 0, -1],
    [uniform([2, 3, 2]), [0, 1], [2, 0]],
  ],
});
