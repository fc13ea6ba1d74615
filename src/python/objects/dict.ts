// dict and set, in insertion order, over JavaScript maps. Keys that Python finds equal (1, 1.0 and
// True; equal tuples) become one JavaScript key; objects with a hash of their own form chains.

import { Float } from "./float";
import { Tuple } from "./sequences";
import { objectType, Type } from "./type";
import { Obj, type Value, type Visit } from "./value";

export const dictType: Type = new Type("dict", [objectType], new Map(), {
  allocate: (type) => new Dict(type),
});
export const setType: Type = new Type("set", [objectType], new Map(), {
  allocate: (type) => new SetObject(type),
});
export const frozensetType: Type = new Type("frozenset", [objectType], new Map());

type Key = string | number | bigint | boolean | null | Obj;

/** How keys of other classes are hashed and compared; set where operators are defined. */
export interface KeyRules {
  /** The hash if the class declares one of its own, undefined if identity serves; may throw. */
  hash(value: Obj): number | bigint | undefined;
  equals(a: Value, b: Value): boolean;
}
let rules: KeyRules = { hash: () => undefined, equals: (a, b) => a === b };
export function setKeyRules(given: KeyRules): void {
  rules = given;
}

/** Marks keys that stand for something else than a str. */
const mark = "\u0000";

const identities = new WeakMap<Obj, number>();
let lastIdentity = 0;

/** A number of an object's own, in the order of asking. */
export function identityOf(value: Obj): number {
  let identity = identities.get(value);
  if (identity === undefined) {
    identity = ++lastIdentity;
    identities.set(value, identity);
  }
  return identity;
}

function numberKey(value: number): Key {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return Number.isInteger(value) ? BigInt(value) : value;
}

/** The key of a value inside the key of a tuple or of a frozenset. */
function partKey(value: Value): string {
  const key = keyOf(value);
  if (typeof key === "string") return `s${key.length}:${key}`;
  if (key instanceof Chained) return `c${key.hash}:${identityOf(key.value)}`;
  if (key instanceof Obj) return `o${identityOf(key)}`;
  return `n${String(key)}`;
}

/** A key whose class has its own hash. */
class Chained {
  constructor(
    readonly hash: number | bigint,
    readonly value: Obj,
  ) {}
}

function keyOf(value: Value): Key | Chained {
  switch (typeof value) {
    case "string":
      return value.startsWith(mark) ? mark + value : value;
    case "boolean":
      return value ? 1 : 0;
    case "number":
    case "bigint":
      return value;
  }
  if (value === null) return null;
  if (value instanceof Float) return Number.isNaN(value.value) ? value : numberKey(value.value);
  if (value instanceof Tuple) return `${mark}t${value.items.map(partKey).join(",")}`;
  if (value instanceof SetObject && value.type === frozensetType) {
    return `${mark}f${[...value.values()].map(partKey).sort().join(",")}`;
  }
  const hash = rules.hash(value);
  return hash === undefined ? value : new Chained(hash, value);
}

/** What dict and set keep their entries in. */
interface Entries {
  readonly entries: { readonly size: number; values(): IterableIterator<[Value, Value]> };
  /** How often keys came or went: iterating notices. */
  readonly changes: number;
  find(key: Value): [Value, Value] | undefined;
  set(key: Value, value: Value): void;
  delete(key: Value): boolean;
}

/** The attributes of an object, as its `__dict__` shows them: changing the one changes the other. */
class AttributeTable implements Entries {
  changes = 0;

  constructor(readonly attributes: Map<string, Value>) {}

  get entries() {
    const { attributes } = this;
    return { size: attributes.size, values: () => attributes.entries() };
  }

  find(key: Value): [Value, Value] | undefined {
    const value = typeof key === "string" ? this.attributes.get(key) : undefined;
    return value === undefined ? undefined : [key, value];
  }

  set(key: Value, value: Value): void {
    if (typeof key === "string") this.attributes.set(key, value);
    this.changes++;
  }

  delete(key: Value): boolean {
    this.changes++;
    return typeof key === "string" && this.attributes.delete(key);
  }
}

/** An object's `__dict__`. */
export const attributesOf = (attributes: Map<string, Value>): Dict =>
  new Dict(dictType, new AttributeTable(attributes));

/** Entries by key. */
class Table implements Entries {
  readonly entries = new Map<Key, [Value, Value]>();
  /** How often keys came or went: iterating notices. */
  changes = 0;

  find(key: Value): [Value, Value] | undefined {
    const known = keyOf(key);
    return known instanceof Chained ? this.#chain(known)[1] : this.entries.get(known);
  }

  set(key: Value, value: Value): void {
    const known = keyOf(key);
    const at = known instanceof Chained ? this.#chain(known)[0] : known;
    const entry = this.entries.get(at);
    if (entry !== undefined) entry[1] = value;
    else {
      this.entries.set(at, [key, value]);
      this.changes++;
    }
  }

  delete(key: Value): boolean {
    const known = keyOf(key);
    const gone = this.entries.delete(known instanceof Chained ? this.#chain(known)[0] : known);
    if (gone) this.changes++;
    if (gone && known instanceof Chained) this.#close(known.hash);
    return gone;
  }

  /** The place of a chained key and its entry, or the place where it would go. */
  #chain({ hash, value }: Chained): [Key, [Value, Value] | undefined] {
    for (let i = 0; ; i++) {
      const at = `${mark}h${hash}:${i}`;
      const entry = this.entries.get(at);
      if (entry === undefined) return [at, undefined];
      if (entry[0] === value || rules.equals(entry[0], value)) return [at, entry];
    }
  }

  /** Numbers a chain anew after one of it has gone. */
  #close(hash: number | bigint): void {
    const prefix = `${mark}h${hash}:`;
    const entries = [...this.entries];
    this.entries.clear();
    let i = 0;
    for (const [key, entry] of entries) {
      const chained = typeof key === "string" && key.startsWith(prefix);
      this.entries.set(chained ? `${prefix}${i++}` : key, entry);
    }
  }
}

export class Dict extends Obj {
  constructor(
    readonly type: Type = dictType,
    readonly table: Entries = new Table(),
  ) {
    super();
    if (type !== dictType) this.attributes = new Map();
  }

  get size(): number {
    return this.table.entries.size;
  }

  get(key: Value): Value | undefined {
    return this.table.find(key)?.[1];
  }

  has(key: Value): boolean {
    return this.table.find(key) !== undefined;
  }

  set(key: Value, value: Value): void {
    this.table.set(key, value);
  }

  delete(key: Value): boolean {
    return this.table.delete(key);
  }

  /** The pairs in order. */
  entries(): IterableIterator<[Value, Value]> {
    return this.table.entries.values();
  }

  *keys(): IterableIterator<Value> {
    for (const [key] of this.entries()) yield key;
  }

  static from(entries: Iterable<readonly [Value, Value]>, type: Type = dictType): Dict {
    const dict = new Dict(type);
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  override trace(visit: Visit): number {
    for (const [key, value] of this.entries()) {
      visit(key);
      visit(value);
    }
    return super.trace(visit) + 64 * this.size;
  }
}

export class SetObject extends Obj {
  readonly table = new Table();

  constructor(readonly type: Type = setType) {
    super();
    if (type.open) this.attributes = new Map();
  }

  get size(): number {
    return this.table.entries.size;
  }

  has(value: Value): boolean {
    return this.table.find(value) !== undefined;
  }

  add(value: Value): void {
    if (!this.has(value)) this.table.set(value, null);
  }

  delete(value: Value): boolean {
    return this.table.delete(value);
  }

  *values(): IterableIterator<Value> {
    for (const [value] of this.table.entries.values()) yield value;
  }

  static from(values: Iterable<Value>, type: Type = setType): SetObject {
    const set = new SetObject(type);
    for (const value of values) set.add(value);
    return set;
  }

  override trace(visit: Visit): number {
    for (const value of this.values()) visit(value);
    return 64 + 48 * this.size;
  }
}
