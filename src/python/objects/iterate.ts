// Iteration over any value, as a function that gives the next one, or undefined at the end.

import { tryExcept } from "../run/catching";
import { machine } from "../run/machine";
import { callSpecial } from "./call";
import { Dict, dictType, SetObject } from "./dict";
import { exceptionTypes, raise } from "./exceptions";
import { Iterator, List, listType, Range, Tuple } from "./sequences";
import type { Type } from "./type";
import { typeOf } from "./typeOf";
import { Obj, type Value } from "./value";

export type Next = () => Value | undefined;

/** Goes through a value. @throws TypeError if it cannot be iterated. */
export function iterator(value: Value): Next {
  if (value instanceof List && value.type === listType) return overItems(value);
  if (value instanceof Tuple && !value.type.open) return overItems(value);
  if (value instanceof Range) return overRange(value);
  if (typeof value === "string") return over(value);
  if (value instanceof Dict && value.type === dictType) return overKeys(value);
  if (value instanceof Iterator) return value.next;
  return declared(value) ?? refuse(value);
}

function refuse(value: Value): never {
  throw raise.TypeError(`'${typeOf(value).name}' object is not iterable`);
}

function declared(value: Value): Next | null {
  const made = callSpecial(value, "__iter__", []);
  if (made !== undefined) return stepOf(made);
  if (value instanceof List || value instanceof Tuple) return overItems(value);
  if (value instanceof Dict) return overKeys(value);
  if (value instanceof SetObject) return overKeys(value);
  if (typeOf(value).lookup("__getitem__") === undefined) return null;
  let i = 0;
  const end = exceptionTypes.get("IndexError");
  return () =>
    tryExcept<Value | undefined>(
      end,
      () => callSpecial(value, "__getitem__", [i++]),
      () => undefined,
    );
}

/** The step of what `__iter__` returned. */
function stepOf(made: Value): Next {
  if (made instanceof Iterator) return made.next;
  if (typeOf(made).lookup("__next__") === undefined) {
    throw raise.TypeError(`iter() returned non-iterator of type '${typeOf(made).name}'`);
  }
  const end = exceptionTypes.get("StopIteration");
  return () =>
    tryExcept<Value | undefined>(
      end,
      () => callSpecial(made, "__next__", []),
      () => undefined,
    );
}

/** A list may grow and shrink meanwhile. */
export function overItems(sequence: { readonly items: readonly Value[] }): Next {
  let i = 0;
  return () => (i < sequence.items.length ? sequence.items[i++] : undefined);
}

function overRange({ start, step, length }: Range): Next {
  let i = 0;
  return () => {
    if (i >= length) return undefined;
    machine.step();
    return start + step * i++;
  };
}

/** Keys of a dict, values of a set: they must not come or go meanwhile. */
export function overKeys(container: Dict | SetObject, part: 0 | 1 = 0): Next {
  const { table } = container;
  const { changes } = table;
  const entries = table.entries.values();
  return () => {
    if (table.changes !== changes) {
      const kind = container instanceof Dict ? "dictionary" : "Set";
      throw raise.RuntimeError(`${kind} changed size during iteration`);
    }
    const next = entries.next();
    return next.done === true ? undefined : (next.value[part] as Value);
  };
}

/** An iterator over what JavaScript iterates. */
export function over(values: Iterable<Value>): Next {
  const iterator = values[Symbol.iterator]();
  return () => {
    const next = iterator.next();
    return next.done === true ? undefined : next.value;
  };
}

/** All values at once. */
export function listOf(value: Value): Value[] {
  if (value instanceof List && value.type === listType) {
    machine.takes(value.items.length, 8);
    return value.items.slice();
  }
  if (value instanceof Range) machine.allocated(16 * value.length);
  const next = iterator(value);
  const items: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) {
    items.push(item);
    machine.step();
    // Nothing else holds the items yet: all of them count, each time their number has doubled.
    const count = items.length;
    if (count >= 65536 && (count & (count - 1)) === 0) machine.allocated(64 * count);
  }
  return items;
}

/** The values for a JavaScript loop. */
export function* iterate(value: Value): IterableIterator<Value> {
  const next = iterator(value);
  for (let item = next(); item !== undefined; item = next()) yield item;
}

/** A Python iterator of a class of its own (`zip`, `map`), from its step. */
export const iteratorAs = (type: Type, next: Next): Iterator => new Iterator(next, type);

/** What `iter()` gives. */
export function iterOf(value: Value): Value {
  if (value instanceof Iterator) return value;
  if (value instanceof Obj && !(value instanceof List) && !(value instanceof Dict)) {
    const made = callSpecial(value, "__iter__", []);
    if (made !== undefined) {
      stepOf(made);
      return made;
    }
  }
  return new Iterator(iterator(value));
}
