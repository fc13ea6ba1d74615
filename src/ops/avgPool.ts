// Average pooling, plain and adaptive. Both are linear: the gradient spreads each value evenly over
// its window, and that op's own gradient is the pooling again.

import { defineComposite } from "../composite";
import { isFloating, scalarTypeName } from "../dtype";
import { RuntimeError, ValueError } from "../errors";
import * as kernels from "../kernels/pool";
import { defineOp } from "../op";
import { dims, flag, int, sizes, tensor } from "../params";
import { type Shape, type Size, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { adaptiveSizes, isOmitted, outputSize, type PerDimension, single } from "./spatial";
import { adaptiveWindows, type PoolArguments, planeOf, pooledShape, windowsOver } from "./windows";

interface AverageArguments extends PoolArguments {
  readonly countIncludePad: boolean;
  readonly divisorOverride: number | null;
}

const windowParams = [
  dims("kernelSize"),
  dims("stride", null),
  dims("padding", 0),
  flag("ceilMode", false),
  flag("countIncludePad", true),
  int("divisorOverride", null),
] as const;

function poolingOf(shape: Shape, given: AverageArguments): kernels.Pooling {
  const [height, width] = shape.slice(-2) as [number, number];
  const [rows, columns] = planeOf("avg_pool2d", given);
  return {
    rows: windowsOver(height, rows, given.countIncludePad),
    columns: windowsOver(width, columns, given.countIncludePad),
    divisor: given.divisorOverride,
  };
}

const argumentsOf = (rule: AverageArguments): AverageArguments => ({
  kernelSize: rule.kernelSize,
  stride: rule.stride,
  padding: rule.padding,
  ceilMode: rule.ceilMode,
  countIncludePad: rule.countIncludePad,
  divisorOverride: rule.divisorOverride,
});

export const avgPool2d = defineOp({
  name: "avgPool2d",
  namespace: "nn.functional",
  gradFn: "AvgPool2DBackward0",
  doc: "The mean of each window of (N, C, H, W) or (C, H, W); stride is that of the kernel unless given.",
  params: [tensor("input"), ...windowParams],
  promote: "none",
  shape: (facts) => {
    const { shape } = facts.input;
    const plane = planeOf("avg_pool2d", facts);
    if (facts.divisorOverride === 0) throw new RuntimeError("divisor must be not zero");
    wrapDim(-3, shape.length);
    return size(pooledShape(shape, plane));
  },
  forward: (out, x) => {
    out.plan ??= poolingOf(x.shape, out.args);
    kernels.average(dataOf(out), dataOf(x), out.plan as kernels.Pooling);
  },
  backward: { input: (rule) => spread(rule.grad, rule.facts.input.shape, argumentsOf(rule)) },
  samples: () => [
    [uniform([1, 2, 4, 4]), 2],
    [uniform([2, 4, 5]), [2, 3], { stride: 2, padding: 1, ceilMode: true }],
    [uniform([1, 4, 5]), 3, { padding: 1, countIncludePad: false, ceilMode: true }],
    [uniform([1, 4, 4]), 2, { divisorOverride: 3, stride: 1 }],
  ],
});

function pool(input: Tensor, given: AverageArguments): Tensor {
  return avgPool2d(input, given);
}

function spread(grad: Tensor, shape: Size, given: AverageArguments): Tensor {
  return avgPool2dBackward(grad, { shape, ...given });
}

const avgPool2dBackward = defineOp({
  name: "avgPool2dBackward",
  namespace: "internal",
  doc: "Spreads each value evenly over its window.",
  params: [tensor("cotangent"), sizes("shape"), ...windowParams],
  promote: "none",
  shape: ({ shape }) => size(shape),
  forward: (out, grad) => {
    out.plan ??= poolingOf(out.shape, out.args);
    kernels.spreadAverage(dataOf(out), dataOf(grad), out.plan as kernels.Pooling);
  },
  backward: { cotangent: (rule) => pool(rule.grad, argumentsOf(rule)) },
  samples: () => [[uniform([1, 2, 2]), { shape: [1, 4, 4], kernelSize: 2 }]],
});

/** Refuses inputs of other ranks, in the words of PyTorch's check. */
function checkRank(op: string, input: Tensor): void {
  if (input.ndim === 2 || input.ndim === 3) return;
  throw new RuntimeError(
    `Expected 2 to 3 dimensions, but got ${input.ndim}-dimensional tensor for argument #1 'self' (while checking arguments for ${op})`,
    { parameter: "input" },
  );
}

export const avgPool1d = defineComposite({
  name: "avgPool1d",
  namespace: "nn.functional",
  doc: "The mean of each window along the last dimension of (N, C, L) or (C, L).",
  params: [
    tensor("input"),
    dims("kernelSize"),
    dims("stride", null),
    dims("padding", 0),
    flag("ceilMode", false),
    flag("countIncludePad", true),
  ],
  compose: ({ input, kernelSize, stride, padding, ceilMode, countIncludePad }): Tensor => {
    const one = (name: string, value: PerDimension) => single("avg_pool1d", name, value);
    const kernel = one("kernel_size", kernelSize);
    checkRank("avg_pool1d", input);
    return pool(input.unsqueeze(-2), {
      kernelSize: [1, kernel],
      stride: [1, isOmitted(stride) ? kernel : one("stride", stride)],
      padding: [0, one("padding", padding)],
      ceilMode,
      countIncludePad,
      divisorOverride: null,
    }).squeeze(-2);
  },
  samples: () => [
    [uniform([1, 2, 6]), 3],
    [uniform([2, 5]), 2, { padding: 1, ceilMode: true }],
  ],
});

function adaptivePooling(shape: Shape, [rows, columns]: readonly number[]): kernels.Pooling {
  const [height, width] = shape.slice(-2) as [number, number];
  return {
    rows: adaptiveWindows(height, rows as number),
    columns: adaptiveWindows(width, columns as number),
    divisor: null,
  };
}

const adaptiveMean: (input: Tensor, windows: readonly number[]) => Tensor = defineOp({
  name: "adaptiveAvgPool",
  namespace: "internal",
  gradFn: "AdaptiveAvgPool2DBackward0",
  doc: "The means of as many windows as are wanted.",
  params: [tensor("input"), sizes("windows")],
  promote: "none",
  shape: ({ input, windows }) => size([...input.shape.slice(0, -2), ...windows]),
  dtype: ({ input }) => {
    if (isFloating(input.dtype)) return input.dtype;
    throw new RuntimeError(
      `"adaptive_avg_pool2d" not implemented for '${scalarTypeName(input.dtype)}'`,
    );
  },
  forward: (out, x) => {
    out.plan ??= adaptivePooling(x.shape, out.args.windows);
    kernels.average(dataOf(out), dataOf(x), out.plan as kernels.Pooling);
  },
  backward: {
    input: ({ grad, facts, windows }) => spreadMean(grad, facts.input.shape, windows),
  },
  samples: () => [[uniform([2, 5, 4]), [3, 2]]],
});

const spreadMean: (cotangent: Tensor, shape: Shape, windows: readonly number[]) => Tensor =
  defineOp({
    name: "adaptiveAvgPoolBackward",
    namespace: "internal",
    doc: "Spreads each value evenly over its window, of as many as are wanted.",
    params: [tensor("cotangent"), sizes("shape"), sizes("windows")],
    promote: "none",
    shape: ({ shape }) => size(shape),
    forward: (out, grad) => {
      out.plan ??= adaptivePooling(out.shape, out.args.windows);
      kernels.spreadAverage(dataOf(out), dataOf(grad), out.plan as kernels.Pooling);
    },
    backward: { cotangent: ({ grad, windows }) => adaptiveMean(grad, windows) },
    samples: () => [[uniform([1, 3, 2]), { shape: [1, 5, 4], windows: [3, 2] }]],
  });

export const adaptiveAvgPool2d = defineComposite({
  name: "adaptiveAvgPool2d",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "The means of as many windows as outputSize says, of (N, C, H, W) or (C, H, W).",
  params: [tensor("input"), outputSize],
  compose: ({ input, outputSize: wanted }): Tensor => {
    const context = { op: "adaptiveAvgPool2d", parameter: "outputSize" };
    const windows = adaptiveSizes(input, wanted);
    if (input.ndim < 3) throw new ValueError("Input dimension should be at least 3", context);
    if (windows.length !== 2) {
      throw new RuntimeError("adaptive_avg_pool2d: output_size must be 2", context);
    }
    if (windows.some((n) => n < 0)) {
      throw new RuntimeError(
        `adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but received {${windows.join(", ")}}`,
        context,
      );
    }
    if (windows.every((n) => n === 1)) return input.mean([-1, -2], true);
    const empty = input.shape.findIndex((n, d) => d >= input.ndim - 3 && n === 0);
    if (empty >= 0) {
      throw new RuntimeError(
        `adaptive_avg_pool2d(): Expected input to have non-zero size for non-batch dimensions, but input has sizes [${input.shape.join(", ")}] with dimension ${empty} being empty`,
        context,
      );
    }
    return adaptiveMean(input, windows);
  },
  samples: () => [
    [uniform([1, 2, 4, 4]), 1],
    [uniform([1, 5, 4]), [3, null]],
  ],
});

export const adaptiveAvgPool1d = defineComposite({
  name: "adaptiveAvgPool1d",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "The means of outputSize windows along the last dimension of (N, C, L) or (C, L).",
  params: [tensor("input"), outputSize],
  compose: ({ input, outputSize: wanted }): Tensor => {
    checkRank("adaptive_avg_pool1d", input);
    const given = typeof wanted === "number" ? [wanted] : wanted;
    const windows = single("adaptive_avg_pool1d", "output_size", adaptiveSizes(input, given));
    return adaptiveMean(input.unsqueeze(-2), [1, windows]).squeeze(-2);
  },
  samples: () => [
    [uniform([2, 5]), 2],
    [uniform([1, 2, 6]), 4],
  ],
});
