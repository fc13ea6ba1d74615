// How the elements of one tensor are written: one form and one width for all of them, chosen by
// PyTorch's rules from the values that will be shown.

import { type DType, isFloating } from "../dtype";
import { exponential, fixed } from "./decimal";
import type { PrintOptions } from "./options";

/** The form common to all elements of a print. */
export interface Column {
  /** Characters that an element takes; a few, such as inf, may take more. */
  readonly width: number;
  /** One element, right-aligned. */
  text(value: number): string;
}

/** The column for `values`, the elements to be shown. */
export function columnOf(
  values: readonly number[],
  dtype: DType,
  options: Pick<PrintOptions, "precision" | "sciMode">,
): Column {
  if (dtype === "bool") return aligned(values, (value) => (value === 0 ? "False" : "True"));
  if (!isFloating(dtype)) return aligned(values, String);
  return floatingColumn(values, options);
}

function aligned(
  values: readonly number[],
  write: (value: number) => string,
  measure: (value: number) => string = write,
): Column {
  const width = values.reduce((widest, value) => Math.max(widest, measure(value).length), 1);
  return { width, text: (value) => write(value).padStart(width) };
}

function floatingColumn(
  values: readonly number[],
  { precision, sciMode }: Pick<PrintOptions, "precision" | "sciMode">,
): Column {
  // Zeros, infinities and NaNs have no say in form and width: PyTorch lets them stick out.
  const telling = values.filter((value) => Number.isFinite(value) && value !== 0);
  const integers = telling.every(Number.isInteger);
  const chosen = needsExponents(telling, integers);

  const scientific = (value: number) => exponential(value, precision);
  const whole = (value: number) => fixed(value, 0) + (Number.isFinite(value) ? "." : "");
  const plain = integers ? whole : (value: number) => fixed(value, precision);
  // `sciMode` has a say only where there is a telling value, and then in the form: the width stays
  // that of PyTorch's own choice.
  const written = telling.length > 0 && (sciMode ?? chosen) ? scientific : plain;
  return aligned(telling, written, chosen ? scientific : plain);
}

/** Whether the sizes are too large, too small or too far apart for plain decimals. */
function needsExponents(values: readonly number[], integers: boolean): boolean {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size < smallest) smallest = size;
    if (size > largest) largest = size;
  }
  return largest / smallest > 1000 || largest > 1e8 || (!integers && smallest < 1e-4);
}
