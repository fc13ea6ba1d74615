// Overwriting: what in-place operations leave on the graph.

import type { Op } from "../definition";
import type { Node } from "../graph";
import { gather, scatter } from "../kernels/strided";
import { convert } from "../nested";
import { defineOp } from "../op";
import { int, sizes, tensor } from "../params";
import { size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { zerosOf } from "./zeros";

/** Where a view's elements lie among its base's. */
export interface Place {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

const place = [sizes("size"), sizes("strides"), int("offset")] as const;

/** input with `values` where a view of it lies: an in-place write to the view, seen from the base. */
export const scatterInto: (input: Tensor, values: Tensor, place: Place) => Tensor = defineOp({
  name: "scatterInto",
  namespace: "internal",
  gradFn: "CopySlices",
  doc: "input with values where a view of it lies.",
  params: [tensor("input"), tensor("values"), ...place],
  promote: "none",
  shape: ({ input }) => input.shape,
  forward: (out, x, values) => {
    const data = dataOf(out);
    const from = dataOf(x);
    for (let i = 0; i < data.length; i++) data[i] = from[i] as number;
    scatter(data, dataOf(values), { shape: out.args.size, ...out.args });
  },
  backward: {
    input: ({ grad, facts, size: shape, strides, offset }) =>
      scatterInto(grad, zerosOf(facts.values.shape, grad.dtype), { size: shape, strides, offset }),
    values: ({ grad, size: shape, strides, offset }) =>
      takeFrom(grad, { size: shape, strides, offset }),
  },
  samples: () => [[uniform([4]), uniform([2]), { size: [2], strides: [2], offset: 1 }]],
});

const takeFrom: (input: Tensor, place: Place) => Tensor = defineOp({
  name: "takeFrom",
  namespace: "internal",
  gradFn: "AsStridedBackward0",
  doc: "The elements that a view shows.",
  params: [tensor("input"), ...place],
  promote: "none",
  shape: ({ size: shape }) => size(shape),
  forward: (out, x) => {
    gather(dataOf(out), dataOf(x), { shape: out.args.size, ...out.args });
  },
  backward: {
    input: ({ grad, facts, size: shape, strides, offset }) =>
      scatterInto(zerosOf(facts.input.shape, grad.dtype), grad, { size: shape, strides, offset }),
  },
  samples: () => [[uniform([4]), { size: [2], strides: [2], offset: 1 }]],
});

/** One value everywhere, in the shape of input, which keeps a gradient of zeros. */
export const fill: (input: Tensor, value: Tensor | number) => Tensor = defineOp({
  name: "fill",
  namespace: "internal",
  doc: "value everywhere, in the shape of input.",
  params: [tensor("input"), tensor("value")],
  promote: "none",
  shape: ({ input }) => input.shape,
  forward: (out, _input, value) => {
    dataOf(out).fill(convert(dataOf(value)[0] as number, out.dtype));
  },
  backward: {
    input: ({ grad, facts }) => zerosOf(facts.input.shape, grad.dtype),
    value: ({ grad }) => grad.sum(),
  },
  samples: () => [[uniform([2, 3]), uniform([])]],
});

/** The derivative of what does not change: zeros whatever the cotangent, which may be infinite. */
export const flat = (grad: Tensor): Tensor => fill(grad, 0);

/**
 * Another value with input's derivative: an in-place write under noGrad changes what a computed
 * tensor shows, not what it is differentiated as.
 */
export const overwrite: (input: Tensor, value: Tensor) => Tensor = defineOp({
  name: "overwrite",
  namespace: "internal",
  gradFn: ({ input }) => (input.op === null ? "CopyBackwards" : gradFnName(input)),
  doc: "value, differentiated as input.",
  params: [tensor("input"), tensor("value")],
  promote: "none",
  shape: ({ input }) => input.shape,
  forward: (out, _input, value) => {
    const data = dataOf(out);
    const from = dataOf(value);
    for (let i = 0; i < data.length; i++) data[i] = from[i] as number;
  },
  backward: { input: ({ grad }) => grad, value: null },
  samples: () => [],
});

const gradFnName = (node: Node): string => (node.op as Op).gradFnName(node);
