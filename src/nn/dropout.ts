// Dropout as modules: in training some elements, or whole channels, are zero by chance.

import { ValueError } from "../errors";
import { type CallArguments, number } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { Elementwise, inplace } from "./elementwise";
import * as F from "./functional";
import * as python from "./pythonText";

const params = [number("p", 0.5), inplace] as const;

/** What all dropouts have. The draw is made at each call, and kept when values are recomputed. */
abstract class Dropping extends Elementwise {
  /** The probability of an element to be zero. */
  readonly p: number;

  constructor(op: string, given: CallArguments<typeof params>) {
    const args = named(op, params, given);
    if (!(args.p >= 0 && args.p <= 1)) {
      throw new ValueError(
        `dropout probability has to be between 0 and 1, but got ${python.number(args.p)}`,
        { op, parameter: "p" },
      );
    }
    super(args.inplace);
    this.p = args.p;
  }

  override extraRepr(): string {
    return `p=${python.number(this.p)}, inplace=${python.bool(this.inplace)}`;
  }
}

/** Zeros elements, and scales the others by 1 / (1 - p). */
export class Dropout extends Dropping {
  /**
   * `new Dropout(p = 0.5, inplace = false)`
   * @example new nn.Dropout(0.2).eval().call(x) // x
   * @throws ValueError if p is not within 0 and 1.
   */
  constructor(...given: CallArguments<typeof params>) {
    super("Dropout", given);
  }

  protected compute(input: Tensor): Tensor {
    return F.dropout(input, this.p, this.training);
  }
}

/** Zeros whole channels of sequences. Input [N, C, L] or [C, L]. */
export class Dropout1d extends Dropping {
  /** `new Dropout1d(p = 0.5, inplace = false)` */
  constructor(...given: CallArguments<typeof params>) {
    super("Dropout1d", given);
  }

  protected compute(input: Tensor): Tensor {
    return F.dropout1d(input, this.p, this.training);
  }
}

/** Zeros whole channels of images. Input [N, C, H, W] or [C, H, W]. */
export class Dropout2d extends Dropping {
  /** `new Dropout2d(p = 0.5, inplace = false)` */
  constructor(...given: CallArguments<typeof params>) {
    super("Dropout2d", given);
  }

  protected compute(input: Tensor): Tensor {
    return F.dropout2d(input, this.p, this.training);
  }
}

/** Dropout that keeps mean and variance, for SELU networks. */
export class AlphaDropout extends Dropping {
  /** `new AlphaDropout(p = 0.5, inplace = false)` */
  constructor(...given: CallArguments<typeof params>) {
    super("AlphaDropout", given);
  }

  protected compute(input: Tensor): Tensor {
    return F.alphaDropout(input, this.p, this.training);
  }
}
