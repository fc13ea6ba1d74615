// Modules that hold others: Sequential, ModuleList, ModuleDict.

import { describe, IndexError, TypeError } from "../errors";
import type { Tensor } from "../tensor";
import { Module } from "./module";

function checkModule<M extends Module>(op: string, value: M): M {
  if (value instanceof Module) return value;
  throw new TypeError(`${describe(value)} is not a Module subclass`, { op });
}

/** A list of modules whose names are their positions. */
abstract class Listed<M extends Module> extends Module {
  readonly #items: M[];

  constructor(op: string, modules: Iterable<M>) {
    super();
    this.#items = Array.from(modules, (module) => checkModule(op, module));
  }

  protected override *members(): Generator<readonly [string, M]> {
    for (const [i, module] of this.#items.entries()) yield [String(i), module];
  }

  /** How many modules there are. */
  get length(): number {
    return this.#items.length;
  }

  /**
   * One of the modules; negative positions count from the end.
   * @throws IndexError if there is none.
   */
  at(index: number): M {
    const module = this.#items.at(index);
    if (module !== undefined) return module;
    throw new IndexError(`index ${index} is out of range`, { op: "at", parameter: "index" });
  }

  /** Adds a module at the end. */
  append(module: M): this {
    this.#items.push(checkModule("append", module));
    return this;
  }

  /** Adds modules at the end. */
  extend(modules: Iterable<M>): this {
    for (const module of modules) this.append(module);
    return this;
  }

  [Symbol.iterator](): Iterator<M> {
    return this.#items[Symbol.iterator]();
  }
}

/** A module of one tensor, as far as its caller knows. */
type Layer = { call(input: Tensor): Tensor };

/**
 * Modules applied one after another.
 * @example new nn.Sequential(new nn.Linear(2, 8), new nn.Tanh(), new nn.Linear(8, 1))
 */
export class Sequential extends Listed<Module> {
  readonly #names: readonly string[] | null;

  /** The modules in order, or one object of modules by name. */
  constructor(...modules: readonly Module[] | readonly [{ readonly [name: string]: Module }]) {
    const [first] = modules;
    const named = modules.length === 1 && !(first instanceof Module) && typeof first === "object";
    super("Sequential", named ? Object.values(first) : (modules as readonly Module[]));
    this.#names = named ? Object.keys(first) : null;
  }

  protected override *members(): Generator<readonly [string, Module]> {
    for (const [position, module] of super.members()) {
      yield [this.#names?.[Number(position)] ?? position, module];
    }
  }

  forward(input: Tensor): Tensor {
    let value = input;
    for (const module of this) value = (module as unknown as Layer).call(value);
    return value;
  }
}

/**
 * Modules in a list; what is done with them is up to the module that has the list.
 * @example const layers = new nn.ModuleList([new nn.Linear(2, 2), new nn.Linear(2, 2)])
 */
export class ModuleList<M extends Module = Module> extends Listed<M> {
  constructor(modules: Iterable<M> = []) {
    super("ModuleList", modules);
  }

  forward(): never {
    throw notCallable("ModuleList");
  }
}

/**
 * Modules by name.
 * @example const heads = new nn.ModuleDict({ left: new nn.Linear(2, 1), right: new nn.Linear(2, 1) })
 */
export class ModuleDict<M extends Module = Module> extends Module {
  readonly #items = new Map<string, M>();

  constructor(modules: { readonly [name: string]: M } = {}) {
    super();
    for (const [name, module] of Object.entries(modules)) this.set(name, module);
  }

  protected override members(): Iterable<readonly [string, M]> {
    return this.#items;
  }

  /** The module of that name; undefined if there is none. */
  get(name: string): M | undefined {
    return this.#items.get(name);
  }

  /** Adds a module, or replaces the one of that name. */
  set(name: string, module: M): this {
    this.#items.set(name, checkModule("ModuleDict", module));
    return this;
  }

  /** The names, in the order in which they were added. */
  keys(): string[] {
    return [...this.#items.keys()];
  }

  /** The modules, in the order in which they were added. */
  values(): M[] {
    return [...this.#items.values()];
  }

  forward(): never {
    throw notCallable("ModuleDict");
  }
}

const notCallable = (name: string): TypeError =>
  new TypeError(`Module [${name}] is missing the required "forward" function`, { op: name });
