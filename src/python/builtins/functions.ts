// The builtin functions: printing, looking at objects, going through them.

import { ascii } from "../lower/expressions";
import { findAttribute, getAttribute, setAttribute } from "../objects/attributes";
import { call, callMethod } from "../objects/call";
import { BoundMethod, Callable, type NativeFunction, native } from "../objects/callables";
import { compare, truth } from "../objects/compare";
import { asIndex, asText } from "../objects/convert";
import { identityOf } from "../objects/dict";
import { exceptionTypes, raise, unsupported } from "../objects/exceptions";
import { Float } from "../objects/float";
import { format } from "../objects/formatSpec";
import { length, points } from "../objects/items";
import { iterator, listOf } from "../objects/iterate";
import { binary } from "../objects/operators";
import { List, Tuple } from "../objects/sequences";
import { repr, str } from "../objects/text";
import { Type } from "../objects/type";
import { isInstance, typeOf } from "../objects/typeOf";
import { int, Obj, type Value } from "../objects/value";
import { tryExcept } from "../run/catching";
import { machine } from "../run/machine";
import { iteratorFunctions } from "./iterators";
import { numberFunctions } from "./numbers";
import { namesOf } from "./objects";
import { reversed } from "./sequences";
import { sorted } from "./sorting";

function print(values: Value, sep: Value, end: Value, file: Value): Value {
  const part = (value: Value, name: string, plain: string): string => {
    if (value === null) return plain;
    if (typeof value === "string") return value;
    throw raise.TypeError(`${name} must be None or a string, not ${typeOf(value).name}`);
  };
  const text = (values as Tuple).items.map(str).join(part(sep, "sep", " "));
  const whole = text + part(end, "end", "\n");
  if (file === null) machine.write(whole);
  else callMethod(file, "write", [whole]);
  return null;
}

/** Whether a value is an instance of a class, or of one of several. */
function isOf(value: Value, types: Value): boolean {
  if (types instanceof Tuple) return types.items.some((type) => isOf(value, type));
  if (types instanceof Type) {
    const hook = types.type.lookup("__instancecheck__");
    return hook === undefined ? isInstance(value, types) : truth(call(hook, [types, value]));
  }
  const check = findAttribute(types, "__instancecheck__");
  if (check !== undefined) return truth(call(check, [value]));
  throw raise.TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union");
}

function isSubclass(type: Value, types: Value): boolean {
  if (!(type instanceof Type)) throw raise.TypeError("issubclass() arg 1 must be a class");
  if (types instanceof Tuple) return types.items.some((other) => isSubclass(type, other));
  if (types instanceof Type) return type.isSubtypeOf(types);
  throw raise.TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

function total(values: Value, start: Value): Value {
  if (typeof start === "string") {
    throw raise.TypeError("sum() can't sum strings [use ''.join(seq) instead]");
  }
  const next = iterator(values);
  let sum: Value = start;
  for (let value = next(); value !== undefined; value = next()) {
    machine.step();
    sum = binary("+", sum, value);
  }
  return sum;
}

/** `max` and `min`. */
function extreme(name: "max" | "min"): NativeFunction {
  const op = name === "max" ? ">" : "<";
  return native(name, "*args, key=None, default=?", (given, key, other: Value | undefined) => {
    const { items } = given as Tuple;
    if (items.length === 0) throw raise.TypeError(`${name} expected at least 1 argument, got 0`);
    const values = items.length === 1 ? listOf(items[0] as Value) : items;
    const [first, ...rest] = values;
    if (first === undefined) {
      if (other !== undefined) return other;
      throw raise.ValueError(`${name}() arg is an empty sequence`);
    }
    const keyOf = (value: Value) => (key === null ? value : call(key as Value, [value]));
    let best = first;
    let bestKey = keyOf(first);
    for (const value of rest) {
      const valueKey = keyOf(value);
      if (truth(compare(op, valueKey, bestKey))) [best, bestKey] = [value, valueKey];
    }
    return best;
  });
}

function some(values: Value, wanted: boolean): boolean {
  const next = iterator(values);
  for (let value = next(); value !== undefined; value = next()) {
    machine.step();
    if (truth(value) === wanted) return true;
  }
  return false;
}

const nameOf = (name: Value): string => {
  if (typeof name === "string") return name;
  throw raise.TypeError(`attribute name must be string, not '${typeOf(name).name}'`);
};

const attributeError = exceptionTypes.get("AttributeError");

function codePoint(value: Value): number {
  const text = asText(value, "ord() argument");
  const count = points(text).length;
  if (count === 1) return text.codePointAt(0) as number;
  throw raise.TypeError(`ord() expected a character, but string of length ${count} found`);
}

function character(value: Value): string {
  const code = asIndex(value);
  if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  throw raise.ValueError("chr() arg not in range(0x110000)");
}

const isCallable = (value: Value): boolean =>
  value instanceof Callable ||
  value instanceof BoundMethod ||
  value instanceof Type ||
  typeOf(value).lookup("__call__") !== undefined;

/** Builtins that have no meaning here: they say so when they are called. */
const refused = [
  "input",
  "open",
  "eval",
  "exec",
  "compile",
  "breakpoint",
  "__import__",
  "bytes",
  "bytearray",
  "memoryview",
  "complex",
].map((name) =>
  native(name, "*args, **kwargs", () => {
    throw unsupported(`${name}()`);
  }),
);

export const functions: readonly NativeFunction[] = [
  native("print", "*args, sep=' ', end=None, file=None, flush=False", print),
  native("len", "obj, /", (value) => length(value)),
  native("repr", "obj, /", (value) => repr(value)),
  native("ascii", "obj, /", (value) => ascii(value)),
  native("format", "value, spec='', /", (value, spec) => format(value, asText(spec))),
  native("isinstance", "obj, types, /", (value, types) => isOf(value, types)),
  native("issubclass", "cls, types, /", (type, types) => isSubclass(type, types)),
  native("callable", "obj, /", (value) => isCallable(value)),
  native("id", "obj, /", (value) => idOf(value)),
  native("sum", "iterable, /, start=0", (values, start) => total(values, start)),
  extreme("max"),
  extreme("min"),
  native("any", "iterable, /", (values) => some(values, true)),
  native("all", "iterable, /", (values) => !some(values, false)),
  native(
    "sorted",
    "iterable, /, *, key=None, reverse=False",
    (values, key, reverse) => new List(sorted(listOf(values), key, truth(reverse))),
  ),
  native("reversed", "sequence, /", (values) => reversed(values)),
  native("getattr", "obj, name, default=?, /", (object, name, other: Value | undefined) => {
    if (other === undefined) return getAttribute(object, nameOf(name));
    return tryExcept(
      attributeError,
      () => findAttribute(object, nameOf(name)) ?? other,
      () => other,
    );
  }),
  native("hasattr", "obj, name, /", (object, name) =>
    tryExcept(
      attributeError,
      () => findAttribute(object, nameOf(name)) !== undefined,
      () => false,
    ),
  ),
  native("setattr", "obj, name, value, /", (object, name, value) => {
    setAttribute(object, nameOf(name), value);
    return null;
  }),
  native("delattr", "obj, name, /", (object, name) => {
    setAttribute(object, nameOf(name), undefined);
    return null;
  }),
  native("chr", "i, /", (value) => character(value)),
  native("ord", "c, /", (value) => codePoint(value)),
  native("vars", "obj, /", (value) => getAttribute(value, "__dict__")),
  native("dir", "obj, /", (value) => new List(namesOf(value))),
  native("globals", "", () => {
    throw unsupported("globals()");
  }),
  native("locals", "", () => {
    throw unsupported("locals()");
  }),
  ...numberFunctions,
  ...iteratorFunctions,
  ...refused,
];

/** A number that tells objects apart while they live. */
function idOf(value: Value): Value {
  if (value instanceof Obj && !(value instanceof Float))
    return 0x7f0000000000 + 16 * identityOf(value);
  if (typeof value === "number") return int(0x7e0000000000 + 32 * (value % 1e9));
  return 0x7d0000000000 + 16 * repr(value).length;
}
