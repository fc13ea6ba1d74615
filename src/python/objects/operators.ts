// Operators on any values: numbers directly, all else through the methods that classes declare, with
// Python's order of trying and its words when there is none.

import { callSpecial } from "./call";
import { raise } from "./exceptions";
import { Float } from "./float";
import { arithmetic, type BinarySymbol, isNumeric, whole } from "./numbers";
import { NotImplemented } from "./singletons";
import type { Type } from "./type";
import { typeOf } from "./typeOf";
import { int, isInt, Obj, type Value } from "./value";

const names: Readonly<Record<BinarySymbol, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
};

export function binary(op: BinarySymbol, a: Value, b: Value): Value {
  return operate(op, a, b) ?? refuse(op, a, b);
}

function operate(op: BinarySymbol, a: Value, b: Value): Value | undefined {
  if (isNumeric(a) && isNumeric(b)) {
    const result = arithmetic(op, a, b);
    if (result !== undefined) return result;
  }
  const name = names[op];
  const [left, right] = [typeOf(a), typeOf(b)];
  const reflected = `__r${name}__`;
  // A subclass that redefines the reflected method is asked first.
  const rightFirst =
    left !== right && right.isSubtypeOf(left) && right.lookup(reflected) !== left.lookup(reflected);
  if (rightFirst) {
    const result = callSpecial(b, reflected, [a]);
    if (result !== undefined && result !== NotImplemented) return result;
  }
  const result = callSpecial(a, `__${name}__`, [b]);
  if (result !== undefined && result !== NotImplemented) return result;
  if (left === right || rightFirst) return undefined;
  const other = callSpecial(b, reflected, [a]);
  return other === NotImplemented ? undefined : other;
}

/** An augmented assignment's operator: in place where the class declares it. */
export function inPlace(op: BinarySymbol, a: Value, b: Value): Value {
  if (a instanceof Obj && !(a instanceof Float)) {
    const result = callSpecial(a, `__i${names[op]}__`, [b]);
    if (result !== undefined && result !== NotImplemented) return result;
  }
  return operate(op, a, b) ?? refuse(op, a, b, "=");
}

function refuse(op: BinarySymbol, a: Value, b: Value, suffix = ""): never {
  const [left, right] = [typeOf(a), typeOf(b)];
  if (op === "*") {
    const repeats = (type: Type) => type.lookup("__mul__") !== undefined && isSequence(type);
    if (repeats(left)) throw multiplied(right);
    if (repeats(right)) throw multiplied(left);
  }
  const shown = op === "**" && suffix === "" ? "** or pow()" : op + suffix;
  throw raise.TypeError(
    `unsupported operand type(s) for ${shown}: '${left.name}' and '${right.name}'`,
  );
}

const isSequence = (type: Type): boolean => ["str", "list", "tuple"].includes(type.name);
const multiplied = (type: Type) =>
  raise.TypeError(`can't multiply sequence by non-int of type '${type.name}'`);

export type UnarySymbol = "-" | "+" | "~";
const unaryNames: Readonly<Record<UnarySymbol, string>> = {
  "-": "__neg__",
  "+": "__pos__",
  "~": "__invert__",
};

export function unary(op: UnarySymbol, value: Value): Value {
  if (value instanceof Float && op !== "~") {
    return op === "-" ? new Float(-value.value) : value;
  }
  if (isInt(value)) {
    const number = whole(value);
    if (op === "+") return number;
    if (op === "-") return number === 0 ? 0 : -number;
    return typeof number === "number" ? -number - 1 : int(-number - 1n);
  }
  const result = callSpecial(value, unaryNames[op], []);
  if (result !== undefined) return result;
  throw raise.TypeError(`bad operand type for unary ${op}: '${typeOf(value).name}'`);
}
