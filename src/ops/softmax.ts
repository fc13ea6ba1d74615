// Softmax and its logarithm, shifted by the maximum so that nothing overflows.

import { isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import * as kernels from "../kernels/reduce";
import { defineOp } from "../op";
import { dims, dtype, flag, int, tensor } from "../params";
import { wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { planOf, restore, shapeOf } from "./reduce";
import { uniform } from "./samples";

const params = [tensor("input"), int("dim"), dtype("dtype", null)] as const;

const make = (name: string, gradFn: string, log: boolean, doc: string) => ({
  name,
  gradFn,
  doc,
  params,
  promote: "none" as const,
  dtype: ({
    input,
    dtype,
  }: {
    input: import("../graph").Node;
    dtype: import("../dtype").DType | null;
  }) => {
    const type = dtype ?? input.dtype;
    if (isFloating(type)) return type;
    throw new RuntimeError(
      `"${log ? "log_" : ""}softmax_lastdim_kernel_impl" not implemented for '${scalarTypeName(type)}'`,
    );
  },
  shape: ({ input, dim }: { input: import("../graph").Node; dim: number }) => {
    wrapDim(dim, input.shape.length);
    return input.shape;
  },
  samples: () => [
    [uniform([2, 3]), 1],
    [uniform([2, 3]), 0],
    [uniform([2, 3, 2]), -2],
    [uniform([]), 0],
  ],
});

export const softmax = defineOp({
  ...make("softmax", "SoftmaxBackward0", false, "exp(input) / sum(exp(input)) along dim."),
  forward: (out, x) => kernels.softmax(dataOf(out), dataOf(x), planOf(out, x, out.args.dim), false),
  // dx = s (g - Σ g s)
  backward: {
    input: ({ grad, output, dim }) => {
      const weighted = grad.mul(output);
      return weighted.sub(output.mul(weighted.sum(dim, true)));
    },
  },
});

export const logSoftmax = defineOp({
  ...make("logSoftmax", "LogSoftmaxBackward0", true, "The logarithm of softmax along dim."),
  forward: (out, x) => kernels.softmax(dataOf(out), dataOf(x), planOf(out, x, out.args.dim), true),
  // dx = g - exp(out) Σ g
  backward: {
    input: ({ grad, output, dim }) => grad.sub(output.exp().mul(grad.sum(dim, true))),
  },
});

export const logsumexp = defineOp({
  name: "logsumexp",
  doc: "log(sum(exp(input))) over dim, without overflow.",
  params: [tensor("input"), dims("dim"), flag("keepdim", false)],
  promote: "floating",
  shape: shapeOf,
  forward: (out, x) => {
    const { starts, offsets } = planOf(out, x, out.args.dim);
    const [data, from] = [dataOf(out), dataOf(x)];
    for (let o = 0; o < data.length; o++) {
      const at = (r: number) => from[(starts[o] as number) + (offsets[r] as number)] as number;
      let max = Number.NEGATIVE_INFINITY;
      for (let r = 0; r < offsets.length; r++) if (at(r) > max || at(r) !== at(r)) max = at(r);
      const shift = Math.abs(max) === Infinity ? 0 : max;
      let total = 0;
      for (let r = 0; r < offsets.length; r++) total += Math.exp(at(r) - shift);
      data[o] = Math.log(total) + shift;
    }
  },
  // dx = g exp(x - out)
  backward: {
    input: ({ grad, input, output, facts, dim, keepdim }) => {
      const spread = (t: Tensor) => restore(t, facts.input.shape, dim, keepdim);
      return spread(grad).mul(input.sub(spread(output)).exp());
    },
  },
  samples: () => [
    [uniform([2, 3]), 1],
    [uniform([2, 3, 2]), [0, 2], true],
    [uniform([]), 0],
  ],
});
