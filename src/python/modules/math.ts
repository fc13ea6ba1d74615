// Python's `math`.

import { truncate } from "../builtins/numbers";
import { callSpecial } from "../objects/call";
import { native } from "../objects/callables";
import { asFloat, asWhole } from "../objects/convert";
import { raise } from "../objects/exceptions";
import { Float } from "../objects/float";
import { listOf } from "../objects/iterate";
import { Module } from "../objects/module";
import { binary } from "../objects/operators";
import { Tuple } from "../objects/sequences";
import { int, isInt, type Value } from "../objects/value";
import { erf, erfc, gamma, logGamma } from "./special";

const domain = () => raise.ValueError("math domain error");

/** A function of one number; not a number out of a number is outside its domain. */
const unary = (name: string, compute: (x: number) => number) =>
  native(name, "x, /", (value) => {
    const x = asFloat(value);
    const y = compute(x);
    if (Number.isNaN(y) && !Number.isNaN(x)) throw domain();
    if (!Number.isFinite(y) && Number.isFinite(x)) {
      if (
        name === "log" ||
        name === "log2" ||
        name === "log10" ||
        name === "atanh" ||
        name === "gamma"
      )
        throw domain();
      if (name === "log1p") throw domain();
      throw raise.OverflowError("math range error");
    }
    return new Float(y);
  });

const test = (name: string, check: (x: number) => boolean) =>
  native(name, "x, /", (value) => check(asFloat(value)));

/** `floor` and `ceil`: ints, and what declares the method. */
const rounding = (name: "floor" | "ceil" | "trunc") =>
  native(name, "x, /", (value) => {
    if (isInt(value)) return asWhole(value);
    const own = value instanceof Float ? undefined : callSpecial(value, `__${name}__`, []);
    return own ?? truncate(Math[name](asFloat(value)));
  });

function log(value: Value, base: Value): Value {
  const one = (given: Value): number => {
    if (typeof given === "bigint" && given > 0n) {
      // Beyond the doubles: the logarithm of the leading digits, and of the power of 16 that is left.
      const hex = given.toString(16);
      const rest = Math.max(0, hex.length - 15);
      return Math.log(Number.parseInt(hex.slice(0, hex.length - rest), 16)) + rest * Math.log(16);
    }
    const x = asFloat(given);
    if (x <= 0) throw domain();
    return Math.log(x);
  };
  if (base === null) return new Float(one(value));
  const bottom = one(base);
  if (bottom === 0) throw raise.ZeroDivisionError("float division by zero");
  return new Float(one(value) / bottom);
}

/** Refuses products of more factors than are worth waiting for. */
function checkCount(count: bigint): void {
  if (count > 20_000n)
    throw raise.OverflowError(`products of ${count} factors are not supported here`);
}

function factorial(value: Value): Value {
  const n = Number(asWhole(value));
  if (n < 0) throw raise.ValueError("factorial() not defined for negative values");
  checkCount(BigInt(n));
  let product = 1n;
  for (let i = 2n; i <= BigInt(n); i++) product *= i;
  return int(product);
}

function gcd(values: Value): bigint {
  let result = 0n;
  for (const value of (values as Tuple).items) {
    let [a, b] = [result, BigInt(asWhole(value))];
    while (b !== 0n) [a, b] = [b, a % b];
    result = a < 0n ? -a : a;
  }
  return result;
}

function choose(n: bigint, k: bigint): bigint {
  if (n < 0n) throw raise.ValueError("n must be a non-negative integer");
  if (k < 0n) throw raise.ValueError("k must be a non-negative integer");
  if (k > n) return 0n;
  checkCount(k < n - k ? k : n - k);
  let result = 1n;
  for (let i = 1n; i <= (k < n - k ? k : n - k); i++) result = (result * (n - i + 1n)) / i;
  return result;
}

/** The integer square root. */
function squareRoot(n: bigint): bigint {
  if (n < 0n) throw raise.ValueError("isqrt() argument must be nonnegative");
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

/** A sum without rounding in between: Shewchuk's partial sums. */
function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (let x of values) {
    let kept = 0;
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduceRight((sum, part) => sum + part, 0);
}

function isClose(a: number, b: number, relative: number, absolute: number): boolean {
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const gap = Math.abs(a - b);
  return gap <= Math.abs(relative * b) || gap <= Math.abs(relative * a) || gap <= absolute;
}

function power(x: number, y: number): number {
  const result = x ** y;
  if (x === 1 || y === 0) return 1;
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y)) throw domain();
  if (x === 0 && y < 0) throw domain();
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) {
    throw raise.OverflowError("math range error");
  }
  return result;
}

function frexp(value: number): Value {
  if (value === 0 || !Number.isFinite(value)) return new Tuple([new Float(value), 0]);
  let exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
  let mantissa = value / 2 ** exponent;
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    exponent++;
  }
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    exponent--;
  }
  return new Tuple([new Float(mantissa), exponent]);
}

const floats = (values: Value): number[] => listOf(values).map(asFloat);

const functions = [
  unary("sqrt", Math.sqrt),
  unary("cbrt", Math.cbrt),
  unary("exp", Math.exp),
  unary("exp2", (x) => 2 ** x),
  unary("expm1", Math.expm1),
  unary("log1p", Math.log1p),
  unary("log2", Math.log2),
  unary("log10", Math.log10),
  unary("sin", Math.sin),
  unary("cos", Math.cos),
  unary("tan", Math.tan),
  unary("asin", Math.asin),
  unary("acos", Math.acos),
  unary("atan", Math.atan),
  unary("sinh", Math.sinh),
  unary("cosh", Math.cosh),
  unary("tanh", Math.tanh),
  unary("asinh", Math.asinh),
  unary("acosh", Math.acosh),
  unary("atanh", Math.atanh),
  unary("fabs", Math.abs),
  unary("degrees", (x) => (x * 180) / Math.PI),
  unary("radians", (x) => (x * Math.PI) / 180),
  unary("erf", erf),
  unary("erfc", erfc),
  unary("gamma", gamma),
  unary("lgamma", logGamma),
  test("isnan", Number.isNaN),
  test("isfinite", Number.isFinite),
  test("isinf", (x) => Math.abs(x) === Number.POSITIVE_INFINITY),
  rounding("floor"),
  rounding("ceil"),
  rounding("trunc"),
  native("log", "x, base=None, /", log),
  native("factorial", "n, /", factorial),
  native("gcd", "*integers", (values) => int(gcd(values))),
  native("lcm", "*integers", (values) =>
    int(
      (values as Tuple).items.reduce<bigint>((sum, value) => {
        const other = BigInt(asWhole(value));
        const common = gcd(new Tuple([int(sum), int(other)]));
        return common === 0n ? 0n : (sum / common) * (other < 0n ? -other : other);
      }, 1n),
    ),
  ),
  native("comb", "n, k, /", (n, k) => int(choose(BigInt(asWhole(n)), BigInt(asWhole(k))))),
  native("perm", "n, k=None, /", (n, k) => {
    const [top, count] = [BigInt(asWhole(n)), BigInt(asWhole(k ?? n))];
    checkCount(count);
    let result = 1n;
    for (let i = 0n; i < count; i++) result *= top - i;
    return int(result);
  }),
  native("isqrt", "n, /", (n) => int(squareRoot(BigInt(asWhole(n))))),
  native("pow", "x, y, /", (x, y) => new Float(power(asFloat(x), asFloat(y)))),
  native("atan2", "y, x, /", (y, x) => new Float(Math.atan2(asFloat(y), asFloat(x)))),
  native(
    "hypot",
    "*coordinates",
    (values) => new Float(Math.hypot(...(values as Tuple).items.map(asFloat))),
  ),
  native("dist", "p, q, /", (p, q) => {
    const [a, b] = [floats(p), floats(q)];
    return new Float(Math.hypot(...a.map((x, i) => x - (b[i] as number))));
  }),
  native("copysign", "x, y, /", (x, y) => {
    const [size, sign] = [Math.abs(asFloat(x)), asFloat(y)];
    return new Float(sign < 0 || Object.is(sign, -0) ? -size : size);
  }),
  native("fmod", "x, y, /", (x, y) => {
    const [a, b] = [asFloat(x), asFloat(y)];
    if (b === 0 || !Number.isFinite(a)) throw domain();
    return new Float(a % b);
  }),
  native("modf", "x, /", (x) => {
    const value = asFloat(x);
    const whole = Math.trunc(value);
    return new Tuple([new Float(Number.isFinite(value) ? value - whole : 0), new Float(whole)]);
  }),
  native("frexp", "x, /", (x) => frexp(asFloat(x))),
  native("ldexp", "x, i, /", (x, i) => new Float(asFloat(x) * 2 ** Number(asWhole(i)))),
  native("fsum", "seq, /", (values) => new Float(exactSum(floats(values)))),
  native("prod", "iterable, /, *, start=1", (values, start) =>
    listOf(values).reduce<Value>((product, value) => binary("*", product, value), start),
  ),
  native("isclose", "a, b, *, rel_tol=1e-9, abs_tol=0.0", (a, b, relative, absolute) =>
    isClose(asFloat(a), asFloat(b), asFloat(relative), asFloat(absolute)),
  ),
];

export const mathModule = (): Module =>
  new Module("math", {
    ...Object.fromEntries(functions.map((fn) => [fn.name, fn])),
    pi: new Float(Math.PI),
    e: new Float(Math.E),
    tau: new Float(2 * Math.PI),
    inf: new Float(Number.POSITIVE_INFINITY),
    nan: new Float(Number.NaN),
  });
