// `repr` and `str` of any value.

import { callSpecial } from "./call";
import { BoundMethod, Callable, NativeFunction } from "./callables";
import { floatText } from "./decimal";
import { raise } from "./exceptions";
import { Float } from "./float";
import { Module } from "./module";
import { Type } from "./type";
import { typeOf } from "./typeOf";
import { Obj, type Value } from "./value";

/** The address that every object shows: the same in every run. */
export const address = "0x7f0000000000";

export function repr(value: Value): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
      return String(value);
    case "boolean":
      return value ? "True" : "False";
    case "bigint":
      return wholeText(value);
  }
  if (value === null) return "None";
  if (value instanceof Float) return floatText(value.value);
  return textOf(value, "__repr__") ?? defaultRepr(value);
}

export function str(value: Value): string {
  if (typeof value === "string") return value;
  if (!(value instanceof Obj) || value instanceof Float) return repr(value);
  return textOf(value, "__str__") ?? repr(value);
}

function textOf(value: Obj, method: string): string | undefined {
  const text = callSpecial(value, method, []);
  if (text === undefined || typeof text === "string") return text;
  throw raise.TypeError(`${method} returned non-string (type ${typeOf(text).name})`);
}

/** The repr of objects whose class does not declare one. */
export function defaultRepr(value: Obj): string {
  if (value instanceof Type) return `<class '${value.qualifiedName}'>`;
  if (value instanceof Module) return `<module '${value.name}'>`;
  if (value instanceof NativeFunction) return `<built-in function ${value.name}>`;
  if (value instanceof Callable) return `<function ${value.name} at ${address}>`;
  if (value instanceof BoundMethod) {
    const { self, fn } = value;
    if (fn instanceof NativeFunction) {
      return `<built-in method ${fn.name} of ${typeOf(self).name} object at ${address}>`;
    }
    return `<bound method ${fn.name} of ${repr(self)}>`;
  }
  return `<${value.type.qualifiedName} object at ${address}>`;
}

/** An int in decimal; Python refuses very long ones. */
export function wholeText(value: number | bigint): string {
  const most = 4300;
  if (typeof value === "bigint" && (value > longest || value < -longest)) {
    throw raise.ValueError(
      `Exceeds the limit (${most} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return String(value);
}

const longest = 10n ** 4300n - 1n;

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** What needs no escaping. */
const simple = /^[ !#-&(-[\]-~]*$/;

/** A string as a literal. */
export function quoted(text: string): string {
  if (simple.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(/[\\\n\r\t'"\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/gu, (char) => {
    if (char === quote) return `\\${char}`;
    if (char === "'" || char === '"') return char;
    return escapes[char] ?? escaped(char.codePointAt(0) as number);
  });
  return quote + inner + quote;
}

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  if (code < 0x10000) return `\\u${hex.padStart(4, "0")}`;
  return `\\U${hex.padStart(8, "0")}`;
}

const shown = new Set<Value>();

/** Guards the repr of containers against those that hold themselves. */
export function nested(value: Value, inside: string, write: () => string): string {
  if (shown.has(value)) return inside;
  shown.add(value);
  try {
    return write();
  } finally {
    shown.delete(value);
  }
}
