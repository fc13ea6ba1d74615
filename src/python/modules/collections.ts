// Python's `collections`: OrderedDict, defaultdict, Counter, deque, namedtuple.

import { update } from "../builtins/dicts";
import { call } from "../objects/call";
import { native } from "../objects/callables";
import { equals } from "../objects/compare";
import { asIndex } from "../objects/convert";
import { Dict, dictType } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { Float } from "../objects/float";
import { iterator, listOf } from "../objects/iterate";
import { Module } from "../objects/module";
import { nativeType } from "../objects/native";
import { binary } from "../objects/operators";
import { List, listType, Tuple } from "../objects/sequences";
import { repr } from "../objects/text";
import type { Type } from "../objects/type";
import { isInt, type Value } from "../objects/value";
import { namedTuple } from "./namedTuple";

const isDict = (value: Value): value is Dict => value instanceof Dict;

export const orderedDictType: Type = nativeType<Dict>({
  name: "OrderedDict",
  module: "collections",
  bases: [dictType],
  is: isDict,
  allocate: (type) => new Dict(type),
  methods: {
    move_to_end: [
      "key, last=True",
      (self, key, last) => {
        const value = self.get(key);
        if (value === undefined) throw raise.KeyError(key);
        self.delete(key);
        const rest = [...self.entries()];
        if (last !== false) self.set(key, value);
        else {
          for (const [other] of rest) self.delete(other);
          for (const [other, kept] of [[key, value] as [Value, Value], ...rest])
            self.set(other, kept);
        }
        return null;
      },
    ],
    __repr__: [
      "",
      (self) => {
        const pairs = [...self.entries()].map(([key, value]) => `(${repr(key)}, ${repr(value)})`);
        return pairs.length === 0 ? "OrderedDict()" : `OrderedDict([${pairs.join(", ")}])`;
      },
    ],
  },
});

/** A dict that makes what is missing. */
class DefaultDict extends Dict {
  factory: Value = null;
}

const plainRepr = (self: Dict): string => repr(Dict.from(self.entries()));

const defaultDictType: Type = nativeType<DefaultDict>({
  name: "defaultdict",
  module: "collections",
  bases: [dictType],
  is: (value) => value instanceof DefaultDict,
  allocate: (type) => new DefaultDict(type),
  attributes: { default_factory: (self) => self.factory },
  methods: {
    __init__: [
      "default_factory=None, mapping=?, /, **kwargs",
      (self, factory, given: Value | undefined, kwargs) => {
        self.factory = factory;
        update(self, given, kwargs as Dict);
        return null;
      },
    ],
    __missing__: [
      "key, /",
      (self, key) => {
        if (self.factory === null) throw raise.KeyError(key);
        const made = call(self.factory, []);
        self.set(key, made);
        return made;
      },
    ],
    __repr__: ["", (self) => `defaultdict(${repr(self.factory)}, ${plainRepr(self)})`],
  },
});

const countOf = (self: Dict, key: Value): Value => self.get(key) ?? 0;

function count(self: Dict, values: Value): void {
  if (values instanceof Dict) {
    for (const [key, value] of values.entries())
      self.set(key, binary("+", countOf(self, key), value));
    return;
  }
  const next = iterator(values);
  for (let key = next(); key !== undefined; key = next()) {
    self.set(key, binary("+", countOf(self, key), 1));
  }
}

const sizeOf = (value: Value): number =>
  value instanceof Float ? value.value : isInt(value) ? Number(value) : 0;

const byCount = (self: Dict): [Value, Value][] =>
  [...self.entries()]
    .map((entry): [Value, Value] => [...entry])
    .sort((a, b) => sizeOf(b[1]) - sizeOf(a[1]));

function combine(self: Dict, other: Value, sign: 1 | -1): Value {
  const result = new Dict(counterType);
  const all = new Set([...self.keys(), ...(other as Dict).keys()]);
  for (const key of all) {
    const total = sizeOf(countOf(self, key)) + sign * sizeOf(countOf(other as Dict, key));
    if (total > 0) result.set(key, total);
  }
  return result;
}

const counterType: Type = nativeType<Dict>({
  name: "Counter",
  module: "collections",
  bases: [dictType],
  is: isDict,
  allocate: (type) => new Dict(type),
  methods: {
    __init__: [
      "iterable=None, /, **kwargs",
      (self, values, kwargs) => {
        if (values !== null) count(self, values);
        count(self, kwargs);
        return null;
      },
    ],
    __missing__: ["key, /", () => 0],
    update: [
      "iterable, /",
      (self, values) => {
        count(self, values);
        return null;
      },
    ],
    most_common: [
      "n=None",
      (self, n) => {
        const sorted = byCount(self).map((entry) => new Tuple(entry));
        return new List(n === null ? sorted : sorted.slice(0, asIndex(n)));
      },
    ],
    elements: [
      "",
      (self) =>
        new List(
          [...self.entries()].flatMap(([key, n]) => Array.from({ length: sizeOf(n) }, () => key)),
        ),
    ],
    total: ["", (self) => [...self.entries()].reduce((sum, [, n]) => sum + sizeOf(n), 0)],
    __add__: ["other, /", (self, other) => combine(self, other, 1)],
    __sub__: ["other, /", (self, other) => combine(self, other, -1)],
    __repr__: [
      "",
      (self) => {
        const pairs = byCount(self).map(([key, value]) => `${repr(key)}: ${repr(value)}`);
        return pairs.length === 0 ? "Counter()" : `Counter({${pairs.join(", ")}})`;
      },
    ],
  },
});

/** A list that is taken from at both ends, and may have a greatest length. */
class Deque extends List {
  most: number | null = null;

  trim(fromLeft: boolean): void {
    while (this.most !== null && this.items.length > this.most) {
      if (fromLeft) this.items.shift();
      else this.items.pop();
    }
  }
}

const dequeType: Type = nativeType<Deque>({
  name: "deque",
  module: "collections",
  bases: [listType],
  is: (value) => value instanceof Deque,
  allocate: (type) => new Deque([], type),
  attributes: { maxlen: (self) => self.most },
  methods: {
    __init__: [
      "iterable=?, maxlen=None",
      (self, values: Value | undefined, most) => {
        self.most = most === null ? null : asIndex(most);
        self.items = values === undefined ? [] : listOf(values);
        self.trim(true);
        return null;
      },
    ],
    append: [
      "x, /",
      (self, value) => {
        self.items.push(value);
        self.trim(true);
        return null;
      },
    ],
    appendleft: [
      "x, /",
      (self, value) => {
        self.items.unshift(value);
        self.trim(false);
        return null;
      },
    ],
    popleft: [
      "",
      (self) => {
        const first = self.items.shift();
        if (first === undefined) throw raise.IndexError("pop from an empty deque");
        return first;
      },
    ],
    rotate: [
      "n=1, /",
      (self, n) => {
        const size = self.items.length;
        if (size === 0) return null;
        const by = ((asIndex(n) % size) + size) % size;
        self.items = [...self.items.slice(size - by), ...self.items.slice(0, size - by)];
        return null;
      },
    ],
    __eq__: [
      "other, /",
      (self, other) =>
        other instanceof Deque && equals(new List(self.items), new List(other.items)),
    ],
    __repr__: [
      "",
      (self) => {
        const end = self.most === null ? "" : `, maxlen=${self.most}`;
        return `deque(${repr(new List(self.items))}${end})`;
      },
    ],
  },
});

export const collectionsModule = (): Module =>
  new Module("collections", {
    OrderedDict: orderedDictType,
    defaultdict: defaultDictType,
    Counter: counterType,
    deque: dequeType,
    namedtuple: native(
      "namedtuple",
      "typename, field_names, *, rename=False, defaults=None, module=None",
      (name, given, _, defaults) => {
        const fields =
          typeof given === "string"
            ? given.replaceAll(",", " ").trim().split(/\s+/)
            : listOf(given).map(String);
        return namedTuple(String(name), fields, defaults === null ? [] : listOf(defaults));
      },
    ),
  });
