// Reductions that pick an element: max, min, amax, amin, argmax, argmin.
//
// amax, amin and the extreme over all elements share their gradient evenly between ties; max and min
// along one dimension give it to the index that they return.

import type { Op } from "../definition";
import { IndexError, RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as kernels from "../kernels/reduce";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";
import { defineOp } from "../op";
import { defineOverloads } from "../overloads";
import { flag, int, sizes, tensor } from "../params";
import { numel, type Shape, scalarShape, size, wrapDim, wrapDims } from "../shape";
import type { Tensor } from "../tensor";
import { maximum, minimum } from "./arithmetic";
import { dataOf } from "./family";
import { enough } from "./instructions";
import { type Dims, overDims, planOf, reduceParams, restore, shapeOf } from "./reduce";
import { distinct, uniform } from "./samples";

/** dL/d input of an extreme over all elements: a NaN, which wins, receives the cotangent. */
export function sharedByAll(grad: Tensor, input: Tensor, output: Tensor): Tensor {
  const attained = input.eq(output).logicalOr(input.isnan());
  return grad.div(attained.sum()).maskedFill(attained.logicalNot(), 0);
}

/** dL/d input of an extreme along dimensions: where it is NaN nothing equals it, and 0 / 0 results. */
function sharedAlong(
  grad: Tensor,
  input: Tensor,
  output: Tensor,
  shape: Shape,
  dim: Dims,
  keepdim: boolean,
): Tensor {
  const attained = input.eq(restore(output, shape, dim, keepdim));
  return restore(grad, shape, dim, keepdim).mul(attained).div(attained.sum(dim, true));
}

const extremeFold = (sign: 1 | -1) => (total: number, x: number) =>
  total !== total || x !== x ? Number.NaN : sign * x > sign * total ? x : total;

/** Of two zeros the kernel may take the other one: it serves where it pays. */
function extremeInstruction(out: Node, x: Node, dim: Dims, sign: 1 | -1): Instruction | null {
  const { run } = planOf(out, x, dim);
  if (run === null || x.dtype !== "float32" || numel(x.shape) < enough) return null;
  const p = [run.outer, run.length, run.inner];
  return { code: codes.extremeF32, p, f: [sign], approximate: true };
}

const extremeAlong = (name: string, gradFn: string, word: string, sign: 1 | -1) =>
  defineOp({
    name,
    gradFn,
    doc: `The ${word} over dim, or over all elements; ties share the gradient.`,
    params: reduceParams,
    promote: "none",
    shape: ({ input, dim, keepdim }) => {
      refuseNothing(name, input, dim);
      return shapeOf({ input, dim, keepdim });
    },
    forward: (out, x) =>
      kernels.fold(
        dataOf(out),
        dataOf(x),
        planOf(out, x, out.args.dim),
        -sign * Infinity,
        extremeFold(sign),
      ),
    instruction: (out, x) => extremeInstruction(out, x, out.args.dim, sign),
    backward: {
      input: ({ grad, input, output, facts, dim, keepdim }) =>
        sharedAlong(grad, input, output, facts.input.shape, dim, keepdim),
    },
    samples: overDims(distinct),
  });

export const amax = extremeAlong("amax", "AmaxBackward0", "largest value", 1);
export const amin = extremeAlong("amin", "AminBackward0", "smallest value", -1);

const extremeOfAll = (name: string, gradFn: string, word: string, sign: 1 | -1) =>
  defineOp({
    name: `${name}All`,
    namespace: "internal",
    gradFn,
    doc: `The ${word} of all elements; ties share the gradient.`,
    params: [tensor("input")],
    promote: "none",
    shape: ({ input }) => {
      refuseNothing(name, input, null);
      return scalarShape;
    },
    forward: (out, x) =>
      kernels.fold(
        dataOf(out),
        dataOf(x),
        planOf(out, x, null),
        -sign * Infinity,
        extremeFold(sign),
      ),
    instruction: (out, x) => extremeInstruction(out, x, null, sign),
    backward: { input: ({ grad, input, output }) => sharedByAll(grad, input, output) },
    samples: () => [[distinct([2, 3])], [distinct([])]],
  });

const maxAll = extremeOfAll("max", "MaxBackward1", "largest value", 1);
const minAll = extremeOfAll("min", "MinBackward1", "smallest value", -1);

/** No elements have no extreme. Along given dimensions there may be no results either, which is fine. */
function refuseNothing(name: string, { shape }: Node, dim: Dims): void {
  if (numel(shape) > 0) return;
  if (dim === null) {
    throw new RuntimeError(
      `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
    );
  }
  for (const d of wrapDims(dim, shape.length)) {
    if (shape[d] === 0) {
      throw new IndexError(`${name}(): Expected reduction dim ${d} to have non-zero size.`);
    }
  }
}

const argExtreme = (name: string, word: string, sign: 1 | -1) =>
  defineOp({
    name,
    doc: `The index of the first ${word} along dim, or in the flattened tensor.`,
    params: [tensor("input"), int("dim", null), flag("keepdim", false)],
    promote: "none",
    dtype: "int64",
    shape: ({ input, dim, keepdim }) => {
      const empty =
        dim === null
          ? numel(input.shape) === 0
          : input.shape[wrapDim(dim, input.shape.length)] === 0;
      if (empty) {
        throw new IndexError(
          dim === null
            ? `${name}(): Expected reduction dim to be specified for input.numel() == 0.`
            : `${name}(): Expected reduction dim ${dim} to have non-zero size.`,
        );
      }
      return shapeOf({ input, dim, keepdim });
    },
    forward: (out, x) =>
      kernels.argExtreme(dataOf(out), dataOf(x), planOf(out, x, out.args.dim), sign),
    backward: null,
    samples: () => [[distinct([2, 3])], [distinct([2, 3]), 1], [distinct([2, 3]), 0, true]],
  });

export const argmax = argExtreme("argmax", "largest value", 1);
export const argmin = argExtreme("argmin", "smallest value", -1);

/** The elements at `indices` along one dimension. The names give the result its `gradFn`. */
const pickAlong = (name: string, gradFn: string) =>
  defineOp({
    name,
    namespace: "internal",
    gradFn,
    doc: "The elements that lie at the given indices along dim.",
    params: [tensor("input"), tensor("indices"), int("dim"), flag("keepdim")],
    promote: "none",
    shape: ({ indices }) => indices.shape,
    forward: (out, x, indices) => {
      const { starts, offsets } = planOf(out, x, out.args.dim);
      const [data, from, at] = [dataOf(out), dataOf(x), dataOf(indices)];
      for (let o = 0; o < data.length; o++) {
        data[o] = from[(starts[o] as number) + (offsets[at[o] as number] as number)] as number;
      }
    },
    backward: {
      input: ({ grad, indices, facts, dim, keepdim }) =>
        putAlong(grad, indices, facts.input.shape, dim, keepdim),
      indices: null,
    },
    samples: () => [[distinct([2, 3]), distinct([2, 3]).argmax(1), 1, false]],
  });

const maxAlong = pickAlong("maxAlong", "MaxBackward0");
const minAlong = pickAlong("minAlong", "MinBackward0");

/** The adjoint of picking: zeros with `values` at the indices. */
const putAlong: (
  values: Tensor,
  indices: Tensor,
  shape: Shape,
  dim: number,
  keepdim: boolean,
) => Tensor = defineOp({
  name: "putAlong",
  namespace: "internal",
  doc: "Zeros of a shape, with values at the given indices along dim.",
  params: [tensor("values"), tensor("indices"), sizes("shape"), int("dim"), flag("keepdim")],
  promote: "none",
  shape: ({ shape }) => size(shape),
  forward: (out, values, indices) => {
    const { starts, offsets } = planOf(out, out, out.args.dim);
    const [data, from, at] = [dataOf(out), dataOf(values), dataOf(indices)];
    data.fill(0);
    for (let o = 0; o < from.length; o++) {
      data[(starts[o] as number) + (offsets[at[o] as number] as number)] = from[o] as number;
    }
  },
  backward: {
    values: ({ grad, indices, dim, keepdim }) => maxAlong(grad, indices, dim, keepdim),
    indices: null,
  },
  samples: () => [
    [uniform([2]), distinct([2, 3]).argmax(1), { shape: [2, 3], dim: 1, keepdim: false }],
  ],
});

/** Values and where they are: an array with names. */
export type ValuesAndIndices = readonly [values: Tensor, indices: Tensor] & {
  readonly values: Tensor;
  readonly indices: Tensor;
};

export const named = (values: Tensor, indices: Tensor): ValuesAndIndices =>
  Object.assign([values, indices] as const, { values, indices });

interface Extreme {
  (input: Tensor): Tensor;
  (input: Tensor, dim: number, keepdim?: boolean): ValuesAndIndices;
  (input: Tensor, options: { readonly dim: number; readonly keepdim?: boolean }): ValuesAndIndices;
  (input: Tensor, other: Tensor): Tensor;
}

const overloaded = (
  name: "max" | "min",
  all: (input: Tensor) => Tensor,
  arg: (input: Tensor, dim: number, keepdim: boolean) => Tensor,
  values: typeof maxAlong,
  pair: (input: Tensor, other: Tensor) => Tensor,
): Extreme & { readonly op: Op } =>
  defineOverloads<Extreme>({
    name,
    doc: `The ${name === "max" ? "largest" : "smallest"} value; with dim the values along it and their indices; with another tensor elementwise.`,
    forms: [
      { params: [tensor("input")], call: (input: Tensor) => all(input) },
      {
        params: [tensor("input"), int("dim"), flag("keepdim", false)],
        call: (input: Tensor, dim: number, keepdim: boolean) => {
          const indices = arg(input, dim, keepdim);
          return named(values(input, indices, dim, keepdim), indices);
        },
      },
      {
        params: [tensor("input"), tensor("other")],
        call: (input: Tensor, other: Tensor) => pair(input, other),
      },
    ],
    samples: () => [[distinct([2, 3])], [distinct([2, 3]), 1], [distinct([2, 3]), distinct([3])]],
  });

export const max = overloaded("max", maxAll, argmax, maxAlong, maximum);
export const min = overloaded("min", minAll, argmin, minAlong, minimum);
