// Moving elements along a dimension: flip, roll, and the shift by one that scans need.

import { full } from "../creation";
import { RuntimeError } from "../errors";
import { gather } from "../kernels/strided";
import { defineOp } from "../op";
import { dims, sizes, tensor } from "../params";
import { contiguousStrides, numel, type Shape, wrapDim, wrapDims } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { cat } from "./join";
import type { Dims } from "./reduce";
import { uniform } from "./samples";

export const flip = defineOp({
  name: "flip",
  doc: "The elements in reverse order along dims.",
  params: [tensor("input"), sizes("dims")],
  promote: "none",
  shape: ({ input, dims }) => {
    if (dims.length > 0) wrapDims(dims, input.shape.length);
    return input.shape;
  },
  forward: (out, x) => {
    const strides = contiguousStrides(x.shape);
    let offset = 0;
    for (const given of out.args.dims) {
      const d = wrapDim(given, x.shape.length);
      if (x.shape.length === 0) continue;
      offset += ((x.shape[d] as number) - 1) * (strides[d] as number);
      strides[d] = -(strides[d] as number);
    }
    gather(dataOf(out), dataOf(x), { shape: x.shape, strides, offset });
  },
  backward: { input: ({ grad, dims }) => grad.flip(dims) },
  samples: () => [
    [uniform([3]), [0]],
    [uniform([2, 3]), [0, -1]],
  ],
});

/** One shift per dimension of `shape`. */
function shiftsOf(shape: Shape, shifts: readonly number[], along: readonly number[]): number[] {
  if (shifts.length !== along.length) {
    throw new RuntimeError(
      `shifts and dimensions must align. shifts: ${shifts.length}, dims:${along.length}`,
    );
  }
  const shift = new Array<number>(shape.length).fill(0);
  along.forEach((given, i) => {
    const d = wrapDim(given, shape.length);
    shift[d] = (shift[d] as number) + (shifts[i] as number);
  });
  return shift;
}

const asList = (value: number | readonly number[]): readonly number[] =>
  typeof value === "number" ? [value] : value;

export const roll = defineOp({
  name: "roll",
  doc: "The elements moved on by shifts along dims, those at the end to the front; without dims as one row.",
  params: [tensor("input"), dims("shifts"), dims("dims", null)],
  promote: "none",
  shape: ({ input, shifts, dims }) => {
    const shape = dims === null ? [numel(input.shape)] : input.shape;
    shiftsOf(shape, asList(shifts), dims === null ? [0] : asList(dims));
    return input.shape;
  },
  forward: (out, x) => {
    const { shifts, dims } = out.args;
    // Without dims the tensor is one row.
    const shape = dims === null ? [numel(x.shape)] : x.shape;
    const shift = shiftsOf(shape, asList(shifts), dims === null ? [0] : asList(dims));
    const strides = contiguousStrides(shape);
    const [data, from] = [dataOf(out), dataOf(x)];
    for (let i = 0; i < data.length; i++) {
      let at = 0;
      for (let d = 0; d < shape.length; d++) {
        const n = shape[d] as number;
        const own = Math.floor(i / (strides[d] as number)) % n;
        at += ((((own - (shift[d] as number)) % n) + n) % n) * (strides[d] as number);
      }
      data[i] = from[at] as number;
    }
  },
  backward: {
    input: ({ grad, shifts, dims }) => rollBack(grad, asList(shifts), dims),
  },
  samples: () => [
    [uniform([5]), 2],
    [uniform([2, 3]), 4],
    [uniform([2, 3]), -1, 1],
    [uniform([2, 3]), [1, 2], [0, 1]],
  ],
});

const rollBack = (x: Tensor, shifts: readonly number[], along: Dims): Tensor =>
  roll(
    x,
    shifts.map((n) => -n),
    along,
  );

/** The tensor moved by one along `dim`, towards its end or its start; `fill` comes in. */
export function shifted(x: Tensor, dim: number, towards: "end" | "start", fill: number): Tensor {
  const n = x.size(dim);
  if (n === 0) return x;
  const edge = full(x.narrow(dim, 0, 1).shape, fill, { dtype: x.dtype });
  return towards === "end"
    ? cat([edge, x.narrow(dim, 0, n - 1)], dim)
    : cat([x.narrow(dim, 1, n - 1), edge], dim);
}
