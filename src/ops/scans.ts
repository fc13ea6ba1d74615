// Scans: running sums along a dimension. Every rule here is again a scan, in the other direction.

import { isFloating } from "../dtype";
import type { Node } from "../graph";
import { planReduce, type ReducePlan } from "../kernels/reduce";
import { convert } from "../nested";
import { defineOp } from "../op";
import { dtype, flag, int, tensor } from "../params";
import { wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { shifted } from "./flip";
import { uniform } from "./samples";

/** The lines along `dim`; prepared once. */
export function linesOf(out: Node, dim: number): ReducePlan {
  const { shape } = out;
  out.plan ??= planReduce(shape, shape.length === 0 ? [] : [wrapDim(dim, shape.length)]);
  return out.plan as ReducePlan;
}

/** Checks `dim` and returns the input's shape: a scan keeps it. */
export const scanShape = ({ input, dim }: { input: Node; dim: number }) => {
  wrapDim(dim, input.shape.length);
  return input.shape;
};

/** Integers are added up as int64. */
export const scanDtype = (input: Node, given: Node["dtype"] | null) =>
  given ?? (isFloating(input.dtype) ? input.dtype : "int64");

const scanSamples = () => [
  [uniform([4]), 0],
  [uniform([2, 3]), -1],
  [uniform([3, 2]), 0],
  [uniform([]), 0],
];

export const cumsum = defineOp({
  name: "cumsum",
  doc: "The running sum along dim.",
  params: [tensor("input"), int("dim"), dtype("dtype", null)],
  promote: "none",
  shape: scanShape,
  dtype: ({ input, dtype }) => scanDtype(input, dtype),
  forward: (out, x) => runningSums(out, x, false),
  backward: { input: ({ grad, dim }) => cumsumFromEnd(grad, dim) },
  samples: scanSamples,
});

function runningSums(out: Node & { args: { dim: number } }, x: Node, reverse: boolean): void {
  const { starts, offsets } = linesOf(out, out.args.dim);
  const [data, from] = [dataOf(out), dataOf(x)];
  const n = offsets.length;
  // Fractions are cast before they are added up.
  const integer = !isFloating(out.dtype);
  for (const start of starts) {
    let total = 0;
    for (let i = 0; i < n; i++) {
      const at = start + (offsets[reverse ? n - 1 - i : i] as number);
      total += integer ? convert(from[at] as number, out.dtype) : (from[at] as number);
      data[at] = total;
    }
  }
}

const cumsumFromEnd: (input: Tensor, dim: number) => Tensor = defineOp({
  name: "cumsumFromEnd",
  namespace: "internal",
  doc: "The running sum along dim, from the end.",
  params: [tensor("input"), int("dim")],
  promote: "none",
  shape: scanShape,
  forward: (out, x) => runningSums(out, x, true),
  backward: { input: ({ grad, dim }) => grad.cumsum(dim) },
  samples: scanSamples,
});

/** y_i = factor_i · y_(i-1) + term_i along dim; in reverse y_i = factor_i · y_(i+1) + term_i. */
export const recurrence: (factor: Tensor, term: Tensor, dim: number, reverse: boolean) => Tensor =
  defineOp({
    name: "recurrence",
    namespace: "internal",
    doc: "The linear recurrence y = factor · (y before) + term along dim, or from the end.",
    params: [tensor("factor"), tensor("term"), int("dim"), flag("reverse")],
    promote: "none",
    shape: ({ term }) => term.shape,
    forward: (out, factor, term) => {
      const { dim, reverse } = out.args;
      const { starts, offsets } = linesOf(out, dim);
      const [data, a, b] = [dataOf(out), dataOf(factor), dataOf(term)];
      const n = offsets.length;
      for (const start of starts) {
        let y = 0;
        for (let i = 0; i < n; i++) {
          const at = start + (offsets[reverse ? n - 1 - i : i] as number);
          y = (i === 0 ? 0 : (a[at] as number) * y) + (b[at] as number);
          data[at] = y;
        }
      }
    },
    // dL/d term runs the other way: s_i = grad_i + factor_(i+1) s_(i+1)
    backward: {
      factor: ({ grad, factor, output, dim, reverse }) =>
        recurrence(next(factor, dim, reverse), grad, dim, !reverse).mul(
          shifted(output, dim, reverse ? "start" : "end", 0),
        ),
      term: ({ grad, factor, dim, reverse }) =>
        recurrence(next(factor, dim, reverse), grad, dim, !reverse),
    },
    samples: () => [
      [uniform([4]), uniform([4]), 0, false],
      [uniform([2, 3]), uniform([2, 3]), 1, true],
    ],
  });

const next = (factor: Tensor, dim: number, reverse: boolean): Tensor =>
  factor.ndim === 0 ? factor : shifted(factor, dim, reverse ? "end" : "start", 0);

export const logcumsumexp = defineOp({
  name: "logcumsumexp",
  doc: "The logarithm of the running sum of exp(input) along dim, without overflow.",
  params: [tensor("input"), int("dim")],
  promote: "none",
  shape: scanShape,
  forward: (out, x) => {
    const { starts, offsets } = linesOf(out, out.args.dim);
    const [data, from] = [dataOf(out), dataOf(x)];
    for (const start of starts) {
      let total = Number.NEGATIVE_INFINITY;
      for (const offset of offsets) {
        const value = from[start + offset] as number;
        const [low, high] = value < total ? [value, total] : [total, value];
        total =
          high === low && !Number.isFinite(high) ? high : high + Math.log1p(Math.exp(low - high));
        data[start + offset] = total;
      }
    }
  },
  // dx_k = Σ_(i≥k) g_i exp(x_k - y_i): a recurrence whose factors exp(y_k - y_(k+1)) are at most 1
  backward: {
    input: ({ grad, input, output, dim }) => {
      if (input.ndim === 0) return grad;
      const factor = output.sub(shifted(output, dim, "start", 0)).exp();
      return recurrence(factor, grad, dim, true).mul(input.sub(output).exp());
    },
  },
  samples: scanSamples,
});
