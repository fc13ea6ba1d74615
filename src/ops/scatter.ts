// Overwriting some elements: what an in-place write to a view does to its base.

import { allocate, type DType } from "../dtype";
import { source } from "../graph";
import { defineOp } from "../op";
import { sizes, tensor } from "../params";
import { numel, type Size, size } from "../shape";
import { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";

export const scatterInto: (input: Tensor, values: Tensor, positions: Tensor) => Tensor = defineOp({
  name: "scatterInto",
  namespace: "internal",
  gradFn: "CopySlices",
  doc: "input with values at the given flat positions.",
  params: [tensor("input"), tensor("values"), tensor("positions")],
  promote: "none",
  shape: ({ input }) => input.shape,
  forward: (out, x, values, positions) => {
    const [data, from, v, at] = [dataOf(out), dataOf(x), dataOf(values), dataOf(positions)];
    for (let i = 0; i < data.length; i++) data[i] = from[i] as number;
    for (let i = 0; i < at.length; i++) data[at[i] as number] = v[i] as number;
  },
  backward: {
    input: ({ grad, positions, facts }) => {
      const { shape, dtype } = facts.values;
      return scatterInto(grad, zeros(shape, dtype), positions);
    },
    values: ({ grad, positions, facts }) => takeAt(grad, positions, facts.values.shape),
    positions: null,
  },
  samples: () => [[uniform([4]), uniform([1]), positions(2)]],
});

const takeAt: (input: Tensor, positions: Tensor, shape: readonly number[]) => Tensor = defineOp({
  name: "takeAt",
  namespace: "internal",
  gradFn: "TakeBackward0",
  doc: "The elements at flat positions, in a shape.",
  params: [tensor("input"), tensor("positions"), sizes("shape")],
  promote: "none",
  shape: ({ shape }) => size(shape),
  forward: (out, x, positions) => {
    const [data, from, at] = [dataOf(out), dataOf(x), dataOf(positions)];
    for (let i = 0; i < data.length; i++) data[i] = from[at[i] as number] as number;
  },
  backward: {
    input: ({ grad, positions, facts }) =>
      scatterInto(zeros(facts.input.shape, facts.input.dtype), grad, positions),
    positions: null,
  },
  samples: () => [[uniform([4]), positions(3, 1), { shape: [2] }]],
});

const zeros = (shape: Size, dtype: DType): Tensor =>
  new Tensor(source(allocate(dtype, numel(shape)), shape, dtype));

/** Positions that differ: a view shows no element twice. */
const positions = (...at: number[]): Tensor =>
  new Tensor(source(Float64Array.from(at), size([at.length]), "int64"));
