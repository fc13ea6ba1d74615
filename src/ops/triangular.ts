// The triangles of matrices: what lies on one side of a diagonal.

import { IndexError } from "../errors";
import type { Node } from "../graph";
import { defineOp } from "../op";
import { int, tensor } from "../params";
import { type Size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

function matrices(input: Node): Size {
  const { shape } = input;
  if (shape.length === 0) {
    throw new IndexError("Dimension specified as -2 but tensor has no dimensions");
  }
  wrapDim(-2, shape.length);
  return shape;
}

/** Copies one side of each matrix; `lower` keeps column ≤ row + diagonal, else column ≥. */
function keepSide(out: Node, x: Node, diagonal: number, lower: boolean): void {
  const [data, from] = [dataOf(out), dataOf(x)];
  const columns = x.shape[x.shape.length - 1] as number;
  const rows = x.shape[x.shape.length - 2] as number;
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor(i / columns) % rows;
    const above = (i % columns) - row - diagonal;
    data[i] = (lower ? above <= 0 : above >= 0) ? (from[i] as number) : 0;
  }
}

function again(grad: Tensor, diagonal: number, lower: boolean): Tensor {
  return lower ? tril(grad, diagonal) : triu(grad, diagonal);
}

const triangle = (about: { readonly name: "tril" | "triu"; readonly doc: string }) =>
  defineOp({
    ...about,
    params: [tensor("input"), int("diagonal", 0)],
    promote: "none",
    shape: ({ input }) => matrices(input),
    forward: (out, x) => keepSide(out, x, out.args.diagonal, about.name === "tril"),
    backward: { input: ({ grad, diagonal }) => again(grad, diagonal, about.name === "tril") },
    samples: () => [
      [uniform([3, 3])],
      [uniform([2, 3]), 1],
      [uniform([2, 3, 2]), { diagonal: -1 }],
    ],
  });

export const tril = triangle({
  name: "tril",
  doc: "The matrix up to a diagonal, counted from the main one to the right; zero above it.",
});

export const triu = triangle({
  name: "triu",
  doc: "The matrix from a diagonal on, counted from the main one to the right; zero below it.",
});
