// Arithmetic on int, bool and float with Python's semantics: division's rounding, modulo's sign, ints
// without bound.

import { machine } from "../run/machine";
import { raise, unsupported } from "./exceptions";
import { Float } from "./float";
import { int, type Value } from "./value";

export type Numeric = number | bigint | boolean | Float;
export type Whole = number | bigint;

export type BinarySymbol =
  | "+"
  | "-"
  | "*"
  | "/"
  | "//"
  | "%"
  | "**"
  | "@"
  | "<<"
  | ">>"
  | "&"
  | "|"
  | "^";

export const isNumeric = (value: Value | undefined): value is Numeric =>
  typeof value === "number" ||
  value instanceof Float ||
  typeof value === "boolean" ||
  typeof value === "bigint";

/** An int or bool as a whole number. */
export const whole = (value: number | bigint | boolean): Whole =>
  typeof value === "boolean" ? (value ? 1 : 0) : value;

/** Any number as a JavaScript number. */
export function toDouble(value: Numeric): number {
  if (value instanceof Float) return value.value;
  if (typeof value === "bigint") {
    const double = Number(value);
    if (!Number.isFinite(double)) throw raise.OverflowError("int too large to convert to float");
    return double;
  }
  return Number(value);
}

/** The most bits that an int may have here. */
const widest = 2 ** 23;

function checkBits(bits: number): void {
  if (bits > widest) throw raise.OverflowError(`ints above ${widest} bits are not supported here`);
  if (bits > 1e5) {
    machine.allocated(bits / 8);
    machine.hurry();
  }
}

/** How many bits an int has. */
export function bitLength(value: Whole): number {
  if (typeof value === "number")
    return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
  return (value < 0n ? -value : value).toString(16).length * 4;
}

/** The result of an operator on two numbers; undefined if numbers do not have it. */
export function arithmetic(op: BinarySymbol, a: Numeric, b: Numeric): Value | undefined {
  if (a instanceof Float || b instanceof Float) return floating(op, toDouble(a), toDouble(b));
  if (typeof a === "boolean" && typeof b === "boolean") {
    if (op === "&") return a && b;
    if (op === "|") return a || b;
    if (op === "^") return a !== b;
  }
  return wholes(op, whole(a), whole(b));
}

function floating(op: BinarySymbol, a: number, b: number): Value | undefined {
  switch (op) {
    case "+":
      return new Float(a + b);
    case "-":
      return new Float(a - b);
    case "*":
      return new Float(a * b);
    case "/":
      if (b === 0) throw raise.ZeroDivisionError("float division by zero");
      return new Float(a / b);
    case "//":
      if (b === 0) throw raise.ZeroDivisionError("float floor division by zero");
      return new Float(floorDivide(a, b));
    case "%":
      if (b === 0) throw raise.ZeroDivisionError("float modulo");
      return new Float(modulo(a, b));
    case "**":
      return new Float(power(a, b));
    default:
      return undefined;
  }
}

/** a - floor(a / b) b: the sign is b's. */
export function modulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

export function floorDivide(a: number, b: number): number {
  const quotient = (a - modulo(a, b)) / b;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function power(a: number, b: number): number {
  if (a === 1 || b === 0) return 1;
  if (a === 0 && b < 0) {
    throw raise.ZeroDivisionError("0.0 cannot be raised to a negative power");
  }
  if (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) return 1;
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    throw unsupported("a complex number");
  }
  const result = a ** b;
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
    throw raise.OverflowError(34, "Numerical result out of range");
  }
  return result;
}

function wholes(op: BinarySymbol, a: Whole, b: Whole): Value | undefined {
  switch (op) {
    case "+":
      return exact(a, b, Number(a) + Number(b), (x, y) => x + y);
    case "-":
      return exact(a, b, Number(a) - Number(b), (x, y) => x - y);
    case "*": {
      const product = Number(a) * Number(b);
      if (!Number.isSafeInteger(product)) checkBits(bitLength(a) + bitLength(b));
      return exact(a, b, product, (x, y) => x * y);
    }
    case "/":
      return new Float(divide(a, b));
    case "//":
      return divideWhole(a, b, "integer division or modulo by zero")[0];
    case "%":
      return divideWhole(a, b, "integer modulo by zero")[1];
    case "**":
      return powerWhole(a, b);
    case "<<":
    case ">>":
      return shift(a, b, op === "<<");
    case "&":
    case "|":
    case "^":
      return bits(op, a, b);
    default:
      return undefined;
  }
}

/** A result in doubles where that is exact, in bigints where not. */
function exact(a: Whole, b: Whole, fast: number, slow: (a: bigint, b: bigint) => bigint): Whole {
  if (Number.isSafeInteger(fast) && typeof a === "number" && typeof b === "number") {
    return fast === 0 ? 0 : fast;
  }
  return int(slow(BigInt(a), BigInt(b)));
}

function divide(a: Whole, b: Whole): number {
  if (Number(b) === 0) throw raise.ZeroDivisionError("division by zero");
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x / y;
  // Both are scaled down by the same power of two, which keeps their ratio.
  const shift = BigInt(Math.max(0, Math.max(bitLength(a), bitLength(b)) - 1000));
  const result = Number(BigInt(a) >> shift) / Number(BigInt(b) >> shift);
  if (Number.isFinite(result)) return result;
  throw raise.OverflowError("integer division result too large for a float");
}

/** Quotient, rounded down, and rest. */
export function divideWhole(a: Whole, b: Whole, byZero: string): [Whole, Whole] {
  if (Number(b) === 0) throw raise.ZeroDivisionError(byZero);
  if (typeof a === "number" && typeof b === "number") {
    const rest = modulo(a, b);
    return [(a - rest) / b || 0, rest || 0];
  }
  const [x, y] = [BigInt(a), BigInt(b)];
  let quotient = x / y;
  let rest = x % y;
  if (rest !== 0n && rest < 0n !== y < 0n) {
    quotient -= 1n;
    rest += y;
  }
  return [int(quotient), int(rest)];
}

function powerWhole(a: Whole, b: Whole): Value {
  if (b < 0) return new Float(power(toDouble(a), toDouble(b)));
  if (typeof a === "number" && typeof b === "number") {
    const fast = a ** b;
    if (Number.isSafeInteger(fast)) return fast;
  }
  if (a === 0 || a === 1) return a;
  if (a === -1) return BigInt(b) % 2n === 0n ? 1 : -1;
  checkBits(bitLength(a) * Number(b));
  return int(BigInt(a) ** BigInt(b));
}

function shift(a: Whole, b: Whole, left: boolean): Whole {
  if (b < 0) throw raise.ValueError("negative shift count");
  if (left) {
    if (a === 0) return 0;
    checkBits(bitLength(a) + Number(b));
    return int(BigInt(a) << BigInt(b));
  }
  if (bitLength(a) <= Number(b)) return a < 0 ? -1 : 0;
  return int(BigInt(a) >> BigInt(b));
}

const small = (value: Whole): value is number =>
  typeof value === "number" && value >= -0x80000000 && value <= 0x7fffffff;

function bits(op: "&" | "|" | "^", a: Whole, b: Whole): Whole {
  if (small(a) && small(b)) return op === "&" ? a & b : op === "|" ? a | b : a ^ b;
  const [x, y] = [BigInt(a), BigInt(b)];
  return int(op === "&" ? x & y : op === "|" ? x | y : x ^ y);
}

/** -1, 0 or 1 as a is below, equal to or above b; NaN if they cannot be compared. */
export function order(a: Numeric, b: Numeric): number {
  const x = a instanceof Float ? a.value : whole(a);
  const y = b instanceof Float ? b.value : whole(b);
  return x < y ? -1 : x > y ? 1 : x >= y ? 0 : Number.NaN;
}
