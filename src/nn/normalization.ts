// Normalisation within each sample: LayerNorm, GroupNorm.

import { ValueError } from "../errors";
import { type CallArguments, dtype, flag, int, number, sizes } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { filled } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import * as python from "./pythonText";

const layerParams = [
  sizes("normalizedShape"),
  number("eps", 1e-5),
  flag("elementwiseAffine", true),
  dtype("dtype", null),
] as const;

/** Mean 0 and variance 1 over the last dimensions, then an affine map. Input [..., *normalizedShape]. */
export class LayerNorm extends Module {
  readonly normalizedShape: readonly number[];
  readonly eps: number;
  readonly elementwiseAffine: boolean;
  /** normalizedShape, or null without affine map. */
  weight: Parameter | null;
  /** normalizedShape, or null without affine map. */
  bias: Parameter | null;

  /**
   * `new LayerNorm(normalizedShape, eps = 1e-5, elementwiseAffine = true, dtype = null)`, or by name
   * from any point on.
   * @param normalizedShape the sizes of the last dimensions, one number or several
   * @example new nn.LayerNorm(8).call(randn(2, 5, 8)) // [2, 5, 8]
   */
  constructor(...given: CallArguments<typeof layerParams>) {
    super();
    const args = named("LayerNorm", layerParams, given);
    this.normalizedShape = args.normalizedShape;
    this.eps = args.eps;
    this.elementwiseAffine = args.elementwiseAffine;
    this.weight = args.elementwiseAffine ? filled(args.normalizedShape, 1, args.dtype) : null;
    this.bias = args.elementwiseAffine ? filled(args.normalizedShape, 0, args.dtype) : null;
  }

  forward(input: Tensor): Tensor {
    const { normalizedShape, weight, bias, eps } = this;
    return F.layerNorm(input, normalizedShape, { weight, bias, eps });
  }

  override extraRepr(): string {
    return `${python.tuple(this.normalizedShape)}, eps=${python.number(this.eps)}, elementwise_affine=${python.bool(this.elementwiseAffine)}`;
  }
}

const groupParams = [
  int("numGroups"),
  int("numChannels"),
  number("eps", 1e-5),
  flag("affine", true),
  dtype("dtype", null),
] as const;

/** Mean 0 and variance 1 over groups of channels, then an affine map. Input [N, numChannels, ...]. */
export class GroupNorm extends Module {
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;
  readonly affine: boolean;
  /** [numChannels], or null without affine map. */
  weight: Parameter | null;
  /** [numChannels], or null without affine map. */
  bias: Parameter | null;

  /**
   * `new GroupNorm(numGroups, numChannels, eps = 1e-5, affine = true, dtype = null)`, or by name from
   * any point on.
   * @example new nn.GroupNorm(2, 6).call(randn(4, 6, 8, 8)) // [4, 6, 8, 8]
   * @throws ValueError if the groups do not divide the channels.
   */
  constructor(...given: CallArguments<typeof groupParams>) {
    super();
    const args = named("GroupNorm", groupParams, given);
    if (args.numChannels % args.numGroups !== 0) {
      throw new ValueError("num_channels must be divisible by num_groups", {
        op: "GroupNorm",
        parameter: "numGroups",
      });
    }
    this.numGroups = args.numGroups;
    this.numChannels = args.numChannels;
    this.eps = args.eps;
    this.affine = args.affine;
    this.weight = args.affine ? filled([args.numChannels], 1, args.dtype) : null;
    this.bias = args.affine ? filled([args.numChannels], 0, args.dtype) : null;
  }

  forward(input: Tensor): Tensor {
    const { numGroups, weight, bias, eps } = this;
    return F.groupNorm(input, numGroups, { weight, bias, eps });
  }

  override extraRepr(): string {
    return `${this.numGroups}, ${this.numChannels}, eps=${python.number(this.eps)}, affine=${python.bool(this.affine)}`;
  }
}
