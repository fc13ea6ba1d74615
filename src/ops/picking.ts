// Picking elements by integer positions, and its adjoint. gather, indexSelect, take and indexing by
// tensors are all this, with positions computed each in its way (see gather.ts).

import { allocate, type DType } from "../dtype";
import { source } from "../graph";
import { defineOp } from "../op";
import { tensor } from "../params";
import { numel, type Size, scalarShape } from "../shape";
import { Tensor } from "../tensor";
import { dataOf } from "./family";
import { integers, uniform } from "./samples";

export const zerosOf = (shape: Size, dtype: DType): Tensor =>
  new Tensor(source(allocate(dtype, numel(shape)), shape, dtype));

/** The elements at flat positions, under a name. */
export const pickNamed = (name: string, gradFn: string) =>
  defineOp({
    name,
    namespace: "internal",
    gradFn,
    doc: "The elements at flat positions.",
    params: [tensor("input"), tensor("positions")],
    promote: "none",
    shape: ({ positions }) => positions.shape,
    forward: (out, x, positions) => {
      const [data, from, at] = [dataOf(out), dataOf(x), dataOf(positions)];
      for (let i = 0; i < data.length; i++) data[i] = from[at[i] as number] as number;
    },
    backward: {
      input: ({ grad, positions, facts }) =>
        addAt(zerosOf(facts.input.shape, grad.dtype), positions, grad),
      positions: null,
    },
    samples: () => [[uniform([2, 3]), integers([4], 6)]],
  });

/** input with values added at flat positions, one after the other where some are equal. */
export const addNamed = (name: string, gradFn: string) =>
  defineOp({
    name,
    namespace: "internal",
    gradFn,
    doc: "input with values added at flat positions.",
    params: [tensor("input"), tensor("positions"), tensor("values")],
    promote: "none",
    shape: ({ input }) => input.shape,
    forward: (out, x, positions, values) => {
      const [data, from, at, more] = [dataOf(out), dataOf(x), dataOf(positions), dataOf(values)];
      for (let i = 0; i < data.length; i++) data[i] = from[i] as number;
      for (let i = 0; i < at.length; i++) {
        const k = at[i] as number;
        data[k] = (data[k] as number) + (more[i] as number);
      }
    },
    backward: {
      input: ({ grad }) => grad,
      positions: null,
      values: ({ grad, positions }) => pick(grad, positions),
    },
    samples: () => [[uniform([2, 3]), integers([4], 6), uniform([4])]],
  });

/** input with values written at flat positions; where some are equal the last one stays. */
export const putNamed = (name: string, gradFn: string) =>
  defineOp({
    name,
    namespace: "internal",
    gradFn,
    doc: "input with values written at flat positions.",
    params: [tensor("input"), tensor("positions"), tensor("values")],
    promote: "none",
    shape: ({ input }) => input.shape,
    forward: (out, x, positions, values) => {
      const [data, from, at, more] = [dataOf(out), dataOf(x), dataOf(positions), dataOf(values)];
      const single = more.length === 1;
      for (let i = 0; i < data.length; i++) data[i] = from[i] as number;
      for (let i = 0; i < at.length; i++) data[at[i] as number] = more[single ? 0 : i] as number;
    },
    backward: {
      input: ({ grad, positions }) => put(grad, positions, zerosOf(scalarShape, grad.dtype)),
      positions: null,
      values: ({ grad, positions, facts }) => {
        const taken = pick(grad, positions);
        return numel(facts.values.shape) === 1 ? taken.sum() : taken;
      },
    },
    samples: () => [[uniform([2, 3]), integers([1], 6), uniform([1])]],
  });

const pickOp = pickNamed("pick", "TakeBackward0");
const addOp = addNamed("addAt", "IndexPutBackward0");
const putOp = putNamed("putAt", "IndexPutBackward0");

const pick = (x: Tensor, positions: Tensor): Tensor => pickOp(x, positions);
const addAt = (x: Tensor, positions: Tensor, values: Tensor): Tensor => addOp(x, positions, values);
const put = (x: Tensor, positions: Tensor, values: Tensor): Tensor => putOp(x, positions, values);
