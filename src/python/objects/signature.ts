// What parameters a function declares, and how a call's arguments are bound to them, with Python's
// words for what does not fit. User functions and native ones share it.

import { Dict } from "./dict";
import { raise } from "./exceptions";
import { Float } from "./float";
import { Tuple } from "./sequences";
import type { Kwargs, Value } from "./value";

export type ParameterKind = "positional" | "either" | "rest" | "keyword" | "keywords";

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  /** The default; none if undefined. */
  readonly fallback?: Value | undefined;
  /** May be left out without a default: the function then receives undefined. */
  readonly optional?: boolean;
}

/** The values of a call in the parameters' order. */
export type Bound = (Value | undefined)[];

export class Signature {
  /** How many parameters take positional arguments. */
  readonly positional: number;
  readonly #rest: number;
  readonly #keywords: number;
  readonly #required: readonly boolean[];

  constructor(readonly parameters: readonly Parameter[]) {
    const takesPosition = (p: Parameter) => p.kind === "positional" || p.kind === "either";
    this.positional = parameters.filter(takesPosition).length;
    this.#rest = parameters.findIndex((p) => p.kind === "rest");
    this.#keywords = parameters.findIndex((p) => p.kind === "keywords");
    this.#required = parameters.map(
      (p) =>
        p.fallback === undefined &&
        p.optional !== true &&
        p.kind !== "rest" &&
        p.kind !== "keywords",
    );
  }

  /** Whether positional arguments alone, as many as there are parameters, need no work. */
  get isPlain(): boolean {
    return this.positional === this.parameters.length;
  }

  /**
   * Binds arguments; `fallbacks` replaces the declared defaults, for functions whose defaults are
   * evaluated when `def` runs.
   * @throws TypeError in Python's words.
   */
  bind(
    name: string,
    args: readonly Value[],
    kwargs: Kwargs,
    fallbacks?: readonly (Value | undefined)[],
  ): Bound {
    const { parameters, positional } = this;
    const bound: Bound = new Array(parameters.length).fill(undefined);
    const direct = Math.min(args.length, positional);
    for (let i = 0; i < direct; i++) bound[i] = args[i];
    if (this.#rest >= 0) {
      bound[this.#rest] = new Tuple(args.length > positional ? args.slice(positional) : []);
    } else if (args.length > positional) this.#refuseExtra(name, args.length, fallbacks);
    if (this.#keywords >= 0) bound[this.#keywords] = new Dict();
    if (kwargs !== null) this.#bindKeywords(name, bound, kwargs);
    let missing = false;
    for (let i = 0; i < parameters.length; i++) {
      if (bound[i] !== undefined) continue;
      const fallback = fallbacks === undefined ? parameters[i]?.fallback : fallbacks[i];
      if (fallback !== undefined) bound[i] = fallback;
      else if (this.#required[i]) missing = true;
    }
    if (missing) this.#refuseMissing(name, bound);
    return bound;
  }

  #bindKeywords(name: string, bound: Bound, kwargs: ReadonlyMap<string, Value>): void {
    for (const [key, value] of kwargs) {
      const at = this.parameters.findIndex(
        (p) => p.name === key && (p.kind === "either" || p.kind === "keyword"),
      );
      if (at >= 0) {
        if (bound[at] !== undefined) {
          throw raise.TypeError(`${name}() got multiple values for argument '${key}'`);
        }
        bound[at] = value;
      } else if (this.#keywords >= 0) (bound[this.#keywords] as Dict).set(key, value);
      else if (this.parameters.some((p) => p.name === key && p.kind === "positional")) {
        throw raise.TypeError(
          `${name}() got some positional-only arguments passed as keyword arguments: '${key}'`,
        );
      } else throw raise.TypeError(`${name}() got an unexpected keyword argument '${key}'`);
    }
  }

  #refuseMissing(name: string, bound: Bound): never {
    const missing = (keyword: boolean) =>
      this.parameters.filter(
        (p, i) => bound[i] === undefined && this.#required[i] && (p.kind === "keyword") === keyword,
      );
    const keyword = missing(false).length === 0;
    const names = missing(keyword).map((p) => `'${p.name}'`);
    const kind = keyword ? "keyword-only" : "positional";
    const plural = names.length === 1 ? "argument" : "arguments";
    throw raise.TypeError(
      `${name}() missing ${names.length} required ${kind} ${plural}: ${listed(names)}`,
    );
  }

  #refuseExtra(
    name: string,
    given: number,
    fallbacks: readonly (Value | undefined)[] | undefined,
  ): never {
    let needed = 0;
    for (let i = 0; i < this.positional; i++) {
      const has = fallbacks === undefined ? !this.#required[i] : fallbacks[i] !== undefined;
      if (!has) needed++;
    }
    const most = this.positional;
    const range = needed === most ? `${most}` : `from ${needed} to ${most}`;
    const plural = range === "1" ? "argument" : "arguments";
    const were = given === 1 ? "was" : "were";
    throw raise.TypeError(
      `${name}() takes ${range} positional ${plural} but ${given} ${were} given`,
    );
  }

  /** Reads a signature in Python's own form: `a, b=None, /, c=1, *args, d=False, **kwargs`. */
  static parse(text: string): Signature {
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const signature = new Signature(parseParameters(text));
    parsed.set(text, signature);
    return signature;
  }
}

const parsed = new Map<string, Signature>();

function parseParameters(text: string): Parameter[] {
  const parameters: Parameter[] = [];
  let kind: ParameterKind = "either";
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    if (part === "/") {
      parameters.forEach((p, i) => {
        parameters[i] = { ...p, kind: "positional" };
      });
    } else if (part === "*") kind = "keyword";
    else if (part.startsWith("**")) parameters.push({ name: part.slice(2), kind: "keywords" });
    else if (part.startsWith("*")) {
      parameters.push({ name: part.slice(1), kind: "rest" });
      kind = "keyword";
    } else {
      const [name = "", fallback] = part.split("=");
      if (fallback === undefined) parameters.push({ name, kind });
      else if (fallback === "?") parameters.push({ name, kind, optional: true });
      else parameters.push({ name, kind, fallback: literal(fallback) });
    }
  }
  return parameters;
}

function literal(text: string): Value {
  if (text === "None") return null;
  if (text === "True" || text === "False") return text === "True";
  if (text.startsWith("'")) return text.slice(1, -1);
  return /^-?\d+$/.test(text) ? Number(text) : new Float(Number(text));
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
export function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
}
