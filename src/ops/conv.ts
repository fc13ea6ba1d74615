// Convolutions as users call them: arguments per dimension, padding by word, inputs without a batch.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { dims, int, optionalTensor, tensor } from "../params";
import { list } from "../shape";
import type { Tensor } from "../tensor";
import { convolution, type Movement } from "./convolution";
import { uniform } from "./samples";
import { batched, convolutionPadding, type PerDimension } from "./spatial";

interface Given {
  readonly input: Tensor;
  readonly weight: Tensor;
  readonly bias: Tensor | null;
  readonly stride: PerDimension;
  readonly padding: PerDimension | "same" | "valid";
  readonly dilation: PerDimension;
  readonly groups: number;
}

/** A parameter's value for each dimension of the kernel; `n` is what the function's name says. */
function expand(name: string, value: PerDimension, n: number, spatial: number): readonly number[] {
  const given = typeof value === "number" ? new Array<number>(n).fill(value) : value;
  if (given.length === spatial) return given;
  if (given.length === 1) return new Array<number>(spatial).fill(given[0] as number);
  throw new RuntimeError(
    `expected ${name} to be a single integer value or a list of ${spatial} values to match the convolution dimensions, but got ${name}=${list(given)}`,
    { parameter: name },
  );
}

function movementOf(given: Given, n: number): Movement {
  const { weight, groups } = given;
  if (weight.ndim < 3) throw new RuntimeError("weight should have at least three dimensions");
  if (groups <= 0) throw new RuntimeError("non-positive groups is not supported");
  const spatial = weight.ndim - 2;
  const stride = expand("stride", given.stride, n, spatial);
  const dilation = expand("dilation", given.dilation, n, spatial);
  const padding =
    given.padding === "valid"
      ? new Array<number>(spatial).fill(0)
      : given.padding === "same"
        ? dilation.map((d, i) => Math.floor((d * (weight.size(i + 2) - 1)) / 2))
        : expand("padding", given.padding, n, spatial);
  return { stride, padding, dilation, groups };
}

function convolve(name: string, n: number, given: Given): Tensor {
  const same = given.padding === "same";
  return batched(given.input, n, name, (input) => {
    const movement = movementOf(given, n);
    if (same && movement.stride.some((s) => s !== 1)) {
      throw new RuntimeError("padding='same' is not supported for strided convolutions", {
        parameter: "stride",
      });
    }
    return convolution(input, given.weight, given.bias, {
      ...movement,
      transposed: false,
      outputPadding: movement.stride.map(() => 0),
      same,
      outputSize: null,
    });
  });
}

const params = [
  tensor("input"),
  tensor("weight"),
  optionalTensor("bias"),
  dims("stride", 1),
  convolutionPadding,
  dims("dilation", 1),
  int("groups", 1),
] as const;

export const conv1d = defineComposite({
  name: "conv1d",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "A convolution along the last dimension: input (N, C, L) or (C, L), weight (O, C / groups, K).",
  params,
  compose: (given) => convolve("conv1d", 1, given),
  samples: () => [
    [uniform([2, 2, 5]), uniform([3, 2, 3]), uniform([3]), { padding: 1 }],
    [uniform([2, 5]), uniform([2, 1, 2]), { groups: 2, padding: "same" }],
  ],
});

export const conv2d = defineComposite({
  name: "conv2d",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "A convolution over images: input (N, C, H, W) or (C, H, W), weight (O, C / groups, KH, KW).",
  params,
  compose: (given) => convolve("conv2d", 2, given),
  samples: () => [
    [uniform([1, 2, 4, 3]), uniform([2, 2, 3, 2]), uniform([2]), { stride: [2, 1], padding: 1 }],
    [uniform([1, 4, 4]), uniform([2, 1, 2, 2]), { dilation: 2 }],
  ],
});

const transposedParams = [
  tensor("input"),
  tensor("weight"),
  optionalTensor("bias"),
  dims("stride", 1),
  dims("padding", 0),
  dims("outputPadding", 0),
  int("groups", 1),
  dims("dilation", 1),
] as const;

function transpose(
  name: string,
  n: number,
  given: Omit<Given, "padding"> & {
    readonly padding: PerDimension;
    readonly outputPadding: PerDimension;
  },
): Tensor {
  return batched(given.input, n, name, (input) => {
    const movement = movementOf(given, n);
    return convolution(input, given.weight, given.bias, {
      ...movement,
      transposed: true,
      outputPadding: expand("output_padding", given.outputPadding, n, movement.stride.length),
      same: false,
      outputSize: null,
    });
  });
}

export const convTranspose1d = defineComposite({
  name: "convTranspose1d",
  namespace: "nn.functional",
  doc: "A transposed convolution along the last dimension: weight (C, O / groups, K).",
  params: transposedParams,
  compose: (given) => transpose("conv_transpose1d", 1, given),
  samples: () => [[uniform([1, 2, 3]), uniform([2, 1, 3]), uniform([1]), { stride: 2 }]],
});

export const convTranspose2d = defineComposite({
  name: "convTranspose2d",
  namespace: "nn.functional",
  doc: "A transposed convolution over images: weight (C, O / groups, KH, KW).",
  params: transposedParams,
  compose: (given) => transpose("conv_transpose2d", 2, given),
  samples: () => [
    [uniform([2, 3, 2]), uniform([2, 2, 2, 2]), { stride: 2, padding: 1, outputPadding: [1, 0] }],
  ],
});
