// set and frozenset: constructors, methods, operators.

import { compare } from "../objects/compare";
import { frozensetType, SetObject, setType } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { listOf, overKeys } from "../objects/iterate";
import { declare, declareConstruct, type Members } from "../objects/native";
import { iteratorOf, type Tuple } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { nested, repr } from "../objects/text";
import type { Type } from "../objects/type";
import { typeOf } from "../objects/typeOf";
import type { Value } from "../objects/value";

type Combine = (a: SetObject, b: SetObject) => Value[];

const combinations: Readonly<Record<string, Combine>> = {
  union: (a, b) => [...a.values(), ...b.values()],
  intersection: (a, b) => [...a.values()].filter((value) => b.has(value)),
  difference: (a, b) => [...a.values()].filter((value) => !b.has(value)),
  symmetric_difference: (a, b) => [
    ...[...a.values()].filter((value) => !b.has(value)),
    ...[...b.values()].filter((value) => !a.has(value)),
  ],
};

const operators: Readonly<Record<string, string>> = {
  or: "union",
  and: "intersection",
  sub: "difference",
  xor: "symmetric_difference",
};

const asSet = (value: Value): SetObject =>
  value instanceof SetObject ? value : SetObject.from(listOf(value));
const isSetLike = (value: Value): boolean =>
  value instanceof SetObject || /^dict_(keys|items)$/.test(typeOf(value).name);
const resultType = (value: Value): Type =>
  value instanceof SetObject && value.type === frozensetType ? frozensetType : setType;

/** `| & - ^` for sets and for views of dicts. */
export function declareSetOperators(type: Type): void {
  const methods: Record<string, readonly [string, (self: Value, other: Value) => Value]> = {};
  for (const [operator, name] of Object.entries(operators)) {
    const combine = combinations[name] as Combine;
    const run = (a: Value, b: Value): Value => {
      if (!isSetLike(a) || !isSetLike(b)) return NotImplemented;
      return SetObject.from(combine(asSet(a), asSet(b)), resultType(a));
    };
    methods[`__${operator}__`] = ["other, /", run];
    methods[`__r${operator}__`] = ["other, /", (self, other) => run(other, self)];
  }
  declare<Value>(type, { is: (_): _ is Value => true, methods });
}

const within = (a: SetObject, b: SetObject): boolean =>
  a.size <= b.size && [...a.values()].every((value) => b.has(value));

function comparing(test: (a: SetObject, b: SetObject) => boolean) {
  return (self: SetObject, other: Value): Value =>
    isSetLike(other) ? test(self, asSet(other)) : NotImplemented;
}

const readers: NonNullable<Members<SetObject>["methods"]> = {
  __len__: ["", (self) => self.size],
  __iter__: ["", (self) => iteratorOf(overKeys(self))],
  __contains__: ["item, /", (self, item) => self.has(item)],
  __eq__: ["other, /", comparing((a, b) => a.size === b.size && within(a, b))],
  __le__: ["other, /", comparing(within)],
  __lt__: ["other, /", comparing((a, b) => a.size < b.size && within(a, b))],
  __ge__: ["other, /", comparing((a, b) => within(b, a))],
  __gt__: ["other, /", comparing((a, b) => b.size < a.size && within(b, a))],
  __repr__: ["", (self) => nested(self, `${self.type.name}(...)`, () => setText(self))],
  issubset: ["other, /", (self, other) => within(self, asSet(other))],
  issuperset: ["other, /", (self, other) => within(asSet(other), self)],
  isdisjoint: [
    "other, /",
    (self, other) => ![...asSet(other).values()].some((value) => self.has(value)),
  ],
  copy: ["", (self) => SetObject.from(self.values(), resultType(self))],
};

/** Python shows small ints in order, whatever order they came in; other values as they are kept. */
function setText(self: SetObject): string {
  const values = [...self.values()];
  const isSmall = (value: Value): value is number =>
    typeof value === "number" && value >= 0 && value < 2 ** 31;
  if (values.every(isSmall)) values.sort((a, b) => (compare("<", a, b) === true ? -1 : 1));
  const inside = values.map(repr).join(", ");
  if (self.type === setType && inside !== "") return `{${inside}}`;
  return inside === "" ? `${self.type.name}()` : `${self.type.name}({${inside}})`;
}

/** `union` and the like take any number of iterables. */
const combiners = Object.fromEntries(
  Object.entries(combinations).map(([name, combine]) => [
    name,
    [
      "*others",
      (self: SetObject, others: Value) => {
        let result = SetObject.from(self.values(), resultType(self));
        for (const other of (others as Tuple).items) {
          result = SetObject.from(combine(result, asSet(other)), resultType(self));
        }
        return result;
      },
    ] as const,
  ]),
);

for (const type of [setType, frozensetType]) {
  declare<SetObject>(type, {
    is: (value) => value instanceof SetObject,
    methods: { ...readers, ...combiners },
  });
  declareSetOperators(type);
}

declareConstruct(frozensetType, [
  "iterable=?, /",
  (type, values) => SetObject.from(values === undefined ? [] : listOf(values), type),
]);

declare<SetObject>(frozensetType, {
  is: (value) => value instanceof SetObject,
  methods: {
    __hash__: [
      "",
      (self) => [...self.values()].reduce<number>((sum, v) => sum ^ repr(v).length, 7),
    ],
  },
});

function replaceAll(self: SetObject, values: Iterable<Value>): void {
  const kept = [...values];
  for (const value of [...self.values()]) self.delete(value);
  for (const value of kept) self.add(value);
}

const inPlace =
  (name: string) =>
  (self: SetObject, other: Value): Value => {
    if (!isSetLike(other)) return NotImplemented;
    replaceAll(self, (combinations[name] as Combine)(self, asSet(other)));
    return self;
  };
const updating =
  (name: string) =>
  (self: SetObject, others: Value): Value => {
    for (const other of (others as Tuple).items) {
      replaceAll(self, (combinations[name] as Combine)(self, asSet(other)));
    }
    return null;
  };

declare<SetObject>(setType, {
  is: (value) => value instanceof SetObject,
  constants: { __hash__: null },
  methods: {
    __init__: [
      "iterable=?, /",
      (self, values: Value | undefined) => {
        if (values !== undefined) for (const value of listOf(values)) self.add(value);
        return null;
      },
    ],
    __ior__: ["other, /", inPlace("union")],
    __iand__: ["other, /", inPlace("intersection")],
    __isub__: ["other, /", inPlace("difference")],
    __ixor__: ["other, /", inPlace("symmetric_difference")],
    update: ["*others", updating("union")],
    intersection_update: ["*others", updating("intersection")],
    difference_update: ["*others", updating("difference")],
    symmetric_difference_update: ["*others", updating("symmetric_difference")],
    add: [
      "item, /",
      (self, item) => {
        self.add(item);
        return null;
      },
    ],
    discard: [
      "item, /",
      (self, item) => {
        self.delete(item);
        return null;
      },
    ],
    remove: [
      "item, /",
      (self, item) => {
        if (!self.delete(item)) throw raise.KeyError(item);
        return null;
      },
    ],
    pop: [
      "",
      (self) => {
        const [first] = self.values();
        if (first === undefined) throw raise.KeyError("pop from an empty set");
        self.delete(first);
        return first;
      },
    ],
    clear: [
      "",
      (self) => {
        replaceAll(self, []);
        return null;
      },
    ],
  },
});
