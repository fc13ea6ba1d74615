// Comparisons, equality inside containers, truth, hashing and membership.

import { call, callSpecial } from "./call";
import { Dict, identityOf, SetObject, setKeyRules } from "./dict";
import { raise } from "./exceptions";
import { Float } from "./float";
import { iterator } from "./iterate";
import { isNumeric, order } from "./numbers";
import { List, listType, Range, Tuple } from "./sequences";
import { NotImplemented } from "./singletons";
import { typeOf } from "./typeOf";
import type { Obj, Value } from "./value";

export type CompareSymbol = "==" | "!=" | "<" | "<=" | ">" | ">=";

const methods: Readonly<Record<CompareSymbol, string>> = {
  "==": "__eq__",
  "!=": "__ne__",
  "<": "__lt__",
  "<=": "__le__",
  ">": "__gt__",
  ">=": "__ge__",
};
const mirrored: Readonly<Record<CompareSymbol, CompareSymbol>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** Whether an order satisfies a comparison. */
export function satisfies(op: CompareSymbol, sign: number): boolean {
  switch (op) {
    case "==":
      return sign === 0;
    case "!=":
      return sign !== 0;
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    default:
      return sign >= 0;
  }
}

/** A comparison's result: a bool, unless a class answers otherwise. */
export function compare(op: CompareSymbol, a: Value, b: Value): Value {
  if (isNumeric(a) && isNumeric(b)) return satisfies(op, order(a, b));
  if (typeof a === "string" && typeof b === "string") return compareText(op, a, b);
  const [left, right] = [typeOf(a), typeOf(b)];
  const rightFirst = left !== right && right.isSubtypeOf(left);
  const first = rightFirst ? ask(mirrored[op], b, a) : ask(op, a, b);
  if (first !== undefined) return first;
  const second = rightFirst ? ask(op, a, b) : ask(mirrored[op], b, a);
  if (second !== undefined) return second;
  if (op === "==") return a === b;
  if (op === "!=") return a !== b;
  throw raise.TypeError(
    `'${op}' not supported between instances of '${left.name}' and '${right.name}'`,
  );
}

function ask(op: CompareSymbol, a: Value, b: Value): Value | undefined {
  const result = callSpecial(a, methods[op], [b]);
  if (result !== undefined && result !== NotImplemented) return result;
  if (op !== "!=") return undefined;
  // Unless a class says otherwise, != is the opposite of ==.
  const equal = callSpecial(a, "__eq__", [b]);
  return equal === undefined || equal === NotImplemented ? undefined : !truth(equal);
}

/** By code points, as Python orders strings. */
function compareText(op: CompareSymbol, a: string, b: string): boolean {
  if (op === "==") return a === b;
  if (op === "!=") return a !== b;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const sign = (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
  return satisfies(op, sign);
}

/** Equality as containers see it: identity is enough. */
export function equals(a: Value, b: Value): boolean {
  return a === b || truth(compare("==", a, b));
}

export function truth(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (value === null) return false;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return value !== "";
  if (typeof value === "bigint") return true;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof List && value.type === listType) return value.items.length > 0;
  const result = callSpecial(value, "__bool__", []);
  if (result !== undefined) {
    if (typeof result === "boolean") return result;
    throw raise.TypeError(`__bool__ should return bool, returned ${typeOf(result).name}`);
  }
  const size = callSpecial(value, "__len__", []);
  return size === undefined || size !== 0;
}

/** The hash, for `hash()` and for objects of classes that declare their own. */
export function hash(value: Value): number | bigint {
  if (isNumeric(value)) {
    const number = value instanceof Float ? value.value : value;
    if (typeof number === "bigint") return number % (2n ** 61n - 1n);
    return Number.isInteger(Number(number)) ? Number(number) : Math.trunc(Number(number) * 2 ** 40);
  }
  if (typeof value === "string") return textHash(value);
  if (value === null) return 0x7f00;
  if (value instanceof Tuple) {
    return value.items.reduce<number>(
      (sum, item) => (sum * 31 + (Number(hash(item)) % 0x7fffffff)) % 0x7fffffff,
      7,
    );
  }
  return ownHash(value) ?? identityOf(value as Obj);
}

function textHash(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0;
  return sum;
}

function ownHash(value: Value): number | bigint | undefined {
  const type = typeOf(value);
  const method = type.lookup("__hash__");
  if (method === undefined) return undefined;
  if (method === null) throw raise.TypeError(`unhashable type: '${type.name}'`);
  const result = call(method, [value]);
  if (typeof result === "number" || typeof result === "bigint") return result;
  if (typeof result === "boolean") return Number(result);
  throw raise.TypeError("__hash__ method should return an integer");
}

setKeyRules({ hash: ownHash, equals });

/** Whether a container holds an item: `in`. */
export function contains(container: Value, item: Value): boolean {
  if (container instanceof List || container instanceof Tuple) {
    return container.items.some((other) => equals(other, item));
  }
  if (container instanceof Dict || container instanceof SetObject)
    return container.table.find(item) !== undefined;
  if (typeof container === "string") {
    if (typeof item === "string") return container.includes(item);
    throw raise.TypeError(
      `'in <string>' requires string as left operand, not ${typeOf(item).name}`,
    );
  }
  if (container instanceof Range && typeof item === "number") {
    const { start, step, length } = container;
    const at = (item - start) / step;
    return Number.isInteger(at) && at >= 0 && at < length;
  }
  const result = callSpecial(container, "__contains__", [item]);
  if (result !== undefined) return truth(result);
  const type = typeOf(container);
  if (type.lookup("__iter__") === undefined && type.lookup("__getitem__") === undefined) {
    throw raise.TypeError(`argument of type '${type.name}' is not iterable`);
  }
  const next = iterator(container);
  for (let other = next(); other !== undefined; other = next())
    if (equals(other, item)) return true;
  return false;
}
