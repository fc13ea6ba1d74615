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

type Value = number | boolean | null | readonly Value[];

/** A tuple; of one number it is `(3,)`. */
export const tuple = (values: readonly Value[]): string =>
  `(${values.map((v) => value(v)).join(", ")}${values.length === 1 ? "," : ""})`;

/** A number, a truth value, a tuple, or None. */
export function value(given: Value): string {
  if (given === null) return "None";
  if (typeof given === "boolean") return given ? "True" : "False";
  return typeof given === "number" ? number(given) : tuple(given);
}

/** PyTorch's spelling of a property: `runningMean` is `running_mean` in a state dict. */
export const snakeCase = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Properties as PyTorch prints a module's arguments: `in_features=3, out_features=1`. */
export const fields = <N extends string>(
  module: { readonly [K in N]: Value },
  ...names: readonly N[]
): string => names.map((name) => `${snakeCase(name)}=${value(module[name])}`).join(", ");
