// Calling: functions, bound methods, classes, and objects whose class declares `__call__`.

import { bindTo, findAttribute, getAttribute } from "./attributes";
import { BoundMethod, Callable, NativeFunction } from "./callables";
import { raise } from "./exceptions";
import { Instance } from "./instance";
import { Module } from "./module";
import { SuperObject } from "./super";
import { Type, typeType } from "./type";
import { typeOf } from "./typeOf";
import { type Kwargs, Obj, type Value } from "./value";

export function call(fn: Value, args: readonly Value[], kwargs: Kwargs = null): Value {
  if (fn instanceof Callable) return fn.call(args, kwargs);
  if (fn instanceof BoundMethod) return fn.fn.call([fn.self, ...args], kwargs);
  if (fn instanceof Type) return construct(fn, args, kwargs);
  const method = typeOf(fn).lookup("__call__");
  if (method === undefined) {
    throw raise.TypeError(`'${typeOf(fn).name}' object is not callable`);
  }
  if (method instanceof Callable) return method.call([fn, ...args], kwargs);
  return call(bindTo(fn, method, typeOf(fn)), args, kwargs);
}

/** Calls a class: an instance of it, initialised. */
export function construct(type: Type, args: readonly Value[], kwargs: Kwargs): Value {
  if (type.type !== typeType) {
    const metacall = type.type.lookup("__call__");
    if (metacall !== undefined && !(metacall instanceof NativeFunction)) {
      return call(metacall, [type, ...args], kwargs);
    }
  }
  const maker = type.lookup("__new__");
  let made: Value;
  if (maker !== undefined)
    made = call(findAttribute(type, "__new__") as Value, [type, ...args], kwargs);
  else made = create(type, args, kwargs);
  if (!(made instanceof Obj) || !made.type.isSubtypeOf(type)) return made;
  const init = made.type.lookup("__init__");
  if (init !== undefined) {
    const result = call(bindTo(made, init, type), args, kwargs);
    if (result !== null) {
      throw raise.TypeError(`__init__() should return None, not '${typeOf(result).name}'`);
    }
  } else if (type.allocate === null && type.construct === null && maker === undefined) {
    if (args.length > 0 || (kwargs !== null && kwargs.size > 0)) {
      throw raise.TypeError(`${type.name}() takes no arguments`);
    }
  }
  return made;
}

/** A new object of a class, before `__init__`: what `object.__new__` does. */
export function create(type: Type, args: readonly Value[], kwargs: Kwargs): Value {
  if (type.construct !== null) return type.construct(type, args, kwargs);
  if (type.allocate !== null) return type.allocate(type, args, kwargs);
  if (type.abstracts.length > 0) {
    const plural = type.abstracts.length === 1 ? "method" : "methods";
    throw raise.TypeError(
      `Can't instantiate abstract class ${type.name} with abstract ${plural} ${type.abstracts.join(", ")}`,
    );
  }
  if (!type.open && type.name !== "object") {
    throw raise.TypeError(`cannot create '${type.qualifiedName}' instances`);
  }
  return new Instance(type);
}

/**
 * The function that `object.name(...)` calls with the object put first; null where the attribute must
 * be looked up in full. It spares making a bound method.
 */
export function methodOf(object: Value, name: string): Callable | null {
  if (object instanceof Type || object instanceof Module || object instanceof SuperObject)
    return null;
  const found = typeOf(object).lookup(name);
  if (!(found instanceof Callable)) return null;
  return object instanceof Obj && object.attributes?.has(name) ? null : found;
}

/** `object.name(...)` */
export function callMethod(
  object: Value,
  name: string,
  args: readonly Value[],
  kwargs: Kwargs = null,
): Value {
  const method = methodOf(object, name);
  if (method !== null) return method.call([object, ...args], kwargs);
  return call(getAttribute(object, name), args, kwargs);
}

/** Calls a method that the class declares, as operators do; undefined if there is none. */
export function callSpecial(
  object: Value,
  name: string,
  args: readonly Value[],
): Value | undefined {
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found === undefined || found === null) return undefined;
  if (found instanceof Callable) return found.call([object, ...args], null);
  return call(bindTo(object, found, type), args);
}
