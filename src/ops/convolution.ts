// Convolution and its derivatives, as ops of their own: `convolution` in both directions, and the
// gradient of the weight. Each one's derivatives are the others, see kernels/convolution.ts. The
// public functions are in conv.ts.

import { scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import { absent, type Node } from "../graph";
import * as kernels from "../kernels/convolution";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { flag, int, optionalTensor, sizes, tensor } from "../params";
import { type Shape, type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { checkConvolution, checkTransposed } from "./convolutionChecks";
import { convolutionInstruction } from "./convolutionInstruction";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { asPlane } from "./spatial";

/** How a kernel moves over its input; a list has an entry per spatial dimension. */
export interface Movement {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

export interface ConvolutionOptions extends Movement {
  readonly transposed: boolean;
  readonly outputPadding: readonly number[];
  /** The result is as large as the input, wherever the kernel then lies. */
  readonly same: boolean;
  /** The result's spatial sizes where they do not follow from the rest: in derivatives. */
  readonly outputSize: readonly number[] | null;
}

const movement = [sizes("stride"), sizes("padding"), sizes("dilation"), int("groups", 1)] as const;

/** The spatial sizes of a convolution's result. */
function spatialSizes(input: Shape, weight: Shape, options: ConvolutionOptions): number[] {
  const { stride, padding, dilation, transposed, outputPadding } = options;
  return input.slice(2).map((n, d) => {
    const reach = (dilation[d] as number) * ((weight[d + 2] as number) - 1);
    const [step, margin] = [stride[d] as number, 2 * (padding[d] as number)];
    return transposed
      ? (n - 1) * step - margin + reach + (outputPadding[d] as number) + 1
      : Math.floor((n + margin - reach - 1) / step) + 1;
  });
}

function shapeOf(input: Node, weight: Node, bias: Node | null, options: ConvolutionOptions): Size {
  const [x, w] = [input.shape, weight.shape];
  const { transposed, groups } = options;
  const channels = transposed ? (w[1] as number) * groups : (w[0] as number);
  if (options.outputSize !== null) return size([x[0] as number, channels, ...options.outputSize]);
  if (transposed) checkTransposed(x, w, bias?.shape ?? null, options);
  else checkConvolution(x, w, bias?.shape ?? null, options);
  const sizes = options.same ? x.slice(2) : spatialSizes(x, w, options);
  if (transposed && sizes.some((n) => n <= 0)) {
    throw new RuntimeError(
      `Given input size per channel: (${x.slice(2).join(" x ")}). Calculated output size per channel: (${sizes.join(" x ")}). Output size is too small`,
    );
  }
  checkTypes(input, weight, bias);
  return size([x[0] as number, channels, ...sizes]);
}

const cTypes = { float32: "float", float64: "double", int64: "long int", bool: "bool" } as const;

function checkTypes(input: Node, weight: Node, bias: Node | null): void {
  if (input.dtype !== weight.dtype) {
    throw new RuntimeError(
      `expected scalar type ${scalarTypeName(input.dtype)} but found ${scalarTypeName(weight.dtype)}`,
    );
  }
  if (bias !== null && bias.dtype !== input.dtype) {
    const [x, b] = [cTypes[input.dtype], cTypes[bias.dtype]];
    throw new RuntimeError(`Input type (${x}) and bias type (${b}) should be the same`);
  }
}

/** The geometry between the larger side x, the weight and the smaller side y. */
function geometry(x: Shape, w: Shape, y: Shape, m: Movement): kernels.Geometry {
  const spatial = (shape: Shape) => asPlane(shape.slice(2), 1);
  const [inputs, taps, outputs] = [spatial(x), spatial(w), spatial(y)];
  const [stride, dilation] = [asPlane(m.stride, 1), asPlane(m.dilation, 1)];
  const padding = asPlane(m.padding, 0);
  const axis = (d: 0 | 1): kernels.Axis => ({
    input: inputs[d],
    kernel: taps[d],
    output: outputs[d],
    stride: stride[d],
    padding: padding[d],
    dilation: dilation[d],
  });
  return {
    batch: x[0] as number,
    groups: m.groups,
    inputChannels: w[1] as number,
    outputChannels: (w[0] as number) / m.groups,
    rows: axis(0),
    columns: axis(1),
  };
}

type Result = Node & { readonly args: Movement & { readonly transposed: boolean } };

function planOf(out: Result, input: Node, weight: Node): kernels.Geometry {
  const [x, y] = out.args.transposed ? [out.shape, input.shape] : [input.shape, out.shape];
  out.plan ??= geometry(x, weight.shape, y, out.args);
  return out.plan as kernels.Geometry;
}

const samples = (transposed: boolean, input: number[], weight: number[], groups = 1) => ({
  input: uniform(input),
  weight: uniform(weight),
  bias: uniform([transposed ? (weight[1] as number) * groups : (weight[0] as number)]),
  transposed,
  groups,
});

/** The channels' sum of a cotangent: first over planes, which lie in order. */
const perChannel = (grad: Tensor): Tensor =>
  grad.sum(Array.from({ length: grad.ndim - 2 }, (_, d) => d + 2)).sum(0);

export const convolution: (
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: ConvolutionOptions,
) => Tensor = defineOp({
  name: "convolution",
  namespace: "internal",
  doc: "A convolution in one or two dimensions, or a transposed one.",
  params: [
    tensor("input"),
    tensor("weight"),
    optionalTensor("bias"),
    ...movement,
    flag("transposed", false),
    sizes("outputPadding", [0, 0]),
    flag("same", false),
    sizes("outputSize", null),
  ],
  promote: "none",
  shape: (facts) => shapeOf(facts.input, facts.weight, facts.bias, facts),
  forward: (out, input, weight, bias) => {
    const run = out.args.transposed ? kernels.transposed : kernels.convolve;
    const offset = bias === absent ? null : dataOf(bias);
    run(dataOf(out), dataOf(input), dataOf(weight), offset, planOf(out, input, weight));
  },
  instruction: (out, input, weight, bias) =>
    out.dtype === "float32"
      ? convolutionInstruction(
          out.args.transposed ? codes.transposedF32 : codes.convolveF32,
          planOf(out, input, weight),
          bias !== absent,
        )
      : null,
  backward: {
    input: (rule) =>
      convolution(rule.grad, rule.weight, null, {
        ...movementOf(rule),
        transposed: !rule.transposed,
        outputPadding: [0, 0],
        same: false,
        outputSize: rule.facts.input.shape.slice(2),
      }),
    weight: (rule) => {
      const [x, y] = rule.transposed ? [rule.grad, rule.input] : [rule.input, rule.grad];
      return weightGradient(x, y, {
        ...movementOf(rule),
        kernelSize: rule.facts.weight.shape.slice(2),
      });
    },
    bias: ({ grad }) => perChannel(grad),
  },
  samples: () => [
    [{ ...samples(false, [2, 2, 5], [3, 2, 3]), stride: [2], padding: [1], dilation: [1] }],
    [
      {
        ...samples(false, [1, 2, 4, 5], [4, 1, 2, 3], 2),
        stride: [1, 2],
        padding: [1, 0],
        dilation: [2, 1],
      },
    ],
    [
      {
        ...samples(false, [1, 1, 4], [1, 1, 2]),
        stride: [1],
        padding: [0],
        dilation: [1],
        same: true,
      },
    ],
    [
      {
        ...samples(true, [1, 2, 3], [2, 2, 2]),
        stride: [2],
        padding: [1],
        dilation: [1],
        outputPadding: [1],
      },
    ],
    [
      {
        ...samples(true, [1, 4, 2, 3], [4, 1, 2, 2], 2),
        stride: [2, 1],
        padding: [0, 1],
        dilation: [1, 2],
      },
    ],
  ],
});

const movementOf = ({ stride, padding, dilation, groups }: Movement): Movement => ({
  stride,
  padding,
  dilation,
  groups,
});

function planOfWeight(
  out: Node & { readonly args: Movement },
  input: Node,
  cotangent: Node,
): kernels.Geometry {
  out.plan ??= geometry(input.shape, out.shape, cotangent.shape, out.args);
  return out.plan as kernels.Geometry;
}

const weightGradient: (
  input: Tensor,
  output: Tensor,
  options: Movement & { readonly kernelSize: readonly number[] },
) => Tensor = defineOp({
  name: "convolutionWeight",
  namespace: "internal",
  gradFn: "ConvolutionBackwardBackward0",
  doc: "The derivative of a convolution with respect to its weight, in direction of `cotangent`.",
  params: [tensor("input"), tensor("cotangent"), ...movement, sizes("kernelSize")],
  promote: "none",
  shape: ({ input, cotangent, groups, kernelSize }) =>
    size([cotangent.shape[1] as number, (input.shape[1] as number) / groups, ...kernelSize]),
  forward: (out, input, cotangent) =>
    kernels.weightGradient(
      dataOf(out),
      dataOf(input),
      dataOf(cotangent),
      planOfWeight(out, input, cotangent),
    ),
  instruction: (out, input, cotangent) =>
    out.dtype === "float32"
      ? convolutionInstruction(codes.weightsF32, planOfWeight(out, input, cotangent), false)
      : null,
  // linear in both: grad takes the place of the weight
  backward: {
    input: (rule) => along(rule.cotangent, rule.grad, rule, true, rule.facts.input.shape),
    cotangent: (rule) => along(rule.input, rule.grad, rule, false, rule.facts.cotangent.shape),
  },
  samples: () => [
    [
      uniform([2, 2, 5]),
      uniform([2, 3, 3]),
      { stride: [2], padding: [1], dilation: [1], kernelSize: [3] },
    ],
  ],
});

function along(
  input: Tensor,
  weight: Tensor,
  rule: Movement,
  transposed: boolean,
  shape: Shape,
): Tensor {
  return convolution(input, weight, null, {
    ...movementOf(rule),
    transposed,
    outputPadding: [0, 0],
    same: false,
    outputSize: shape.slice(2),
  });
}
