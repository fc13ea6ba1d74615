// Basic indexing: select, narrow, slices with steps. All are views; `at` (at.ts) is made of them.

import { defineComposite } from "../composite";
import type { Namespace, OpNode } from "../definition";
import { IndexError, RuntimeError, ValueError } from "../errors";
import type { Node } from "../graph";
import { scatter, type Window } from "../kernels/strided";
import { defineOp } from "../op";
import { int, sizes, tensor } from "../params";
import { contiguousStrides, list, type Shape, type Size, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { normalStrides, stridesOf } from "./movement";
import { uniform } from "./samples";
import { showing } from "./showing";

function selectAt(shape: Shape, dim: number, index: number): { at: number; i: number } {
  if (shape.length === 0) throw new IndexError("select() cannot be applied to a 0-dim tensor.");
  const at = wrapDim(dim, shape.length);
  const n = shape[at] as number;
  if (index < -n || index >= n) {
    throw new IndexError(
      `select(): index ${index} out of range for tensor of size ${list(shape)} at dimension ${at}`,
      { parameter: "index" },
    );
  }
  return { at, i: index < 0 ? index + n : index };
}

function selectWindow(shape: Shape, dim: number, index: number): Window {
  const { at, i } = selectAt(shape, dim, index);
  const strides = contiguousStrides(shape);
  const kept = (_: number, d: number) => d !== at;
  return {
    shape: shape.filter(kept),
    strides: strides.filter(kept),
    offset: i * (strides[at] as number),
  };
}

const selectParams = [tensor("input"), int("dim"), int("index")] as const;

/** A selection under a name: what unbind returns has a gradient function of its own. */
export const selectNamed = (name: string, namespace: Namespace, gradFn: string) =>
  defineOp({
    name,
    namespace,
    gradFn,
    doc: "One index along dim, which is removed.",
    params: selectParams,
    promote: "none",
    isView: true,
    shape: ({ input, dim, index }) => size(selectWindow(input.shape, dim, index).shape),
    strides: ({ input, dim, index }) => {
      const { at } = selectAt(input.shape, dim, index);
      const kept = (_: number, d: number) => d !== at;
      return normalStrides(stridesOf(input).filter(kept), input.shape.filter(kept));
    },
    offset: ({ input, dim, index }) => {
      const { at, i } = selectAt(input.shape, dim, index);
      return i * (stridesOf(input)[at] as number);
    },
    ...showing((out: OpNode<typeof selectParams>, x) =>
      selectWindow(x.shape, out.args.dim, out.args.index),
    ),
    backward: {
      input: ({ grad, facts, dim, index }) => selectBackward(grad, facts.input.shape, dim, index),
    },
    samples: () => [
      [uniform([3, 2]), 0, 1],
      [uniform([3, 2]), -1, -2],
    ],
  });

export const select = selectNamed("select", "torch", "SelectBackward0");

const selectBackward: (values: Tensor, shape: Size, dim: number, index: number) => Tensor =
  defineOp({
    name: "selectBackward",
    namespace: "internal",
    doc: "Zeros of a shape, with values at one index along dim.",
    params: [tensor("values"), sizes("shape"), int("dim"), int("index")],
    promote: "none",
    shape: ({ shape }) => size(shape),
    forward: (out, g) => {
      const { shape, dim, index } = out.args;
      dataOf(out).fill(0);
      scatter(dataOf(out), dataOf(g), selectWindow(shape, dim, index));
    },
    backward: { values: ({ grad, dim, index }) => grad.select(dim, index) },
    samples: () => [[uniform([2]), { shape: [3, 2], dim: 0, index: 1 }]],
  });

/** A slice as Python reads it: open ends, negative positions, clipped to the size. */
function clip(start: number | null, stop: number | null, n: number): { from: number; to: number } {
  const wrap = (i: number) => Math.min(n, Math.max(0, i < 0 ? i + n : i));
  const from = wrap(start ?? 0);
  return { from, to: Math.max(from, wrap(stop ?? n)) };
}

interface SliceArguments {
  readonly dim: number;
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

function sliceWindow(shape: Shape, { dim, start, stop, step }: SliceArguments): Window {
  if (step <= 0) throw new ValueError("step must be greater than zero");
  const at = wrapDim(dim, shape.length);
  const { from, to } = clip(start, stop, shape[at] as number);
  const strides = contiguousStrides(shape);
  const offset = from * (strides[at] as number);
  strides[at] = (strides[at] as number) * step;
  const sliced = [...shape];
  sliced[at] = Math.ceil((to - from) / step);
  return { shape: sliced, strides, offset };
}

const sliceParams = [
  tensor("input"),
  int("dim", 0),
  int("start", null),
  int("stop", null),
  int("step", 1),
] as const;

const sliceStrides = (input: Node, dim: number, step: number): number[] => {
  const strides = [...stridesOf(input)];
  const at = wrapDim(dim, strides.length);
  strides[at] = (strides[at] as number) * step;
  return strides;
};

/** A slice under a name: split and its kin are slices with gradient functions of their own. */
export const sliceNamed = (name: string, gradFn: string) =>
  defineOp({
    name,
    namespace: "internal",
    gradFn,
    doc: "The elements from start to before stop along dim, each step-th.",
    params: sliceParams,
    promote: "none",
    isView: true,
    shape: ({ input, dim, start, stop, step }) =>
      size(sliceWindow(input.shape, { dim, start, stop, step }).shape),
    strides: ({ input, dim, start, stop, step }) =>
      normalStrides(
        sliceStrides(input, dim, step),
        sliceWindow(input.shape, { dim, start, stop, step }).shape,
      ),
    offset: ({ input, dim, start, stop }) => {
      const at = wrapDim(dim, input.shape.length);
      return clip(start, stop, input.shape[at] as number).from * (stridesOf(input)[at] as number);
    },
    ...showing((out: OpNode<typeof sliceParams>, x) => sliceWindow(x.shape, out.args)),
    backward: {
      input: ({ grad, facts, dim, start, stop, step }) =>
        sliceBackward(grad, { shape: facts.input.shape, dim, start, stop, step }),
    },
    samples: () => [
      [uniform([5]), 0, 1, 4, 2],
      [uniform([3, 4]), { dim: 1, start: -3 }],
      [uniform([3]), { stop: 0 }],
    ],
  });

export const sliceOp = sliceNamed("slice", "SliceBackward0");

const sliceBackward: (values: Tensor, of: SliceArguments & { readonly shape: Size }) => Tensor =
  defineOp({
    name: "sliceBackward",
    namespace: "internal",
    doc: "Zeros of a shape, with values where a slice of it lies.",
    params: [
      tensor("values"),
      sizes("shape"),
      int("dim", 0),
      int("start", null),
      int("stop", null),
      int("step", 1),
    ],
    promote: "none",
    shape: ({ shape }) => size(shape),
    forward: (out, g) => {
      dataOf(out).fill(0);
      scatter(dataOf(out), dataOf(g), sliceWindow(out.args.shape, out.args));
    },
    backward: {
      values: ({ grad, dim, start, stop, step }) => sliceOp(grad, dim, start, stop, step),
    },
    samples: () => [[uniform([2]), { shape: [5], start: 1, stop: 4, step: 2 }]],
  });

export const narrow = defineComposite({
  name: "narrow",
  doc: "length elements from start on, along dim.",
  params: [tensor("input"), int("dim"), int("start"), int("length")],
  compose: ({ input, dim, start, length }): Tensor => {
    if (input.ndim === 0) throw new RuntimeError("narrow() cannot be applied to a 0-dim tensor.");
    const n = input.size(dim);
    if (start < -n || start > n) {
      throw new IndexError(
        `Dimension out of range (expected to be in range of [${-n}, ${n}], but got ${start})`,
        { op: "narrow", parameter: "start" },
      );
    }
    const from = start < 0 ? start + n : start;
    if (length < 0)
      throw new RuntimeError("narrow(): length must be non-negative.", { op: "narrow" });
    if (from + length > n) {
      throw new RuntimeError(
        `start (${from}) + length (${length}) exceeds dimension size (${n}).`,
        {
          op: "narrow",
          parameter: "length",
        },
      );
    }
    return sliceOp(input, dim, from, from + length);
  },
  samples: () => [[uniform([4, 2]), 0, 1, 2]],
});

export const alias = defineOp({
  name: "alias",
  namespace: "internal",
  doc: "A view of everything.",
  params: [tensor("input")],
  promote: "none",
  alias: true,
  isView: true,
  strides: ({ input }) => input.strides,
  forward: (out, x) => {
    out.share(x);
  },
  backward: { input: ({ grad }) => grad },
  samples: () => [[uniform([2])]],
});
