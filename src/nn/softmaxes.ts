// Activation functions as modules that look along a dimension: Softmax and its kin, GLU.

import { type CallArguments, int } from "../params";
import type { Tensor } from "../tensor";
import { named, take } from "./arguments";
import * as F from "./functional";
import { Module } from "./module";
import * as python from "./pythonText";

const dimParams = [int("dim", null)] as const;

/** What is done along one dimension. */
abstract class Along extends Module {
  declare readonly dim: number | null;

  /** The dimension, `dim = null`. */
  constructor(...given: CallArguments<typeof dimParams>) {
    super();
    take(this, dimParams, given);
  }

  override extraRepr(): string {
    return python.fields(this, "dim");
  }

  /** The dimension; where none was given PyTorch takes the first of 0-d, 1-d and 3-d inputs. */
  protected dimOf(input: Tensor): number {
    return this.dim ?? ([0, 1, 3].includes(input.ndim) ? 0 : 1);
  }
}

/** e to the input, scaled to a sum of 1 along `dim`. */
export class Softmax extends Along {
  forward(input: Tensor): Tensor {
    return F.softmax(input, this.dimOf(input));
  }
}

/** The logarithm of softmax, computed at once. */
export class LogSoftmax extends Along {
  forward(input: Tensor): Tensor {
    return F.logSoftmax(input, this.dimOf(input));
  }
}

/** Softmax of the negative. */
export class Softmin extends Along {
  forward(input: Tensor): Tensor {
    return F.softmax(input.neg(), this.dimOf(input));
  }
}

const gluParams = [int("dim", -1)] as const;

/** The first half along `dim` times the sigmoid of the second. */
export class GLU extends Along {
  /** `new GLU(dim = -1)` */
  constructor(...given: CallArguments<typeof gluParams>) {
    super(named("GLU", gluParams, given));
  }

  forward(input: Tensor): Tensor {
    return F.glu(input, this.dimOf(input));
  }
}
