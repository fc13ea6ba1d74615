// Softmax and its logarithm, shifted by the maximum so that nothing overflows.

import type { OpNode } from "../definition";
import { type DType, isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import type { Run } from "../kernels/reduce";
import * as kernels from "../kernels/softmax";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";
import { defineOp } from "../op";
import { dims, dtype, flag, int, tensor } from "../params";
import { numel, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { enough } from "./instructions";
import { planOf, restore, shapeOf } from "./reduce";
import { uniform } from "./samples";

const params = [tensor("input"), int("dim"), dtype("dtype", null)] as const;

const make = (name: string, gradFn: string, log: boolean, doc: string) => ({
  name,
  gradFn,
  doc,
  params,
  promote: "none" as const,
  dtype: ({ input, dtype }: { input: Node; dtype: DType | null }) => {
    const type = dtype ?? input.dtype;
    if (isFloating(type)) return type;
    throw new RuntimeError(
      `"${log ? "log_" : ""}softmax_lastdim_kernel_impl" not implemented for '${scalarTypeName(type)}'`,
    );
  },
  shape: ({ input, dim }: { input: Node; dim: number }) => {
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

/** What is normalised, seen as [outer, length, inner]: one dimension always can be. */
const runOf = (out: Node, x: Node, dim: number): Run => planOf(out, x, dim).run as Run;

/** The instruction of a kernel in single precision, given the words for a run of elements. */
function instructionFor(code: number, out: Node, run: Run, log: boolean): Instruction | null {
  if (out.dtype !== "float32" || numel(out.shape) < enough) return null;
  return { code, p: [run.outer, run.length, run.inner, log ? 1 : 0], approximate: true };
}

const kernelsOf = (log: boolean) => ({
  forward: (out: OpNode<typeof params>, x: Node): void =>
    kernels.softmax(dataOf(out), dataOf(x), runOf(out, x, out.args.dim), log),
  instruction: (out: OpNode<typeof params>, x: Node): Instruction | null =>
    x.dtype === out.dtype
      ? instructionFor(codes.softmaxF32, out, runOf(out, x, out.args.dim), log)
      : null,
});

const slopeParams = [tensor("cotangent"), tensor("values"), int("dim")] as const;

const makeSlope = (name: string, gradFn: string, log: boolean, doc: string) => ({
  name,
  gradFn,
  doc,
  namespace: "internal" as const,
  params: slopeParams,
  promote: "none" as const,
  forward: (out: OpNode<typeof slopeParams>, g: Node, y: Node): void =>
    kernels.softmaxBackward(dataOf(out), dataOf(g), dataOf(y), runOf(out, y, out.args.dim), log),
  instruction: (out: OpNode<typeof slopeParams>, _g: Node, y: Node): Instruction | null => {
    const run = runOf(out, y, out.args.dim);
    return run.inner === 1 ? instructionFor(codes.softmaxBackwardF32, out, run, log) : null;
  },
  samples: () => [
    [uniform([2, 3]), uniform([2, 3]), 1],
    [uniform([2, 3]), uniform([2, 3]), 0],
  ],
});

const softmaxBackward: (cotangent: Tensor, values: Tensor, dim: number) => Tensor = defineOp({
  ...makeSlope(
    "softmaxBackward",
    "SoftmaxBackwardDataBackward0",
    false,
    "y (g - Σ g y) for values y of softmax.",
  ),
  backward: {
    cotangent: ({ grad, values, dim }) => softmaxBackward(grad, values, dim),
    // c (g - Σ g y) - g Σ c y
    values: ({ grad, cotangent, values, dim }) => {
      const along = (t: Tensor) => t.mul(values).sum(dim, true);
      return grad.mul(cotangent.sub(along(cotangent))).sub(cotangent.mul(along(grad)));
    },
  },
});

const logSoftmaxBackward: (cotangent: Tensor, values: Tensor, dim: number) => Tensor = defineOp({
  ...makeSlope(
    "logSoftmaxBackward",
    "LogSoftmaxBackwardDataBackward0",
    true,
    "g - exp(y) Σ g for values y of logSoftmax.",
  ),
  backward: {
    cotangent: ({ grad, values, dim }) => grad.sub(grad.mul(values.exp()).sum(dim, true)),
    values: ({ grad, cotangent, values, dim }) =>
      grad.mul(values.exp()).mul(cotangent.sum(dim, true)).neg(),
  },
});

export const softmax = defineOp({
  ...make("softmax", "SoftmaxBackward0", false, "exp(input) / sum(exp(input)) along dim."),
  ...kernelsOf(false),
  backward: { input: ({ grad, output, dim }) => softmaxBackward(grad, output, dim) },
});

export const logSoftmax = defineOp({
  ...make("logSoftmax", "LogSoftmaxBackward0", true, "The logarithm of softmax along dim."),
  ...kernelsOf(true),
  backward: { input: ({ grad, output, dim }) => logSoftmaxBackward(grad, output, dim) },
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
