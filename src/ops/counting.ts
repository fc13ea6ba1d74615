// Reductions that ask and count: any, all, countNonzero; and nansum.

import { type DType, isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import * as kernels from "../kernels/reduce";
import { defineOp } from "../op";
import { dtype } from "../params";
import { dataOf } from "./family";
import { overDims, planOf, reduceParams, restore, shapeOf } from "./reduce";
import { mask, uniform } from "./samples";
import { scanDtype } from "./scans";

const counting = (
  about: { readonly name: string; readonly doc: string; readonly dtype: DType },
  initial: number,
  f: (total: number, x: number) => number,
) =>
  defineOp({
    ...about,
    params: reduceParams,
    promote: "none",
    shape: shapeOf,
    forward: (out, x) =>
      kernels.fold(dataOf(out), dataOf(x), planOf(out, x, out.args.dim), initial, f),
    backward: null,
    samples: overDims(mask),
  });

export const any = counting(
  { name: "any", doc: "Whether any element is not 0.", dtype: "bool" },
  0,
  (t, x) => (t !== 0 || x !== 0 ? 1 : 0),
);
export const all = counting(
  { name: "all", doc: "Whether no element is 0.", dtype: "bool" },
  1,
  (t, x) => (t !== 0 && x !== 0 ? 1 : 0),
);
export const countNonzero = counting(
  { name: "countNonzero", doc: "How many elements are not 0.", dtype: "int64" },
  0,
  (t, x) => t + (x !== 0 ? 1 : 0),
);

export const nansum = defineOp({
  name: "nansum",
  doc: "The sum over dim, or over all elements, NaN counted as 0.",
  params: [...reduceParams, dtype("dtype", null)],
  promote: "none",
  shape: shapeOf,
  dtype: ({ input, dtype }) => {
    const type = scanDtype(input, dtype);
    if (!isFloating(input.dtype) || isFloating(type)) return type;
    throw new RuntimeError(`"nansum_cpu" not implemented for '${scalarTypeName(type)}'`);
  },
  forward: (out, x) =>
    kernels.fold(dataOf(out), dataOf(x), planOf(out, x, out.args.dim), 0, (t, v) =>
      v !== v ? t : t + v,
    ),
  backward: {
    input: ({ grad, input, facts, dim, keepdim }) =>
      restore(grad, facts.input.shape, dim, keepdim).maskedFill(input.isnan(), 0),
  },
  samples: overDims(uniform),
});
