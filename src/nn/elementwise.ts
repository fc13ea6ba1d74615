// What elementwise activation modules share: they may work in place, as PyTorch's do.

import { inPlace } from "../inplace";
import { flag } from "../params";
import type { Tensor } from "../tensor";
import { Module } from "./module";

/** The last parameter of activations that can work in place. */
export const inplace = flag("inplace", false);

export abstract class Elementwise extends Module {
  /** Whether the input is overwritten with the output. */
  readonly inplace: boolean;

  constructor(overwrites: boolean) {
    super();
    this.inplace = overwrites;
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
