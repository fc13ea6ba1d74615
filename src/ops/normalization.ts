// Layer and group normalisation: each sample is normalised by statistics of its own. One op each with
// a fused rule, so that no digits are lost between mean, variance and quotient.

import { defineComposite } from "../composite";
import { isFloating, scalarTypeName } from "../dtype";
import { RuntimeError, ValueError } from "../errors";
import { absent, type Node } from "../graph";
import * as kernels from "../kernels/normalize";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { int, number, optionalTensor, sizes, tensor } from "../params";
import { list, numel, type Shape, sameShape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import {
  given,
  overChannels,
  perChannel,
  rowsInstruction,
  standardized,
  throughStatistics,
} from "./standardize";

/** Each run of the last dimensions is a group. */
function layerLayout(shape: Shape, normalized: Shape): kernels.Groups {
  return {
    outer: 1,
    groups: numel(shape.slice(0, shape.length - normalized.length)),
    inner: numel(normalized),
  };
}

function checkLayer(input: Node, normalized: Shape, weight: Node | null, bias: Node | null): void {
  const { shape } = input;
  if (normalized.length === 0) {
    throw new RuntimeError(
      "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []",
      { parameter: "normalizedShape" },
    );
  }
  for (const [word, node] of Object.entries({ weight, bias })) {
    if (node === null || sameShape(node.shape, normalized)) continue;
    throw new RuntimeError(
      `Expected ${word} to be of same shape as normalized_shape, but got ${word} of shape ${list(node.shape)} and normalized_shape = ${list(normalized)}`,
      { parameter: word },
    );
  }
  const lead = shape.length - normalized.length;
  if (lead < 0 || !sameShape(shape.slice(lead), normalized)) {
    throw new RuntimeError(
      `Given normalized_shape=${list(normalized)}, expected input with shape [*, ${normalized.join(", ")}], but got input of size${list(shape)}`,
      { parameter: "input" },
    );
  }
  checkDtypes("LayerNormKernelImpl", input, weight, bias);
}

function checkDtypes(kernel: string, input: Node, weight: Node | null, bias: Node | null): void {
  if (!isFloating(input.dtype)) {
    throw new RuntimeError(`"${kernel}" not implemented for '${scalarTypeName(input.dtype)}'`, {
      parameter: "input",
    });
  }
  for (const node of [weight, bias]) {
    if (node === null || node.dtype === input.dtype) continue;
    throw new RuntimeError(
      `expected scalar type ${scalarTypeName(input.dtype)} but found ${scalarTypeName(node.dtype)}`,
    );
  }
}

export const layerNorm = defineOp({
  name: "layerNorm",
  namespace: "nn.functional",
  gradFn: "NativeLayerNormBackward0",
  doc: "(input - mean) / √(variance + eps) · weight + bias, over the last dimensions, whose sizes are normalizedShape.",
  params: [
    tensor("input"),
    sizes("normalizedShape"),
    optionalTensor("weight"),
    optionalTensor("bias"),
    number("eps", 1e-5),
  ],
  promote: "none",
  shape: ({ input, normalizedShape, weight, bias }) => {
    checkLayer(input, normalizedShape, weight, bias);
    return input.shape;
  },
  forward: (out, x, weight, bias) => {
    const { normalizedShape, eps } = out.args;
    kernels.standardize(dataOf(out), dataOf(x), layerLayout(x.shape, normalizedShape), eps);
    kernels.scale(dataOf(out), given(weight), given(bias), 1);
  },
  instruction: (out, x, weight, bias) => {
    const { normalizedShape, eps } = out.args;
    const present = [weight, bias].map((node) => (node === absent ? 0 : 1));
    const layout = layerLayout(x.shape, normalizedShape);
    return rowsInstruction(codes.layerNormF32, out, layout, eps, present);
  },
  // y = x̂ w + b:  dw = dy x̂,  db = dy,  dx through the statistics
  backward: {
    input: ({ grad, input, weight, facts, normalizedShape, eps }) =>
      throughStatistics(
        weight === null ? grad : grad.mul(weight),
        input,
        layerLayout(facts.input.shape, normalizedShape),
        eps,
      ),
    weight: ({ grad, input, facts, normalizedShape, eps }) =>
      standardized(input, layerLayout(facts.input.shape, normalizedShape), eps).mul(grad),
    bias: ({ grad }) => grad,
  },
  samples: () => [
    [uniform([2, 4]), [4], uniform([4]), uniform([4])],
    [uniform([2, 2, 3]), [2, 3], { eps: 1e-3 }],
    [uniform([3]), [3], { weight: uniform([3]) }],
  ],
});

const groupLayout = (shape: Shape, groups: number): kernels.Groups => {
  const count = (shape[0] as number) * groups;
  return { outer: 1, groups: count, inner: count === 0 ? 0 : numel(shape) / count };
};

function checkGroups(input: Node, groups: number, weight: Node | null, bias: Node | null): void {
  const { shape } = input;
  if (groups <= 0) {
    throw new RuntimeError(`Expected num groups to be greater than 0, got ${groups}`, {
      parameter: "numGroups",
    });
  }
  if ((shape[1] as number) % groups !== 0) {
    throw new RuntimeError(
      `Expected number of channels in input to be divisible by num_groups, but got input of shape ${list(shape)} and num_groups=${groups}`,
      { parameter: "numGroups" },
    );
  }
  for (const [word, node] of Object.entries({ weight, bias })) {
    if (node === null || sameShape(node.shape, [shape[1] as number])) continue;
    throw new RuntimeError(
      `Expected ${word} to be a vector of size equal to the number of channels in input, but got ${word} of shape ${list(node.shape)} and input of shape ${list(shape)}`,
      { parameter: word },
    );
  }
  checkDtypes("GroupNormKernelImpl", input, weight, bias);
}

const nativeGroupNorm = defineOp({
  name: "nativeGroupNorm",
  namespace: "internal",
  gradFn: "NativeGroupNormBackward0",
  doc: "Normalises each group of channels of each sample; scales each channel.",
  params: [
    tensor("input"),
    int("numGroups"),
    optionalTensor("weight"),
    optionalTensor("bias"),
    number("eps", 1e-5),
  ],
  promote: "none",
  shape: ({ input, numGroups, weight, bias }) => {
    checkGroups(input, numGroups, weight, bias);
    return input.shape;
  },
  forward: (out, x, weight, bias) => {
    const { numGroups, eps } = out.args;
    kernels.standardize(dataOf(out), dataOf(x), groupLayout(x.shape, numGroups), eps);
    kernels.scale(dataOf(out), given(weight), given(bias), numel(x.shape.slice(2)));
  },
  backward: {
    input: ({ grad, input, weight, facts, numGroups, eps }) =>
      throughStatistics(
        weight === null ? grad : grad.mul(perChannel(weight, facts.input.shape.length)),
        input,
        groupLayout(facts.input.shape, numGroups),
        eps,
      ),
    weight: ({ grad, input, facts, numGroups, eps }) =>
      overChannels(grad.mul(standardized(input, groupLayout(facts.input.shape, numGroups), eps))),
    bias: ({ grad }) => overChannels(grad),
  },
  samples: () => [
    [uniform([2, 4]), 2, uniform([4]), uniform([4])],
    [uniform([2, 4, 3]), 2, uniform([4])],
    [uniform([2, 2, 2, 2]), 1],
  ],
});

export const groupNorm = defineComposite({
  name: "groupNorm",
  namespace: "nn.functional",
  doc: "Normalises each group of channels of each sample of (N, C, …); weight and bias are per channel.",
  params: [
    tensor("input"),
    int("numGroups"),
    optionalTensor("weight"),
    optionalTensor("bias"),
    number("eps", 1e-5),
  ],
  compose: ({ input, numGroups, weight, bias, eps }): Tensor => {
    const samples = Math.floor((input.size(0) * input.size(1)) / numGroups);
    const spatial = input.shape.slice(2);
    if (samples * numel(spatial) === 1) {
      throw new ValueError(
        `Expected more than 1 value per channel when training, got input size ${list([samples, numGroups, ...spatial])}`,
        { op: "groupNorm", parameter: "input" },
      );
    }
    return nativeGroupNorm(input, numGroups, weight, bias, eps);
  },
  samples: () => [[uniform([2, 4, 3]), 2, uniform([4]), uniform([4])]],
});
