// int, float and bool: their constructors and methods, and the builtin functions of numbers.

import { callSpecial } from "../objects/call";
import { native } from "../objects/callables";
import { hash, truth } from "../objects/compare";
import { asWhole } from "../objects/convert";
import { fixed, floatText } from "../objects/decimal";
import { raise, unsupported } from "../objects/exceptions";
import { Float } from "../objects/float";
import { declare, declareConstruct } from "../objects/native";
import {
  arithmetic,
  bitLength,
  divideWhole,
  floorDivide,
  isNumeric,
  modulo,
  toDouble,
  type Whole,
  whole,
} from "../objects/numbers";
import { binary, unary } from "../objects/operators";
import { boolType, floatType, intType } from "../objects/scalarTypes";
import { Tuple } from "../objects/sequences";
import { repr } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import { int, isInt, type Value } from "../objects/value";

/** `int(x)`. */
function toInt(value: Value): Whole {
  if (isInt(value)) return whole(value);
  if (value instanceof Float) return truncate(value.value);
  if (typeof value === "string") return parseInt10(value, 10);
  for (const method of ["__int__", "__index__", "__trunc__"]) {
    const result = callSpecial(value, method, []);
    if (isInt(result)) return whole(result);
  }
  throw raise.TypeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeOf(value).name}'`,
  );
}

/** Towards zero. */
export function truncate(value: number): Whole {
  if (Number.isNaN(value)) throw raise.ValueError("cannot convert float NaN to integer");
  if (!Number.isFinite(value))
    throw raise.OverflowError("cannot convert float infinity to integer");
  return int(Math.trunc(value));
}

function parseInt10(text: string, base: number): Whole {
  const refuse = () =>
    raise.ValueError(`invalid literal for int() with base ${base}: ${repr(text)}`);
  const [, sign = "", body = ""] = /^\s*([-+]?)(\S*)\s*$/.exec(text) ?? [];
  const prefixes: Readonly<Record<string, number>> = { "0x": 16, "0o": 8, "0b": 2 };
  const prefix = prefixes[body.slice(0, 2).toLowerCase()];
  const real = base === 0 ? (prefix ?? 10) : base;
  const digits = prefix === real ? body.slice(2) : body;
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/i.test(digits)) throw refuse();
  if (digits.length > 4300) {
    throw raise.ValueError(
      `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  let value = 0n;
  for (const char of digits.replaceAll("_", "")) {
    const digit = Number.parseInt(char, 36);
    if (digit >= real) throw refuse();
    value = value * BigInt(real) + BigInt(digit);
  }
  return int(sign === "-" ? -value : value);
}

declareConstruct(intType, [
  "x=0, /, base=?",
  (_, x, base) => {
    if (base === undefined) return toInt(x as Value);
    if (typeof x === "string") return parseInt10(x, Number(asWhole(base)));
    throw raise.TypeError("int() can't convert non-string with explicit base");
  },
]);

declareConstruct(boolType, ["x=False, /", (_, x) => truth(x as Value)]);

declareConstruct(floatType, [
  "x=0, /",
  (_, x) => {
    if (x instanceof Float) return x;
    if (typeof x === "string") return new Float(parseFloat10(x));
    if (isNumeric(x)) return new Float(toDouble(x));
    const result = callSpecial(x as Value, "__float__", []);
    if (result instanceof Float) return result;
    const index = callSpecial(x as Value, "__index__", []);
    if (isInt(index)) return new Float(toDouble(index));
    throw raise.TypeError(
      `float() argument must be a string or a real number, not '${typeOf(x as Value).name}'`,
    );
  },
]);

function parseFloat10(text: string): number {
  const plain = text.trim().replace(/(?<=\d)_(?=\d)/g, "");
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain)) return Number(plain);
  const word = /^([-+]?)(inf|infinity|nan)$/i.exec(plain);
  if (word === null) throw raise.ValueError(`could not convert string to float: ${repr(text)}`);
  if (word[2]?.toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? -Infinity : Infinity;
}

declare<Whole | boolean>(intType, {
  is: isInt,
  attributes: {
    real: (self) => whole(self),
    imag: () => 0,
    numerator: (self) => whole(self),
    denominator: () => 1,
  },
  methods: {
    bit_length: ["", (self) => exactBits(whole(self))],
    conjugate: ["", (self) => whole(self)],
    is_integer: ["", () => true],
    bit_count: ["", (self) => BigInt(whole(self)).toString(2).replace(/[^1]/g, "").length],
    __index__: ["", (self) => whole(self)],
    __int__: ["", (self) => whole(self)],
    __float__: ["", (self) => new Float(toDouble(self))],
    __round__: ["digits=None", (self, digits) => roundValue(self, digits ?? null)],
  },
});

function exactBits(value: Whole): number {
  if (typeof value === "number" && Math.abs(value) < 2 ** 31) return bitLength(value);
  const size = BigInt(value);
  return size === 0n ? 0 : (size < 0n ? -size : size).toString(2).length;
}

declare<Float>(floatType, {
  is: (value) => value instanceof Float,
  attributes: { real: (self) => self, imag: () => new Float(0) },
  methods: {
    is_integer: ["", (self) => Number.isInteger(self.value)],
    conjugate: ["", (self) => self],
    as_integer_ratio: ["", ({ value }) => ratio(value)],
    hex: ["", () => refuseHex()],
    __float__: ["", (self) => self],
    __int__: ["", (self) => truncate(self.value)],
    __round__: ["digits=None", (self, digits) => roundValue(self, digits ?? null)],
    __repr__: ["", (self) => floatText(self.value)],
  },
});

function refuseHex(): never {
  throw unsupported("float.hex");
}

function ratio(value: number): Value {
  if (!Number.isFinite(value)) truncate(value);
  let bottom = 1n;
  let top = value;
  while (!Number.isInteger(top)) {
    top *= 2;
    bottom *= 2n;
  }
  return new Tuple([int(BigInt(top)), int(bottom)]);
}

/** `round`, ties to even. */
function roundValue(value: Value, digits: Value): Value {
  if (isInt(value)) {
    const count = digits === null ? 0 : Number(asWhole(digits));
    if (count >= 0) return whole(value);
    const unit = 10n ** BigInt(-count);
    const big = BigInt(whole(value));
    const [down, rest] = divideWhole(big, unit, "");
    const twice = BigInt(rest) * 2n;
    const up = twice > unit || (twice === unit && BigInt(down) % 2n !== 0n);
    return int((BigInt(down) + (up ? 1n : 0n)) * unit);
  }
  if (value instanceof Float) {
    if (digits === null) {
      truncate(value.value);
      return int(BigInt(fixed(value.value, 0)));
    }
    const count = Number(asWhole(digits));
    if (!Number.isFinite(value.value) || count > 320) return value;
    if (count >= 0) return new Float(Number(fixed(value.value, count)));
    const unit = 10 ** -count;
    return new Float(Number(fixed(value.value / unit, 0)) * unit);
  }
  const result = callSpecial(value, "__round__", digits === null ? [] : [digits]);
  if (result !== undefined) return result;
  throw raise.TypeError(`type ${typeOf(value).name} doesn't define __round__ method`);
}

function absolute(value: Value): Value {
  if (value instanceof Float) return new Float(Math.abs(value.value));
  if (isInt(value)) {
    const number = whole(value);
    return number < 0 ? unary("-", number) : number;
  }
  const result = callSpecial(value, "__abs__", []);
  if (result !== undefined) return result;
  throw raise.TypeError(`bad operand type for abs(): '${typeOf(value).name}'`);
}

function divmod(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) {
    return new Tuple(divideWhole(whole(a), whole(b), "integer division or modulo by zero"));
  }
  if (isNumeric(a) && isNumeric(b)) {
    const [x, y] = [toDouble(a), toDouble(b)];
    if (y === 0) throw raise.ZeroDivisionError("float divmod()");
    return new Tuple([new Float(floorDivide(x, y)), new Float(modulo(x, y))]);
  }
  const result = callSpecial(a, "__divmod__", [b]);
  return result ?? new Tuple([binary("//", a, b), binary("%", a, b)]);
}

function power(base: Value, exponent: Value, modulus: Value): Value {
  if (modulus === null) return binary("**", base, exponent);
  if (!isInt(base) || !isInt(exponent) || !isInt(modulus)) {
    throw raise.TypeError("pow() 3rd argument not allowed unless all arguments are integers");
  }
  const m = BigInt(whole(modulus));
  let left = BigInt(whole(exponent));
  if (m === 0n) throw raise.ValueError("pow() 3rd argument cannot be 0");
  if (left < 0n) throw unsupported("pow() with a negative exponent and a modulus");
  let square = BigInt(whole(base)) % m;
  let result = 1n;
  for (; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % m;
    square = (square * square) % m;
  }
  return arithmetic("%", int(result), int(m)) as Value;
}

function inBase(base: number, prefix: string): (value: Value) => string {
  return (value) => {
    const big = BigInt(asWhole(value));
    const digits = (big < 0n ? -big : big).toString(base);
    return `${big < 0n ? "-" : ""}${prefix}${digits}`;
  };
}

export const numberFunctions = [
  native("abs", "x, /", (x) => absolute(x)),
  native("round", "number, ndigits=None", (number, digits) => roundValue(number, digits)),
  native("divmod", "x, y, /", (x, y) => divmod(x, y)),
  native("pow", "base, exp, mod=None", (base, exponent, modulus) => power(base, exponent, modulus)),
  native("bin", "number, /", inBase(2, "0b")),
  native("oct", "number, /", inBase(8, "0o")),
  native("hex", "number, /", inBase(16, "0x")),
  native("hash", "obj, /", (value) => hash(value)),
];
