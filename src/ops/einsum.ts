// Sums of products by Einstein's convention. As in PyTorch, the operands are brought into a common
// order of dimensions and multiplied pairwise from the left: each pair is one batched matrix product.

import { defineComposite } from "../composite";
import { RuntimeError, ValueError } from "../errors";
import { type Param, tensors } from "../params";
import type { Tensor } from "../tensor";
import { ellipsis, ellipsisOf, type Layout, layOut } from "./einsumEquation";
import { spreading } from "./linalgOperands";
import { bmm } from "./linalgProducts";
import { uniform } from "./samples";

const equationParam: Param<"equation", "static", string, string, true> = {
  name: "equation",
  kind: "static",
  type: "string",
  required: true,
  fallback: undefined,
  variadic: false,
  read: (value) => (typeof value === "string" ? value : undefined),
  expected: 'an equation such as "ij,jk->ik"',
};

/** What is known of each place of the layout while operands are looked at. */
interface Places {
  /** Its size: 1 until an operand has more. */
  readonly sizes: number[];
  /** How many operands, of those not multiplied yet, are longer than 1 there. */
  readonly counts: number[];
}

/** The operand with one dimension for each place of the layout; repeated subscripts are diagonals. */
function align(operand: Tensor, index: number, layout: Layout, places: Places): Tensor {
  const labels = layout.operands[index] as readonly string[];
  const covered = ellipsisOf(labels, operand.ndim);
  const order = new Array<number>(layout.rank).fill(-1);
  let result = operand;
  let dim = 0;
  const take = (place: number, refusal: (size: number, seen: number) => string) => {
    const n = result.size(dim);
    const seen = places.sizes[place] as number;
    if (n !== 1) {
      if (seen !== 1 && seen !== n) throw new RuntimeError(`einsum(): ${refusal(n, seen)}`);
      places.sizes[place] = n;
      places.counts[place] = (places.counts[place] as number) + 1;
    }
    order[place] = dim++;
  };
  for (const label of labels) {
    if (label === ellipsis) {
      for (let j = layout.ellipsisRank - covered; j < layout.ellipsisRank; j++) {
        take(
          layout.ellipsisAt + j,
          (n, seen) =>
            `dimension ${dim} covered by ellipsis in operand ${index}has size ${n} which does not broadcast with previously seen ellipsis with size ${seen} for the respective dimension`,
        );
      }
      continue;
    }
    const place = layout.place.get(label) as number;
    const before = order[place] as number;
    if (before < 0) {
      take(
        place,
        (n, seen) =>
          `subscript ${label} has size ${n} for operand ${index} which does not broadcast with previously seen size ${seen}`,
      );
      continue;
    }
    if (result.size(dim) !== result.size(before)) {
      throw new RuntimeError(
        `einsum(): subscript ${label} is repeated for operand ${index} but the sizes don't match, ${result.size(dim)} != ${result.size(before)}`,
      );
    }
    result = result.diagonal(0, before, dim).movedim(-1, before);
  }
  const wanted = order.map((from) => {
    if (from >= 0) return from;
    result = result.unsqueeze(dim);
    return dim++;
  });
  return result.permute(wanted);
}

/** Σ left · right over `summed`, in which both are longer than 1; these dimensions stay, as 1. */
function contract(left: Tensor, right: Tensor, summed: readonly number[]): Tensor {
  if (summed.length === 0) return left.mul(right);
  const shared: number[] = [];
  const own: number[] = [];
  const others: number[] = [];
  for (let d = 0; d < left.ndim; d++) {
    if (summed.includes(d)) continue;
    if (left.size(d) === 1) others.push(d);
    else if (right.size(d) === 1) own.push(d);
    else shared.push(d);
  }
  const count = (t: Tensor, dims: readonly number[]) => dims.reduce((n, d) => n * t.size(d), 1);
  const [batch, inner] = [count(left, shared), count(left, summed)];
  const rows = left.permute([...shared, ...own, ...summed, ...others]);
  const columns = right.permute([...shared, ...summed, ...others, ...own]);
  const product = bmm(
    rows.reshape([batch, count(left, own), inner]),
    columns.reshape([batch, inner, count(right, others)]),
  );
  const order = [...shared, ...own, ...summed, ...others];
  const sizes = [
    ...shared.map((d) => left.size(d)),
    ...own.map((d) => left.size(d)),
    ...summed.map(() => 1),
    ...others.map((d) => right.size(d)),
  ];
  return product.view(sizes).permute(Array.from(order, (_, d) => order.indexOf(d)));
}

/** Multiplies two aligned operands, summing over what no other operand has. */
function multiplyPair(left: Tensor, right: Tensor, layout: Layout, { counts }: Places): Tensor {
  const both: number[] = [];
  const leftOnly: number[] = [];
  const rightOnly: number[] = [];
  for (let d = layout.outputRank; d < layout.rank; d++) {
    const [inLeft, inRight] = [left.size(d) !== 1, right.size(d) !== 1];
    const remaining = counts[d] as number;
    if (inLeft && inRight) {
      counts[d] = remaining - 1;
      if (remaining !== 2) continue;
      both.push(d);
    } else if (remaining === 1 && inLeft) leftOnly.push(d);
    else if (remaining === 1 && inRight) rightOnly.push(d);
    else continue;
    counts[d] = 0;
  }
  const summed = (t: Tensor, dims: readonly number[]) => (dims.length > 0 ? t.sum(dims, true) : t);
  return contract(summed(left, leftOnly), summed(right, rightOnly), both);
}

function sumOfProducts(equation: string, operands: readonly Tensor[]): Tensor {
  if (operands.length === 0) {
    throw new ValueError(
      "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list",
    );
  }
  const layout = layOut(
    equation,
    operands.map((t) => t.ndim),
  );
  const places: Places = {
    sizes: new Array<number>(layout.rank).fill(1),
    counts: new Array<number>(layout.rank).fill(0),
  };
  const aligned = operands.map((t, i) => align(t, i, layout, places));
  const result = aligned.reduce((left, right) => multiplyPair(left, right, layout, places));
  if (layout.rank === layout.outputRank) return result;
  if (operands.length > 1) return result.view([...result.shape.slice(0, layout.outputRank)]);
  return result.sum(
    Array.from({ length: layout.rank - layout.outputRank }, (_, i) => layout.outputRank + i),
  );
}

/**
 * Sums of products by Einstein's convention.
 * @example einsum("bij,bjk->bik", a, b) // the batched matrix product
 */
export const einsum = spreading<[equation: string]>(
  defineComposite({
    name: "einsum",
    readsSizes: true,
    method: false,
    doc: 'Sums of products by Einstein\'s convention, such as "ij,jk->ik"; operands one by one or in an array.',
    params: [equationParam, tensors("operands")],
    compose: ({ equation, operands }): Tensor => sumOfProducts(equation, operands),
    samples: () => [
      ["ij,jk->ik", [uniform([2, 3]), uniform([3, 2])]],
      ["...ii->...i", [uniform([2, 2, 2])]],
      ["i,ij,j", [uniform([2]), uniform([2, 3]), uniform([3])]],
      ["b...a,a->...", [uniform([2, 1, 3]), uniform([3])]],
    ],
  }),
  1,
);
