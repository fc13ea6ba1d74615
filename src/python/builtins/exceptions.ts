// What exceptions have: arguments, texts, causes.

import { baseExceptionType, ExceptionObject, exceptionTypes } from "../objects/exceptions";
import { declare } from "../objects/native";
import { Tuple } from "../objects/sequences";
import { repr, str } from "../objects/text";
import type { Value } from "../objects/value";

const isException = (value: Value): value is ExceptionObject => value instanceof ExceptionObject;

declare<ExceptionObject>(baseExceptionType, {
  is: isException,
  attributes: {
    args: {
      get: (self) => self.args,
      set: (self, args) => {
        if (args instanceof Tuple) self.args = args;
      },
    },
    __cause__: {
      get: (self) => self.cause,
      set: (self, cause) => {
        self.cause = isException(cause) ? cause : null;
        self.suppressContext = true;
      },
    },
    __context__: (self) => self.context,
    __traceback__: { get: () => null, set: () => {} },
    __suppress_context__: (self) => self.suppressContext,
  },
  methods: {
    __init__: [
      "*args",
      (self, args) => {
        self.args = args as Tuple;
        return null;
      },
    ],
    __str__: [
      "",
      ({ args }) => {
        if (args.items.length === 0) return "";
        return args.items.length === 1 ? str(args.items[0] as Value) : repr(args);
      },
    ],
    __repr__: [
      "",
      ({ args, type }) =>
        args.items.length === 1
          ? `${type.name}(${repr(args.items[0] as Value)})`
          : `${type.name}${repr(args)}`,
    ],
    with_traceback: ["tb", (self) => self],
    add_note: ["note", () => null],
  },
});

declare<ExceptionObject>(exceptionTypes.get("KeyError"), {
  is: isException,
  methods: {
    __str__: [
      "",
      ({ args }) =>
        args.items.length === 1
          ? repr(args.items[0] as Value)
          : args.items.length === 0
            ? ""
            : repr(args),
    ],
  },
});

declare<ExceptionObject>(exceptionTypes.get("StopIteration"), {
  is: isException,
  attributes: { value: (self) => self.args.items[0] ?? null },
});

for (const name of ["ImportError", "NameError", "AttributeError"] as const) {
  declare<ExceptionObject>(exceptionTypes.get(name), {
    is: isException,
    attributes: { name: () => null },
  });
}

/** `issubclass(KeyError, Exception)` and the like need the classes by name. */
export const exceptionNames: readonly (readonly [string, Value])[] = [...exceptionTypes];
