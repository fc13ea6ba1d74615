// `"%d %-5s %(name).3f" % values`.

import { callSpecial } from "../objects/call";
import { asFloat } from "../objects/convert";
import { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { Float } from "../objects/float";
import { format } from "../objects/formatSpec";
import { getItem } from "../objects/items";
import { isNumeric } from "../objects/numbers";
import { Tuple } from "../objects/sequences";
import { repr, str } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import { int, isInt, Obj, type Value } from "../objects/value";

const directive = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([\s\S]?)/g;

export function formatPercent(template: string, values: Value): string {
  const all = values instanceof Tuple ? values.items : [values];
  let taken = 0;
  let named = false;
  const next = (): Value => {
    const value = all[taken++];
    if (value === undefined) throw raise.TypeError("not enough arguments for format string");
    return value;
  };
  const result = template.replace(
    directive,
    (_, key: string | undefined, flags: string, width, precision, kind: string) => {
      if (kind === "%") return "%";
      if (kind === "") throw raise.ValueError("incomplete format");
      if (key !== undefined) {
        named = true;
        if (!(values instanceof Dict)) throw raise.TypeError("format requires a mapping");
      }
      const wide = width === "*" ? Number(next()) : Number(width ?? 0);
      const exact = precision === "*" ? Number(next()) : precision;
      const value = key === undefined ? next() : getItem(values, key);
      return one(value, kind, flags, wide, exact === undefined ? null : Number(exact));
    },
  );
  const isMapping = values instanceof Dict || (values instanceof Obj && !(values instanceof Tuple));
  if (!named && taken < all.length && !(isMapping && values instanceof Dict)) {
    throw raise.TypeError("not all arguments converted during string formatting");
  }
  return result;
}

function one(
  value: Value,
  kind: string,
  flags: string,
  width: number,
  precision: number | null,
): string {
  const left = flags.includes("-") || width < 0;
  const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const zero = flags.includes("0") && !left ? "0" : "";
  const size = Math.abs(width) > 0 ? String(Math.abs(width)) : "";
  const align = left ? "<" : ">";
  switch (kind) {
    case "s":
    case "r":
    case "a": {
      const text = kind === "s" ? str(value) : repr(value);
      const cut = precision === null ? "" : `.${precision}`;
      return format(text, `${align}${size}${cut}`);
    }
    case "c": {
      const text = typeof value === "string" ? value : String.fromCodePoint(Number(value));
      return format(text, `${align}${size}`);
    }
    case "d":
    case "i":
    case "u":
    case "x":
    case "X":
    case "o": {
      const letter = kind === "i" || kind === "u" ? "d" : kind;
      const spec = `${zero ? "" : align}${sign}${flags.includes("#") ? "#" : ""}${zero}${size}${letter}`;
      return format(toWhole(value, kind), spec);
    }
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G": {
      const digits = precision === null ? "" : `.${precision}`;
      const spec = `${zero ? "" : align}${sign}${flags.includes("#") ? "#" : ""}${zero}${size}${digits}${kind}`;
      return format(new Float(asFloat(value)), spec);
    }
    default:
      throw raise.ValueError(`unsupported format character '${kind}'`);
  }
}

function toWhole(value: Value, kind: string): Value {
  if (isInt(value)) return value;
  const isHex = kind !== "d" && kind !== "i" && kind !== "u";
  if (value instanceof Float && !isHex) return int(Math.trunc(value.value));
  const index = isNumeric(value)
    ? undefined
    : callSpecial(value, isHex ? "__index__" : "__int__", []);
  if (isInt(index)) return index;
  throw raise.TypeError(
    `%${kind} format: ${isHex ? "an integer" : "a real number"} is required, not ${typeOf(value).name}`,
  );
}
