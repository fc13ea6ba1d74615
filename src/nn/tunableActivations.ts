// Activation functions as modules that take an argument: a slope, a bound, a dimension.

import { type CallArguments, choice, dtype, int, number } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { Elementwise, inplace } from "./elementwise";
import { filled } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import * as python from "./pythonText";

const slopeParams = [number("negativeSlope", 0.01), inplace] as const;

/** x where positive, negativeSlope · x elsewhere. */
export class LeakyReLU extends Elementwise {
  readonly negativeSlope: number;

  /** `new LeakyReLU(negativeSlope = 0.01, inplace = false)` */
  constructor(...given: CallArguments<typeof slopeParams>) {
    const args = named("LeakyReLU", slopeParams, given);
    super(args.inplace);
    this.negativeSlope = args.negativeSlope;
  }

  protected compute(input: Tensor): Tensor {
    return F.leakyRelu(input, this.negativeSlope);
  }

  protected override describe(): string {
    return `negative_slope=${python.number(this.negativeSlope)}`;
  }
}

const alphaParams = [number("alpha", 1), inplace] as const;

/** x where positive, alpha (eˣ - 1) elsewhere. */
export class ELU extends Elementwise {
  readonly alpha: number;

  /** `new ELU(alpha = 1, inplace = false)` */
  constructor(...given: CallArguments<typeof alphaParams>) {
    const args = named("ELU", alphaParams, given);
    super(args.inplace);
    this.alpha = args.alpha;
  }

  protected compute(input: Tensor): Tensor {
    return F.elu(input, this.alpha);
  }

  protected override describe(): string {
    return `alpha=${python.number(this.alpha, "1.0")}`;
  }
}

/** x where positive, alpha (e^(x / alpha) - 1) elsewhere. */
export class CELU extends Elementwise {
  readonly alpha: number;

  /** `new CELU(alpha = 1, inplace = false)` */
  constructor(...given: CallArguments<typeof alphaParams>) {
    const args = named("CELU", alphaParams, given);
    super(args.inplace);
    this.alpha = args.alpha;
  }

  protected compute(input: Tensor): Tensor {
    return F.celu(input, this.alpha);
  }

  protected override describe(): string {
    return `alpha=${python.number(this.alpha, "1.0")}`;
  }
}

const geluParams = [choice("approximate", ["none", "tanh"], "none")] as const;

/** x · Φ(x), with the normal distribution's Φ. */
export class GELU extends Module {
  readonly approximate: "none" | "tanh";

  /** `new GELU(approximate = "none")` */
  constructor(...given: CallArguments<typeof geluParams>) {
    super();
    this.approximate = named("GELU", geluParams, given).approximate;
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
  readonly beta: number;
  readonly threshold: number;

  /** `new Softplus(beta = 1, threshold = 20)` */
  constructor(...given: CallArguments<typeof softplusParams>) {
    super();
    const { beta, threshold } = named("Softplus", softplusParams, given);
    this.beta = beta;
    this.threshold = threshold;
  }

  forward(input: Tensor): Tensor {
    return F.softplus(input, this.beta, this.threshold);
  }

  override extraRepr(): string {
    return `beta=${python.number(this.beta)}, threshold=${python.number(this.threshold)}`;
  }
}

const hardtanhParams = [number("minVal", -1), number("maxVal", 1), inplace] as const;

/** x held between minVal and maxVal. */
export class Hardtanh extends Elementwise {
  readonly minVal: number;
  readonly maxVal: number;

  /** `new Hardtanh(minVal = -1, maxVal = 1, inplace = false)` */
  constructor(...given: CallArguments<typeof hardtanhParams>) {
    const args = named("Hardtanh", hardtanhParams, given);
    super(args.inplace);
    this.minVal = args.minVal;
    this.maxVal = args.maxVal;
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

/** x drawn towards 0 by lambd. */
export class Softshrink extends Module {
  readonly lambd: number;

  /** `new Softshrink(lambd = 0.5)` */
  constructor(...given: CallArguments<typeof lambdaParams>) {
    super();
    this.lambd = named("Softshrink", lambdaParams, given).lambd;
  }

  forward(input: Tensor): Tensor {
    return F.softshrink(input, this.lambd);
  }

  override extraRepr(): string {
    return python.number(this.lambd);
  }
}

/** x, but 0 where |x| is at most lambd. */
export class Hardshrink extends Module {
  readonly lambd: number;

  /** `new Hardshrink(lambd = 0.5)` */
  constructor(...given: CallArguments<typeof lambdaParams>) {
    super();
    this.lambd = named("Hardshrink", lambdaParams, given).lambd;
  }

  forward(input: Tensor): Tensor {
    return F.hardshrink(input, this.lambd);
  }

  override extraRepr(): string {
    return python.number(this.lambd);
  }
}

const thresholdParams = [number("threshold"), number("value"), inplace] as const;

/** x where above the threshold, a value elsewhere. */
export class Threshold extends Elementwise {
  readonly threshold: number;
  readonly value: number;

  /** `new Threshold(threshold, value, inplace = false)` */
  constructor(...given: CallArguments<typeof thresholdParams>) {
    const args = named("Threshold", thresholdParams, given);
    super(args.inplace);
    this.threshold = args.threshold;
    this.value = args.value;
  }

  protected compute(input: Tensor): Tensor {
    return F.threshold(input, this.threshold, this.value);
  }

  protected override describe(): string {
    return `threshold=${python.number(this.threshold)}, value=${python.number(this.value)}`;
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
    return `num_parameters=${this.numParameters}`;
  }
}
