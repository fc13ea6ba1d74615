// Subscripts: `x[i]`, `x[a:b:c]`, assignment and deletion, and `len`.

import { machine } from "../run/machine";
import { findAttribute } from "./attributes";
import { call, callSpecial } from "./call";
import { asIndex } from "./convert";
import { Dict, dictType, SetObject } from "./dict";
import { raise } from "./exceptions";
import { listOf } from "./iterate";
import { List, listType, Range, Slice, Tuple } from "./sequences";
import { Type } from "./type";
import { typeOf } from "./typeOf";
import { isInt, Obj, type Value } from "./value";

/** The code points of a string, where they differ from its UTF-16 units. */
export function points(text: string): readonly string[] | string {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
}

export function getItem(object: Value, index: Value): Value {
  if (object instanceof List && typeof index === "number" && object.type === listType) {
    const { items } = object;
    const found = items[index < 0 ? index + items.length : index];
    if (found === undefined) throw raise.IndexError("list index out of range");
    return found;
  }
  if (object instanceof Dict && object.type === dictType) return lookUp(object, index);
  const result = callSpecial(object, "__getitem__", [index]);
  if (result !== undefined) return result;
  if (object instanceof List) return fromList(object, index);
  if (object instanceof Tuple) return fromTuple(object, index);
  if (typeof object === "string") return fromText(object, index);
  if (object instanceof Dict) return lookUp(object, index);
  if (object instanceof Range) return fromRange(object, index);
  if (object instanceof Type) {
    const generic = findAttribute(object, "__class_getitem__");
    if (generic !== undefined) return call(generic, [index]);
    if (!object.open) return object;
    throw raise.TypeError(`type '${object.name}' is not subscriptable`);
  }
  throw raise.TypeError(`'${typeOf(object).name}' object is not subscriptable`);
}

/** A dict's value; `__missing__` is asked before KeyError. */
export function lookUp(dict: Dict, key: Value): Value {
  const found = dict.get(key);
  if (found !== undefined) return found;
  const made = dict.type === dictType ? undefined : callSpecial(dict, "__missing__", [key]);
  if (made === undefined) throw raise.KeyError(key);
  return made;
}

/** Where an index points in so many items; IndexError outside. */
function place(index: Value, length: number, kind: string, plain = kind): number {
  const quotes = kind === "string" ? "integers" : "integers or slices";
  if (!isInt(index) && callSpecial(index, "__index__", []) === undefined) {
    const name = typeOf(index).name;
    throw raise.TypeError(
      `${kind} indices must be ${quotes}, not ${kind === "string" ? `'${name}'` : name}`,
    );
  }
  const given = asIndex(index);
  const at = given < 0 ? given + length : given;
  if (at >= 0 && at < length) return at;
  throw raise.IndexError(`${plain} index out of range`);
}

export interface Stretch {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;
}

/** A slice on so many items. */
export function stretch(slice: Slice, length: number): Stretch {
  const read = (value: Value): number | null => {
    if (value === null) return null;
    if (!isInt(value) && callSpecial(value, "__index__", []) === undefined) {
      throw raise.TypeError("slice indices must be integers or None or have an __index__ method");
    }
    return asIndex(value);
  };
  const step = read(slice.step) ?? 1;
  if (step === 0) throw raise.ValueError("slice step cannot be zero");
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (value: number | null, open: number): number => {
    if (value === null) return open;
    const at = value < 0 ? value + length : value;
    return Math.min(Math.max(at, lowest), highest);
  };
  const start = clamp(read(slice.start), step > 0 ? lowest : highest);
  const stop = clamp(read(slice.stop), step > 0 ? highest : lowest);
  return { start, stop, step, length: Math.max(0, Math.ceil((stop - start) / step)) };
}

function cut<T>(items: ArrayLike<T>, slice: Slice): T[] {
  const { start, step, length } = stretch(slice, items.length);
  machine.takes(length, 8);
  return Array.from({ length }, (_, i) => items[start + i * step] as T);
}

export function fromList({ items }: List, index: Value): Value {
  if (index instanceof Slice) return new List(cut(items, index));
  return items[place(index, items.length, "list")] as Value;
}

export function fromTuple({ items, type }: Tuple, index: Value): Value {
  // torch.Size keeps its class when sliced; named tuples do not.
  if (index instanceof Slice) return new Tuple(cut(items, index), type.open ? undefined : type);
  return items[place(index, items.length, "tuple")] as Value;
}

export function fromText(text: string, index: Value): Value {
  const all = points(text);
  if (index instanceof Slice) return cut(all, index).join("");
  return all[place(index, all.length, "string")] as string;
}

export function fromRange({ start, step, length }: Range, index: Value): Value {
  if (index instanceof Slice) {
    const part = stretch(index, length);
    const first = start + part.start * step;
    return new Range(first, start + part.stop * step, step * part.step);
  }
  return start + step * place(index, length, "range", "range object");
}

export function setItem(object: Value, index: Value, value: Value): void {
  if (object instanceof List && object.type === listType) {
    intoList(object, index, value);
    return;
  }
  if (object instanceof Dict && object.type === dictType) {
    object.set(index, value);
    return;
  }
  if (callSpecial(object, "__setitem__", [index, value]) !== undefined) return;
  if (object instanceof List) {
    intoList(object, index, value);
    return;
  }
  if (object instanceof Dict) {
    object.set(index, value);
    return;
  }
  throw raise.TypeError(`'${typeOf(object).name}' object does not support item assignment`);
}

export function intoList(list: List, index: Value, value: Value): void {
  const { items } = list;
  if (!(index instanceof Slice)) {
    const at = isInt(index) ? placeToSet(index, items.length) : place(index, items.length, "list");
    items[at] = value;
    return;
  }
  if (!(value instanceof Obj) && typeof value !== "string") {
    throw raise.TypeError("can only assign an iterable");
  }
  const given = listOf(value);
  const { start, stop, step, length } = stretch(index, items.length);
  if (step === 1) {
    machine.takes(items.length + given.length, 8);
    list.items = items.slice(0, start).concat(given, items.slice(Math.max(start, stop)));
    return;
  }
  if (given.length !== length) {
    throw raise.ValueError(
      `attempt to assign sequence of size ${given.length} to extended slice of size ${length}`,
    );
  }
  given.forEach((item, i) => {
    items[start + i * step] = item;
  });
}

function placeToSet(index: Value, length: number): number {
  const given = asIndex(index);
  const at = given < 0 ? given + length : given;
  if (at >= 0 && at < length) return at;
  throw raise.IndexError("list assignment index out of range");
}

export function deleteItem(object: Value, index: Value): void {
  if (callSpecial(object, "__delitem__", [index]) !== undefined) return;
  throw raise.TypeError(`'${typeOf(object).name}' object doesn't support item deletion`);
}

/** Deletes one item of a list, or several. */
export function deleteFrom(list: List, index: Value): void {
  const { items } = list;
  if (index instanceof Slice) {
    const { start, step, length } = stretch(index, items.length);
    const gone = new Set(Array.from({ length }, (_, i) => start + i * step));
    list.items = items.filter((_, i) => !gone.has(i));
  } else items.splice(placeToSet(index, items.length), 1);
}

/** `len`. */
export function length(value: Value): number {
  if (typeof value === "string") return points(value).length;
  if (value instanceof List && value.type === listType) return value.items.length;
  const result = callSpecial(value, "__len__", []);
  if (result !== undefined) {
    if (!isInt(result)) {
      throw raise.TypeError(`'${typeOf(result).name}' object cannot be interpreted as an integer`);
    }
    if (Number(result) < 0) throw raise.ValueError("__len__() should return >= 0");
    return Number(result);
  }
  if (value instanceof List || value instanceof Tuple) return value.items.length;
  if (value instanceof Dict || value instanceof SetObject) return value.size;
  if (value instanceof Range) return value.length;
  throw raise.TypeError(`object of type '${typeOf(value).name}' has no len()`);
}
