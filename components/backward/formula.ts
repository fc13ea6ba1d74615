// Formulas: a rule with the names of its tensors filled in, or with their numbers.

import type { Tensor } from "../../src/index";

/** A piece of a formula: text as it stands, or a tensor, which a display shows as its name or its numbers. */
export type Piece = string | { readonly name: string; readonly tensor: Tensor };

/**
 * The pieces of `template`, in which `{slot}` stands for a tensor.
 * @example pieces("{input}ᵀ · {grad}", (slot) => …)
 */
export const pieces = (template: string, of: (slot: string) => Piece): Piece[] =>
  template
    .split(/(\{\w+\})/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("{") ? of(part.slice(1, -1)) : part));

/** The formula with names. */
export const inNames = (formula: readonly Piece[]): string =>
  formula.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
