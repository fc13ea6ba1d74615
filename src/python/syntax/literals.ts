// Numbers and strings as they are written.

import { Float } from "../objects/float";
import { int, type Value } from "../objects/value";
import type { Source } from "./source";

export function numberLiteral(text: string, source: Source, at: number): Value {
  if (/[jJ]$/.test(text)) throw source.error("complex numbers are not supported here", at);
  if (/__|_$|_\.|\._|_e|e_/i.test(text)) throw source.error("invalid decimal literal", at);
  const plain = text.replaceAll("_", "");
  if (/^0[xXoObB]/.test(plain)) return int(BigInt(plain.toLowerCase()));
  if (/^\d+$/.test(plain)) {
    if (/^0\d*[1-9]/.test(plain)) {
      throw source.error(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        at,
      );
    }
    if (plain.length > 4300) {
      throw source.error("Exceeds the limit (4300 digits) for integer string conversion", at);
    }
    return int(BigInt(plain));
  }
  return new Float(Number(plain));
}

const simple: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escape =
  /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?([\s\S]))/g;

/** The text that the inside of a literal stands for. */
export function unescape(text: string, source: Source, at: number): string {
  if (!text.includes("\\")) return text;
  return text.replace(escape, (all, octal, two, four, eight, other: string | undefined) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const hex = two ?? four ?? eight;
    if (hex !== undefined) {
      const code = Number.parseInt(hex, 16);
      if (code <= 0x10ffff) return String.fromCodePoint(code);
      throw source.error("(unicode error) illegal Unicode character", at);
    }
    if (other === "x" || other === "u" || other === "U") {
      const kind = other === "x" ? "\\xXX" : other === "u" ? "\\uXXXX" : "\\UXXXXXXXX";
      throw source.error(
        `(unicode error) 'unicodeescape' codec can't decode bytes: truncated ${kind} escape`,
        at,
      );
    }
    if (other === "N") throw source.error("\\N escapes are not supported here", at);
    return simple[other as string] ?? all;
  });
}

export interface Quotes {
  readonly raw: boolean;
  readonly formatted: boolean;
  /** How long the prefix and the opening quotes are together, and the closing quotes. */
  readonly open: number;
  readonly close: number;
}

/** How a string literal is quoted. */
export function quotesOf(text: string, source: Source, at: number): Quotes {
  const [, prefix = "", quote = ""] = /^([a-zA-Z]*)('''|"""|'|")/.exec(text) ?? [];
  const letters = prefix.toLowerCase();
  if (letters.includes("b")) throw source.error("bytes are not supported here", at);
  return {
    raw: letters.includes("r"),
    formatted: letters.includes("f"),
    open: prefix.length + quote.length,
    close: quote.length,
  };
}
