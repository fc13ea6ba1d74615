// Python's `operator`.

import { getAttribute } from "../objects/attributes";
import { native } from "../objects/callables";
import { type CompareSymbol, compare, contains, truth } from "../objects/compare";
import { getItem } from "../objects/items";
import { Module } from "../objects/module";
import type { BinarySymbol } from "../objects/numbers";
import { binary, unary } from "../objects/operators";
import { Tuple } from "../objects/sequences";
import type { Value } from "../objects/value";

const binaries: Readonly<Record<string, BinarySymbol>> = {
  add: "+",
  sub: "-",
  mul: "*",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  pow: "**",
  matmul: "@",
  and_: "&",
  or_: "|",
  xor: "^",
  lshift: "<<",
  rshift: ">>",
};
const comparisons: Readonly<Record<string, CompareSymbol>> = {
  eq: "==",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

const getter = (name: string, get: (object: Value, key: Value) => Value) =>
  native(name, "*keys", (given) => {
    const keys = (given as Tuple).items;
    return native(name, "obj, /", (object) => {
      const found = keys.map((key) => get(object, key));
      return found.length === 1 ? (found[0] as Value) : new Tuple(found);
    });
  });

export function operatorModule(): Module {
  const members: Record<string, Value> = {
    itemgetter: getter("itemgetter", getItem),
    attrgetter: getter("attrgetter", (object, name) =>
      String(name).split(".").reduce(getAttribute, object),
    ),
    neg: native("neg", "a, /", (a) => unary("-", a)),
    not_: native("not_", "a, /", (a) => !truth(a)),
    contains: native("contains", "a, b, /", (a, b) => contains(a, b)),
    getitem: native("getitem", "a, b, /", (a, b) => getItem(a, b)),
  };
  for (const [name, op] of Object.entries(binaries)) {
    members[name] = native(name, "a, b, /", (a, b) => binary(op, a, b));
  }
  for (const [name, op] of Object.entries(comparisons)) {
    members[name] = native(name, "a, b, /", (a, b) => compare(op, a, b));
  }
  return new Module("operator", members);
}
