import { equals, truth } from "../objects/compare";
import { asIndex } from "../objects/convert";
import { raise } from "../objects/exceptions";
import { deleteFrom, fromList, intoList } from "../objects/items";
import { listOf } from "../objects/iterate";
import { declare } from "../objects/native";
import { List, listType } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { nested, repr } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import { isInt, type Value } from "../objects/value";
import { comparisons, concatenate, indexIn, repeated, shared, shown } from "./sequences";
import { sorted } from "./sorting";

declare<List>(listType, {
  is: (value) => value instanceof List,
  constants: { __hash__: null },
  methods: {
    ...shared,
    ...comparisons,
    __init__: [
      "iterable=?, /",
      (self, values) => {
        self.items = values === undefined ? [] : listOf(values);
        return null;
      },
    ],
    __repr__: ["", (self) => nested(self, "[...]", () => `[${self.items.map(shown).join(", ")}]`)],
    __getitem__: ["index, /", (self, index) => fromList(self, index as Value)],
    __setitem__: [
      "index, value, /",
      (self, index, value) => {
        intoList(self, index as Value, value as Value);
        return null;
      },
    ],
    __delitem__: [
      "index, /",
      (self, index) => {
        deleteFrom(self, index as Value);
        return null;
      },
    ],
    __add__: ["other, /", (self, other) => append(self, other as Value)],
    __iadd__: [
      "other, /",
      (self, other) => {
        extend(self, other as Value);
        return self;
      },
    ],
    __mul__: [
      "times, /",
      (self, times) =>
        isInt(times) ? new List(repeated(self.items, asIndex(times))) : NotImplemented,
    ],
    __rmul__: [
      "times, /",
      (self, times) =>
        isInt(times) ? new List(repeated(self.items, asIndex(times))) : NotImplemented,
    ],
    __imul__: [
      "times, /",
      (self, times) => {
        self.items = repeated(self.items, asIndex(times as Value));
        return self;
      },
    ],
    __reversed__: ["", (self) => new List([...self.items].reverse())],
    append: [
      "object, /",
      (self, value) => {
        self.items.push(value as Value);
        return null;
      },
    ],
    extend: [
      "iterable, /",
      (self, values) => {
        extend(self, values as Value);
        return null;
      },
    ],
    insert: [
      "index, object, /",
      (self, index, value) => {
        self.items.splice(asIndex(index as Value), 0, value as Value);
        return null;
      },
    ],
    pop: [
      "index=-1, /",
      (self, index) => {
        const { items } = self;
        if (items.length === 0) throw raise.IndexError("pop from empty list");
        const given = asIndex(index as Value);
        const at = given < 0 ? given + items.length : given;
        if (at < 0 || at >= items.length) throw raise.IndexError("pop index out of range");
        return items.splice(at, 1)[0] as Value;
      },
    ],
    remove: [
      "value, /",
      ({ items }, value) => {
        const at = items.findIndex((item) => equals(item, value as Value));
        if (at < 0) throw raise.ValueError("list.remove(x): x not in list");
        items.splice(at, 1);
        return null;
      },
    ],
    index: [
      "value, start=0, stop=None, /",
      ({ items }, value, start, stop) => {
        const at = indexIn(items, value as Value, start as Value, stop as Value);
        if (at >= 0) return at;
        throw raise.ValueError(`${repr(value as Value)} is not in list`);
      },
    ],
    reverse: [
      "",
      ({ items }) => {
        items.reverse();
        return null;
      },
    ],
    sort: [
      "*, key=None, reverse=False",
      (self, key, reverse) => {
        self.items = sorted(self.items, key as Value, truth(reverse as Value));
        return null;
      },
    ],
    copy: ["", ({ items }) => new List([...items])],
    clear: [
      "",
      (self) => {
        self.items = [];
        return null;
      },
    ],
  },
});

function append(self: List, other: Value): Value {
  if (!(other instanceof List) && typeOf(other).lookup("__radd__") !== undefined) {
    return NotImplemented;
  }
  return new List(concatenate(self, other));
}

function extend(self: List, values: Value): void {
  for (const value of listOf(values)) self.items.push(value);
}
