// Numbers as text: exact where a value is edited or asked for, even in width where values are compared.

/** The shortest decimal that reads back as `value` in float32, or in float64 if `double`. */
export function exactText(value: number, double: boolean): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (double || Math.fround(value) !== value) return String(value);
  for (let digits = 1; digits < 10; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** `exactText`, or six significant digits where that is longer; for a number within a sentence. */
export function shortText(value: number, double: boolean): string {
  const exact = exactText(value, double);
  if (exact.replace(/[-.]/g, "").length <= 7 || !Number.isFinite(value)) return exact;
  return String(Number(value.toPrecision(6)));
}

/** How the cells of one tensor are written: all in the same way, so that columns compare. */
export type CellStyle = "whole" | "fixed" | "scientific";

export function cellStyle(values: ArrayLike<number>): CellStyle {
  let whole = true;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    if (!Number.isInteger(value)) whole = false;
    largest = Math.max(largest, Math.abs(value));
  }
  return styleFor(whole, largest);
}

/** The style for numbers up to `largest` in magnitude, all of them whole or not. */
export function styleFor(whole: boolean, largest: number): CellStyle {
  if (whole) return largest < 1e6 ? "whole" : "scientific";
  return largest >= 1e4 || (largest > 0 && largest < 1e-3) ? "scientific" : "fixed";
}

/** One cell in the common style: at most eight characters for values of moderate size. */
export function cellText(value: number, style: CellStyle): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : minus("-inf");
  if (style === "whole") return minus(String(value === 0 ? 0 : value));
  if (style === "scientific") return minus(value.toExponential(2));
  const size = Math.abs(value);
  return minus(value.toFixed(size >= 1000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : 4));
}

/** True minus signs, as wide as the digits. */
export const minus = (text: string): string => text.replaceAll("-", "−");

/** The next of 1, 2, 3, 5, 10, 20, … that is at least `size`; 1 for zero. For scales that do not jitter. */
export function niceCeiling(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  const power = 10 ** Math.floor(Math.log10(size) + 1e-9);
  for (const factor of [1, 2, 3, 5]) {
    if (size <= factor * power * (1 + 1e-6)) return Number((factor * power).toPrecision(1));
  }
  return Number((10 * power).toPrecision(1));
}
