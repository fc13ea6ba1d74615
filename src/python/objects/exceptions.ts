// Exceptions: the classes, the objects, and `raise`, with which native code throws them.

import { Tuple } from "./sequences";
import { objectType, Type } from "./type";
import { Obj, type Value, type Visit } from "./value";

/** A line of a traceback: where a frame stood. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly scope: string;
}

export class ExceptionObject extends Obj {
  override attributes: Map<string, Value> = new Map();
  args: Tuple;
  /** Where it was raised, outermost first; null until then. */
  places: readonly Place[] | null = null;
  cause: ExceptionObject | null = null;
  context: ExceptionObject | null = null;
  suppressContext = false;

  constructor(
    readonly type: Type,
    args: readonly Value[],
  ) {
    super();
    this.args = new Tuple(args);
  }

  override trace(visit: Visit): number {
    visit(this.args);
    return super.trace(visit);
  }
}

/** What is thrown in JavaScript for an exception in Python. */
export class Raised {
  constructor(readonly exception: ExceptionObject) {}
}

export const baseExceptionType = new Type("BaseException", [objectType], new Map(), {
  allocate: (type, args) => new ExceptionObject(type, args),
});

/** Declares a class of exceptions. */
export function exceptionType(
  name: string,
  module: string,
  base: Type,
  ...others: readonly Type[]
): Type {
  return new Type(name, [base, ...others], new Map(), { module });
}

/** Python's own, by base: a name indented below another is its subclass. */
const tree = `
Exception BaseException
KeyboardInterrupt BaseException
SystemExit BaseException
GeneratorExit BaseException
ArithmeticError Exception
ZeroDivisionError ArithmeticError
OverflowError ArithmeticError
FloatingPointError ArithmeticError
AssertionError Exception
AttributeError Exception
EOFError Exception
ImportError Exception
ModuleNotFoundError ImportError
LookupError Exception
IndexError LookupError
KeyError LookupError
MemoryError Exception
NameError Exception
UnboundLocalError NameError
OSError Exception
FileNotFoundError OSError
TimeoutError OSError
RuntimeError Exception
NotImplementedError RuntimeError
RecursionError RuntimeError
StopIteration Exception
SyntaxError Exception
IndentationError SyntaxError
TabError IndentationError
SystemError Exception
TypeError Exception
ValueError Exception
UnicodeError ValueError
Warning Exception
UserWarning Warning
DeprecationWarning Warning
FutureWarning Warning
RuntimeWarning Warning
`;

type Name =
  | "Exception"
  | "ArithmeticError"
  | "ZeroDivisionError"
  | "OverflowError"
  | "AssertionError"
  | "AttributeError"
  | "EOFError"
  | "GeneratorExit"
  | "ImportError"
  | "ModuleNotFoundError"
  | "IndexError"
  | "KeyError"
  | "LookupError"
  | "MemoryError"
  | "NameError"
  | "UnboundLocalError"
  | "NotImplementedError"
  | "OSError"
  | "FileNotFoundError"
  | "RecursionError"
  | "RuntimeError"
  | "StopIteration"
  | "SystemExit"
  | "KeyboardInterrupt"
  | "SyntaxError"
  | "IndentationError"
  | "TabError"
  | "SystemError"
  | "TypeError"
  | "ValueError"
  | "UnicodeError"
  | "Warning"
  | "UserWarning";

const types = new Map<string, Type>([["BaseException", baseExceptionType]]);
for (const line of tree.trim().split("\n")) {
  const [name = "", base = ""] = line.split(" ");
  types.set(name, exceptionType(name, "builtins", types.get(base) as Type));
}

/** The builtin classes of exceptions, by name. */
export const exceptionTypes = types as { get(name: Name | "BaseException"): Type } & ReadonlyMap<
  string,
  Type
>;

/** Makes what to throw for a builtin exception: `throw raise.TypeError("message")`. */
export const raise = Object.fromEntries(
  [...types].map(([name, type]) => [name, (...args: Value[]) => raiseAs(type, ...args)]),
) as Record<Name, (...args: Value[]) => Raised>;

/** The same for any class of exceptions. */
export function raiseAs(type: Type, ...args: Value[]): Raised {
  return new Raised(new ExceptionObject(type, args));
}

/** What to throw for a part of Python, or of a library, that is not here. */
export function unsupported(what: string): Raised {
  return raise.NotImplementedError(`${what} is not supported here`);
}
