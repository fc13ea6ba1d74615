// Shapes by other words: flatten, unflatten, viewAs, expandAs, broadcastTo, swapaxes, movedim. Each is
// one of reshape, view, expand, transpose and permute.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { dims, int, sizes, tensor } from "../params";
import { numel, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { uniform } from "./samples";

export const flatten = defineComposite({
  name: "flatten",
  doc: "The dimensions from startDim to endDim as one.",
  params: [tensor("input"), int("startDim", 0), int("endDim", -1)],
  compose: ({ input, startDim, endDim }): Tensor => {
    const { shape } = input;
    const [first, last] = [wrapDim(startDim, shape.length), wrapDim(endDim, shape.length)];
    if (first > last) {
      throw new RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim", {
        op: "flatten",
      });
    }
    if (shape.length === 0) return input.reshape([1]);
    if (first === last) return input;
    const middle = numel(shape.slice(first, last + 1));
    return input.reshape([...shape.slice(0, first), middle, ...shape.slice(last + 1)]);
  },
  samples: () => [[uniform([2, 3, 2])], [uniform([2, 3, 2]), 1], [uniform([])]],
});

export const unflatten = defineComposite({
  name: "unflatten",
  doc: "The dimension dim as several, of the given sizes.",
  params: [tensor("input"), int("dim"), sizes("sizes")],
  compose: ({ input, dim, sizes: inner }): Tensor => {
    const { shape } = input;
    const at = wrapDim(dim, shape.length);
    return input.view([...shape.slice(0, at), ...inner, ...shape.slice(at + 1)]);
  },
  samples: () => [[uniform([2, 6]), 1, [2, 3]]],
});

export const viewAs = defineComposite({
  name: "viewAs",
  doc: "view in the shape of other.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => input.view(other.shape),
  samples: () => [[uniform([2, 3]), uniform([6]).detach()]],
});

export const reshapeAs = defineComposite({
  name: "reshapeAs",
  doc: "reshape in the shape of other.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => input.reshape(other.shape),
  samples: () => [[uniform([2, 3]), uniform([6]).detach()]],
});

export const expandAs = defineComposite({
  name: "expandAs",
  doc: "expand to the shape of other.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => input.expand(other.shape),
  samples: () => [[uniform([3]), uniform([2, 3]).detach()]],
});

export const broadcastTo = defineComposite({
  name: "broadcastTo",
  doc: "expand under its other name.",
  params: [tensor("input"), sizes("size")],
  compose: ({ input, size }): Tensor => input.expand(size),
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
