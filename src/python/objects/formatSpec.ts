// Format specifications: what follows the colon in f"{x:>10.3f}".

import { callSpecial } from "./call";
import { exponential, fixed, floatText, general } from "./decimal";
import { raise } from "./exceptions";
import { Float } from "./float";
import { points } from "./items";
import { toDouble } from "./numbers";
import { str, wholeText } from "./text";
import { typeOf } from "./typeOf";
import { isInt, type Value } from "./value";

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly group: string;
  readonly precision: number | null;
  readonly kind: string;
}

const grammar = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?(.)?$/su;
const widest = 100_000;

function parse(text: string): Spec {
  const match = grammar.exec(text);
  if (match === null) throw raise.ValueError("Invalid format specifier");
  const [, fill, align, sign, , alternate, zero, width, group, precision, kind] = match;
  const spec = {
    fill: fill ?? (zero && !align ? "0" : " "),
    align: align ?? (zero ? "=" : ""),
    sign: sign ?? "-",
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    group: group ?? "",
    precision: precision === undefined ? null : Number(precision),
    kind: kind ?? "",
  };
  if (spec.width > widest || (spec.precision ?? 0) > widest) {
    throw raise.ValueError("Too many decimal digits in format string");
  }
  return spec;
}

/** `format(value, spec)`. */
export function format(value: Value, text: string): string {
  if (typeof value === "string") return text === "" ? value : formatText(value, parse(text));
  if (typeof value === "boolean" && (text === "" || /s$/.test(text))) {
    return formatText(str(value), parse(text));
  }
  if (isInt(value)) return text === "" ? str(value) : formatInt(value, parse(text));
  if (value instanceof Float) {
    return text === "" ? str(value) : formatFloat(value.value, parse(text));
  }
  const own = callSpecial(value, "__format__", [text]);
  if (typeof own === "string") return own;
  if (text === "") return str(value);
  throw raise.TypeError(`unsupported format string passed to ${typeOf(value).name}.__format__`);
}

function unknownCode(kind: string, type: string): never {
  throw raise.ValueError(`Unknown format code '${kind}' for object of type '${type}'`);
}

function formatText(value: string, spec: Spec): string {
  if (spec.kind !== "" && spec.kind !== "s") unknownCode(spec.kind, "str");
  if (spec.align === "=" && spec.fill !== "0") {
    throw raise.ValueError("'=' alignment not allowed in string format specifier");
  }
  if (spec.sign !== "-") throw raise.ValueError("Sign not allowed in string format specifier");
  const all = points(value);
  const short = spec.precision === null ? value : Array.from(all).slice(0, spec.precision).join("");
  return pad("", short, { ...spec, align: spec.align === "=" ? "<" : spec.align || "<" });
}

function pad(sign: string, digits: string, spec: Spec): string {
  const missing = spec.width - sign.length - points(digits).length;
  if (missing <= 0) return sign + digits;
  const fill = (count: number) => spec.fill.repeat(count);
  switch (spec.align) {
    case "<":
      return sign + digits + fill(missing);
    case "^":
      return fill(missing >> 1) + sign + digits + fill(missing - (missing >> 1));
    case "=":
      return sign + fill(missing) + digits;
    default:
      return fill(missing) + sign + digits;
  }
}

const bases: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 };

function formatInt(value: number | bigint | boolean, spec: Spec): string {
  if ("eEfFgG%".includes(spec.kind) && spec.kind !== "") {
    return formatFloat(toDouble(value), spec);
  }
  if (spec.precision !== null) {
    throw raise.ValueError("Precision not allowed in integer format specifier");
  }
  if (spec.kind === "c") return pad("", String.fromCodePoint(Number(value)), spec);
  const base = bases[spec.kind] ?? 10;
  if (base === 10 && !["", "d", "n"].includes(spec.kind)) unknownCode(spec.kind, "int");
  const big = BigInt(value);
  const size = big < 0n ? -big : big;
  let digits = base === 10 ? wholeText(size) : size.toString(base);
  if (spec.kind === "X") digits = digits.toUpperCase();
  const prefix = spec.alternate && base !== 10 ? `0${spec.kind}` : "";
  return finish(big < 0n, prefix, digits, "", base === 10 ? 3 : 4, spec);
}

function formatFloat(value: number, spec: Spec): string {
  const kind = spec.kind.toLowerCase();
  if (kind !== "" && !"efg%n".includes(kind)) unknownCode(spec.kind, "float");
  const text = floatDigits(value, kind, spec).replace(/^-/, "");
  const cased = spec.kind !== kind ? text.toUpperCase() : text;
  const [, digits = "", rest = ""] = /^(\d*)(.*)$/s.exec(cased) ?? [];
  const negative = value < 0 || Object.is(value, -0);
  return finish(negative, "", digits, rest, 3, spec);
}

function floatDigits(value: number, kind: string, spec: Spec): string {
  const { precision, alternate } = spec;
  const percent = kind === "%" ? "%" : "";
  if (!Number.isFinite(value)) return (Number.isNaN(value) ? "nan" : floatText(value)) + percent;
  const digits = precision ?? 6;
  if (kind === "f") return fixed(value, digits) + (alternate && digits === 0 ? "." : "");
  if (kind === "%") return `${fixed(value * 100, digits)}%`;
  if (kind === "e") return exponential(value, digits);
  if (kind === "g" || kind === "n") return general(value, digits, alternate);
  if (precision === null) return floatText(value);
  // Without a letter: like g, but with at least one digit after the point.
  const text = general(value, precision, false, Math.max(1, precision) - 1);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Signs, groups and pads. */
function finish(
  negative: boolean,
  prefix: string,
  digits: string,
  rest: string,
  every: number,
  spec: Spec,
): string {
  const sign = (negative ? "-" : spec.sign === "-" ? "" : spec.sign) + prefix;
  if (spec.group === "") return pad(sign, digits + rest, spec);
  let whole = digits;
  if (spec.align === "=" && spec.fill === "0") {
    // Zeros fill up to the width, commas included.
    const room = spec.width - sign.length - rest.length;
    while (grouped(whole, every, spec.group).length < room) whole = `0${whole}`;
  }
  return pad(sign, grouped(whole, every, spec.group) + rest, spec);
}

function grouped(digits: string, every: number, mark: string): string {
  return digits.replace(new RegExp(`\\B(?=(.{${every}})+$)`, "g"), mark);
}
