// Activation functions as modules: those without arguments of their own.

import type { Tensor } from "../tensor";
import { Plain } from "./elementwise";
import * as F from "./functional";
import { Module } from "./module";

/** max(0, x). */
export class ReLU extends Plain {
  protected compute(input: Tensor): Tensor {
    return F.relu(input);
  }
}

/** min(max(0, x), 6). */
export class ReLU6 extends Plain {
  protected compute(input: Tensor): Tensor {
    return F.relu6(input);
  }
}

/** ELU with the coefficients that keep activations normalised. */
export class SELU extends Plain {
  protected compute(input: Tensor): Tensor {
    return F.selu(input);
  }
}

/** x · sigmoid(x). */
export class SiLU extends Plain {
  protected compute(input: Tensor): Tensor {
    return F.silu(input);
  }
}

/** x · tanh(softplus(x)). */
export class Mish extends Plain {
  protected compute(input: Tensor): Tensor {
    return F.mish(input);
  }
}

/** 1 / (1 + e⁻ˣ). */
export class Sigmoid extends Module {
  forward(input: Tensor): Tensor {
    return F.sigmoid(input);
  }
}

/** The logarithm of the sigmoid, without overflow. */
export class LogSigmoid extends Module {
  forward(input: Tensor): Tensor {
    return F.logsigmoid(input);
  }
}

/** The hyperbolic tangent. */
export class Tanh extends Module {
  forward(input: Tensor): Tensor {
    return F.tanh(input);
  }
}

/** x - tanh(x). */
export class Tanhshrink extends Module {
  forward(input: Tensor): Tensor {
    return F.tanhshrink(input);
  }
}

/** x / (1 + |x|). */
export class Softsign extends Module {
  forward(input: Tensor): Tensor {
    return F.softsign(input);
  }
}

/** A sigmoid of three straight lines. */
export class Hardsigmoid extends Plain {
  protected compute(input: Tensor): Tensor {
    return F.hardsigmoid(input);
  }
}

/** x · hardsigmoid(x). */
export class Hardswish extends Plain {
  protected compute(input: Tensor): Tensor {
    return F.hardswish(input);
  }
}
