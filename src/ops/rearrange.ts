// Elements laid out anew: rot90, repeatInterleave, the windows of unfold, and meshgrid.

import { defineComposite } from "../composite";
import { scalarTypeName } from "../dtype";
import { IndexError, RuntimeError } from "../errors";
import type { Node } from "../graph";
import type { Data } from "../kernels/elementwise";
import { gather, type Window } from "../kernels/strided";
import { defineOp } from "../op";
import { choice, int, sizes, tensor, tensors } from "../params";
import { contiguousStrides, numel, type Shape, type Size, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { indexSelect } from "./gather";
import { normalStrides, stridesOf } from "./movement";
import { integers, uniform } from "./samples";

/** The two dimensions of a rotation, checked. */
function planeOf(shape: Shape, dims: readonly number[]): readonly [number, number] {
  const rank = shape.length;
  const [first, second] = dims as readonly [number, number];
  if (dims.length !== 2) {
    throw new RuntimeError(`expected total rotation dims == 2, but got dims = ${dims.length}`);
  }
  if (rank < 2) throw new RuntimeError(`expected total dims >= 2, but got total dims = ${rank}`);
  if (first === second || Math.abs(first - second) === rank) {
    throw new RuntimeError(
      `expected rotation dims to be different, but got dim0 = ${first} and dim1 = ${second}`,
    );
  }
  dims.forEach((d, i) => {
    if (d < -rank || d >= rank)
      throw new RuntimeError(`Rotation dim${i} out of range, dim${i} = ${d}`);
  });
  return [wrapDim(first, rank), wrapDim(second, rank)];
}

/** The input as it is read for its rotation: some dimensions backwards, at odd turns exchanged. */
function rotated(input: Shape, k: number, dims: readonly number[]): Window {
  const [a, b] = planeOf(input, dims);
  const turns = ((k % 4) + 4) % 4;
  const backwards = [[], [b], [a, b], [a]][turns] as number[];
  const [shape, strides] = [[...input], contiguousStrides(input)];
  let offset = 0;
  for (const d of backwards) {
    offset += ((shape[d] as number) - 1) * (strides[d] as number);
    strides[d] = -(strides[d] as number);
  }
  if (turns % 2 === 1) {
    for (const list of [shape, strides]) {
      [list[a], list[b]] = [list[b] as number, list[a] as number];
    }
  }
  return { shape, strides, offset };
}

export const rot90 = defineOp({
  name: "rot90",
  doc: "The plane of two dims turned k times by 90 degrees, from the first dim towards the second.",
  params: [tensor("input"), int("k", 1), sizes("dims", [0, 1])],
  promote: "none",
  shape: ({ input, k, dims }) => size(rotated(input.shape, k, dims).shape),
  forward: (out, x) => {
    gather(dataOf(out), dataOf(x), rotated(x.shape, out.args.k, out.args.dims));
  },
  backward: { input: ({ grad, k, dims }) => grad.rot90(-k, dims) },
  samples: () => [[uniform([2, 3])], [uniform([2, 3, 2]), 2, [2, 0]], [uniform([2, 3]), -1]],
});

/** What the values of repeats may be. */
function checkRepeats(repeats: Node): readonly number[] {
  if (repeats.dtype !== "int64") {
    throw new RuntimeError(
      `"repeat_interleave_cpu" not implemented for '${scalarTypeName(repeats.dtype)}'`,
    );
  }
  if (repeats.shape.length > 1) {
    throw new RuntimeError("repeats must be 0-dim or 1-dim tensor", { parameter: "repeats" });
  }
  const counts = [...dataOf(repeats)];
  if (counts.every((count) => count >= 0)) return counts;
  throw new RuntimeError("repeats can not be negative", { parameter: "repeats" });
}

/** How often each of n slices is repeated. */
function countsOf(n: number, repeats: readonly number[]): readonly number[] {
  if (repeats.length === 1) return new Array<number>(n).fill(repeats[0] as number);
  if (repeats.length === n) return repeats;
  throw new RuntimeError("repeats must have the same size as input along dim", {
    parameter: "repeats",
  });
}

const repeatedIndices = defineOp({
  name: "repeatedIndices",
  namespace: "internal",
  doc: "The indices of input along dim, each as often as its repeat says.",
  params: [tensor("input"), sizes("repeats"), int("dim")],
  promote: "none",
  dtype: "int64",
  shape: ({ input, repeats, dim }) =>
    size([countsOf(input.shape[dim] as number, repeats).reduce((total, n) => total + n, 0)]),
  forward: (out, x) => {
    const data = dataOf(out);
    let at = 0;
    countsOf(x.shape[out.args.dim] as number, out.args.repeats).forEach((n, i) => {
      data.fill(i, at, at + n);
      at += n;
    });
  },
  backward: null,
  samples: () => [[uniform([3]), [2], 0]],
});

export const repeatInterleave = defineComposite({
  name: "repeatInterleave",
  readsSizes: true,
  doc: "Each slice along dim (each element, of the flattened tensor, without dim) repeats times; repeats may be one number or one for each. Their values are read at the call.",
  params: [tensor("input"), tensor("repeats"), int("dim", null), int("outputSize", null)],
  compose: ({ input, repeats, dim, outputSize }): Tensor => {
    if (dim !== null && input.ndim === 0) {
      throw new IndexError(`Dimension specified as ${dim} but tensor has no dimensions`, {
        parameter: "dim",
      });
    }
    const from = dim === null ? input.reshape([-1]) : input;
    const along = wrapDim(dim ?? 0, from.ndim);
    const indices = repeatedIndices(from, checkRepeats(repeats.read()), along);
    if (outputSize !== null && outputSize !== indices.numel()) {
      throw new RuntimeError("allocated size does not match required size", {
        parameter: "outputSize",
      });
    }
    return indexSelect(from, along, indices);
  },
  samples: () => [
    [uniform([2, 2]), 2],
    [uniform([2, 3]), integers([3], 3), 1],
  ],
});

/** The windows along a dimension: [n, …] becomes [windows, …, length]. */
function windowsOf(input: Shape, dim: number, length: number, step: number): Window {
  const shape = input.length === 0 ? [1] : [...input];
  const at = wrapDim(dim, shape.length);
  const n = shape[at] as number;
  if (length < 0) throw new RuntimeError(`size is ${length} but must be >= 0`);
  if (length > n) {
    throw new RuntimeError(
      `maximum size for tensor at dimension ${at} is ${n} but size is ${length}`,
      { parameter: "size" },
    );
  }
  if (step <= 0) {
    throw new RuntimeError(`step is ${step} but must be > 0`, { parameter: "step" });
  }
  const strides = contiguousStrides(shape);
  const along = strides[at] as number;
  shape[at] = Math.floor((n - length) / step) + 1;
  strides[at] = along * step;
  // A number has no dimension for the windows to stand in.
  if (input.length === 0) return { shape: [length], strides: [1], offset: 0 };
  return { shape: [...shape, length], strides: [...strides, along], offset: 0 };
}

const windowParams = [int("dimension"), int("size"), int("step")] as const;

export const unfold = defineOp({
  name: "unfold",
  doc: "All windows of size elements along dimension, step apart; a view with the windows' elements in a dimension of their own, at the end.",
  params: [tensor("input"), ...windowParams],
  promote: "none",
  isView: true,
  shape: ({ input, dimension, size: length, step }) =>
    size(windowsOf(input.shape, dimension, length, step).shape),
  strides: ({ input, dimension, size: length, step }) => {
    if (input.shape.length === 0) return null;
    const strides = [...stridesOf(input)];
    const at = wrapDim(dimension, strides.length);
    const along = strides[at] as number;
    strides[at] = along * step;
    const { shape } = windowsOf(input.shape, dimension, length, step);
    return normalStrides([...strides, along], shape);
  },
  forward: (out, x) => {
    const { dimension, size: length, step } = out.args;
    gather(dataOf(out), dataOf(x), windowsOf(x.shape, dimension, length, step));
  },
  backward: {
    input: ({ grad, facts, dimension, size: length, step }) =>
      addWindows(grad, facts.input.shape, dimension, length, step),
  },
  samples: () => [
    [uniform([6]), 0, 3, 1],
    [uniform([2, 5]), 1, 2, 3],
    [uniform([3, 2]), 0, 2, 1],
  ],
});

const addWindows: (
  values: Tensor,
  shape: Size,
  dimension: number,
  length: number,
  step: number,
) => Tensor = defineOp({
  name: "addWindows",
  namespace: "internal",
  gradFn: "UnfoldBackwardBackward0",
  doc: "The adjoint of unfold: what windows share is added up.",
  params: [tensor("values"), sizes("shape"), ...windowParams],
  promote: "none",
  shape: ({ shape }) => size(shape),
  forward: (out, values) => {
    const { shape, dimension, size: length, step } = out.args;
    addInto(dataOf(out), dataOf(values), windowsOf(shape, dimension, length, step));
  },
  backward: {
    values: ({ grad, dimension, size: length, step }) => grad.unfold(dimension, length, step),
  },
  samples: () => [[uniform([4, 3]), { shape: [6], dimension: 0, size: 3, step: 1 }]],
});

function addInto(out: Data, values: Data, { shape, strides }: Window): void {
  out.fill(0);
  const places = new Float64Array(numel(shape));
  const positions = Float64Array.from(out, (_, i) => i);
  gather(places, positions, { shape, strides, offset: 0 });
  for (let i = 0; i < places.length; i++) {
    const at = places[i] as number;
    out[at] = (out[at] as number) + (values[i] as number);
  }
}

export const meshgrid = defineComposite({
  name: "meshgrid",
  method: false,
  result: "readonly Tensor[]",
  doc: 'The coordinates of a grid, one tensor for each of its axes; with indexing "xy" the first two axes are exchanged.',
  params: [tensors("tensors"), choice("indexing", ["ij", "xy"] as const, "ij")],
  compose: ({ tensors: axes, indexing }): readonly Tensor[] => {
    if (axes.length === 0) throw new RuntimeError("meshgrid expects a non-empty TensorList");
    if (axes.some((axis) => axis.dtype !== axes[0]?.dtype)) {
      throw new RuntimeError("meshgrid expects all tensors to have the same dtype");
    }
    const swap = indexing === "xy" && axes.length >= 2;
    const order = axes.map((_, i) => (swap && i < 2 ? 1 - i : i));
    const shape = order.map((i) => (axes[i] as Tensor).numel());
    return axes.map((axis, i) => {
      if (axis.ndim > 1) {
        throw new RuntimeError(
          `torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${axis.shape}`,
        );
      }
      return axis.reshape(order.map((k) => (k === i ? axis.numel() : 1))).expand(shape);
    });
  },
  samples: () => [
    [[uniform([2]), uniform([3])]],
    [[uniform([2]), uniform([3])], { indexing: "xy" }],
  ],
});
