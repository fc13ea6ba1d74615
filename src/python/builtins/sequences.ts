// list, tuple, range and slice: constructors, methods and operators.

import { call, callSpecial } from "../objects/call";
import {
  type CompareSymbol,
  compare,
  contains,
  equals,
  satisfies,
  truth,
} from "../objects/compare";
import { asIndex } from "../objects/convert";
import { raise } from "../objects/exceptions";
import { deleteFrom, fromList, fromRange, fromTuple, intoList, stretch } from "../objects/items";
import { iterator, listOf, overItems } from "../objects/iterate";
import { declare, declareConstruct } from "../objects/native";
import {
  iteratorOf,
  List,
  listType,
  Range,
  rangeType,
  Slice,
  sliceType,
  Tuple,
  tupleType,
} from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { nested, repr } from "../objects/text";
import type { Type } from "../objects/type";
import { typeOf } from "../objects/typeOf";
import { isInt, type Value } from "../objects/value";
import { machine } from "../run/machine";
import { sorted } from "./sorting";

type Sequence = List | Tuple;

/** How two sequences compare, item by item; declined unless they are of one kind. */
function comparing(op: CompareSymbol): (self: Sequence, other: Value) => Value {
  return (self, other) => {
    const kin = self instanceof List ? other instanceof List : other instanceof Tuple;
    if (!kin) return NotImplemented;
    const [a, b] = [self.items, (other as Sequence).items];
    if (op === "==" && a.length !== b.length) return false;
    const shorter = Math.min(a.length, b.length);
    for (let i = 0; i < shorter; i++) {
      const [x, y] = [a[i] as Value, b[i] as Value];
      if (!equals(x, y)) {
        if (op === "==" || op === "!=") return op === "!=";
        return compare(op, x, y);
      }
    }
    return satisfies(op, a.length - b.length);
  };
}

const comparisons = {
  __eq__: ["other, /", comparing("==")],
  __lt__: ["other, /", comparing("<")],
  __le__: ["other, /", comparing("<=")],
  __gt__: ["other, /", comparing(">")],
  __ge__: ["other, /", comparing(">=")],
} as const;

function repeated(items: readonly Value[], times: number): Value[] {
  const total = items.length * Math.max(0, times);
  machine.allocated(8 * total);
  const made = new Array<Value>(total);
  for (let i = 0; i < total; i++) made[i] = items[i % items.length] as Value;
  if (total > 1e5) machine.hurry();
  return made;
}

function indexIn(items: readonly Value[], value: Value, start: Value, stop: Value): number {
  const range = stretch(new Slice(start, stop, null), items.length);
  for (let i = range.start; i < range.stop; i++) if (equals(items[i] as Value, value)) return i;
  return -1;
}

const count = (items: readonly Value[], value: Value): number =>
  items.filter((item) => equals(item, value)).length;

const shared = {
  __len__: ["", ({ items }: Sequence) => items.length],
  __iter__: ["", (self: Sequence) => iteratorOf(overItems(self))],
  __contains__: [
    "item, /",
    (self: Sequence, item: Value) => self.items.some((other) => equals(other, item)),
  ],
  count: ["value, /", ({ items }: Sequence, value: Value) => count(items, value)],
} as const;

function concatenate(self: Sequence, other: Value): Value[] {
  const kin = self instanceof List ? other instanceof List : other instanceof Tuple;
  const name = self instanceof List ? "list" : "tuple";
  if (kin) {
    machine.allocated(8 * (self.items.length + (other as Sequence).items.length));
    return [...self.items, ...(other as Sequence).items];
  }
  throw raise.TypeError(`can only concatenate ${name} (not "${typeOf(other).name}") to ${name}`);
}

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
    __repr__: ["", (self) => nested(self, "[...]", () => `[${self.items.map(repr).join(", ")}]`)],
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

/** A tuple of a class: `tuple` itself or one derived from it. */
function makeTuple(type: Type, values: Value | undefined): Value {
  if (values === undefined) return new Tuple([], type);
  if (values instanceof Tuple && values.type === type) return values;
  return new Tuple(listOf(values), type);
}

declareConstruct(tupleType, ["iterable=?, /", (type, values) => makeTuple(type, values)]);

declare<Tuple>(tupleType, {
  is: (value) => value instanceof Tuple,
  methods: {
    ...shared,
    ...comparisons,
    __repr__: [
      "",
      (self) =>
        nested(self, "(...)", () => {
          const parts = self.items.map(repr);
          return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
        }),
    ],
    __getitem__: ["index, /", (self, index) => fromTuple(self, index as Value)],
    __add__: [
      "other, /",
      (self, other) =>
        !(other instanceof Tuple) && typeOf(other as Value).lookup("__radd__") !== undefined
          ? NotImplemented
          : new Tuple(concatenate(self, other as Value)),
    ],
    __mul__: [
      "times, /",
      (self, times) =>
        isInt(times) ? new Tuple(repeated(self.items, asIndex(times))) : NotImplemented,
    ],
    __rmul__: [
      "times, /",
      (self, times) =>
        isInt(times) ? new Tuple(repeated(self.items, asIndex(times))) : NotImplemented,
    ],
    index: [
      "value, start=0, stop=None, /",
      ({ items }, value, start, stop) => {
        const at = indexIn(items, value as Value, start as Value, stop as Value);
        if (at >= 0) return at;
        throw raise.ValueError("tuple.index(x): x not in tuple");
      },
    ],
  },
});

function bound(value: Value): number {
  const number = asIndex(value);
  if (Number.isSafeInteger(number)) return number;
  throw raise.OverflowError("range() beyond 2 ** 53 is not supported here");
}

declareConstruct(rangeType, [
  "start, stop=?, step=1, /",
  (_, start, stop, step) => {
    const by = asIndex(step as Value);
    if (by === 0) throw raise.ValueError("range() arg 3 must not be zero");
    if (stop === undefined) return new Range(0, bound(start), by);
    return new Range(bound(start), bound(stop), by);
  },
]);

declare<Range>(rangeType, {
  is: (value) => value instanceof Range,
  attributes: { start: (self) => self.start, stop: (self) => self.stop, step: (self) => self.step },
  methods: {
    __len__: ["", (self) => self.length],
    __getitem__: ["index, /", (self, index) => fromRange(self, index as Value)],
    __iter__: ["", (self) => iteratorOf(iterator(self))],
    __reversed__: [
      "",
      ({ start, step, length }) => new Range(start + (length - 1) * step, start - step, -step),
    ],
    __eq__: [
      "other, /",
      (self, other) =>
        other instanceof Range
          ? self.length === other.length &&
            (self.length === 0 ||
              (self.start === other.start && (self.length === 1 || self.step === other.step)))
          : NotImplemented,
    ],
    __repr__: [
      "",
      ({ start, stop, step }) => `range(${start}, ${stop}${step === 1 ? "" : `, ${step}`})`,
    ],
    index: [
      "value, /",
      (self, value) => {
        if (contains(self, value as Value)) return (Number(value) - self.start) / self.step;
        throw raise.ValueError(`${repr(value as Value)} is not in range`);
      },
    ],
    count: ["value, /", (self, value) => (contains(self, value as Value) ? 1 : 0)],
  },
});

declareConstruct(sliceType, [
  "start, stop=?, step=None, /",
  (_, start, stop, step) =>
    stop === undefined
      ? new Slice(null, start as Value, null)
      : new Slice(start as Value, stop, step as Value),
]);

declare<Slice>(sliceType, {
  is: (value) => value instanceof Slice,
  constants: { __hash__: null },
  attributes: { start: (self) => self.start, stop: (self) => self.stop, step: (self) => self.step },
  methods: {
    __repr__: ["", (self) => `slice(${repr(self.start)}, ${repr(self.stop)}, ${repr(self.step)})`],
    __eq__: [
      "other, /",
      (self, other) =>
        other instanceof Slice
          ? equals(self.start, other.start) &&
            equals(self.stop, other.stop) &&
            equals(self.step, other.step)
          : NotImplemented,
    ],
    indices: [
      "length, /",
      (self, length) => {
        const { start, stop, step } = stretch(self, asIndex(length as Value));
        return new Tuple([start, stop, step]);
      },
    ],
  },
});

/** `reversed`. */
export function reversed(value: Value): Value {
  if (value instanceof List || value instanceof Tuple) {
    const items = value.items;
    let i = items.length;
    return iteratorOf(() => (i > 0 ? items[--i] : undefined));
  }
  if (typeof value === "string")
    return iteratorOf(overItems({ items: Array.from(value).reverse() }));
  const own = callSpecial(value, "__reversed__", []);
  if (own !== undefined) return iteratorOf(iterator(own));
  const type = typeOf(value);
  const get = type.lookup("__getitem__");
  const length = callSpecial(value, "__len__", []);
  if (get === undefined || length === undefined) {
    throw raise.TypeError(`'${type.name}' object is not reversible`);
  }
  let i = asIndex(length);
  return iteratorOf(() => (i > 0 ? call(get, [value, --i]) : undefined));
}
