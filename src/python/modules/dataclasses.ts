// Python's `dataclasses`: `@dataclass` and `field`.

import { getAttribute, setAttribute } from "../objects/attributes";
import { call } from "../objects/call";
import { native, nativeRaw } from "../objects/callables";
import { type CompareSymbol, compare, equals } from "../objects/compare";
import { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { Module } from "../objects/module";
import { nativeType } from "../objects/native";
import { List, Tuple } from "../objects/sequences";
import { Signature } from "../objects/signature";
import { NotImplemented } from "../objects/singletons";
import { repr } from "../objects/text";
import { Type } from "../objects/type";
import { Obj, type Value } from "../objects/value";

/** What a class says of one of its fields. */
class Field extends Obj {
  constructor(
    readonly fallback: Value | undefined,
    readonly factory: Value,
    readonly shown: boolean,
    readonly given: boolean,
  ) {
    super();
  }

  get type(): Type {
    return fieldType;
  }
}

const fieldType: Type = nativeType<Field>({
  name: "Field",
  module: "dataclasses",
  is: (value) => value instanceof Field,
});

type Fields = readonly (readonly [name: string, field: Field])[];

/** The fields in order, those of the bases first. */
function fieldsOf(type: Type): Fields {
  const fields = new Map<string, Field>();
  for (const base of [...type.mro].reverse()) {
    const names = base.namespace.get("__annotations__");
    if (!(names instanceof Dict)) continue;
    for (const key of names.keys()) {
      const name = String(key);
      const value = base.namespace.get(name);
      const known = base.namespace.get("__dataclass_fields__");
      const kept = known instanceof Dict ? known.get(name) : undefined;
      if (kept instanceof Field) fields.set(name, kept);
      else fields.set(name, value instanceof Field ? value : new Field(value, null, true, true));
    }
  }
  return [...fields];
}

function initialiser(type: Type, fields: Fields) {
  const taken = fields.filter(([, field]) => field.given);
  let optional = false;
  for (const [name, field] of taken) {
    const has = field.fallback !== undefined || field.factory !== null;
    if (optional && !has) {
      throw raise.TypeError(`non-default argument '${name}' follows default argument`);
    }
    optional ||= has;
  }
  const signature = new Signature([
    { name: "self", kind: "positional" },
    ...taken.map(([name, field]) => ({
      name,
      kind: "either" as const,
      fallback: field.fallback,
      optional: field.factory !== null,
    })),
  ]);
  return nativeRaw("__init__", (args, kwargs) => {
    const [self, ...values] = signature.bind(`${type.name}.__init__`, args, kwargs) as Value[];
    const bound = new Map(taken.map(([name], i) => [name, values[i]]));
    for (const [name, field] of fields) {
      const value = bound.get(name) ?? field.fallback;
      const made = value === undefined ? call(field.factory, []) : value;
      setOnInstance(self as Value, name, made);
    }
    const after = type.lookup("__post_init__");
    if (after !== undefined) call(after, [self as Value]);
    return null;
  });
}

/** Frozen classes refuse assignment, but not that of their own initialiser. */
function setOnInstance(self: Value, name: string, value: Value): void {
  if (self instanceof Obj && self.attributes !== null) self.attributes.set(name, value);
  else setAttribute(self, name, value);
}

const valuesOf = (self: Value, fields: Fields): Tuple =>
  new Tuple(fields.map(([name]) => getAttribute(self, name)));

function decorate(type: Value, options: Dict): Value {
  if (!(type instanceof Type) || !type.open) throw raise.TypeError("dataclass() takes a class");
  const fields = fieldsOf(type);
  const define = (name: string, value: Value) => {
    if (!type.namespace.has(name)) type.define(name, value);
  };
  for (const [name, field] of fields) {
    if (type.namespace.get(name) instanceof Field) type.define(name, field.fallback);
  }
  type.define("__dataclass_fields__", Dict.from(fields));
  if (options.get("init") !== false) define("__init__", initialiser(type, fields));
  const shown = fields.filter(([, field]) => field.shown);
  define(
    "__repr__",
    native("__repr__", "self", (self) => {
      const parts = shown.map(([name]) => `${name}=${repr(getAttribute(self, name))}`);
      return `${type.name}(${parts.join(", ")})`;
    }),
  );
  const sameType = (self: Value, other: Value) =>
    other instanceof Obj && self instanceof Obj && other.type === self.type;
  if (options.get("eq") !== false && !type.namespace.has("__eq__")) {
    type.define(
      "__eq__",
      native("__eq__", "self, other", (self, other) =>
        sameType(self, other)
          ? equals(valuesOf(self, fields), valuesOf(other, fields))
          : NotImplemented,
      ),
    );
    if (options.get("frozen") !== true) define("__hash__", null);
  }
  if (options.get("order") === true) {
    for (const [name, op] of [
      ["__lt__", "<"],
      ["__le__", "<="],
      ["__gt__", ">"],
      ["__ge__", ">="],
    ] as [string, CompareSymbol][]) {
      define(
        name,
        native(name, "self, other", (self, other) =>
          sameType(self, other)
            ? compare(op, valuesOf(self, fields), valuesOf(other, fields))
            : NotImplemented,
        ),
      );
    }
  }
  if (options.get("frozen") === true) {
    define(
      "__setattr__",
      native("__setattr__", "self, name, value", (_, name) => {
        throw raise.AttributeError(`cannot assign to field ${repr(name)}`);
      }),
    );
    define(
      "__hash__",
      native("__hash__", "self", (self) => repr(valuesOf(self, fields)).length),
    );
  }
  return type;
}

/** A dict of an instance's fields, and of those inside them. */
function asDict(value: Value): Value {
  const fields = value instanceof Obj ? value.type.lookup("__dataclass_fields__") : undefined;
  if (fields instanceof Dict) {
    return Dict.from(
      [...fields.keys()].map((name) => [name, asDict(getAttribute(value, String(name)))]),
    );
  }
  return value instanceof List ? new List(value.items.map(asDict)) : value;
}

export const dataclassesModule = (): Module =>
  new Module("dataclasses", {
    dataclass: native("dataclass", "cls=None, /, **options", (type, options) =>
      type === null
        ? native("wrap", "cls", (later) => decorate(later, options as Dict))
        : decorate(type, options as Dict),
    ),
    field: native(
      "field",
      "*, default=?, default_factory=None, repr=True, init=True, compare=True, hash=None",
      (fallback, factory, shown, given) =>
        new Field(fallback as Value | undefined, factory, shown !== false, given !== false),
    ),
    asdict: native("asdict", "obj", asDict),
    astuple: native("astuple", "obj", (value) => {
      const dict = asDict(value);
      return new Tuple(dict instanceof Dict ? [...dict.entries()].map(([, item]) => item) : []);
    }),
    replace: native("replace", "obj, /, **changes", (value, changes) => {
      const current = asDict(value) as Dict;
      const all = new Map(
        [...current.entries(), ...(changes as Dict).entries()].map(([key, item]) => [
          String(key),
          item,
        ]),
      );
      return call((value as Obj).type, [], all);
    }),
  });
