// Convolutions as modules: Conv1d, Conv2d, ConvTranspose1d, ConvTranspose2d.

import type { DType } from "../dtype";
import { ValueError } from "../errors";
import { convolutionPadding, type PerDimension, perDimension } from "../ops/spatial";
import { type CallArguments, choice, dims, dtype, flag, int } from "../params";
import type { Tensor } from "../tensor";
import { assign, named } from "./arguments";
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
  declare readonly inChannels: number;
  declare readonly outChannels: number;
  declare readonly kernelSize: readonly number[];
  declare readonly stride: readonly number[];
  declare readonly padding: readonly number[] | "same" | "valid";
  declare readonly dilation: readonly number[];
  declare readonly outputPadding: readonly number[];
  declare readonly groups: number;
  declare readonly paddingMode: PaddingMode;
  /** [outChannels, inChannels / groups, ...kernelSize]; transposed, the channels change places. */
  declare weight: Parameter;
  /** [outChannels], or null without bias. */
  declare bias: Parameter | null;

  constructor(spatial: number, transposed: boolean, given: Given) {
    super();
    check(this.constructor.name, given);
    const { bias, dtype: type, ...own } = given;
    const { inChannels, outChannels, groups, padding } = own;
    const each = (value: PerDimension) => perDimension(value, spatial);
    const kernelSize = each(own.kernelSize);
    const shape = transposed
      ? [inChannels, outChannels / groups, ...kernelSize]
      : [outChannels, inChannels / groups, ...kernelSize];
    assign<Convolution>(this, {
      ...own,
      kernelSize,
      stride: each(own.stride),
      padding: typeof padding === "string" ? padding : each(padding),
      dilation: each(own.dilation),
      outputPadding: each(own.outputPadding ?? 0),
      ...weightAndBias(shape, bias ? outChannels : null, type),
    });
  }

  override extraRepr(): string {
    const parts = [
      `${this.inChannels}, ${this.outChannels}`,
      python.fields(this, "kernelSize", "stride"),
    ];
    const unless = (name: "padding" | "dilation" | "outputPadding", usual: number) => {
      const values = this[name];
      if (typeof values === "string") parts.push(`${name}=${values}`);
      else if (values.some((v) => v !== usual))
        parts.push(`${python.snakeCase(name)}=${python.value(values)}`);
    };
    unless("padding", 0);
    unless("dilation", 1);
    unless("outputPadding", 0);
    if (this.groups !== 1) parts.push(python.fields(this, "groups"));
    if (this.bias === null) parts.push("bias=False");
    if (this.paddingMode !== "zeros") parts.push(`padding_mode=${this.paddingMode}`);
    return parts.join(", ");
  }

  /** The input padded otherwise than with zeros, for a convolution without padding. */
  private padded(input: Tensor): Tensor {
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

  /** The arguments of the function. */
  protected args(input: Tensor) {
    const { weight, bias, stride, padding, dilation, groups } = this;
    const [x, amounts] = this.paddingMode === "zeros" ? [input, padding] : [this.padded(input), 0];
    return [x, weight, bias, stride, amounts, dilation, groups] as const;
  }
}

/** What transposed convolutions have besides. */
abstract class Transposed extends Convolution {
  protected transposedArgs(input: Tensor) {
    const { weight, bias, stride, padding, outputPadding, groups, dilation } = this;
    // No words: the parameters have none.
    const amounts = padding as readonly number[];
    return [input, weight, bias, stride, amounts, outputPadding, groups, dilation] as const;
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
    super(1, false, named("Conv1d", params, given));
  }

  forward(input: Tensor): Tensor {
    return F.conv1d(...this.args(input));
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
    super(2, false, named("Conv2d", params, given));
  }

  forward(input: Tensor): Tensor {
    return F.conv2d(...this.args(input));
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
export class ConvTranspose1d extends Transposed {
  /**
   * `new ConvTranspose1d(inChannels, outChannels, kernelSize, stride = 1, padding = 0,
   * outputPadding = 0, groups = 1, bias = true, dilation = 1)`, or by name from any point on.
   * @throws ValueError for channels that groups do not divide.
   */
  constructor(...given: CallArguments<typeof transposedParams>) {
    super(1, true, named("ConvTranspose1d", transposedParams, given));
  }

  forward(input: Tensor): Tensor {
    return F.convTranspose1d(...this.transposedArgs(input));
  }
}

/** The transposed convolution of images. Input [N, inChannels, H, W] or [inChannels, H, W]. */
export class ConvTranspose2d extends Transposed {
  /**
   * `new ConvTranspose2d(inChannels, outChannels, kernelSize, stride = 1, padding = 0,
   * outputPadding = 0, groups = 1, bias = true, dilation = 1)`, or by name from any point on.
   * @example new nn.ConvTranspose2d(8, 1, 2, { stride: 2 }).call(randn(4, 8, 7, 7)) // [4, 1, 14, 14]
   * @throws ValueError for channels that groups do not divide.
   */
  constructor(...given: CallArguments<typeof transposedParams>) {
    super(2, true, named("ConvTranspose2d", transposedParams, given));
  }

  forward(input: Tensor): Tensor {
    return F.convTranspose2d(...this.transposedArgs(input));
  }
}
