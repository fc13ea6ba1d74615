// Between native code and values: indices, floats, texts; and between JavaScript and Python.

import { callSpecial } from "./call";
import { Dict, SetObject } from "./dict";
import { raise } from "./exceptions";
import { Float } from "./float";
import { isNumeric, toDouble, whole } from "./numbers";
import { List, Tuple } from "./sequences";
import { typeOf } from "./typeOf";
import { int, isInt, Obj, type Value } from "./value";

/** An int as Python's indices take it: int, bool or what declares `__index__`. */
export function asWhole(value: Value): number | bigint {
  if (isInt(value)) return whole(value);
  const index = value instanceof Obj ? callSpecial(value, "__index__", []) : undefined;
  if (isInt(index)) return whole(index);
  throw raise.TypeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
}

/** The same as a JavaScript number; ints beyond the safe ones become infinite-like. */
export function asIndex(value: Value): number {
  return Number(asWhole(value));
}

/** A number as a double. */
export function asFloat(value: Value): number {
  if (isNumeric(value)) return toDouble(value);
  if (value instanceof Obj) {
    const float = callSpecial(value, "__float__", []);
    if (float instanceof Float) return float.value;
    const index = callSpecial(value, "__index__", []);
    if (isInt(index)) return toDouble(index);
  }
  throw raise.TypeError(`must be real number, not ${typeOf(value).name}`);
}

/** A str. */
export function asText(value: Value, what = "argument"): string {
  if (typeof value === "string") return value;
  throw raise.TypeError(`${what} must be str, not ${typeOf(value).name}`);
}

/** A value for JavaScript: numbers, strings, arrays, maps; what has no such form stays as it is. */
export function toJs(value: Value): unknown {
  return convert(value, new Map(), 0);
}

/** How deep containers are followed; what lies deeper stays a Python object. */
const deepest = 500;

function convert(value: Value, known: Map<Value, unknown>, depth: number): unknown {
  if (!(value instanceof Obj) || depth > deepest) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  const one = (item: Value) => convert(item, known, depth + 1);
  if (value instanceof List || value instanceof Tuple) {
    const array: unknown[] = [];
    known.set(value, array);
    for (const item of value.items) array.push(one(item));
    return array;
  }
  if (value instanceof Dict) {
    const map = new Map<unknown, unknown>();
    known.set(value, map);
    for (const [key, item] of value.entries()) map.set(one(key), one(item));
    return map;
  }
  if (value instanceof SetObject) return new Set([...value.values()].map(one));
  return value.toJs();
}

/** How values of other kinds come in; the bridge to the engine adds tensors. */
const readers: ((value: object) => Value | undefined)[] = [];
export function addReader(reader: (value: object) => Value | undefined): void {
  readers.push(reader);
}

/** A value from JavaScript: whole numbers become ints, arrays lists, maps and plain objects dicts. */
export function fromJs(value: unknown): Value {
  switch (typeof value) {
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : new Float(value);
    case "bigint":
      return int(value);
    case "string":
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "object":
      break;
    default:
      throw raise.TypeError(`a ${typeof value} cannot be used in Python`);
  }
  if (value === null || value instanceof Obj) return value;
  for (const reader of readers) {
    const read = reader(value);
    if (read !== undefined) return read;
  }
  if (Array.isArray(value)) return new List(value.map(fromJs));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Dict.from(entries.map(([key, item]) => [fromJs(key), fromJs(item)]));
}
