// Movement: transpose, permute, expand. All are views: they report PyTorch's strides and share in-place
// writes with their base. Elements are stored row-major all the same, so a view that reorders them is
// a copy through strides. Views that only rename the elements are in reshape.ts.

import type { OpNode } from "../definition";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { defineOp } from "../op";
import { int, sizes, tensor } from "../params";
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
import { exchangedBack, exchangesMatrices } from "./multiply";
import { uniform } from "./samples";
import { showing } from "./showing";

export const stridesOf = (node: Node): readonly number[] =>
  node.strides ?? contiguousStrides(node.shape);

/** Strides as they are kept: null if row-major. */
export function normalStrides(strides: readonly number[], shape: Shape): readonly number[] | null {
  const plain = contiguousStrides(shape);
  return numel(shape) === 0 || strides.every((s, i) => s === plain[i] || shape[i] === 1)
    ? null
    : strides;
}

/** The kernels of a view that reorders: element (i, j, …) of it lies at strides of the input. */
const reordering = <N extends Node>(stridesIn: (out: N, x: Node) => readonly number[]) =>
  showing((out: N, x) => ({ shape: out.shape, strides: stridesIn(out, x), offset: 0 }));

function swapped<T>(list: readonly T[], a: number, b: number): T[] {
  const result = [...list];
  result[a] = list[b] as T;
  result[b] = list[a] as T;
  return result;
}

const transposeParams = [tensor("input"), int("dim0"), int("dim1")] as const;

export const transpose = defineOp({
  name: "transpose",
  doc: "Two dimensions exchanged.",
  params: transposeParams,
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
  ...reordering((out: OpNode<typeof transposeParams>, x) => {
    const rank = x.shape.length;
    if (rank === 0) return [];
    const { dim0, dim1 } = out.args;
    return swapped(contiguousStrides(x.shape), wrapDim(dim0, rank), wrapDim(dim1, rank));
  }),
  backward: {
    input: ({ grad, dim0, dim1 }) =>
      exchangesMatrices(grad.ndim, dim0, dim1)
        ? exchangedBack(grad, false)
        : grad.transpose(dim0, dim1),
  },
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
  ...reordering((_, x) => contiguousStrides(x.shape).reverse()),
  backward: { input: ({ grad }) => exchangedBack(grad, true) },
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

const permuteParams = [tensor("input"), sizes("dims")] as const;

export const permute = defineOp({
  name: "permute",
  doc: "The dimensions in another order.",
  params: permuteParams,
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
  ...reordering((out: OpNode<typeof permuteParams>, x) => {
    const strides = contiguousStrides(x.shape);
    return order(out.args.dims, x.shape.length).map((d) => strides[d] as number);
  }),
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
  ...reordering((out, x) => expandStrides(contiguousStrides(x.shape), x.shape, out.shape)),
  backward: { input: ({ grad, facts }) => sumToSize(grad, facts.input.shape) },
  samples: () => [
    [uniform([2, 1]), [2, 3]],
    [uniform([3]), [2, -1]],
    [uniform([]), [2]],
  ],
});

/** Sums what broadcasting repeated, back to `shape`. */
export function sumToSize(grad: Tensor, shape: Shape): Tensor {
  const from = grad.shape;
  if (sameShape(from, shape)) return grad;
  const lead = from.length - shape.length;
  const repeated: number[] = [];
  for (let d = 0; d < from.length; d++) {
    if (d < lead || (shape[d - lead] === 1 && from[d] !== 1)) repeated.push(d);
  }
  if (repeated.length === 0) return grad;
  // Where only whole dimensions were added, as to a bias, nothing is left to reshape.
  if (repeated.length === lead) return grad.sum(repeated);
  const summed = grad.sum(repeated, true);
  return lead > 0 ? summed.reshape(shape) : summed;
}
