// Parameter: a leaf that a module owns, and that optimizers move.

import type { TypedArray } from "../dtype";
import { source } from "../graph";
import { Tensor } from "../tensor";

/**
 * A leaf with a copy of the values of `data`, which requires a gradient. A module has as parameters
 * all Parameters that are its properties.
 * @example
 * class Scale extends nn.Module {
 *   scale = new nn.Parameter(ones(3));
 *   forward(x: Tensor): Tensor {
 *     return x.mul(this.scale);
 *   }
 * }
 */
export class Parameter extends Tensor {
  /** @param requiresGrad default `true` */
  constructor(data: Tensor, requiresGrad = true) {
    const { data: values, shape, dtype } = data.read();
    super(source((values as TypedArray).slice(), shape, dtype, requiresGrad));
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
  }
}
