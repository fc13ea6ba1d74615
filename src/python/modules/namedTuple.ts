// `collections.namedtuple`: classes of tuples whose items have names.

import { native, PropertyObject } from "../objects/callables";
import { Dict } from "../objects/dict";
import { Tuple, tupleType } from "../objects/sequences";
import { Signature } from "../objects/signature";
import { repr } from "../objects/text";
import { Type } from "../objects/type";
import type { Value } from "../objects/value";

/** `namedtuple("Point", "x y")`: a class of tuples whose items have names. */
export function namedTuple(
  name: string,
  fields: readonly string[],
  fallbacks: readonly Value[],
): Type {
  const start = fields.length - fallbacks.length;
  const signature = new Signature(
    fields.map((field, i) => ({
      name: field,
      kind: "either",
      ...(i >= start && { fallback: fallbacks[i - start] as Value }),
    })),
  );
  const type: Type = new Type(name, [tupleType], new Map<string, Value>(), {
    module: "__main__",
    open: true,
    construct: (cls, args, kwargs) =>
      new Tuple(signature.bind(`${name}.__new__`, args, kwargs) as Value[], cls),
  });
  fields.forEach((field, i) => {
    type.define(field, new PropertyObject((self) => (self as Tuple).items[i] as Value, null, null));
  });
  const shown = (self: Value) =>
    fields.map((field, i) => `${field}=${repr((self as Tuple).items[i] as Value)}`).join(", ");
  type.define("_fields", new Tuple(fields));
  type.define(
    "__repr__",
    native("__repr__", "self", (self) => `${name}(${shown(self)})`),
  );
  type.define(
    "_asdict",
    native("_asdict", "self", (self) =>
      Dict.from(fields.map((field, i) => [field, (self as Tuple).items[i] as Value])),
    ),
  );
  type.define(
    "_replace",
    native("_replace", "self, /, **kwargs", (self, kwargs) => {
      const given = kwargs as Dict;
      const items = fields.map(
        (field, i) => given.get(field) ?? ((self as Tuple).items[i] as Value),
      );
      return new Tuple(items, type);
    }),
  );
  return type;
}
