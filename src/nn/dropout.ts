// Dropout as modules: in training some elements, or whole channels, are zero by chance.

import { ValueError } from "../errors";
import { type CallArguments, number } from "../params";
import type { Tensor } from "../tensor";
import { Elementwise, inplace } from "./elementwise";
import * as F from "./functional";
import * as python from "./pythonText";

const params = [number("p", 0.5), inplace] as const;

/** What all dropouts have. The draw is made at each call, and kept when values are recomputed. */
abstract class Dropping extends Elementwise {
  /** The probability of an element to be zero. */
  declare readonly p: number;

  /**
   * The probability and whether to overwrite, `p = 0.5, inplace = false`.
   * @throws ValueError if p is not within 0 and 1.
   */
  constructor(...given: CallArguments<typeof params>) {
    super(params, given);
    const { p } = this;
    if (p >= 0 && p <= 1) return;
    throw new ValueError(
      `dropout probability has to be between 0 and 1, but got ${python.number(p)}`,
      { op: this.constructor.name, parameter: "p" },
    );
  }

  override extraRepr(): string {
    return python.fields(this, "p", "inplace");
  }
}

/**
 * Zeros elements, and scales the others by 1 / (1 - p).
 * @example new nn.Dropout(0.2).eval().call(x) // x
 */
export class Dropout extends Dropping {
  protected compute(input: Tensor): Tensor {
    return F.dropout(input, this.p, this.training);
  }
}

/** Zeros whole channels of sequences. Input [N, C, L] or [C, L]. */
export class Dropout1d extends Dropping {
  protected compute(input: Tensor): Tensor {
    return F.dropout1d(input, this.p, this.training);
  }
}

/** Zeros whole channels of images. Input [N, C, H, W] or [C, H, W]. */
export class Dropout2d extends Dropping {
  protected compute(input: Tensor): Tensor {
    return F.dropout2d(input, this.p, this.training);
  }
}

/** Dropout that keeps mean and variance, for SELU networks. */
export class AlphaDropout extends Dropping {
  protected compute(input: Tensor): Tensor {
    return F.alphaDropout(input, this.p, this.training);
  }
}
