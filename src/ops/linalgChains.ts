// Products of more than vectors and matrices: inner, kron, tensordot, and chains of matrices.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { type Param, tensor, tensors } from "../params";
import { list, wrapDim, wrapDims } from "../shape";
import type { Tensor } from "../tensor";
import { spreading } from "./linalgOperands";
import { mm } from "./linalgProducts";
import { reshapeCopy } from "./reshape";
import { uniform } from "./samples";

const product = (numbers: readonly number[]): number => numbers.reduce((a, b) => a * b, 1);

/** Sums over pairs of dimensions, as one product of matrices. */
function contract(
  left: Tensor,
  right: Tensor,
  dims: readonly [readonly number[], readonly number[]],
): Tensor {
  if (dims[0].length !== dims[1].length) {
    throw new RuntimeError("both dimension lists should have same length");
  }
  let [a, b] = [left, right];
  dims[0].forEach((given, i) => {
    const other = dims[1][i] as number;
    const [m, n] = [left.size(given), right.size(other)];
    if (n === 1) a = a.sum(given, true);
    else if (m === 1) b = b.sum(other, true);
    else if (m !== n) {
      throw new RuntimeError(
        `contracted dimensions need to match, but first has size ${m} in dim ${given} and second has size ${n} in dim ${other}`,
      );
    }
  });
  const overA = distinct(dims[0], a.ndim);
  const overB = distinct(dims[1], b.ndim);
  const keptA = a.shape.map((_, d) => d).filter((d) => !overA.includes(d));
  const keptB = b.shape.map((_, d) => d).filter((d) => !overB.includes(d));
  const inner = product(overA.map((d) => a.size(d)));
  const [sizesA, sizesB] = [keptA.map((d) => a.size(d)), keptB.map((d) => b.size(d))];
  const rows = a.permute([...keptA, ...overA]).reshape([product(sizesA), inner]);
  const columns = b.permute([...overB, ...keptB]).reshape([inner, product(sizesB)]);
  return mm(rows, columns).reshape([...sizesA, ...sizesB]);
}

function distinct(dims: readonly number[], rank: number): number[] {
  if (dims.length > 0) wrapDims(dims, rank);
  return dims.map((d) => wrapDim(d, rank));
}

type Pairs = number | readonly [readonly number[], readonly number[]];

const isInts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((v) => Number.isSafeInteger(v));

const pairsParam: Param<"dims", "static", Pairs, Pairs, false> = {
  name: "dims",
  kind: "static",
  type: "number | readonly [readonly number[], readonly number[]]",
  required: false,
  fallback: 2,
  variadic: false,
  read: (value) => {
    if (Number.isSafeInteger(value)) return value as number;
    const pair = Array.isArray(value) && value.length === 2 && value.every(isInts);
    return pair ? (value as unknown as Pairs) : undefined;
  },
  expected: "an integer or two arrays of integers",
};

export const tensordot = defineComposite({
  name: "tensordot",
  readsSizes: true,
  doc: "Products summed over the last dims dimensions of a and the first of b, or over the listed pairs.",
  params: [tensor("a"), tensor("b"), pairsParam],
  compose: ({ a, b, dims }): Tensor => {
    if (typeof dims !== "number") return contract(a, b, dims);
    if (dims < 0) throw new RuntimeError(`tensordot expects dims >= 0, but got dims=${dims}`);
    const count = Array.from({ length: dims }, (_, i) => i);
    return contract(a, b, [count.map((i) => i - dims), count]);
  },
  samples: () => [
    [uniform([2, 3]), uniform([3, 2]), 1],
    [
      uniform([2, 3, 2]),
      uniform([2, 3]),
      [
        [0, 1],
        [0, 1],
      ],
    ],
  ],
});

export const inner = defineComposite({
  name: "inner",
  readsSizes: true,
  doc: "Products summed over the last dimension of both.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => {
    if (input.ndim === 0 || other.ndim === 0) return input.mul(other);
    if (input.size(-1) !== other.size(-1)) {
      throw new RuntimeError(
        `inner() the last dimension must match on both input tensors but got shapes ${list(input.shape)} and ${list(other.shape)}`,
      );
    }
    return contract(input, other, [[-1], [-1]]);
  },
  samples: () => [
    [uniform([2, 3]), uniform([4, 3])],
    [uniform([3]), uniform([3])],
  ],
});

export const kron = defineComposite({
  name: "kron",
  readsSizes: true,
  doc: "The Kronecker product: every element of input times all of other.",
  params: [tensor("input"), tensor("other")],
  compose: ({ input, other }): Tensor => {
    const rank = Math.max(input.ndim, other.ndim);
    const sizes = (t: Tensor, d: number) => t.shape[d - (rank - t.ndim)] ?? 1;
    const dims = Array.from({ length: rank }, (_, d) => d);
    const outer = input.reshape(dims.flatMap((d) => [sizes(input, d), 1]));
    const repeated = other.reshape(dims.flatMap((d) => [1, sizes(other, d)]));
    return reshapeCopy(
      outer.mul(repeated),
      dims.map((d) => sizes(input, d) * sizes(other, d)),
    );
  },
  samples: () => [[uniform([2]), uniform([2, 3])]],
});

/** Where to split a chain of matrices of sizes[i] × sizes[i + 1] for the fewest multiplications. */
function bestSplits(sizes: readonly number[]): (from: number, to: number) => number {
  const n = sizes.length - 1;
  const costs = new Map<number, { readonly cost: number; readonly split: number }>();
  const known = (from: number, to: number) => costs.get(from * n + to)?.cost ?? 0;
  for (let length = 1; length < n; length++) {
    for (let from = 0; from + length < n; from++) {
      const to = from + length;
      let best = { cost: Number.POSITIVE_INFINITY, split: from };
      for (let split = from; split < to; split++) {
        const last =
          (sizes[from] as number) * (sizes[split + 1] as number) * (sizes[to + 1] as number);
        const cost = known(from, split) + known(split + 1, to) + last;
        if (cost < best.cost) best = { cost, split };
      }
      costs.set(from * n + to, best);
    }
  }
  return (from, to) => costs.get(from * n + to)?.split ?? from;
}

function multiplyChain(given: readonly Tensor[]): Tensor {
  const count = given.length;
  if (count < 2) {
    throw new RuntimeError(`multi_dot(): expected at least 2 tensors but got ${count}`);
  }
  const [first, last] = [given[0] as Tensor, given[count - 1] as Tensor];
  const matrices = given.map((t, i) => {
    const end = i === 0 || i === count - 1;
    if (t.ndim !== 2 && !(end && t.ndim === 1)) {
      throw new RuntimeError(
        end
          ? `multi_dot(): the ${i === 0 ? "first" : "last"} tensor must be 1D or 2D but got ${t.ndim}D`
          : `multi_dot(): tensor ${i} must be 2D but got ${t.ndim}D`,
      );
    }
    if (t.ndim === 2) return t;
    return i === 0 ? t.unsqueeze(0) : t.unsqueeze(-1);
  });
  matrices.forEach((t, i) => {
    const before = matrices[i - 1];
    if (before === undefined || before.size(1) === t.size(0)) return;
    throw new RuntimeError(
      `multi_dot(): tensors ${i - 1} and ${i} with shapes ${list(before.shape)} and ${list(t.shape)} cannot be multiplied`,
    );
  });
  const split = bestSplits([
    first.ndim === 1 ? 1 : first.size(0),
    ...matrices.map((t) => t.size(1)),
  ]);
  const range = (from: number, to: number): Tensor => {
    if (from === to) return matrices[from] as Tensor;
    const at = split(from, to);
    return mm(range(from, at), range(at + 1, to));
  };
  const shape = [
    ...(first.ndim === 1 ? [] : [first.size(0)]),
    ...(last.ndim === 1 ? [] : [last.size(1)]),
  ];
  return range(0, count - 1).view(shape);
}

const chain = () => [[[uniform([2, 3]), uniform([3, 1]), uniform([1, 2])]]];

export const multiDot = defineComposite({
  name: "multiDot",
  readsSizes: true,
  namespace: "linalg",
  doc: "The product of a chain of matrices, multiplied in the order that takes the fewest steps; first and last may be vectors.",
  params: [tensors("tensors")],
  compose: ({ tensors }): Tensor => multiplyChain(tensors),
  samples: chain,
});

export const chainMatmul = spreading<[]>(
  defineComposite({
    name: "chainMatmul",
    readsSizes: true,
    method: false,
    doc: "The product of a chain of matrices, given one by one or in an array.",
    params: [tensors("matrices")],
    compose: ({ matrices }): Tensor => {
      for (const { ndim } of matrices) {
        if (ndim !== 2) throw new RuntimeError(`Tensor dimension is ${ndim}, expected 2 instead.`);
      }
      const only = matrices[0];
      return matrices.length === 1 && only !== undefined ? only.clone() : multiplyChain(matrices);
    },
    samples: chain,
  }),
  0,
);
