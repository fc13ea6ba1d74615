// What the lists of calls for the backward rules are written with.

import * as torch from "../../src/index";
import { type Tensor, tensor } from "../../src/index";

export const r = (...shape: number[]): Tensor =>
  torch.randn(shape, { dtype: "float64", requiresGrad: true });
export const p = (...shape: number[]): Tensor =>
  torch.rand(shape, { dtype: "float64" }).mul(0.8).add(0.1).requiresGrad_();
export const of = (values: number[] | number[][], requiresGrad = true): Tensor =>
  tensor(values, { dtype: "float64", requiresGrad });
export const ints = (values: number[] | number[][] | number): Tensor =>
  tensor(values, { dtype: "int64" });

/** A call whose rules are checked. */
export type Case = [what: string, make: () => Tensor | readonly Tensor[]];
export const cases = (what: string, ...makes: (() => Tensor | readonly Tensor[])[]): Case[] =>
  makes.map((make, i) => [`${what} (${i + 1})`, make]);
