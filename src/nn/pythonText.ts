// Values as Python writes them, for the text of modules.

/**
 * A number as Python's `repr` has it, where a whole number counts as an int.
 * @param fallback the text of a default, such as "1.0", which is given back for its value
 */
export function number(value: number, fallback?: string): string {
  if (fallback !== undefined && value === Number(fallback)) return fallback;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (Number.isInteger(value) || (size >= 1e-4 && size < 1e16)) return String(value);
  return value.toExponential().replace(/(?<=e[+-])(?=\d$)/, "0");
}

export const bool = (value: boolean): string => (value ? "True" : "False");

/** A tuple of numbers; of one number it is `(3,)`. */
export const tuple = (values: readonly number[]): string =>
  `(${values.map((v) => number(v)).join(", ")}${values.length === 1 ? "," : ""})`;

/** One number, a tuple, or None. */
export function value(given: number | readonly number[] | null): string {
  if (given === null) return "None";
  return typeof given === "number" ? number(given) : tuple(given);
}
