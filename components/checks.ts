// What a component is given, looked at when it is mounted and whenever a property changes: the first
// thing that is wrong becomes one sentence, which `guarded` shows in the component's place. `demands.ts`
// says what each component asks for.
//
// Tensors are not followed here: a write costs no check.

import { inspectGraph, RuntimeError, Tensor, untrack } from "../src/index";
import { elementName, placeOf } from "./place";
import { shapeText } from "./source";
import type { english } from "./words/checks";

export type CheckWords = typeof english;

/** Throws an error whose message is what is wrong with `props`. */
export type Check<P> = (props: P, words: CheckWords) => void;

/** Why `tensor` cannot be written, in the engine's words; "" if it can. */
export function whyNotWritable(tensor: Tensor): string {
  try {
    // This fits no leaf, except one without elements, where it changes nothing.
    untrack(() => tensor.set([]));
    return "";
  } catch (thrown) {
    return thrown instanceof RuntimeError ? thrown.message.replace(/^set: /, "") : "";
  }
}

/** What a tensor is called: its name, or what GraphView shows, such as `leaf` or a parameter's name. */
export function nameOf(tensor: Tensor): string {
  return tensor.name ?? untrack(() => inspectGraph(tensor).at(-1)?.label) ?? "";
}

/** What an element is called: `w[0, 1]`. */
export const elementOf = (tensor: Tensor, at: readonly number[] = []): string =>
  elementName(nameOf(tensor), at);

const list = (index: readonly unknown[]): string => `[${index.join(", ")}]`;

/** The shape now; null where it cannot be told: who shows the tensor says why. */
function shapeNow(tensor: Tensor): readonly number[] | null {
  try {
    return untrack(() => tensor.shape);
  } catch {
    return null;
  }
}

const numelOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** The questions that can be asked of the properties of `component`. Each throws its sentence. */
export class Checks {
  constructor(
    private readonly component: string,
    private readonly words: CheckWords,
  ) {}

  /** Ends the check with one of the sentences. */
  fail(say: (words: CheckWords, component: string) => string): never {
    throw new Error(say(this.words, this.component));
  }

  tensor(property: string, value: unknown): asserts value is Tensor {
    if (!(value instanceof Tensor)) this.wrong(property, this.words.tensor, value);
  }

  /** @returns the tensor that is meant now; null if none is yet. */
  source(property: string, value: unknown): Tensor | null {
    const meant = untrack(() => this.meant(value));
    if (meant === null || meant instanceof Tensor) return meant;
    this.meant(value); // wrong now: followed until it is right
    const got = this.describe(meant);
    const said = typeof value === "function" ? this.words.gives(got) : got;
    return this.fail((words, name) => words.wrong(name, property, words.source, said));
  }

  /** A tensor of one element. */
  oneNumber(property: string, value: unknown): void {
    this.tensor(property, value);
    const shape = shapeNow(value);
    if (shape === null || numelOf(shape) === 1) return;
    void value.shape; // wrong now: followed until it is right
    this.fail((words, name) =>
      words.notOneNumber(name, property, value.name ?? property, shapeText(shape)),
    );
  }

  /** A tensor that can be written. */
  leaf(property: string, value: unknown): asserts value is Tensor {
    this.tensor(property, value);
    const why = whyNotWritable(value);
    if (why !== "") this.fail((words, name) => words.notWritable(name, property, why));
  }

  /** An element of `leaf`; it may be left out where there is but one. */
  element(property: string, at: unknown, leaf: Tensor): void {
    const shape = shapeNow(leaf) ?? [];
    const text = shapeText(shape);
    if (at === undefined) {
      if (numelOf(shape) === 1) return;
      const such = list(shape.map(() => 0));
      this.fail((words, name) => words.whichElement(name, property, nameOf(leaf), text, such));
    }
    this.index(property, at);
    if (at.length !== shape.length) {
      this.fail((words, name) => words.oneForEach(name, property, list(at), nameOf(leaf), text));
    }
    at.forEach((i, dimension) => {
      const size = shape[dimension] as number;
      if (i >= -size && i < size) return;
      this.fail((words, name) =>
        words.outOfBounds(name, property, i, dimension, size, nameOf(leaf)),
      );
    });
  }

  /** A list of whole numbers. */
  index(property: string, value: unknown): asserts value is readonly number[] {
    if (!Array.isArray(value)) this.wrong(property, this.words.index, value);
    const strange = value.find((each) => !Number.isInteger(each));
    if (value.some((each) => !Number.isInteger(each))) {
      this.wrong(property, this.words.index, strange);
    }
  }

  /** A number, or nothing. */
  number(property: string, value: unknown): void {
    if (value !== undefined && (typeof value !== "number" || Number.isNaN(value))) {
      this.wrong(property, this.words.number, value);
    }
  }

  /** Both ends of an axis. */
  ends(low: string, min: unknown, high: string, max: unknown): void {
    if (!Number.isFinite(min)) this.wrong(low, this.words.finite, min);
    if (!Number.isFinite(max)) this.wrong(high, this.words.finite, max);
    if ((min as number) < (max as number)) return;
    this.fail((words, name) => words.ends(name, low, high, String(min), String(max)));
  }

  /** One of a few, or nothing. */
  choice(property: string, value: unknown, choices: readonly unknown[]): void {
    if (value === undefined || choices.includes(value)) return;
    this.wrong(property, this.words.oneOf(choices.map(String).join(", ")), value);
  }

  /** A gradient, if there is one, has the shape of its leaf. */
  gradient(property: string, value: unknown, leaf: Tensor): void {
    const gradient = value === undefined ? null : this.source(property, value);
    const [got, shape] = [gradient === null ? null : shapeNow(gradient), shapeNow(leaf)];
    if (got === null || shape === null || shapeText(got) === shapeText(shape)) return;
    void gradient?.shape; // wrong now: followed until it is right
    this.fail((words, name) =>
      words.otherShape(name, property, nameOf(leaf), shapeText(shape), shapeText(got)),
    );
  }

  /** Two elements are two. */
  apart(x: { leaf: Tensor; at?: readonly number[] }, y: typeof x): void {
    const place = ({ leaf, at = [] }: typeof x) => placeOf(at, shapeNow(leaf) ?? []);
    if (!x.leaf.is(y.leaf) || place(x) !== place(y)) return;
    this.fail((words, name) => words.samePlace(name, elementOf(x.leaf, x.at)));
  }

  wrong(property: string, expected: string, value: unknown): never {
    return this.fail((words, name) => words.wrong(name, property, expected, this.describe(value)));
  }

  /** What a source means: a function that throws is left to who shows what it threw. */
  private meant(value: unknown): unknown {
    if (typeof value !== "function") return value;
    try {
      return value();
    } catch {
      return null;
    }
  }

  /** What came, in words. */
  private describe(value: unknown): string {
    const { words } = this;
    if (value === undefined) return words.missing;
    if (value instanceof Tensor) return words.aTensor(shapeText(shapeNow(value) ?? []));
    if (Array.isArray(value)) return words.aList(value.length);
    if (typeof value === "function") return words.aFunction;
    if (typeof value === "string") return JSON.stringify(value);
    return typeof value === "object" && value !== null ? words.anObject : String(value);
  }
}
