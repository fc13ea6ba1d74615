// What list and tuple share: comparing, repeating, searching; and `reversed`.

import { call, callSpecial } from "../objects/call";
import { type CompareSymbol, compare, equals, satisfies } from "../objects/compare";
import { asIndex } from "../objects/convert";
import { raise } from "../objects/exceptions";
import { stretch } from "../objects/items";
import { iterator, overItems } from "../objects/iterate";
import { iteratorOf, List, Slice, Tuple } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { repr } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import type { Value } from "../objects/value";
import { machine } from "../run/machine";

export type Sequence = List | Tuple;

/** How two sequences compare, item by item; declined unless they are of one kind. */
export function comparing(op: CompareSymbol): (self: Sequence, other: Value) => Value {
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

export const comparisons = {
  __eq__: ["other, /", comparing("==")],
  __lt__: ["other, /", comparing("<")],
  __le__: ["other, /", comparing("<=")],
  __gt__: ["other, /", comparing(">")],
  __ge__: ["other, /", comparing(">=")],
} as const;

/** The repr of an item. */
export function shown(item: Value): string {
  machine.step();
  return repr(item);
}

export function repeated(items: readonly Value[], times: number): Value[] {
  const total = items.length * Math.max(0, times);
  machine.allocated(8 * total);
  const made = new Array<Value>(total);
  for (let i = 0; i < total; i++) made[i] = items[i % items.length] as Value;
  if (total > 1e5) machine.hurry();
  return made;
}

export function indexIn(items: readonly Value[], value: Value, start: Value, stop: Value): number {
  const range = stretch(new Slice(start, stop, null), items.length);
  for (let i = range.start; i < range.stop; i++) if (equals(items[i] as Value, value)) return i;
  return -1;
}

export const count = (items: readonly Value[], value: Value): number =>
  items.filter((item) => equals(item, value)).length;

export const shared = {
  __len__: ["", ({ items }: Sequence) => items.length],
  __iter__: ["", (self: Sequence) => iteratorOf(overItems(self))],
  __contains__: [
    "item, /",
    (self: Sequence, item: Value) => self.items.some((other) => equals(other, item)),
  ],
  count: ["value, /", ({ items }: Sequence, value: Value) => count(items, value)],
} as const;

export function concatenate(self: Sequence, other: Value): Value[] {
  const kin = self instanceof List ? other instanceof List : other instanceof Tuple;
  const name = self instanceof List ? "list" : "tuple";
  if (kin) {
    machine.allocated(8 * (self.items.length + (other as Sequence).items.length));
    return [...self.items, ...(other as Sequence).items];
  }
  throw raise.TypeError(`can only concatenate ${name} (not "${typeOf(other).name}") to ${name}`);
}

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
