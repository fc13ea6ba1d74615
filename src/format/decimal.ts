// Numbers as Python's format() writes them: `{:.4f}` and `{:.4e}`.
//
// JavaScript has the same two forms, with three differences that show in print: an exact tie is
// rounded up here and to the even digit there, the sign of -0 is lost here, and exponents have at
// least two digits there.

/** As many digits as `toFixed` and `toExponential` give: enough to see an exact tie. */
const allDigits = 100;

/** The largest precision for which ties can still be told: one digit must remain to look at. */
export const maxPrecision = allDigits - 1;

const signOf = (value: number): string => (value < 0 || Object.is(value, -0) ? "-" : "");

const nonFinite = (value: number): string =>
  Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

/**
 * What `write` gives, a number with that many digits after the point; but where it rounded an exact
 * tie up to an odd last digit, the digits below.
 */
function tiesToEven(write: (precision: number) => string, precision: number): string {
  const rounded = write(precision);
  const [next] = write(precision + 1).split("e");
  if (!next!.endsWith("5")) return rounded;
  const [exact, exponent] = write(allDigits).split("e");
  const end = exact!.indexOf(".") + 1 + precision;
  if (!/^50*$/.test(exact!.slice(end))) return rounded;
  const kept = exact!.slice(0, precision === 0 ? end - 1 : end);
  if (Number(kept.at(-1)) % 2 === 1) return rounded;
  return exponent === undefined ? kept : `${kept}e${exponent}`;
}

/**
 * Python's `format(value, ".{precision}f")`.
 * @example fixed(2.5, 0) // "2"
 */
export function fixed(value: number, precision: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const size = Math.abs(value);
  if (size < 1e21) return signOf(value) + tiesToEven((digits) => size.toFixed(digits), precision);
  // From here on toFixed turns to exponents; such numbers are integers.
  const fraction = precision > 0 ? `.${"0".repeat(precision)}` : "";
  return signOf(value) + BigInt(size) + fraction;
}

/**
 * Python's `format(value, ".{precision}e")`.
 * @example exponential(1e-5, 4) // "1.0000e-05"
 */
export function exponential(value: number, precision: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const size = Math.abs(value);
  const text = tiesToEven((digits) => size.toExponential(digits), precision);
  const oneDigitExponent = /(?<=[+-])(?=\d$)/;
  return signOf(value) + text.replace(oneDigitExponent, "0");
}
