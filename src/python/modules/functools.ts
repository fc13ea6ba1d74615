// Python's `functools`.

import { getAttribute } from "../objects/attributes";
import { call } from "../objects/call";
import { native, nativeRaw } from "../objects/callables";
import { compare, truth } from "../objects/compare";
import { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { FunctionObject } from "../objects/function";
import { iterator } from "../objects/iterate";
import { Module } from "../objects/module";
import { nativeType } from "../objects/native";
import { Tuple } from "../objects/sequences";
import { repr } from "../objects/text";
import type { Type } from "../objects/type";
import { type Kwargs, Obj, type Value } from "../objects/value";

/** A function with some of its arguments given. */
class Partial extends Obj {
  override attributes = new Map<string, Value>();

  constructor(
    readonly fn: Value,
    readonly args: readonly Value[],
    readonly kwargs: ReadonlyMap<string, Value>,
  ) {
    super();
  }

  get type(): Type {
    return partialType;
  }
}

const merged = (a: ReadonlyMap<string, Value>, b: Kwargs): ReadonlyMap<string, Value> =>
  b === null ? a : new Map([...a, ...b]);

const partialType: Type = nativeType<Partial>({
  name: "partial",
  module: "functools",
  is: (value) => value instanceof Partial,
  attributes: {
    func: (self) => self.fn,
    args: (self) => new Tuple(self.args),
    keywords: (self) => Dict.from(self.kwargs),
  },
  methods: {
    __call__: nativeRaw("__call__", ([self, ...args], kwargs) => {
      const { fn, args: first, kwargs: named } = self as Partial;
      return call(fn, [...first, ...args], merged(named, kwargs));
    }),
    __repr__: [
      "",
      ({ fn, args, kwargs }) => {
        const named = [...kwargs].map(([key, value]) => `${key}=${repr(value)}`);
        return `functools.partial(${[repr(fn), ...args.map(repr), ...named].join(", ")})`;
      },
    ],
  },
});
partialType.construct = (_, [fn, ...args], kwargs) => {
  if (fn === undefined) throw raise.TypeError("type 'partial' takes at least one argument");
  return new Partial(fn, args, kwargs ?? new Map());
};

function reduce(fn: Value, values: Value, initial: Value | undefined): Value {
  const next = iterator(values);
  let result = initial ?? next();
  if (result === undefined) {
    throw raise.TypeError("reduce() of empty iterable with no initial value");
  }
  for (let value = next(); value !== undefined; value = next()) result = call(fn, [result, value]);
  return result;
}

/** `wraps(f)(g)`: g with f's name and documentation. */
function wraps(fn: Value): Value {
  return native("update_wrapper", "wrapper, /", (wrapper) => {
    if (fn instanceof FunctionObject && wrapper instanceof FunctionObject) {
      wrapper.name = fn.name;
      wrapper.attributes.set("__doc__", getAttribute(fn, "__doc__"));
      wrapper.attributes.set("__qualname__", getAttribute(fn, "__qualname__"));
      wrapper.attributes.set("__wrapped__", fn);
    }
    return wrapper;
  });
}

/** A function that remembers its results. */
function cached(fn: Value): Value {
  const results = new Dict();
  return nativeRaw("lru_cache", (args, kwargs) => {
    const named = kwargs === null ? [] : [...kwargs].map(([key, value]) => new Tuple([key, value]));
    const key = new Tuple([...args, ...named]);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = call(fn, args, kwargs);
    results.set(key, result);
    return result;
  });
}

export const functoolsModule = (): Module =>
  new Module("functools", {
    partial: partialType,
    reduce: native("reduce", "function, iterable, initial=?, /", reduce),
    wraps: native("wraps", "wrapped, assigned=None, updated=None", (fn) => wraps(fn)),
    cache: native("cache", "user_function, /", cached),
    lru_cache: native("lru_cache", "maxsize=128, typed=False", (given) =>
      given instanceof FunctionObject ? cached(given) : native("decorator", "fn, /", cached),
    ),
    cmp_to_key: native("cmp_to_key", "mycmp", (fn) =>
      native("K", "obj, /", (value) => new Keyed(fn, value)),
    ),
    total_ordering: native("total_ordering", "cls, /", (type) => type),
  });

/** A key that is compared by a function. */
class Keyed extends Obj {
  constructor(
    readonly fn: Value,
    readonly value: Value,
  ) {
    super();
  }

  get type(): Type {
    return keyedType;
  }
}

const keyedType: Type = nativeType<Keyed>({
  name: "K",
  module: "functools",
  is: (value) => value instanceof Keyed,
  methods: {
    __lt__: [
      "other, /",
      (self, other) => truth(compare("<", call(self.fn, [self.value, (other as Keyed).value]), 0)),
    ],
  },
});
