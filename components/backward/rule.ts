// What a backward rule is as text, and the small words that the tables are written with.

import type { GraphNode } from "../../src/index";
import { minus } from "../numbers";
import type { ComponentStrings } from "../words/index";

type Words = ComponentStrings["backward"];

/** One input of one operation, as a rule sees it. */
export interface Site {
  readonly node: GraphNode;
  readonly slot: string;
  /** The shape of the input in a slot; null where none was given. */
  shape(slot: string): readonly number[] | null;
  /** The value of an input that is a plain number; null for any other. */
  number(slot: string): number | null;
  /** The numbers of an input, as they are now. Tracked: a rule that reads them follows them. */
  values(slot: string): readonly number[];
}

/**
 * A rule. In its formula `{slot}` is a tensor, `{this}` the one in question, `{out}` the result and `{grad}`
 * the gradient of that.
 * The note says in words what the formula leaves out.
 */
export interface Rule {
  readonly formula: string;
  readonly note?: (words: Words) => string;
}

/** A formula, a rule, or what gives one for the case at hand; null where the table has none for it. */
export type Entry = string | Rule | ((site: Site) => string | Rule | null);

/** By operation, and then by slot. */
export type Rules = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

/** `factor ⊙ dL/dz`, the form of every elementwise rule. */
export const times = (factor: string): string => `${factor} ⊙ {grad}`;

/** An operation of one input: `factor ⊙ dL/dz`. */
export const slope = (factor: string) => ({ input: times(factor) });

/** The gradient as it is, with a note on where it goes. */
export const passedOn = (note: NonNullable<Rule["note"]>): Rule => ({ formula: "{grad}", note });

export const numel = (shape: readonly number[] | null): number =>
  (shape ?? []).reduce((product, n) => product * n, 1);

/** An argument that is a number. */
export const argument = ({ node }: Site, name: string, otherwise: number): number => {
  const value = node.args[name];
  return typeof value === "number" ? value : otherwise;
};

/** `2 · `, or nothing for 1. */
export const scaled = (by: number): string =>
  by === 1 ? "" : by === -1 ? "−" : `${minus(String(by))} · `;
