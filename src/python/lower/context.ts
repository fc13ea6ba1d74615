// What lowering knows: the program, its scopes, and the namespace that it will run in.

import type { Module } from "../objects/module";
import type { Value } from "../objects/value";
import type { Globals } from "../run/globals";
import type { Frame } from "../run/machine";
import type { Scopes } from "../syntax/collect";
import type { Scope } from "../syntax/scopes";
import type { Source } from "../syntax/source";

/** An expression, lowered. */
export type Run = (frame: Frame) => Value;
/** A statement, lowered; says how it ended. */
export type Exec = (frame: Frame) => Signal;
/** What stores a value into a target. */
export type Store = (frame: Frame, value: Value) => void;
/** A statement that gives up values on its way: in a generator. */
export type Yields = (frame: Frame) => Generator<Value, Signal, Value>;

/** How a statement ended. */
export type Signal = 0 | 1 | 2 | 3;
export const normal = 0;
export const broke = 1;
export const continued = 2;
export const returned = 3;

/** The namespace and modules that a program runs with. */
export interface Environment {
  readonly globals: Globals;
  readonly builtins: ReadonlyMap<string, Value>;
  /** Finds a module by its dotted name; null if there is none. */
  readonly module: (name: string) => Module | null;
}

export class Context {
  constructor(
    readonly source: Source,
    readonly scopes: Scopes,
    readonly environment: Environment,
    readonly scope: Scope,
    /** The dotted name of the function or class around, for names of what is inside. */
    readonly path: string,
    /** Whether the expression at hand spans lines, so that its parts set the line themselves. */
    readonly spansLines: boolean,
  ) {}

  /** The same in an inner scope. */
  inside(scope: Scope, path: string): Context {
    return new Context(this.source, this.scopes, this.environment, scope, path, false);
  }

  /** The same for one expression of a statement. */
  forExpression(from: number, to: number): Context {
    const spans = this.source.lineOf(from) !== this.source.lineOf(to);
    if (spans === this.spansLines) return this;
    return new Context(this.source, this.scopes, this.environment, this.scope, this.path, spans);
  }

  /** The scope that a function, class or comprehension opens. */
  scopeOf(node: object): Scope {
    return this.scopes.get(node) as Scope;
  }

  /** The full name of something defined here. */
  qualified(name: string): string {
    if (this.scope.kind === "module" || this.scope.globals.has(name)) return name;
    return this.path === "" ? name : `${this.path}.${name}`;
  }

  /** `self.__x` in a class is private to it. */
  mangled(name: string): string {
    const { className } = this.scope;
    if (className === null || !name.startsWith("__") || name.endsWith("__")) return name;
    const stripped = className.replace(/^_+/, "");
    return stripped === "" ? name : `_${stripped}${name}`;
  }
}
