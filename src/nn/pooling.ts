// Pooling as modules: the largest or the mean of windows, of a given size or in a given number.

import { outputSize, type PerDimension } from "../ops/spatial";
import { type CallArguments, dims, flag, int } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import * as F from "./functional";
import { Module } from "./module";
import * as python from "./pythonText";

const maxParams = [
  dims("kernelSize"),
  dims("stride", null),
  dims("padding", 0),
  dims("dilation", 1),
  flag("ceilMode", false),
] as const;

/** The arguments of pooling over the largest element. */
abstract class MaxPool extends Module {
  readonly kernelSize: PerDimension;
  readonly stride: PerDimension;
  readonly padding: PerDimension;
  readonly dilation: PerDimension;
  readonly ceilMode: boolean;

  constructor(op: string, given: CallArguments<typeof maxParams>) {
    super();
    const args = named(op, maxParams, given);
    this.kernelSize = args.kernelSize;
    this.stride = args.stride ?? args.kernelSize;
    this.padding = args.padding;
    this.dilation = args.dilation;
    this.ceilMode = args.ceilMode;
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return `kernel_size=${python.value(kernelSize)}, stride=${python.value(stride)}, padding=${python.value(padding)}, dilation=${python.value(dilation)}, ceil_mode=${python.bool(ceilMode)}`;
  }
}

/** The largest element of each window of a sequence. Input [N, C, L] or [C, L]. */
export class MaxPool1d extends MaxPool {
  /** `new MaxPool1d(kernelSize, stride = kernelSize, padding = 0, dilation = 1, ceilMode = false)` */
  constructor(...given: CallArguments<typeof maxParams>) {
    super("MaxPool1d", given);
  }

  forward(input: Tensor): Tensor {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return F.maxPool1d(input, kernelSize, { stride, padding, dilation, ceilMode });
  }
}

/** The largest element of each window of an image. Input [N, C, H, W] or [C, H, W]. */
export class MaxPool2d extends MaxPool {
  /**
   * `new MaxPool2d(kernelSize, stride = kernelSize, padding = 0, dilation = 1, ceilMode = false)`
   * @example new nn.MaxPool2d(2).call(randn(1, 3, 8, 8)) // [1, 3, 4, 4]
   */
  constructor(...given: CallArguments<typeof maxParams>) {
    super("MaxPool2d", given);
  }

  forward(input: Tensor): Tensor {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return F.maxPool2d(input, kernelSize, { stride, padding, dilation, ceilMode });
  }
}

const averageParams = [
  dims("kernelSize"),
  dims("stride", null),
  dims("padding", 0),
  flag("ceilMode", false),
  flag("countIncludePad", true),
] as const;

const alone = (value: PerDimension): readonly number[] =>
  typeof value === "number" ? [value] : value;

/** The mean of each window of a sequence. Input [N, C, L] or [C, L]. */
export class AvgPool1d extends Module {
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;

  /**
   * `new AvgPool1d(kernelSize, stride = kernelSize, padding = 0, ceilMode = false,
   * countIncludePad = true)`
   */
  constructor(...given: CallArguments<typeof averageParams>) {
    super();
    const args = named("AvgPool1d", averageParams, given);
    this.kernelSize = alone(args.kernelSize);
    this.stride = alone(args.stride ?? args.kernelSize);
    this.padding = alone(args.padding);
    this.ceilMode = args.ceilMode;
    this.countIncludePad = args.countIncludePad;
  }

  forward(input: Tensor): Tensor {
    const { kernelSize, stride, padding, ceilMode, countIncludePad } = this;
    return F.avgPool1d(input, kernelSize, { stride, padding, ceilMode, countIncludePad });
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding } = this;
    return `kernel_size=${python.tuple(kernelSize)}, stride=${python.tuple(stride)}, padding=${python.tuple(padding)}`;
  }
}

const average2dParams = [...averageParams, int("divisorOverride", null)] as const;

/** The mean of each window of an image. Input [N, C, H, W] or [C, H, W]. */
export class AvgPool2d extends Module {
  readonly kernelSize: PerDimension;
  readonly stride: PerDimension;
  readonly padding: PerDimension;
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;
  readonly divisorOverride: number | null;

  /**
   * `new AvgPool2d(kernelSize, stride = kernelSize, padding = 0, ceilMode = false,
   * countIncludePad = true, divisorOverride = null)`
   */
  constructor(...given: CallArguments<typeof average2dParams>) {
    super();
    const args = named("AvgPool2d", average2dParams, given);
    this.kernelSize = args.kernelSize;
    this.stride = args.stride ?? args.kernelSize;
    this.padding = args.padding;
    this.ceilMode = args.ceilMode;
    this.countIncludePad = args.countIncludePad;
    this.divisorOverride = args.divisorOverride;
  }

  forward(input: Tensor): Tensor {
    const { kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride } = this;
    const options = { stride, padding, ceilMode, countIncludePad, divisorOverride };
    return F.avgPool2d(input, kernelSize, options);
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding } = this;
    return `kernel_size=${python.value(kernelSize)}, stride=${python.value(stride)}, padding=${python.value(padding)}`;
  }
}

type Sizes = number | readonly (number | null)[];
const adaptiveParams = [outputSize] as const;

/** As many windows as `outputSize` says; a null keeps the size of the input. */
abstract class Adaptive extends Module {
  readonly outputSize: Sizes;

  constructor(op: string, given: CallArguments<typeof adaptiveParams>) {
    super();
    this.outputSize = named(op, adaptiveParams, given).outputSize;
  }

  override extraRepr(): string {
    const size = this.outputSize;
    if (typeof size === "number") return `output_size=${size}`;
    const parts = size.map((n) => (n === null ? "None" : String(n)));
    return `output_size=(${parts.join(", ")}${parts.length === 1 ? "," : ""})`;
  }
}

/** The means of `outputSize` windows of a sequence. */
export class AdaptiveAvgPool1d extends Adaptive {
  /** `new AdaptiveAvgPool1d(outputSize)` */
  constructor(...given: CallArguments<typeof adaptiveParams>) {
    super("AdaptiveAvgPool1d", given);
  }

  forward(input: Tensor): Tensor {
    return F.adaptiveAvgPool1d(input, this.outputSize);
  }
}

/** The means of `outputSize` windows of an image. */
export class AdaptiveAvgPool2d extends Adaptive {
  /** `new AdaptiveAvgPool2d(outputSize)` */
  constructor(...given: CallArguments<typeof adaptiveParams>) {
    super("AdaptiveAvgPool2d", given);
  }

  forward(input: Tensor): Tensor {
    return F.adaptiveAvgPool2d(input, this.outputSize);
  }
}

/** The largest elements of `outputSize` windows of a sequence. */
export class AdaptiveMaxPool1d extends Adaptive {
  /** `new AdaptiveMaxPool1d(outputSize)` */
  constructor(...given: CallArguments<typeof adaptiveParams>) {
    super("AdaptiveMaxPool1d", given);
  }

  forward(input: Tensor): Tensor {
    return F.adaptiveMaxPool1d(input, this.outputSize);
  }
}

/** The largest elements of `outputSize` windows of an image. */
export class AdaptiveMaxPool2d extends Adaptive {
  /** `new AdaptiveMaxPool2d(outputSize)` */
  constructor(...given: CallArguments<typeof adaptiveParams>) {
    super("AdaptiveMaxPool2d", given);
  }

  forward(input: Tensor): Tensor {
    return F.adaptiveMaxPool2d(input, this.outputSize);
  }
}
