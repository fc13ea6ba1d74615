// Pooling as modules: the largest or the mean of windows, of a given size or in a given number.

import { outputSize, type PerDimension } from "../ops/spatial";
import { type AnyParam, type CallArguments, dims, flag, int } from "../params";
import type { Tensor } from "../tensor";
import { named, take } from "./arguments";
import * as F from "./functional";
import { Module } from "./module";
import * as python from "./pythonText";

/** Pooling of windows of a given size. */
abstract class Windows extends Module {
  declare readonly kernelSize: PerDimension;
  declare readonly stride: PerDimension;
  declare readonly padding: PerDimension;
  declare readonly ceilMode: boolean;

  constructor(params: readonly AnyParam[], given: readonly unknown[]) {
    super();
    const args = named(this.constructor.name, params, given);
    Object.assign(this, args, { stride: args.stride ?? args.kernelSize });
  }
}

const maxParams = [
  dims("kernelSize"),
  dims("stride", null),
  dims("padding", 0),
  dims("dilation", 1),
  flag("ceilMode", false),
] as const;

/** The largest element of each window. */
abstract class MaxPool extends Windows {
  declare readonly dilation: PerDimension;

  /** `kernelSize, stride = kernelSize, padding = 0, dilation = 1, ceilMode = false` */
  constructor(...given: CallArguments<typeof maxParams>) {
    super(maxParams, given);
  }

  /** The arguments of the function. */
  protected get args() {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return [kernelSize, stride, padding, dilation, ceilMode] as const;
  }

  override extraRepr(): string {
    return python.fields(this, "kernelSize", "stride", "padding", "dilation", "ceilMode");
  }
}

/** The largest element of each window of a sequence. Input [N, C, L] or [C, L]. */
export class MaxPool1d extends MaxPool {
  forward(input: Tensor): Tensor {
    return F.maxPool1d(input, ...this.args);
  }
}

/**
 * The largest element of each window of an image. Input [N, C, H, W] or [C, H, W].
 * @example new nn.MaxPool2d(2).call(randn(1, 3, 8, 8)) // [1, 3, 4, 4]
 */
export class MaxPool2d extends MaxPool {
  forward(input: Tensor): Tensor {
    return F.maxPool2d(input, ...this.args);
  }
}

const averageParams = [
  dims("kernelSize"),
  dims("stride", null),
  dims("padding", 0),
  flag("ceilMode", false),
  flag("countIncludePad", true),
] as const;

/** The mean of each window. */
abstract class AvgPool extends Windows {
  declare readonly countIncludePad: boolean;

  protected get args() {
    const { kernelSize, stride, padding, ceilMode, countIncludePad } = this;
    return [kernelSize, stride, padding, ceilMode, countIncludePad] as const;
  }

  override extraRepr(): string {
    return python.fields(this, "kernelSize", "stride", "padding");
  }
}

const alone = (value: PerDimension): readonly number[] =>
  typeof value === "number" ? [value] : value;

/** The mean of each window of a sequence. Input [N, C, L] or [C, L]. */
export class AvgPool1d extends AvgPool {
  declare readonly kernelSize: readonly number[];
  declare readonly stride: readonly number[];
  declare readonly padding: readonly number[];

  /**
   * `new AvgPool1d(kernelSize, stride = kernelSize, padding = 0, ceilMode = false,
   * countIncludePad = true)`
   */
  constructor(...given: CallArguments<typeof averageParams>) {
    super(averageParams, given);
    this.kernelSize = alone(this.kernelSize);
    this.stride = alone(this.stride);
    this.padding = alone(this.padding);
  }

  forward(input: Tensor): Tensor {
    return F.avgPool1d(input, ...this.args);
  }
}

const average2dParams = [...averageParams, int("divisorOverride", null)] as const;

/** The mean of each window of an image. Input [N, C, H, W] or [C, H, W]. */
export class AvgPool2d extends AvgPool {
  declare readonly divisorOverride: number | null;

  /**
   * `new AvgPool2d(kernelSize, stride = kernelSize, padding = 0, ceilMode = false,
   * countIncludePad = true, divisorOverride = null)`
   */
  constructor(...given: CallArguments<typeof average2dParams>) {
    super(average2dParams, given);
  }

  forward(input: Tensor): Tensor {
    return F.avgPool2d(input, ...this.args, this.divisorOverride);
  }
}

const adaptiveParams = [outputSize] as const;

/** As many windows as `outputSize` says; a null keeps the size of the input. */
abstract class Adaptive extends Module {
  declare readonly outputSize: number | readonly (number | null)[];

  /** `outputSize` */
  constructor(...given: CallArguments<typeof adaptiveParams>) {
    super();
    take(this, adaptiveParams, given);
  }

  override extraRepr(): string {
    return python.fields(this, "outputSize");
  }
}

/** The means of `outputSize` windows of a sequence. */
export class AdaptiveAvgPool1d extends Adaptive {
  forward(input: Tensor): Tensor {
    return F.adaptiveAvgPool1d(input, this.outputSize);
  }
}

/** The means of `outputSize` windows of an image. */
export class AdaptiveAvgPool2d extends Adaptive {
  forward(input: Tensor): Tensor {
    return F.adaptiveAvgPool2d(input, this.outputSize);
  }
}

/** The largest elements of `outputSize` windows of a sequence. */
export class AdaptiveMaxPool1d extends Adaptive {
  forward(input: Tensor): Tensor {
    return F.adaptiveMaxPool1d(input, this.outputSize);
  }
}

/** The largest elements of `outputSize` windows of an image. */
export class AdaptiveMaxPool2d extends Adaptive {
  forward(input: Tensor): Tensor {
    return F.adaptiveMaxPool2d(input, this.outputSize);
  }
}
