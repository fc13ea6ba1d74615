// Reads a number as people type it, or says in words what is wrong with it.

import type { DType } from "../../src/index";
import { minus } from "../numbers";
import type { ComponentStrings } from "../words/index";
import type { Range, ScaleKind } from "./scale";

export type Parsed = { ok: true; value: number } | { ok: false; message: string };

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads typed text as an element of `dtype`, within `limits` if there are any, fit for a scale of
 * `kind`. Takes a decimal comma and a typographic minus too.
 */
export function parse(
  text: string,
  dtype: DType,
  strings: ComponentStrings["slider"],
  limits: Range | null = null,
  kind: ScaleKind = "linear",
): Parsed {
  const refuse = (message: string): Parsed => ({ ok: false, message });
  const plain = text
    .trim()
    .replace(/[−－]/g, "-")
    .replace(/^([^.,]*),([^.,]*)$/, "$1.$2");
  if (!number.test(plain)) return refuse(strings.notANumber(text.trim()));
  const value = Number(plain);
  const stored = dtype === "float32" ? Math.fround(value) : value;
  if (!Number.isFinite(stored)) return refuse(strings.tooLarge(plain, dtype));
  if (dtype === "int64" && !Number.isSafeInteger(value)) return refuse(strings.notWhole(plain));
  if (dtype === "bool" && value !== 0 && value !== 1) return refuse(strings.notBinary(plain));
  if (kind === "integer" && !Number.isInteger(value)) return refuse(strings.wholeOnly(plain));
  if (kind === "log" && stored <= 0) return refuse(strings.positiveOnly(plain));
  if (limits !== null && (value < limits.min || value > limits.max)) {
    const [min, max] = [limits.min, limits.max].map((end) => minus(String(end)));
    return refuse(strings.outside(minus(plain), min ?? "", max ?? ""));
  }
  return { ok: true, value };
}
