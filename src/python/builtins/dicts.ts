// dict and its views: constructor, methods, operators.

import { callMethod } from "../objects/call";
import { equals } from "../objects/compare";
import { Dict, dictType, SetObject } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { deleteItem, getItem, lookUp } from "../objects/items";
import { iterator, listOf, over, overKeys } from "../objects/iterate";
import { declare, nativeType } from "../objects/native";
import { iteratorOf, Tuple } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { nested, repr } from "../objects/text";
import type { Type } from "../objects/type";
import { typeOf } from "../objects/typeOf";
import { Obj, type Value } from "../objects/value";
import { declareSetOperators } from "./sets";

type Kind = "keys" | "values" | "items";

class DictView extends Obj {
  constructor(
    readonly dict: Dict,
    readonly kind: Kind,
  ) {
    super();
  }

  get type(): Type {
    return viewTypes[this.kind];
  }

  next(): () => Value | undefined {
    if (this.kind === "keys") return overKeys(this.dict);
    if (this.kind === "values") return overKeys(this.dict, 1);
    const keys = overKeys(this.dict);
    const { dict } = this;
    return () => {
      const key = keys();
      return key === undefined ? undefined : new Tuple([key, dict.get(key) as Value]);
    };
  }
}

const viewType = (kind: Kind): Type =>
  nativeType<DictView>({
    name: `dict_${kind}`,
    is: (value) => value instanceof DictView,
    methods: {
      __len__: ["", ({ dict }) => dict.size],
      __iter__: ["", (self) => iteratorOf(self.next())],
      __reversed__: ["", (self) => iteratorOf(over(listOf(self).reverse()))],
      __contains__: [
        "item, /",
        (self, item) => {
          if (self.kind === "keys") return self.dict.has(item);
          return listOf(self).some((other) => equals(other, item));
        },
      ],
      __repr__: ["", (self) => `dict_${kind}([${listOf(self).map(repr).join(", ")}])`],
      __eq__: [
        "other, /",
        (self, other) => {
          if (!(other instanceof DictView) && !(other instanceof SetObject)) return NotImplemented;
          const [a, b] = [SetObject.from(listOf(self)), SetObject.from(listOf(other))];
          return a.size === b.size && [...a.values()].every((value) => b.has(value));
        },
      ],
    },
  });

const viewTypes: Readonly<Record<Kind, Type>> = {
  keys: viewType("keys"),
  values: viewType("values"),
  items: viewType("items"),
};
declareSetOperators(viewTypes.keys);
declareSetOperators(viewTypes.items);

/** Adds what `dict(...)` and `update(...)` are given. */
export function update(dict: Dict, given: Value | undefined, kwargs: Dict): void {
  if (given instanceof Dict) {
    for (const [key, value] of given.entries()) dict.set(key, value);
  } else if (given !== undefined && typeOf(given).lookup("keys") !== undefined) {
    for (const key of listOf(callMethod(given, "keys", []))) dict.set(key, getItem(given, key));
  } else if (given !== undefined) {
    listOf(given).forEach((pair, i) => {
      const isSequence = typeof pair === "string" || pair instanceof Obj;
      if (!isSequence) {
        throw raise.TypeError(
          `cannot convert dictionary update sequence element #${i} to a sequence`,
        );
      }
      const parts = listOf(pair);
      if (parts.length !== 2) {
        throw raise.ValueError(
          `dictionary update sequence element #${i} has length ${parts.length}; 2 is required`,
        );
      }
      dict.set(parts[0] as Value, parts[1] as Value);
    });
  }
  for (const [key, value] of kwargs.entries()) dict.set(key, value);
}

function merged(a: Value, b: Value): Value {
  if (!(a instanceof Dict) || !(b instanceof Dict)) return NotImplemented;
  return Dict.from([...a.entries(), ...b.entries()]);
}

function same(a: Dict, b: Value): Value {
  if (!(b instanceof Dict)) return NotImplemented;
  if (a.size !== b.size) return false;
  for (const [key, value] of a.entries()) {
    const other = b.get(key);
    if (other === undefined || !equals(value, other)) return false;
  }
  return true;
}

declare<Dict>(dictType, {
  is: (value) => value instanceof Dict,
  constants: { __hash__: null },
  methods: {
    __init__: [
      "mapping=?, /, **kwargs",
      (self, given, kwargs) => {
        update(self, given, kwargs as Dict);
        return null;
      },
    ],
    __len__: ["", (self) => self.size],
    __iter__: ["", (self) => iteratorOf(overKeys(self))],
    __contains__: ["key, /", (self, key) => self.has(key)],
    __getitem__: ["key, /", (self, key) => lookUp(self, key)],
    __setitem__: [
      "key, value, /",
      (self, key, value) => {
        self.set(key, value);
        return null;
      },
    ],
    __delitem__: [
      "key, /",
      (self, key) => {
        if (!self.delete(key)) throw raise.KeyError(key);
        return null;
      },
    ],
    __eq__: ["other, /", (self, other) => same(self, other)],
    __or__: ["other, /", (self, other) => merged(self, other)],
    __ror__: ["other, /", (self, other) => merged(other, self)],
    __ior__: [
      "other, /",
      (self, other) => {
        update(self, other, new Dict());
        return self;
      },
    ],
    __reversed__: ["", (self) => iteratorOf(over([...self.keys()].reverse()))],
    __repr__: [
      "",
      (self) =>
        nested(self, "{...}", () => {
          const parts = [...self.entries()].map(([key, value]) => `${repr(key)}: ${repr(value)}`);
          return `{${parts.join(", ")}}`;
        }),
    ],
    keys: ["", (self) => new DictView(self, "keys")],
    values: ["", (self) => new DictView(self, "values")],
    items: ["", (self) => new DictView(self, "items")],
    get: ["key, default=None, /", (self, key, other) => self.get(key) ?? other],
    pop: [
      "key, default=?, /",
      (self, key, other: Value | undefined) => {
        const value = self.get(key);
        if (value === undefined && other === undefined) throw raise.KeyError(key);
        self.delete(key);
        return value === undefined ? (other as Value) : value;
      },
    ],
    popitem: [
      "",
      (self) => {
        const last = [...self.entries()].at(-1);
        if (last === undefined) throw raise.KeyError("popitem(): dictionary is empty");
        self.delete(last[0]);
        return new Tuple(last);
      },
    ],
    setdefault: [
      "key, default=None, /",
      (self, key, other) => {
        const value = self.get(key);
        if (value !== undefined) return value;
        self.set(key, other);
        return other;
      },
    ],
    update: [
      "mapping=?, /, **kwargs",
      (self, given, kwargs) => {
        update(self, given, kwargs as Dict);
        return null;
      },
    ],
    copy: ["", (self) => Dict.from(self.entries())],
    clear: [
      "",
      (self) => {
        for (const key of [...self.keys()]) deleteItem(self, key);
        return null;
      },
    ],
  },
  classMethods: {
    fromkeys: [
      "iterable, value=None, /",
      (type, keys, value) => {
        const dict = new Dict(type);
        const next = iterator(keys);
        for (let key = next(); key !== undefined; key = next()) dict.set(key, value);
        return dict;
      },
    ],
  },
});
