// Classes: builtin, native and user-defined ones alike are a `Type` with a namespace and a method
// resolution order. Everything that a value can do is found here, by name, in maps.

import { type Kwargs, Obj, type Value } from "./value";

/** Makes an empty instance of a class; `__init__` runs on it afterwards. */
export type Allocate = (type: Type, args: readonly Value[], kwargs: Kwargs) => Obj;
/** Makes a value in one go, for classes whose call does all (`int("3")`). */
export type Construct = (type: Type, args: readonly Value[], kwargs: Kwargs) => Value;

export interface TypeOptions {
  readonly module?: string;
  readonly allocate?: Allocate;
  readonly construct?: Construct;
  /** Whether Python code may set attributes of the class: those of user classes only. */
  readonly open?: boolean;
  readonly metaclass?: Type;
}

/** Moves whenever a class changes, so that cached look-ups are known to be old. */
let generation = 0;

export class Type extends Obj {
  readonly mro: readonly Type[];
  readonly module: string;
  /** Both are set once: by the declaration of a class, which may come after the class. */
  allocate: Allocate | null;
  construct: Construct | null;
  readonly open: boolean;
  /** The name with those of the classes and functions around it. */
  fullName: string;
  /** The methods that a subclass must define before there can be instances. */
  abstracts: readonly string[] = [];
  readonly #metaclass: Type | null;
  readonly #cache = new Map<string, Value | undefined>();
  #cachedAt = -1;

  constructor(
    public name: string,
    readonly bases: readonly Type[],
    readonly namespace: Map<string, Value>,
    options: TypeOptions = {},
  ) {
    super();
    this.fullName = name;
    this.mro = [this, ...linearize(bases)];
    this.module = options.module ?? "builtins";
    this.open = options.open ?? false;
    // Whichever of the two is declared nearest in the order wins.
    const heir = this.mro.find((base) => base !== this && (base.allocate || base.construct));
    this.allocate = options.allocate ?? (options.construct ? null : (heir?.allocate ?? null));
    this.construct = options.construct ?? (options.allocate ? null : (heir?.construct ?? null));
    this.#metaclass = options.metaclass ?? null;
    generation++;
  }

  get type(): Type {
    return this.#metaclass ?? typeType;
  }

  /** The attribute as the class and its bases declare it, unbound; undefined if none does. */
  lookup(name: string): Value | undefined {
    if (this.#cachedAt !== generation) {
      this.#cache.clear();
      this.#cachedAt = generation;
    } else if (this.#cache.has(name)) return this.#cache.get(name);
    const found = this.lookupAfter(null, name);
    this.#cache.set(name, found);
    return found;
  }

  /** The same, but only in the classes that come after a given one: what `super()` does. */
  lookupAfter(after: Type | null, name: string): Value | undefined {
    const start = after === null ? 0 : this.mro.indexOf(after) + 1;
    for (let i = start; i < this.mro.length; i++) {
      const found = (this.mro[i] as Type).namespace.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Sets or, with undefined, removes an attribute of the class itself. */
  define(name: string, value: Value | undefined): void {
    if (value === undefined) this.namespace.delete(name);
    else this.namespace.set(name, value);
    generation++;
  }

  isSubtypeOf(other: Type): boolean {
    return this === other || this.mro.includes(other);
  }

  /** The name with its module, as `repr` shows it. */
  get qualifiedName(): string {
    return this.module === "builtins" ? this.name : `${this.module}.${this.fullName}`;
  }

  override trace(visit: (value: Value) => void): number {
    for (const value of this.namespace.values()) visit(value);
    return 256;
  }
}

/** Python's C3 order of the bases' orders; null where there is no consistent one. */
function merge(lists: Type[][]): Type[] | null {
  const order: Type[] = [];
  let left = lists.filter((list) => list.length > 0);
  while (left.length > 0) {
    const head = left
      .map((list) => list[0] as Type)
      .find((type) => !left.some((list) => list.indexOf(type) > 0));
    if (head === undefined) return null;
    order.push(head);
    left = left
      .map((list) => (list[0] === head ? list.slice(1) : list))
      .filter((list) => list.length > 0);
  }
  return order;
}

function linearize(bases: readonly Type[]): readonly Type[] {
  const order = merge([...bases.map((base) => [...base.mro]), [...bases]]);
  if (order === null) throw new InconsistentBases();
  return order;
}

/** Whether classes may be bases together. */
export class InconsistentBases extends Error {}

export const objectType = new Type("object", [], new Map());
export const typeType = new Type("type", [objectType], new Map());
