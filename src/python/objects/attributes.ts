// Attribute access: Python's rules over maps. There is no other way from Python to a member.

import { call } from "./call";
import { BoundMethod, Callable, ClassMethod, PropertyObject, StaticMethod } from "./callables";
import { raise } from "./exceptions";
import { Module } from "./module";
import { objectDefaults, SuperObject } from "./super";
import { Type } from "./type";
import { typeOf } from "./typeOf";
import { Obj, type Value } from "./value";

/** What an attribute of a class becomes when it is looked up on an instance. */
export function bindTo(self: Value, found: Value, type: Type): Value {
  if (!(found instanceof Obj)) return found;
  if (found instanceof Callable) return new BoundMethod(self, found);
  if (found instanceof PropertyObject) {
    if (found.get === null) throw raise.AttributeError("unreadable attribute");
    return found.get(self);
  }
  if (found instanceof StaticMethod) return found.fn;
  if (found instanceof ClassMethod) return bindTo(type, found.fn, type.type);
  const get = found.type.lookup("__get__");
  return get === undefined ? found : call(get, [found, self, type]);
}

/** The attribute, or undefined if there is none. */
export function findAttribute(object: Value, name: string): Value | undefined {
  if (object instanceof Type) return findOnClass(object, name);
  if (object instanceof Module) return findInModule(object, name);
  if (object instanceof SuperObject) return findAfter(object, name);
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found instanceof PropertyObject) return bindTo(object, found, type);
  if (object instanceof Obj) {
    if (found instanceof Obj && isDataDescriptor(found)) return bindTo(object, found, type);
    const own = object.attributes?.get(name);
    if (own !== undefined) return own;
  }
  if (found !== undefined) return bindTo(object, found, type);
  if (name === "__class__") return type;
  const fallback = type.lookup("__getattr__");
  if (fallback !== undefined) return call(fallback, [object, name]);
  return defaultOf(object, name, type);
}

function defaultOf(self: Value, name: string, type: Type): Value | undefined {
  const found = objectDefaults.get(name);
  if (found === undefined) return undefined;
  return name === "__new__" ? found : bindTo(self, found, type);
}

const isDataDescriptor = (found: Obj): boolean =>
  !(found instanceof Callable) && found.type.open && found.type.lookup("__set__") !== undefined;

function findOnClass(type: Type, name: string): Value | undefined {
  const meta = type.type.lookup(name);
  if (meta instanceof PropertyObject) return bindTo(type, meta, type.type);
  const found = type.lookup(name);
  if (found !== undefined) {
    if (found instanceof StaticMethod) return found.fn;
    if (found instanceof ClassMethod) return bindTo(type, found.fn, type.type);
    if (found instanceof Obj && !(found instanceof Callable) && found.type.open) {
      const get = found.type.lookup("__get__");
      if (get !== undefined) return call(get, [found, null, type]);
    }
    return found;
  }
  if (meta !== undefined) return bindTo(type, meta, type.type);
  return name === "__class__" ? type.type : objectDefaults.get(name);
}

function findInModule(module: Module, name: string): Value | undefined {
  const found = module.members.get(name);
  if (found !== undefined) return found;
  if (name === "__name__") return module.name;
  return name === "__class__" ? module.type : undefined;
}

function findAfter({ start, self }: SuperObject, name: string): Value | undefined {
  const type = self instanceof Type ? self : typeOf(self);
  const found = type.lookupAfter(start, name);
  if (found === undefined) return defaultOf(self, name, type);
  if (self instanceof Type && found instanceof Callable) return found;
  return bindTo(self, found, type);
}

/** The attribute; AttributeError if there is none. */
export function getAttribute(object: Value, name: string): Value {
  const found = findAttribute(object, name);
  if (found !== undefined) return found;
  throw missing(object, name);
}

function missing(object: Value, name: string): ReturnType<typeof raise.AttributeError> {
  if (object instanceof Type) {
    return raise.AttributeError(`type object '${object.name}' has no attribute '${name}'`);
  }
  if (object instanceof Module) {
    return raise.AttributeError(`module '${object.name}' has no attribute '${name}'`);
  }
  return raise.AttributeError(`'${typeOf(object).name}' object has no attribute '${name}'`);
}

/** Sets an attribute as Python's `=` does; undefined deletes it. */
export function setAttribute(object: Value, name: string, value: Value | undefined): void {
  const hook = typeOf(object).lookup(value === undefined ? "__delattr__" : "__setattr__");
  if (hook === undefined) setOwn(object, name, value);
  else call(hook, value === undefined ? [object, name] : [object, name, value]);
}

/** `object`'s own way of setting an attribute; undefined deletes it. */
export function setOwn(object: Value, name: string, value: Value | undefined): void {
  if (object instanceof Type) {
    setOnClass(object, name, value);
    return;
  }
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found instanceof PropertyObject) {
    setProperty(object, name, found, value);
    return;
  }
  if (found instanceof Obj && isDataDescriptor(found) && value !== undefined) {
    call(found.type.lookup("__set__") as Value, [found, object, value]);
    return;
  }
  const own = object instanceof Obj ? object.attributes : null;
  if (own === null) {
    if (object instanceof Module) {
      throw raise.TypeError(`module '${object.name}' cannot be changed here`);
    }
    if (found === undefined) throw missing(object, name);
    throw raise.AttributeError(`'${type.name}' object attribute '${name}' is read-only`);
  }
  if (value !== undefined) own.set(name, value);
  else if (!own.delete(name)) throw missing(object, name);
}

function setProperty(
  object: Value,
  name: string,
  property: PropertyObject,
  value: Value | undefined,
): void {
  const kind = typeOf(object).name;
  if (value === undefined) {
    if (property.remove !== null) {
      property.remove(object);
      return;
    }
    throw raise.AttributeError(`property '${name}' of '${kind}' object has no deleter`);
  }
  if (property.set !== null) {
    property.set(object, value);
    return;
  }
  if (property.functions.length === 0) {
    throw raise.AttributeError(`attribute '${name}' of '${kind}' objects is not writable`);
  }
  throw raise.AttributeError(`property '${name}' of '${kind}' object has no setter`);
}

function setOnClass(type: Type, name: string, value: Value | undefined): void {
  if (!type.open) {
    throw raise.TypeError(
      `cannot set '${name}' attribute of immutable type '${type.qualifiedName}'`,
    );
  }
  if (value === undefined && !type.namespace.has(name)) throw missing(type, name);
  if (name === "__name__" && typeof value === "string") type.name = value;
  else type.define(name, value);
}
