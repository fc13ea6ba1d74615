// Convolutions as modules: Conv1d, Conv2d, ConvTranspose1d, ConvTranspose2d.

import type { DType } from "../dtype";
import { ValueError } from "../errors";
import { convolutionPadding, type PerDimension, perDimension } from "../ops/spatial";
import { type CallArguments, choice, dims, dtype, flag, int } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { weightAndBias } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import * as python from "./pythonText";

type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";
const paddingMode = choice("paddingMode", ["zeros", "reflect", "replicate", "circular"], "zeros");

/** The arguments that all convolutions have. */
interface Given {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: PerDimension;
  readonly stride: PerDimension;
  readonly padding: PerDimension | "same" | "valid";
  readonly dilation: PerDimension;
  readonly groups: number;
  readonly bias: boolean;
  readonly paddingMode: PaddingMode;
  readonly dtype: DType | null;
  readonly outputPadding?: PerDimension;
}

/** What all convolutions share: sizes per dimension, the checks, fresh weights, the text. */
abstract class Convolution extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[] | "same" | "valid";
  readonly dilation: readonly number[];
  readonly outputPadding: readonly number[];
  readonly groups: number;
  readonly paddingMode: PaddingMode;
  /** [outChannels, inChannels / groups, ...kernelSize]; transposed, the channels change places. */
  weight: Parameter;
  /** [outChannels], or null without bias. */
  bias: Parameter | null;

  constructor(op: string, spatial: number, transposed: boolean, given: Given) {
    super();
    check(op, given);
    const { inChannels, outChannels, groups } = given;
    const each = (value: PerDimension) => perDimension(value, spatial);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = each(given.kernelSize);
    this.stride = each(given.stride);
    this.padding = typeof given.padding === "string" ? given.padding : each(given.padding);
    this.dilation = each(given.dilation);
    this.outputPadding = each(given.outputPadding ?? 0);
    this.groups = groups;
    this.paddingMode = given.paddingMode;
    const channels = transposed
      ? [inChannels, outChannels / groups]
      : [outChannels, inChannels / groups];
    const shape = [...channels, ...this.kernelSize];
    const fresh = weightAndBias(shape, given.bias ? outChannels : null, given.dtype);
    this.weight = fresh.weight;
    this.bias = fresh.bias;
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding, dilation, outputPadding, groups, bias } = this;
    const unlike = (values: readonly number[], usual: number) => values.some((v) => v !== usual);
    const parts = [
      `${this.inChannels}, ${this.outChannels}`,
      `kernel_size=${python.tuple(kernelSize)}`,
      `stride=${python.tuple(stride)}`,
    ];
    if (typeof padding === "string") parts.push(`padding=${padding}`);
    else if (unlike(padding, 0)) parts.push(`padding=${python.tuple(padding)}`);
    if (unlike(dilation, 1)) parts.push(`dilation=${python.tuple(dilation)}`);
    if (unlike(outputPadding, 0)) parts.push(`output_padding=${python.tuple(outputPadding)}`);
    if (groups !== 1) parts.push(`groups=${groups}`);
    if (bias === null) parts.push("bias=False");
    if (this.paddingMode !== "zeros") parts.push(`padding_mode=${this.paddingMode}`);
    return parts.join(", ");
  }

  /** The input padded otherwise than with zeros, for a convolution without padding. */
  protected padded(input: Tensor): Tensor {
    const { padding, dilation, kernelSize } = this;
    // F.pad begins with the last dimension.
    const amounts = kernelSize.flatMap((k, i) => {
      if (typeof padding !== "string") return [[padding[i], padding[i]]];
      const total = padding === "same" ? dilation[i] * (k - 1) : 0;
      return [[Math.floor(total / 2), total - Math.floor(total / 2)]];
    });
    const mode = this.paddingMode === "zeros" ? "constant" : this.paddingMode;
    return F.pad(input, amounts.reverse().flat(), mode);
  }
}

function check(op: string, { inChannels, outChannels, groups, padding, stride }: Given): void {
  const refuse = (parameter: string, message: string) => {
    throw new ValueError(message, { op, parameter });
  };
  if (groups <= 0) refuse("groups", "groups must be a positive integer");
  if (inChannels % groups !== 0) refuse("groups", "in_channels must be divisible by groups");
  if (outChannels % groups !== 0) refuse("groups", "out_channels must be divisible by groups");
  const strides = typeof stride === "number" ? [stride] : stride;
  if (padding === "same" && strides.some((s) => s !== 1)) {
    refuse("padding", "padding='same' is not supported for strided convolutions");
  }
}

const params = [
  int("inChannels"),
  int("outChannels"),
  dims("kernelSize"),
  dims("stride", 1),
  convolutionPadding,
  dims("dilation", 1),
  int("groups", 1),
  flag("bias", true),
  paddingMode,
  dtype("dtype", null),
] as const;

/** A convolution of sequences. Input [N, inChannels, L] or [inChannels, L]. */
export class Conv1d extends Convolution {
  /**
   * `new Conv1d(inChannels, outChannels, kernelSize, stride = 1, padding = 0, dilation = 1,
   * groups = 1, bias = true, paddingMode = "zeros", dtype = null)`, or by name from any point on.
   * @example new nn.Conv1d(2, 4, 3, { padding: "same" }).call(randn(1, 2, 8)) // [1, 4, 8]
   * @throws ValueError for channels that groups do not divide.
   */
  constructor(...given: CallArguments<typeof params>) {
    super("Conv1d", 1, false, named("Conv1d", params, given));
  }

  forward(input: Tensor): Tensor {
    const { weight, bias, stride, padding, dilation, groups } = this;
    if (this.paddingMode === "zeros") {
      return F.conv1d(input, weight, bias, { stride, padding, dilation, groups });
    }
    return F.conv1d(this.padded(input), weight, bias, { stride, dilation, groups });
  }
}

/** A convolution of images. Input [N, inChannels, H, W] or [inChannels, H, W]. */
export class Conv2d extends Convolution {
  /**
   * `new Conv2d(inChannels, outChannels, kernelSize, stride = 1, padding = 0, dilation = 1,
   * groups = 1, bias = true, paddingMode = "zeros", dtype = null)`, or by name from any point on.
   * @example new nn.Conv2d(1, 8, 3, { padding: 1 }).call(randn(4, 1, 28, 28)) // [4, 8, 28, 28]
   * @throws ValueError for channels that groups do not divide.
   */
  constructor(...given: CallArguments<typeof params>) {
    super("Conv2d", 2, false, named("Conv2d", params, given));
  }

  forward(input: Tensor): Tensor {
    const { weight, bias, stride, padding, dilation, groups } = this;
    if (this.paddingMode === "zeros") {
      return F.conv2d(input, weight, bias, { stride, padding, dilation, groups });
    }
    return F.conv2d(this.padded(input), weight, bias, { stride, dilation, groups });
  }
}

const transposedParams = [
  int("inChannels"),
  int("outChannels"),
  dims("kernelSize"),
  dims("stride", 1),
  dims("padding", 0),
  dims("outputPadding", 0),
  int("groups", 1),
  flag("bias", true),
  dims("dilation", 1),
  choice("paddingMode", ["zeros"], "zeros"),
  dtype("dtype", null),
] as const;

/** The transposed convolution of sequences. Input [N, inChannels, L] or [inChannels, L]. */
export class ConvTranspose1d extends Convolution {
  /**
   * `new ConvTranspose1d(inChannels, outChannels, kernelSize, stride = 1, padding = 0,
   * outputPadding = 0, groups = 1, bias = true, dilation = 1)`, or by name from any point on.
   * @throws ValueError for channels that groups do not divide.
   */
  constructor(...given: CallArguments<typeof transposedParams>) {
    super("ConvTranspose1d", 1, true, named("ConvTranspose1d", transposedParams, given));
  }

  forward(input: Tensor): Tensor {
    const { weight, bias, stride, outputPadding, groups, dilation } = this;
    const padding = this.padding as readonly number[];
    return F.convTranspose1d(input, weight, bias, {
      stride,
      padding,
      outputPadding,
      groups,
      dilation,
    });
  }
}

/** The transposed convolution of images. Input [N, inChannels, H, W] or [inChannels, H, W]. */
export class ConvTranspose2d extends Convolution {
  /**
   * `new ConvTranspose2d(inChannels, outChannels, kernelSize, stride = 1, padding = 0,
   * outputPadding = 0, groups = 1, bias = true, dilation = 1)`, or by name from any point on.
   * @example new nn.ConvTranspose2d(8, 1, 2, { stride: 2 }).call(randn(4, 8, 7, 7)) // [4, 1, 14, 14]
   * @throws ValueError for channels that groups do not divide.
   */
  constructor(...given: CallArguments<typeof transposedParams>) {
    super("ConvTranspose2d", 2, true, named("ConvTranspose2d", transposedParams, given));
  }

  forward(input: Tensor): Tensor {
    const { weight, bias, stride, outputPadding, groups, dilation } = this;
    const padding = this.padding as readonly number[];
    return F.convTranspose2d(input, weight, bias, {
      stride,
      padding,
      outputPadding,
      groups,
      dilation,
    });
  }
}
