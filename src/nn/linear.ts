// Layers of linear maps: Linear, Bilinear; and Identity, Flatten, Unflatten.

import { type CallArguments, dtype, flag, int, sizes } from "../params";
import type { Tensor } from "../tensor";
import { assign, named, take } from "./arguments";
import { uniform, weightAndBias } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import { fields, value } from "./pythonText";

const linearParams = [
  int("inFeatures"),
  int("outFeatures"),
  flag("bias", true),
  dtype("dtype", null),
] as const;

/** x Wᵀ + b. Input [..., inFeatures], output [..., outFeatures]. */
export class Linear extends Module {
  declare readonly inFeatures: number;
  declare readonly outFeatures: number;
  /** [outFeatures, inFeatures] */
  declare weight: Parameter;
  /** [outFeatures], or null without bias. */
  declare bias: Parameter | null;

  /**
   * `new Linear(inFeatures, outFeatures, bias = true, dtype = null)`, or by name from any point on.
   * @example new nn.Linear(3, 1).call(randn(5, 3)) // [5, 1]
   */
  constructor(...given: CallArguments<typeof linearParams>) {
    super();
    const { bias, dtype: type, ...own } = named("Linear", linearParams, given);
    const { inFeatures, outFeatures } = own;
    const shape = [outFeatures, inFeatures];
    const weights = weightAndBias(shape, bias ? outFeatures : null, type);
    assign<Linear>(this, { ...own, ...weights });
  }

  forward(input: Tensor): Tensor {
    return F.linear(input, this.weight, this.bias);
  }

  override extraRepr(): string {
    return `${fields(this, "inFeatures", "outFeatures")}, bias=${value(this.bias !== null)}`;
  }
}

const bilinearParams = [
  int("in1Features"),
  int("in2Features"),
  int("outFeatures"),
  flag("bias", true),
  dtype("dtype", null),
] as const;

/** x₁ᵀ A x₂ + b for each output. Inputs [..., in1Features] and [..., in2Features]. */
export class Bilinear extends Module {
  declare readonly in1Features: number;
  declare readonly in2Features: number;
  declare readonly outFeatures: number;
  /** [outFeatures, in1Features, in2Features] */
  declare weight: Parameter;
  /** [outFeatures], or null without bias. */
  declare bias: Parameter | null;

  /**
   * `new Bilinear(in1Features, in2Features, outFeatures, bias = true, dtype = null)`, or by name
   * from any point on.
   * @example new nn.Bilinear(2, 3, 4).call(randn(5, 2), randn(5, 3)) // [5, 4]
   */
  constructor(...given: CallArguments<typeof bilinearParams>) {
    super();
    const { bias, dtype: type, ...own } = named("Bilinear", bilinearParams, given);
    const { in1Features, in2Features, outFeatures } = own;
    const fresh = (...shape: number[]) => uniform(shape, 1 / Math.sqrt(in1Features), type);
    assign<Bilinear>(this, {
      ...own,
      weight: fresh(outFeatures, in1Features, in2Features),
      bias: bias ? fresh(outFeatures) : null,
    });
  }

  forward(input1: Tensor, input2: Tensor): Tensor {
    const { in1Features, in2Features, outFeatures } = this;
    // x₁ᵀ A as one product, then a product with x₂ for each row.
    const flat = this.weight.permute(1, 0, 2).reshape(in1Features, outFeatures * in2Features);
    const mapped = input1
      .matmul(flat)
      .reshape(...input1.shape.slice(0, -1), outFeatures, in2Features);
    const output = mapped.matmul(input2.unsqueeze(-1)).squeeze(-1);
    return this.bias === null ? output : output.add(this.bias);
  }

  override extraRepr(): string {
    const features = fields(this, "in1Features", "in2Features", "outFeatures");
    return `${features}, bias=${value(this.bias !== null)}`;
  }
}

/** The input as it is; arguments of the constructor are ignored. */
export class Identity extends Module {
  constructor(..._ignored: readonly unknown[]) {
    super();
  }

  forward(input: Tensor): Tensor {
    return input;
  }
}

const flattenParams = [int("startDim", 1), int("endDim", -1)] as const;

/** Several dimensions as one; all but the first by default. */
export class Flatten extends Module {
  declare readonly startDim: number;
  declare readonly endDim: number;

  /** `new Flatten(startDim = 1, endDim = -1)`, or by name from any point on. */
  constructor(...given: CallArguments<typeof flattenParams>) {
    super();
    take(this, flattenParams, given);
  }

  forward(input: Tensor): Tensor {
    return input.flatten(this.startDim, this.endDim);
  }

  override extraRepr(): string {
    return fields(this, "startDim", "endDim");
  }
}

const unflattenParams = [int("dim"), sizes("unflattenedSize")] as const;

/** One dimension as several. */
export class Unflatten extends Module {
  readonly dimension: number;
  readonly unflattenedSize: readonly number[];

  /** `new Unflatten(dim, unflattenedSize)`, or by name from any point on. */
  constructor(...given: CallArguments<typeof unflattenParams>) {
    super();
    const { dim, unflattenedSize } = named("Unflatten", unflattenParams, given);
    this.dimension = dim;
    this.unflattenedSize = unflattenedSize;
  }

  forward(input: Tensor): Tensor {
    const { shape } = input;
    const dim = this.dimension < 0 ? this.dimension + shape.length : this.dimension;
    return input.reshape([
      ...shape.slice(0, dim),
      ...this.unflattenedSize,
      ...shape.slice(dim + 1),
    ]);
  }

  override extraRepr(): string {
    return `dim=${this.dimension}, ${fields(this, "unflattenedSize")}`;
  }
}
