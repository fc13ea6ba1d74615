// `nativeType`: a class declared in tables. What is not in them does not exist for Python.

import {
  boundBy,
  ClassMethod,
  type Implementation,
  NativeFunction,
  PropertyObject,
  StaticMethod,
} from "./callables";
import { raise } from "./exceptions";
import { Signature } from "./signature";
import { type Allocate, objectType, Type } from "./type";
import { typeOf } from "./typeOf";
import type { Value } from "./value";

/** An attribute: read only, or with what sets and deletes it. */
export type Attribute<S> =
  | ((self: S) => Value)
  | {
      readonly get: (self: S) => Value;
      readonly set?: (self: S, value: Value) => void;
      readonly delete?: (self: S) => void;
    };

/** A method: its signature without `self` and what it does; or a function that binds by itself. */
export type Method<S> =
  | readonly [signature: string | Signature, run: (self: S, ...args: Value[]) => Value]
  | NativeFunction;

export interface Members<S> {
  /** Guards `self` of every method and attribute. */
  readonly is: (value: Value) => value is S & Value;
  readonly attributes?: Readonly<Record<string, Attribute<S>>>;
  readonly methods?: Readonly<Record<string, Method<S>>>;
  readonly statics?: Readonly<Record<string, Value>>;
  readonly classMethods?: Readonly<
    Record<string, readonly [string | Signature, (type: Type, ...args: Value[]) => Value]>
  >;
  readonly constants?: Readonly<Record<string, Value>>;
}

export interface NativeType<S> extends Members<S> {
  readonly name: string;
  readonly module?: string;
  readonly bases?: readonly Type[];
  readonly allocate?: Allocate;
  /** What calling the class does, with its signature. */
  readonly construct?: readonly [string | Signature, (type: Type, ...args: Value[]) => Value];
}

/** Declares a class. */
export function nativeType<S>(declaration: NativeType<S>): Type {
  const { name, module, allocate, construct, bases = [objectType] } = declaration;
  const type = new Type(name, bases, new Map(), {
    ...(module !== undefined && { module }),
    ...(allocate !== undefined && { allocate }),
  });
  if (construct !== undefined) declareConstruct(type, construct);
  declare(type, declaration);
  return type;
}

/** Says what calling a class does, where it makes its value in one go. */
export function declareConstruct(
  type: Type,
  construct: NonNullable<NativeType<never>["construct"]>,
): void {
  type.construct = constructor(type.name, construct);
}

function constructor(name: string, given: NonNullable<NativeType<never>["construct"]>) {
  const [text, run] = given;
  const bound = boundBy(name, withFirst("cls", text), run as Implementation);
  return (type: Type, args: readonly Value[], kwargs: ReadonlyMap<string, Value> | null) =>
    bound([type, ...args], kwargs);
}

/** Adds declared members to a class. */
export function declare<S>(type: Type, members: Members<S>): void {
  const { is } = members;
  const guard = (name: string, self: Value): S => {
    if (is(self)) return self;
    throw raise.TypeError(
      `descriptor '${name}' requires a '${type.name}' object but received '${typeOf(self).name}'`,
    );
  };
  for (const [name, attribute] of Object.entries(members.attributes ?? {})) {
    const parts = typeof attribute === "function" ? { get: attribute } : attribute;
    const { get, set, delete: remove } = parts as Exclude<Attribute<S>, (self: S) => Value>;
    type.define(
      name,
      new PropertyObject(
        (self) => get(guard(name, self)),
        set ? (self, value) => set(guard(name, self), value) : null,
        remove ? (self) => remove(guard(name, self)) : null,
      ),
    );
  }
  for (const [name, method] of Object.entries(members.methods ?? {})) {
    if (method instanceof NativeFunction) type.define(name, method);
    else {
      const [text, run] = method;
      const title = name.startsWith("__") ? name : `${type.name}.${name}`;
      const call = boundBy(title, withFirst("self", text), (self, ...args) =>
        run(guard(name, self as Value), ...args),
      );
      type.define(name, new NativeFunction(name, call));
    }
  }
  for (const [name, value] of Object.entries(members.statics ?? {})) {
    type.define(name, new StaticMethod(value));
  }
  for (const [name, [text, run]] of Object.entries(members.classMethods ?? {})) {
    const call = boundBy(name, withFirst("cls", text), run as Implementation);
    type.define(name, new ClassMethod(new NativeFunction(name, call)));
  }
  for (const [name, value] of Object.entries(members.constants ?? {})) type.define(name, value);
}

/** A signature with one more positional parameter at the front. */
function withFirst(name: string, signature: string | Signature): Signature {
  const { parameters } = typeof signature === "string" ? Signature.parse(signature) : signature;
  return new Signature([{ name, kind: "positional" }, ...parameters]);
}
