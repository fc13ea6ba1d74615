// Max pooling: an op finds where each window's largest element is, another picks it, and the gradient
// is put back there. Indices are positions in a plane (rows × columns), as PyTorch returns them.

import { defineComposite } from "../composite";
import type { Op } from "../definition";
import { isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import * as kernels from "../kernels/pool";
import { isGradEnabled } from "../modes";
import { defineOp } from "../op";
import { type CallArguments, dims, flag, sizes, tensor } from "../params";
import { list, numel, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { distinct, uniform } from "./samples";
import {
  adaptiveSizes,
  isOmitted,
  outputSize,
  type PerDimension,
  type Sizes,
  single,
} from "./spatial";
import {
  adaptiveWindows,
  countWindows,
  planeOf,
  pooledShape,
  type Window,
  windowsOver,
} from "./windows";

/** How many planes a tensor of shape (…, rows, columns) has. */
const planesOf = (node: Node): number => numel(node.shape.slice(0, -2));

const maxIndices = defineOp({
  name: "maxPoolIndices",
  namespace: "internal",
  doc: "Where the largest element of each window is, in its plane.",
  params: [
    tensor("input"),
    dims("kernelSize"),
    dims("stride", null),
    dims("padding", 0),
    dims("dilation", 1),
    flag("ceilMode", false),
  ],
  promote: "none",
  dtype: ({ input }) => floatingOnly("max_pool2d", input),
  shape: (facts) => size(pooledShape(facts.input.shape, planeOf("max_pool2d", facts))),
  forward: (out, x) => {
    const [height, width] = x.shape.slice(-2) as [number, number];
    if (out.plan === null) {
      const [rows, columns] = planeOf("max_pool2d", out.args);
      out.plan = {
        rows: windowsOver(height, rows),
        columns: windowsOver(width, columns),
        divisor: 1,
      };
    }
    kernels.argmax(dataOf(out), dataOf(x), out.plan as kernels.Pooling);
  },
  backward: null,
  samples: () => [[distinct([1, 4, 4]), { kernelSize: 2 }]],
});

function floatingOnly(op: string, { dtype }: Node): "int64" {
  if (isFloating(dtype)) return "int64";
  throw new RuntimeError(`"${op}" not implemented for '${scalarTypeName(dtype)}'`, {
    parameter: "input",
  });
}

const adaptiveIndices = defineOp({
  name: "adaptiveMaxPoolIndices",
  namespace: "internal",
  doc: "Where the largest element of each of the given number of windows is, in its plane.",
  params: [tensor("input"), sizes("windows")],
  promote: "none",
  dtype: ({ input }) => floatingOnly("adaptive_max_pool2d", input),
  shape: ({ input, windows }) => size([...input.shape.slice(0, -2), ...windows]),
  forward: (out, x) => {
    const [height, width] = x.shape.slice(-2) as [number, number];
    const [rows, columns] = out.args.windows as readonly number[] as [number, number];
    out.plan ??= {
      rows: adaptiveWindows(height, rows),
      columns: adaptiveWindows(width, columns),
      divisor: 1,
    };
    kernels.argmax(dataOf(out), dataOf(x), out.plan as kernels.Pooling);
  },
  backward: null,
  samples: () => [[distinct([1, 4, 5]), [2, 3]]],
});

type Picker = (input: Tensor, indices: Tensor) => Tensor;

/** The elements at indices of their planes. The names give the result its `gradFn`. */
const pickInPlanes = (name: string, gradFn: string): Picker =>
  defineOp({
    name,
    namespace: "internal",
    gradFn,
    doc: "The elements at the given positions of each plane.",
    params: [tensor("input"), tensor("indices")],
    promote: "none",
    shape: ({ indices }) => indices.shape,
    forward: (out, x, indices) =>
      kernels.pick(dataOf(out), dataOf(x), dataOf(indices), planesOf(out)),
    backward: {
      input: ({ grad, indices, facts }) => putInPlanes(grad, indices, facts.input.shape),
      indices: null,
    },
    samples: () => [[distinct([2, 3, 3]), maxIndices(distinct([2, 3, 3]), 2, 1)]],
  });

const picked = pickInPlanes("maxPoolPick", "MaxPool2DWithIndicesBackward0");
const adaptivelyPicked = pickInPlanes("adaptiveMaxPoolPick", "AdaptiveMaxPool2DBackward0");

const putInPlanes: (values: Tensor, indices: Tensor, shape: readonly number[]) => Tensor = defineOp(
  {
    name: "maxPoolPut",
    namespace: "internal",
    gradFn: "MaxPool2DWithIndicesBackwardBackward0",
    doc: "Zeros of a shape, with values added at the given positions of each plane.",
    params: [tensor("values"), tensor("indices"), sizes("shape")],
    promote: "none",
    shape: ({ shape }) => size(shape),
    forward: (out, values, indices) =>
      kernels.put(dataOf(out), dataOf(values), dataOf(indices), planesOf(out)),
    backward: { values: ({ grad, indices }) => picked(grad, indices), indices: null },
    samples: () => [
      [uniform([1, 2, 2]), maxIndices(distinct([1, 3, 3]), 2, 1), { shape: [1, 3, 3] }],
    ],
  },
);

/** The values, or values and indices: what `returnIndices` chooses. */
interface MaxPool<P extends Parameters> {
  (...args: WithIndices<P>): readonly [values: Tensor, indices: Tensor];
  (...args: CallArguments<P>): Tensor;
  readonly op: Op;
}

type Parameters = typeof poolParams | typeof adaptiveParams;
type WithIndices<P extends Parameters> = P extends typeof poolParams
  ? [input: Tensor, kernelSize: PerDimension, options: PoolOptions & { returnIndices: true }]
  : [input: Tensor, outputSize: Sizes, options: { readonly returnIndices: true }];

interface PoolOptions {
  readonly stride?: PerDimension | null;
  readonly padding?: PerDimension;
  readonly dilation?: PerDimension;
  readonly ceilMode?: boolean;
}

const poolParams = [
  tensor("input"),
  dims("kernelSize"),
  dims("stride", null),
  dims("padding", 0),
  dims("dilation", 1),
  flag("ceilMode", false),
  flag("returnIndices", false),
] as const;

const adaptiveParams = [tensor("input"), outputSize, flag("returnIndices", false)] as const;

export const maxPool2d = defineComposite({
  name: "maxPool2d",
  namespace: "nn.functional",
  doc: "The largest element of each window of (N, C, H, W) or (C, H, W); stride is that of the kernel unless given.",
  params: poolParams,
  compose: ({ input, returnIndices, ...given }): Tensor | readonly Tensor[] => {
    planeOf("max_pool2d", given);
    if (input.ndim !== 3 && input.ndim !== 4) {
      throw new RuntimeError("non-empty 3D or 4D (batch mode) tensor expected for input", {
        op: "maxPool2d",
        parameter: "input",
      });
    }
    const indices = maxIndices(input, given);
    const values = picked(input, indices);
    return returnIndices ? [values, indices] : values;
  },
  samples: () => [
    [distinct([1, 2, 4, 4]), 2],
    [distinct([2, 5, 5]), 3, { stride: 1, padding: 1, dilation: 2, ceilMode: true }],
  ],
}) as unknown as MaxPool<typeof poolParams>;

/** PyTorch has another kernel where no gradient is wanted, with words of its own. */
function check1d({ kernel, stride, padding, dilation }: Window): void {
  const refuse = (message: string) => new RuntimeError(`max_pool1d() ${message}`);
  const positive = { "kernel size": kernel, stride };
  for (const [what, n] of Object.entries(positive)) {
    if (n <= 0) throw refuse(`${what} must be greater than zero, but got ${n}`);
  }
  if (padding < 0) throw refuse(`padding must be non-negative, but got ${padding}`);
  if (padding > kernel / 2) {
    throw refuse(
      `padding should be at most half of kernel size, but got padding=${padding} and kernel_size=${kernel}`,
    );
  }
  if (dilation <= 0) throw refuse(`dilation must be greater than zero, but got ${dilation}`);
}

export const maxPool1d = defineComposite({
  name: "maxPool1d",
  namespace: "nn.functional",
  doc: "The largest element of each window along the last dimension of (N, C, L) or (C, L).",
  params: poolParams,
  compose: ({ input, returnIndices, ...given }): Tensor | readonly Tensor[] => {
    const op = "max_pool1d";
    const kernel = single(op, "kernel_size", given.kernelSize);
    const stride = isOmitted(given.stride) ? kernel : single(op, "stride", given.stride);
    const padding = single(op, "padding", given.padding);
    const dilation = single(op, "dilation", given.dilation);
    if (input.ndim !== 2 && input.ndim !== 3) {
      throw new RuntimeError(
        `max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${list(input.shape)}`,
        { op: "maxPool1d", parameter: "input" },
      );
    }
    const { ceilMode } = given;
    const window = { kernel, stride, padding, dilation, ceilMode };
    if (!returnIndices && !(input.requiresGrad && isGradEnabled())) check1d(window);
    countWindows(input.size(-1), window);
    const plane = input.unsqueeze(-2);
    const indices = maxIndices(plane, {
      kernelSize: [1, kernel],
      stride: [1, stride],
      padding: [0, padding],
      dilation: [1, dilation],
      ceilMode,
    });
    const values = picked(plane, indices).squeeze(-2);
    return returnIndices ? [values, indices.squeeze(-2)] : values;
  },
  samples: () => [
    [distinct([1, 2, 6]), 2],
    [distinct([2, 5]), 3, { stride: 1, padding: 1 }],
  ],
}) as unknown as MaxPool<typeof poolParams>;

const adaptive = (input: Tensor, windows: readonly number[]): [Tensor, Tensor] => {
  const indices = adaptiveIndices(input, windows);
  return [adaptivelyPicked(input, indices), indices];
};

export const adaptiveMaxPool2d = defineComposite({
  name: "adaptiveMaxPool2d",
  namespace: "nn.functional",
  doc: "The largest elements of as many windows as outputSize says, of (N, C, H, W) or (C, H, W).",
  params: adaptiveParams,
  compose: ({ input, outputSize, returnIndices }): Tensor | readonly Tensor[] => {
    const context = { op: "adaptiveMaxPool2d" };
    const windows = adaptiveSizes(input, outputSize);
    if (input.ndim !== 3 && input.ndim !== 4) {
      throw new RuntimeError(
        `adaptive_max_pool2d(): Expected 3D or 4D tensor, but got: ${list(input.shape)}`,
        context,
      );
    }
    if (windows.length !== 2) {
      throw new RuntimeError(
        "adaptive_max_pool2d(): internal error: output_size.size() must be 2",
        context,
      );
    }
    const [values, indices] = adaptive(input, windows);
    return returnIndices ? [values, indices] : values;
  },
  samples: () => [[distinct([1, 1, 5, 4]), [2, 3]]],
}) as unknown as MaxPool<typeof adaptiveParams>;

export const adaptiveMaxPool1d = defineComposite({
  name: "adaptiveMaxPool1d",
  namespace: "nn.functional",
  doc: "The largest elements of outputSize windows along the last dimension of (N, C, L) or (C, L).",
  params: adaptiveParams,
  compose: ({ input, outputSize, returnIndices }): Tensor | readonly Tensor[] => {
    const wanted = typeof outputSize === "number" ? [outputSize] : outputSize;
    const windows = single("adaptive_max_pool1d", "output_size", adaptiveSizes(input, wanted));
    const [values, indices] = adaptive(input.unsqueeze(-2), [1, windows]);
    return returnIndices ? [values.squeeze(-2), indices.squeeze(-2)] : values.squeeze(-2);
  },
  samples: () => [[distinct([2, 5]), 2]],
}) as unknown as MaxPool<typeof adaptiveParams>;
