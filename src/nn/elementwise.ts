// What elementwise activation modules share: they may work in place, as PyTorch's do.

import { inPlace } from "../inplace";
import { type AnyParam, type CallArguments, flag } from "../params";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { Module } from "./module";

/** The last parameter of activations that can work in place. */
export const inplace = flag("inplace", false);

export abstract class Elementwise extends Module {
  /** Whether the input is overwritten with the output. */
  declare readonly inplace: boolean;

  constructor(params: readonly AnyParam[], given: readonly unknown[]) {
    super();
    Object.assign(this, named(this.constructor.name, params, given));
  }

  /** The function itself. */
  protected abstract compute(input: Tensor): Tensor;

  /** The arguments of the function, as PyTorch prints them. */
  protected describe(): string {
    return "";
  }

  forward(input: Tensor): Tensor {
    if (!this.inplace) return this.compute(input);
    return inPlace(this.constructor.name, input, () => this.compute(input));
  }

  override extraRepr(): string {
    const parts = [this.describe(), this.inplace ? "inplace=True" : ""];
    return parts.filter((part) => part !== "").join(", ");
  }
}

const params = [inplace] as const;

/** Those that have no other argument. */
export abstract class Plain extends Elementwise {
  /** One argument, `inplace = false`. */
  constructor(...given: CallArguments<typeof params>) {
    super(params, given);
  }
}
