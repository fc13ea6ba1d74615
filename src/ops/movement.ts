// Movement: reshape, transpose, permute, expand, squeeze, cat, stack. All but cat and stack are views:
// they report PyTorch's strides and share in-place writes with their base. Elements are stored
// row-major all the same, so a view that reorders them is a copy through strides, one that does not
// is the same storage.

import type { TypedArray } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { dims, int, sizes, tensor, tensors } from "../params";
import {
  contiguousStrides,
  list,
  numel,
  type Shape,
  type Size,
  sameShape,
  size,
  wrapDim,
} from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

export const stridesOf = (node: Node): readonly number[] =>
  node.strides ?? contiguousStrides(node.shape);

/** Strides as they are kept: null if row-major. */
export function normalStrides(strides: readonly number[], shape: Shape): readonly number[] | null {
  const plain = contiguousStrides(shape);
  return numel(shape) === 0 || strides.every((s, i) => s === plain[i] || shape[i] === 1)
    ? null
    : strides;
}

const share = (out: Node, x: Node): void => {
  out.data = x.data;
};

/** A requested shape with -1 filled in. */
function resolve(from: Shape, wanted: readonly number[]): Size {
  const total = numel(from);
  const unknown = wanted.indexOf(-1);
  if (unknown !== wanted.lastIndexOf(-1))
    throw new RuntimeError("only one dimension can be inferred");
  const bad = wanted.find((n) => n < -1);
  if (bad !== undefined) throw new RuntimeError(`invalid shape dimension ${bad}`);
  const known = wanted.reduce((n, d) => (d === -1 ? n : n * d), 1);
  const shape = [...wanted];
  if (unknown >= 0) {
    if (known === 0) {
      throw new RuntimeError(
        `cannot reshape tensor of 0 elements into shape ${list(wanted)} because the unspecified dimension size -1 can be any value and is ambiguous`,
      );
    }
    shape[unknown] = total / known;
  }
  if (numel(shape) !== total || !shape.every(Number.isInteger)) {
    throw new RuntimeError(`shape '${list(wanted)}' is invalid for input of size ${total}`);
  }
  return size(shape);
}

const shapeParams = [tensor("input"), sizes("shape")] as const;

export const reshape = defineOp({
  name: "reshape",
  gradFn: "ReshapeAliasBackward0",
  doc: "The same elements in another shape; one size may be -1.",
  params: shapeParams,
  promote: "none",
  alias: true,
  isView: true,
  shape: ({ input, shape }) => resolve(input.shape, shape),
  forward: share,
  backward: { input: ({ grad, facts }) => grad.reshape(facts.input.shape) },
  samples: () => [
    [uniform([2, 3]), [3, 2]],
    [uniform([2, 3]), [-1]],
    [uniform([1]), []],
  ],
});

export const view = defineOp({
  name: "view",
  gradFn: "ViewBackward0",
  doc: "reshape that refuses where PyTorch would have to copy.",
  params: shapeParams,
  promote: "none",
  alias: true,
  isView: true,
  shape: ({ input, shape }) => {
    const wanted = resolve(input.shape, shape);
    if (input.strides !== null && !viewable(input, wanted)) {
      throw new RuntimeError(
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
      );
    }
    return wanted;
  },
  strides: ({ input, shape }) =>
    input.strides === null ? null : viewable(input, resolve(input.shape, shape)),
  forward: share,
  backward: { input: ({ grad, facts }) => grad.reshape(facts.input.shape) },
  samples: () => [[uniform([2, 3]), [3, 2]]],
});

/** The strides with which `wanted` can be read from the input's memory; null if it cannot. */
function viewable(input: Node, wanted: Shape): readonly number[] | null {
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

/** A view that reorders: element (i, j, …) of the result lies at these strides of the input. */
function reorder(out: Node, x: Node, strides: readonly number[]): void {
  gather(dataOf(out), dataOf(x), { shape: out.shape, strides, offset: 0 });
}

function swapped<T>(list: readonly T[], a: number, b: number): T[] {
  const result = [...list];
  [result[a], result[b]] = [list[b] as T, list[a] as T];
  return result;
}

export const transpose = defineOp({
  name: "transpose",
  doc: "Two dimensions exchanged.",
  params: [tensor("input"), int("dim0"), int("dim1")],
  promote: "none",
  isView: true,
  shape: ({ input, dim0, dim1 }) => {
    const rank = input.shape.length;
    const [a, b] = [wrapDim(dim0, rank), wrapDim(dim1, rank)];
    return rank === 0 ? input.shape : size(swapped(input.shape, a, b));
  },
  strides: ({ input, dim0, dim1 }) => {
    const rank = input.shape.length;
    if (rank === 0) return null;
    const [a, b] = [wrapDim(dim0, rank), wrapDim(dim1, rank)];
    return normalStrides(swapped(stridesOf(input), a, b), swapped(input.shape, a, b));
  },
  forward: (out, x) => {
    const rank = x.shape.length;
    if (rank === 0) return reorder(out, x, []);
    const { dim0, dim1 } = out.args;
    reorder(out, x, swapped(contiguousStrides(x.shape), wrapDim(dim0, rank), wrapDim(dim1, rank)));
  },
  backward: { input: ({ grad, dim0, dim1 }) => grad.transpose(dim0, dim1) },
  samples: () => [
    [uniform([2, 3]), 0, 1],
    [uniform([2, 3, 4]), -1, 0],
    [uniform([]), 0, -1],
  ],
});

export const t = defineOp({
  name: "t",
  gradFn: "TBackward0",
  doc: "A matrix transposed; vectors and numbers as they are.",
  params: [tensor("input")],
  promote: "none",
  isView: true,
  shape: ({ input }) => {
    if (input.shape.length > 2) {
      throw new RuntimeError(
        `t() expects a tensor with <= 2 dimensions, but self is ${input.shape.length}D`,
      );
    }
    return size([...input.shape].reverse());
  },
  strides: ({ input }) =>
    normalStrides([...stridesOf(input)].reverse(), [...input.shape].reverse()),
  forward: (out, x) => reorder(out, x, contiguousStrides(x.shape).reverse()),
  backward: { input: ({ grad }) => grad.t() },
  samples: () => [[uniform([2, 3])], [uniform([3])]],
});

const order = (wanted: readonly number[], rank: number): number[] => {
  if (wanted.length !== rank) {
    throw new RuntimeError(
      `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${rank} is not equal to len(dims) = ${wanted.length}`,
    );
  }
  const wrapped = wanted.map((d) => wrapDim(d, rank));
  if (new Set(wrapped).size !== rank)
    throw new RuntimeError("permute(): duplicate dims are not allowed.");
  return wrapped;
};

export const permute = defineOp({
  name: "permute",
  doc: "The dimensions in another order.",
  params: [tensor("input"), sizes("dims")],
  promote: "none",
  isView: true,
  shape: ({ input, dims }) =>
    size(order(dims, input.shape.length).map((d) => input.shape[d] as number)),
  strides: ({ input, dims }) => {
    const to = order(dims, input.shape.length);
    const strides = stridesOf(input);
    return normalStrides(
      to.map((d) => strides[d] as number),
      to.map((d) => input.shape[d] as number),
    );
  },
  forward: (out, x) => {
    const strides = contiguousStrides(x.shape);
    reorder(
      out,
      x,
      order(out.args.dims, x.shape.length).map((d) => strides[d] as number),
    );
  },
  backward: {
    input: ({ grad, dims, facts }) => {
      const to = order(dims, facts.input.shape.length);
      return grad.permute(to.map((_, d) => to.indexOf(d)));
    },
  },
  samples: () => [
    [uniform([2, 3, 4]), [2, 0, 1]],
    [uniform([2, 3]), [-1, 0]],
  ],
});

/** The target of an expand, with -1 meaning the size that is there. */
function expandTo(from: Shape, wanted: readonly number[]): Size {
  const lead = wanted.length - from.length;
  if (lead < 0) {
    throw new RuntimeError(
      `expand(torch.FloatTensor{${list(from)}}, size=${list(wanted)}): the number of sizes provided (${wanted.length}) must be greater or equal to the number of dimensions in the tensor (${from.length})`,
    );
  }
  return size(
    wanted.map((n, i) => {
      const own = from[i - lead];
      if (n === -1 && own !== undefined) return own;
      if (own !== undefined && own !== 1 && own !== n) {
        throw new RuntimeError(
          `The expanded size of the tensor (${n}) must match the existing size (${own}) at non-singleton dimension ${i}.  Target sizes: ${list(wanted)}.  Tensor sizes: ${list(from)}`,
        );
      }
      if (n < 0) {
        throw new RuntimeError(
          `expand(torch.FloatTensor{${list(from)}}, size=${list(wanted)}): the expanded size of the tensor (${n}) isn't allowed in a leading, non-existing dimension ${i}`,
        );
      }
      return n;
    }),
  );
}

const expandStrides = (strides: readonly number[], from: Shape, to: Shape): number[] =>
  Array.from(to, (n, i) => {
    const d = i - (to.length - from.length);
    return d < 0 || (from[d] === 1 && n !== 1) ? 0 : (strides[d] as number);
  });

export const expand = defineOp({
  name: "expand",
  doc: "Dimensions of size 1 repeated without copying; -1 keeps a size.",
  params: [tensor("input"), sizes("size")],
  promote: "none",
  isView: true,
  shape: ({ input, size: wanted }) => expandTo(input.shape, wanted),
  strides: ({ input, size: wanted }) => {
    const to = expandTo(input.shape, wanted);
    return normalStrides(expandStrides(stridesOf(input), input.shape, to), to);
  },
  forward: (out, x) =>
    reorder(out, x, expandStrides(contiguousStrides(x.shape), x.shape, out.shape)),
  backward: { input: ({ grad, facts }) => sumToSize(grad, facts.input.shape) },
  samples: () => [
    [uniform([2, 1]), [2, 3]],
    [uniform([3]), [2, -1]],
    [uniform([]), [2]],
  ],
});

/** Sums what broadcasting repeated, back to `shape`. */
export function sumToSize(grad: Tensor, shape: Shape): Tensor {
  if (sameShape(grad.shape, shape)) return grad;
  const lead = grad.ndim - shape.length;
  const repeated = grad.shape.flatMap((n, i) =>
    i < lead || (shape[i - lead] === 1 && n !== 1) ? [i] : [],
  );
  const summed = repeated.length > 0 ? grad.sum(repeated, true) : grad;
  return lead > 0 ? summed.reshape(shape) : summed;
}

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
