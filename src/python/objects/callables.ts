// Native functions, bound methods, and the descriptors that classes hold.

import { machine } from "../run/machine";
import { raise } from "./exceptions";
import { List } from "./sequences";
import { Signature } from "./signature";
import { objectType, Type } from "./type";
import { type Kwargs, Obj, type Value, type Visit } from "./value";

const callableType = (name: string) => new Type(name, [objectType], new Map());

export const nativeFunctionType = callableType("builtin_function_or_method");
export const boundMethodType = callableType("method");
export const propertyType = callableType("property");
export const staticMethodType = callableType("staticmethod");
export const classMethodType = callableType("classmethod");

/** A function that can be bound: called with the receiver put before its arguments. */
export abstract class Callable extends Obj {
  abstract readonly name: string;
  abstract call(args: readonly Value[], kwargs: Kwargs): Value;
}

/** A function written in TypeScript. */
export class NativeFunction extends Callable {
  constructor(
    readonly name: string,
    readonly call: (args: readonly Value[], kwargs: Kwargs) => Value,
    readonly doc: string | null = null,
  ) {
    super();
  }

  get type(): Type {
    return nativeFunctionType;
  }
}

export class BoundMethod extends Obj {
  constructor(
    readonly self: Value,
    readonly fn: Callable,
  ) {
    super();
  }

  get type(): Type {
    return this.fn instanceof NativeFunction ? nativeFunctionType : boundMethodType;
  }

  override trace(visit: Visit): number {
    visit(this.self);
    visit(this.fn);
    return 32;
  }
}

/** An attribute that is computed: of a `@property`, or declared by a native class. */
export class PropertyObject extends Obj {
  constructor(
    readonly get: ((self: Value) => Value) | null,
    readonly set: ((self: Value, value: Value) => void) | null,
    readonly remove: ((self: Value) => void) | null,
    /** The Python functions, where it was made by Python. */
    readonly functions: readonly Value[] = [],
  ) {
    super();
  }

  get type(): Type {
    return propertyType;
  }
}

export class StaticMethod extends Obj {
  constructor(readonly fn: Value) {
    super();
  }

  get type(): Type {
    return staticMethodType;
  }
}

export class ClassMethod extends Obj {
  constructor(readonly fn: Value) {
    super();
  }

  get type(): Type {
    return classMethodType;
  }
}

/** What a native function computes, from arguments in its parameters' order. */
export type Implementation = (...args: Value[]) => Value;

/** A native function by its signature in Python's form, or one that was built. */
export function native(
  name: string,
  signature: string | Signature,
  implementation: Implementation,
): NativeFunction {
  return new NativeFunction(name, boundBy(name, signature, implementation));
}

/** A native function that takes its arguments as they are given. */
export const nativeRaw = (
  name: string,
  call: (args: readonly Value[], kwargs: Kwargs) => Value,
): NativeFunction => new NativeFunction(name, call);

/** Binds by a signature, then calls. */
export function boundBy(
  name: string,
  given: string | Signature,
  implementation: Implementation,
): (args: readonly Value[], kwargs: Kwargs) => Value {
  const signature = typeof given === "string" ? Signature.parse(given) : given;
  const count = signature.isPlain ? signature.positional : -1;
  return (args, kwargs) => {
    const given =
      kwargs === null && args.length === count ? args : signature.bind(name, args, kwargs);
    return counted(implementation(...(given as Value[])));
  };
}

/** A result; long texts and lists count at once. */
function counted(result: Value): Value {
  if (typeof result === "string") machine.takes(result.length, 2);
  else if (result instanceof List) machine.takes(result.items.length, 8);
  return result;
}

/** Refuses keywords, for functions that take positions only. */
export function refuseKeywords(name: string, kwargs: Kwargs): void {
  if (kwargs !== null && kwargs.size > 0) {
    throw raise.TypeError(`${name}() takes no keyword arguments`);
  }
}
