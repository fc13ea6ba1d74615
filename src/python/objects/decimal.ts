// Decimal texts of doubles, exact: JavaScript's own rounding breaks ties upwards, Python's to even.

const view = new DataView(new ArrayBuffer(8));

/** |value| = mantissa · 2^exponent. */
function parts(value: number): [mantissa: bigint, exponent: number] {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  return biased === 0 ? [fraction, -1074] : [fraction | (1n << 52n), biased - 1075];
}

/** a / b, to the nearest whole number, ties to even. */
function divideRound(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const twice = (a % b) * 2n;
  return twice > b || (twice === b && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** |value| · 10^digits to the nearest whole number. */
function scaled(value: number, digits: number): bigint {
  let [top, exponent] = parts(value);
  let bottom = 1n;
  if (digits >= 0) top *= 10n ** BigInt(digits);
  else bottom = 10n ** BigInt(-digits);
  if (exponent >= 0) top <<= BigInt(exponent);
  else bottom <<= BigInt(-exponent);
  return divideRound(top, bottom);
}

const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0);

/** Like `%.{digits}f`, for finite values. */
export function fixed(value: number, digits: number): string {
  const text = scaled(value, digits)
    .toString()
    .padStart(digits + 1, "0");
  const sign = isNegative(value) ? "-" : "";
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** So many significant digits, and the exponent of the first. */
function significant(value: number, count: number): [digits: string, exponent: number] {
  if (value === 0) return ["0".repeat(count), 0];
  let exponent = Math.floor(Math.log10(Math.abs(value)));
  // The logarithm may be off by one, and rounding may carry into a further digit.
  for (;;) {
    const digits = scaled(value, count - 1 - exponent).toString();
    if (digits.length === count) return [digits, exponent];
    const exact = digits.length > count ? exponent + 1 : exponent - 1;
    if (exact > exponent && digits === `1${"0".repeat(count)}`) return [digits.slice(0, -1), exact];
    exponent = exact;
  }
}

/** Like `%.{digits}e`. */
export function exponential(value: number, digits: number): string {
  const [all, exponent] = significant(value, digits + 1);
  const mantissa = digits === 0 ? all : `${all[0]}.${all.slice(1)}`;
  return `${isNegative(value) ? "-" : ""}${mantissa}e${exponentText(exponent)}`;
}

const exponentText = (exponent: number): string =>
  `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;

/**
 * Like `%.{precision}g`; `keep` keeps trailing zeros. Numbers of as many digits before the point as
 * `limit` are the largest without an exponent.
 */
export function general(
  value: number,
  precision: number,
  keep: boolean,
  limit = Math.max(1, precision),
): string {
  const count = Math.max(1, precision);
  const [digits, exponent] = significant(value, count);
  const trim = (text: string) => (keep || !text.includes(".") ? text : text.replace(/\.?0+$/, ""));
  if (exponent >= -4 && exponent < limit) return trim(fixed(value, count - 1 - exponent));
  const mantissa = count === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return `${isNegative(value) ? "-" : ""}${trim(mantissa)}e${exponentText(exponent)}`;
}

/** `repr` of a float: the shortest digits that give it back. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (value === 0) return isNegative(value) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa}e${exponentText(Number(exponent))}`;
}
