// Activation functions as modules that take an argument: a slope, a bound, a dimension.

import { type CallArguments, choice, dtype, int, number } from "../params";
import type { Tensor } from "../tensor";
import { named, take } from "./arguments";
import { Elementwise, inplace } from "./elementwise";
import { filled } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import * as python from "./pythonText";

const slopeParams = [number("negativeSlope", 0.01), inplace] as const;

/** x where positive, negativeSlope · x elsewhere. */
export class LeakyReLU extends Elementwise {
  declare readonly negativeSlope: number;

  /** `new LeakyReLU(negativeSlope = 0.01, inplace = false)` */
  constructor(...given: CallArguments<typeof slopeParams>) {
    super(slopeParams, given);
  }

  protected compute(input: Tensor): Tensor {
    return F.leakyRelu(input, this.negativeSlope);
  }

  protected override describe(): string {
    return python.fields(this, "negativeSlope");
  }
}

const alphaParams = [number("alpha", 1), inplace] as const;

/** What is exponential where negative. */
abstract class Exponential extends Elementwise {
  declare readonly alpha: number;

  /** `alpha = 1, inplace = false` */
  constructor(...given: CallArguments<typeof alphaParams>) {
    super(alphaParams, given);
  }

  protected override describe(): string {
    return `alpha=${python.number(this.alpha, "1.0")}`;
  }
}

/** x where positive, alpha (eˣ - 1) elsewhere: `new ELU(alpha = 1, inplace = false)`. */
export class ELU extends Exponential {
  protected compute(input: Tensor): Tensor {
    return F.elu(input, this.alpha);
  }
}

/** x where positive, alpha (e^(x / alpha) - 1) elsewhere: `new CELU(alpha = 1, inplace = false)`. */
export class CELU extends Exponential {
  protected compute(input: Tensor): Tensor {
    return F.celu(input, this.alpha);
  }
}

const geluParams = [choice("approximate", ["none", "tanh"], "none")] as const;

/** x · Φ(x), with the normal distribution's Φ. */
export class GELU extends Module {
  declare readonly approximate: "none" | "tanh";

  /** `new GELU(approximate = "none")` */
  constructor(...given: CallArguments<typeof geluParams>) {
    super();
    take(this, geluParams, given);
  }

  forward(input: Tensor): Tensor {
    return F.gelu(input, this.approximate);
  }

  override extraRepr(): string {
    return `approximate='${this.approximate}'`;
  }
}

const softplusParams = [number("beta", 1), number("threshold", 20)] as const;

/** log(1 + e^(beta x)) / beta; x itself where beta x is above the threshold. */
export class Softplus extends Module {
  declare readonly beta: number;
  declare readonly threshold: number;

  /** `new Softplus(beta = 1, threshold = 20)` */
  constructor(...given: CallArguments<typeof softplusParams>) {
    super();
    take(this, softplusParams, given);
  }

  forward(input: Tensor): Tensor {
    return F.softplus(input, this.beta, this.threshold);
  }

  override extraRepr(): string {
    return python.fields(this, "beta", "threshold");
  }
}

const hardtanhParams = [number("minVal", -1), number("maxVal", 1), inplace] as const;

/** x held between minVal and maxVal. */
export class Hardtanh extends Elementwise {
  declare readonly minVal: number;
  declare readonly maxVal: number;

  /** `new Hardtanh(minVal = -1, maxVal = 1, inplace = false)` */
  constructor(...given: CallArguments<typeof hardtanhParams>) {
    super(hardtanhParams, given);
  }

  protected compute(input: Tensor): Tensor {
    return F.hardtanh(input, this.minVal, this.maxVal);
  }

  protected override describe(): string {
    const [min, max] = [python.number(this.minVal, "-1.0"), python.number(this.maxVal, "1.0")];
    return `min_val=${min}, max_val=${max}`;
  }
}

const lambdaParams = [number("lambd", 0.5)] as const;

/** What makes small elements zero. */
abstract class Shrink extends Module {
  declare readonly lambd: number;

  /** `lambd = 0.5` */
  constructor(...given: CallArguments<typeof lambdaParams>) {
    super();
    take(this, lambdaParams, given);
  }

  override extraRepr(): string {
    return python.number(this.lambd);
  }
}

/** x drawn towards 0 by lambd: `new Softshrink(lambd = 0.5)`. */
export class Softshrink extends Shrink {
  forward(input: Tensor): Tensor {
    return F.softshrink(input, this.lambd);
  }
}

/** x, but 0 where |x| is at most lambd: `new Hardshrink(lambd = 0.5)`. */
export class Hardshrink extends Shrink {
  forward(input: Tensor): Tensor {
    return F.hardshrink(input, this.lambd);
  }
}

const thresholdParams = [number("threshold"), number("value"), inplace] as const;

/** x where above the threshold, a value elsewhere. */
export class Threshold extends Elementwise {
  declare readonly threshold: number;
  declare readonly value: number;

  /** `new Threshold(threshold, value, inplace = false)` */
  constructor(...given: CallArguments<typeof thresholdParams>) {
    super(thresholdParams, given);
  }

  protected compute(input: Tensor): Tensor {
    return F.threshold(input, this.threshold, this.value);
  }

  protected override describe(): string {
    return python.fields(this, "threshold", "value");
  }
}

const preluParams = [int("numParameters", 1), number("init", 0.25), dtype("dtype", null)] as const;

/** LeakyReLU whose slope is learnt: one slope, or one for each channel (dimension 1). */
export class PReLU extends Module {
  readonly numParameters: number;
  /** [numParameters] */
  weight: Parameter;

  /** `new PReLU(numParameters = 1, init = 0.25, dtype = null)` */
  constructor(...given: CallArguments<typeof preluParams>) {
    super();
    const args = named("PReLU", preluParams, given);
    this.numParameters = args.numParameters;
    this.weight = filled([args.numParameters], args.init, args.dtype);
  }

  forward(input: Tensor): Tensor {
    return F.prelu(input, this.weight);
  }

  override extraRepr(): string {
    return python.fields(this, "numParameters");
  }
}
