// tuple: constructor, methods, operators.

import { asIndex } from "../objects/convert";
import { raise } from "../objects/exceptions";
import { fromTuple } from "../objects/items";
import { listOf } from "../objects/iterate";
import { declare, declareConstruct } from "../objects/native";
import { Tuple, tupleType } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { nested } from "../objects/text";
import type { Type } from "../objects/type";
import { typeOf } from "../objects/typeOf";
import { isInt, type Value } from "../objects/value";

import { comparisons, concatenate, indexIn, repeated, shared, shown } from "./sequences";

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
          const parts = self.items.map(shown);
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
