// Indexing by tensors of integers along one dimension: gather, takeAlongDim, indexSelect, take,
// scatter, scatterAdd, indexAdd, indexFill. Positions are computed on the graph: an index that is
// written is followed.

import { defineComposite } from "../composite";
import { IndexError, RuntimeError } from "../errors";
import { evaluate } from "../evaluate";
import type { Node } from "../graph";
import { defineOp } from "../op";
import { int, number, optionalTensor, tensor } from "../params";
import { contiguousStrides, numel, type Shape, type Size, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { addNamed, pickNamed, putNamed } from "./picking";
import { integers, uniform } from "./samples";

/** An index in range, negative ones counted from the end where `wraps`. */
function checked(
  index: number,
  dim: number,
  n: number,
  wraps: boolean,
  Refusal: typeof IndexError | typeof RuntimeError = IndexError,
): number {
  if (index >= n || index < (wraps ? -n : 0)) {
    throw new Refusal(`index ${index} is out of bounds for dimension ${dim} with size ${n}`, {
      parameter: "index",
    });
  }
  return index < 0 ? index + n : index;
}

/** Where element (i, j, …) of `from` lies that has the index's entry in place of its own at `dim`. */
function alongDim(out: Node, from: Shape, index: Node, dim: number): void {
  const [data, entries] = [dataOf(out), dataOf(index)];
  const at = wrapDim(dim, from.length);
  const [own, strides] = [contiguousStrides(out.shape), contiguousStrides(from)];
  for (let i = 0; i < data.length; i++) {
    const entry = checked(entries[i] as number, at, from[at] ?? 1, false, RuntimeError);
    let position = entry * (strides[at] ?? 1);
    for (let d = 0; d < from.length; d++) {
      if (d === at) continue;
      const coordinate = Math.floor(i / (own[d] as number)) % (out.shape[d] as number);
      position += coordinate * (strides[d] as number);
    }
    data[i] = position;
  }
}

export const positionsAlong = defineOp({
  name: "positionsAlong",
  namespace: "internal",
  doc: "The flat positions of the elements that gather takes.",
  params: [tensor("input"), tensor("index"), int("dim")],
  promote: "none",
  dtype: "int64",
  shape: ({ input, index, dim }) => {
    wrapDim(dim, input.shape.length);
    if (index.dtype !== "int64") throw new RuntimeError("gather(): Expected dtype int64 for index");
    if (Math.max(1, index.shape.length) !== Math.max(1, input.shape.length)) {
      throw new RuntimeError(
        "Index tensor must have the same number of dimensions as input tensor",
        { parameter: "index" },
      );
    }
    return index.shape;
  },
  forward: (out, x, index) => alongDim(out, x.shape, index, out.args.dim),
  backward: null,
  samples: () => [[uniform([2, 3]), integers([2, 2], 3), 1]],
});

/** The positions, checked at the call, as in PyTorch; a later write is checked when it is read. */
function checkedPositions(input: Tensor, index: Tensor, dim: number): Tensor {
  const positions = positionsAlong(input, index, dim);
  evaluate(positions.node);
  if (positions.node.error !== null) throw positions.node.error;
  return positions;
}

const gathered = pickNamed("gatherPick", "GatherBackward0");

export const gather = defineComposite({
  name: "gather",
  doc: "For each element of index the element of input that is there along dim.",
  params: [tensor("input"), int("dim"), tensor("index")],
  compose: ({ input, dim, index }): Tensor => gathered(input, checkedPositions(input, index, dim)),
  samples: () => [[uniform([2, 3]), 1, integers([2, 2], 3)]],
});

export const takeAlongDim = defineComposite({
  name: "takeAlongDim",
  readsSizes: true,
  doc: "gather whose index broadcasts; without dim along the flattened tensor.",
  params: [tensor("input"), tensor("indices"), int("dim", null)],
  compose: ({ input, indices, dim }): Tensor => {
    if (dim === null) return gather(input.reshape([-1]), 0, indices.reshape([-1]));
    const at = wrapDim(dim, input.ndim);
    const [wide, index] = broadcastBut(at, input, indices);
    return gather(wide, at, index);
  },
  samples: () => [
    [uniform([2, 3]), integers([2, 1], 3), 1],
    [uniform([4]), integers([2], 4)],
  ],
});

/** Both tensors expanded to a common shape in all dimensions but one. */
function broadcastBut(dim: number, a: Tensor, b: Tensor): [Tensor, Tensor] {
  const common = a.shape.map((n, d) => (n === 1 ? (b.shape[d] as number) : n));
  const with_ = (t: Tensor) => common.map((n, d) => (d === dim ? (t.shape[d] as number) : n));
  return [a.expand(with_(a)), b.expand(with_(b))];
}

/** The shape of `shape` with `length` at dim. */
const resized = (shape: Shape, dim: number, length: number): Size =>
  size(shape.map((n, d) => (d === dim ? length : n)));

const positionsOf = defineOp({
  name: "positionsOf",
  namespace: "internal",
  doc: "The flat positions of whole slices along dim.",
  params: [tensor("input"), tensor("index"), int("dim")],
  promote: "none",
  dtype: "int64",
  shape: ({ input, index, dim }) => {
    if (index.shape.length > 1) {
      throw new IndexError("index_select(): Index is supposed to be a vector", {
        parameter: "index",
      });
    }
    return resized(input.shape, wrapDim(dim, input.shape.length), numel(index.shape));
  },
  forward: (out, x, index) => {
    const at = wrapDim(out.args.dim, x.shape.length);
    const [data, entries] = [dataOf(out), dataOf(index)];
    const inner = numel(x.shape.slice(at + 1));
    const n = x.shape[at] ?? 1;
    for (let i = 0; i < data.length; i++) {
      const rest = i % inner;
      const line = Math.floor(i / inner);
      const entry = checked(entries[line % entries.length] as number, at, n, false);
      data[i] = (Math.floor(line / entries.length) * n + entry) * inner + rest;
    }
  },
  backward: null,
  samples: () => [[uniform([2, 3]), integers([2], 3), 1]],
});

const selected = pickNamed("indexSelectPick", "IndexSelectBackward0");

export const indexSelect = defineComposite({
  name: "indexSelect",
  doc: "The slices of input along dim that index names.",
  params: [tensor("input"), int("dim"), tensor("index")],
  compose: ({ input, dim, index }): Tensor => selected(input, positionsOf(input, index, dim)),
  samples: () => [[uniform([2, 3]), 1, integers([4], 3)]],
});

const added = addNamed("indexAddInto", "IndexAddBackward0");

export const indexAdd = defineComposite({
  name: "indexAdd",
  doc: "input with alpha times the slices of source added at the slices that index names.",
  params: [tensor("input"), int("dim"), tensor("index"), tensor("source"), number("alpha", 1)],
  compose: ({ input, dim, index, source, alpha }): Tensor =>
    added(input, positionsOf(input, index, dim), alpha === 1 ? source : source.mul(alpha)),
  samples: () => [[uniform([3, 2]), 0, integers([2], 3), uniform([2, 2]), { alpha: 2 }]],
});

const filled = putNamed("indexFillInto", "IndexFillBackward0");

export const indexFill = defineComposite({
  name: "indexFill",
  doc: "input with value in the slices along dim that index names.",
  params: [tensor("input"), int("dim"), tensor("index"), tensor("value")],
  compose: ({ input, dim, index, value }): Tensor =>
    filled(input, positionsOf(input, index, dim), value.to(input.dtype)),
  samples: () => [[uniform([3, 2]), 0, integers([1], 3), 9]],
});

const scatterAdded = addNamed("scatterAddInto", "ScatterAddBackward0");

export const scatterAdd = defineComposite({
  name: "scatterAdd",
  doc: "input with the elements of src added where index says along dim.",
  params: [tensor("input"), int("dim"), tensor("index"), tensor("src")],
  compose: ({ input, dim, index, src }): Tensor =>
    scatterAdded(input, checkedPositions(input, index, dim), cornerOf(src, index)),
  samples: () => [[uniform([2, 3]), 1, integers([2, 2], 3), uniform([2, 2])]],
});

/** The part of src that has the shape of the index. */
const cornerOf = (src: Tensor, index: Tensor): Tensor =>
  index.shape.reduce((part, n, d) => (part.shape[d] === n ? part : part.narrow(d, 0, n)), src);

const scattered = putNamed("scatterInto0", "ScatterBackward0");
const scatteredValue = putNamed("scatterInto1", "ScatterBackward1");

export const scatter = defineComposite({
  name: "scatter",
  doc: "input with the elements of src, or value, written where index says along dim.",
  params: [
    tensor("input"),
    int("dim"),
    tensor("index"),
    optionalTensor("src"),
    optionalTensor("value"),
  ],
  compose: ({ input, dim, index, src, value }): Tensor => {
    const positions = checkedPositions(input, index, dim);
    const single = value ?? (src?.node.wrapped ? src : null);
    if (single !== null) return scatteredValue(input, positions, single.to(input.dtype));
    if (src === null) {
      throw new RuntimeError("scatter: src or value has to be given", { op: "scatter" });
    }
    return scattered(input, positions, cornerOf(src, index));
  },
  samples: () => [
    [uniform([2, 3]), 1, integers([2, 1], 3), uniform([2, 1])],
    [uniform([2, 3]), 1, integers([2, 1], 3), { value: 1.5 }],
  ],
});

const taken = pickNamed("takePick", "TakeBackward0");

const flatPositions = defineOp({
  name: "flatPositions",
  namespace: "internal",
  doc: "Indices into the flattened tensor, negative ones from the end.",
  params: [tensor("input"), tensor("index")],
  promote: "none",
  dtype: "int64",
  shape: ({ index }) => index.shape,
  forward: (out, x, index) => {
    const [data, entries] = [dataOf(out), dataOf(index)];
    const n = numel(x.shape);
    for (let i = 0; i < data.length; i++) data[i] = checked(entries[i] as number, 0, n, true);
  },
  backward: null,
  samples: () => [[uniform([2, 3]), integers([4], 6)]],
});

export const take = defineComposite({
  name: "take",
  doc: "The elements of the flattened tensor that index names.",
  params: [tensor("input"), tensor("index")],
  compose: ({ input, index }): Tensor => taken(input, flatPositions(input, index)),
  samples: () => [[uniform([2, 3]), integers([4], 6)]],
});
