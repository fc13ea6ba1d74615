// Normalisation within each sample: LayerNorm, GroupNorm.

import { ValueError } from "../errors";
import { type CallArguments, dtype, flag, int, number, sizes } from "../params";
import type { Tensor } from "../tensor";
import { assign, named } from "./arguments";
import { affineMap } from "./fresh";
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
  declare readonly normalizedShape: readonly number[];
  declare readonly eps: number;
  declare readonly elementwiseAffine: boolean;
  /** normalizedShape, or null without affine map. */
  declare weight: Parameter | null;
  /** normalizedShape, or null without affine map. */
  declare bias: Parameter | null;

  /**
   * `new LayerNorm(normalizedShape, eps = 1e-5, elementwiseAffine = true, dtype = null)`, or by name
   * from any point on.
   * @param normalizedShape the sizes of the last dimensions, one number or several
   * @example new nn.LayerNorm(8).call(randn(2, 5, 8)) // [2, 5, 8]
   */
  constructor(...given: CallArguments<typeof layerParams>) {
    super();
    const { dtype: type, ...own } = named("LayerNorm", layerParams, given);
    const map = affineMap(own.elementwiseAffine, own.normalizedShape, type);
    assign<LayerNorm>(this, { ...own, ...map });
  }

  forward(input: Tensor): Tensor {
    const { normalizedShape, weight, bias, eps } = this;
    return F.layerNorm(input, normalizedShape, { weight, bias, eps });
  }

  override extraRepr(): string {
    const shape = python.tuple(this.normalizedShape);
    return `${shape}, ${python.fields(this, "eps", "elementwiseAffine")}`;
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
  declare readonly numGroups: number;
  declare readonly numChannels: number;
  declare readonly eps: number;
  declare readonly affine: boolean;
  /** [numChannels], or null without affine map. */
  declare weight: Parameter | null;
  /** [numChannels], or null without affine map. */
  declare bias: Parameter | null;

  /**
   * `new GroupNorm(numGroups, numChannels, eps = 1e-5, affine = true, dtype = null)`, or by name from
   * any point on.
   * @example new nn.GroupNorm(2, 6).call(randn(4, 6, 8, 8)) // [4, 6, 8, 8]
   * @throws ValueError if the groups do not divide the channels.
   */
  constructor(...given: CallArguments<typeof groupParams>) {
    super();
    const { dtype: type, ...own } = named("GroupNorm", groupParams, given);
    if (own.numChannels % own.numGroups !== 0) {
      throw new ValueError("num_channels must be divisible by num_groups", {
        op: "GroupNorm",
        parameter: "numGroups",
      });
    }
    assign<GroupNorm>(this, { ...own, ...affineMap(own.affine, [own.numChannels], type) });
  }

  forward(input: Tensor): Tensor {
    const { numGroups, weight, bias, eps } = this;
    return F.groupNorm(input, numGroups, { weight, bias, eps });
  }

  override extraRepr(): string {
    return `${this.numGroups}, ${this.numChannels}, ${python.fields(this, "eps", "affine")}`;
  }
}
