// How NumPy prints arrays: the shortest digits that tell numbers apart, in columns.

import { Float, repr } from "../../objects";

type Shape = readonly number[];

const precision = 8;
const lineWidth = 75;

/** The shortest decimal digits of a number that read back as it, no more than eight after the point. */
function digitsOf(value: number, single: boolean): string {
  for (let digits = 1; digits <= 17; digits++) {
    const text = value.toPrecision(digits);
    const back = single ? Math.fround(Number(text)) : Number(text);
    if (back === value) return text;
  }
  return value.toPrecision(17);
}

const special = (value: number): string =>
  Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

/** Fixed notation: digits after the point as needed, at most eight. */
function fixed(value: number, single: boolean): string {
  const exact = Number(digitsOf(value, single));
  const text = exact.toFixed(precision).replace(/0+$/, "");
  return Object.is(value, -0) && !text.startsWith("-") ? `-${text}` : text;
}

function scientific(value: number, single: boolean, places: number): string {
  const [mantissa = "", exponent = ""] = Number(digitsOf(value, single))
    .toExponential(places)
    .split("e");
  const sign = exponent.startsWith("-") ? "-" : "+";
  return `${mantissa}e${sign}${exponent.replace(/^[+-]/, "").padStart(2, "0")}`;
}

/** All floats of an array in one form. */
function floatCells(values: readonly number[], single: boolean): string[] {
  const finite = values.filter(Number.isFinite).map(Math.abs);
  const nonzero = finite.filter((value) => value !== 0);
  const [most, least] = [Math.max(0, ...nonzero), Math.min(Number.POSITIVE_INFINITY, ...nonzero)];
  const needsExponent = nonzero.length > 0 && (most >= 1e8 || least < 1e-4 || most / least > 1000);
  if (needsExponent) {
    const places = Math.min(
      precision,
      Math.max(
        ...values.filter(Number.isFinite).map((value) => {
          const [mantissa = ""] = Number(digitsOf(value, single)).toExponential().split("e");
          return mantissa.split(".")[1]?.length ?? 0;
        }),
      ),
    );
    return padded(
      values.map((value) =>
        Number.isFinite(value)
          ? scientific(value, single, places).replace(/^(-?\d)e/, "$1.e")
          : special(value),
      ),
    );
  }
  const texts = values.map((value) =>
    Number.isFinite(value) ? fixed(value, single) : special(value),
  );
  const decimals = Math.max(0, ...texts.map((text) => text.split(".")[1]?.length ?? 0));
  return padded(
    texts.map((text) =>
      text.includes(".") ? text + " ".repeat(decimals - (text.split(".")[1]?.length ?? 0)) : text,
    ),
  );
}

function padded(texts: readonly string[]): string[] {
  const width = Math.max(0, ...texts.map((text) => text.length));
  return texts.map((text) => text.padStart(width));
}

function cellsOf(values: readonly number[], dtype: string): string[] {
  if (dtype === "bool") return padded(values.map((value) => (value !== 0 ? "True" : "False")));
  if (dtype === "int64") return padded(values.map(String));
  return floatCells(values, dtype === "float32");
}

/** The brackets around cells, broken where a line is full. */
function block(cells: readonly string[], shape: Shape, separator: string, indent: number): string {
  const [n = 0, ...rest] = shape;
  if (rest.length === 0) return row(cells, separator, indent);
  const size = rest.reduce((product, each) => product * each, 1);
  const parts = Array.from({ length: n }, (_, i) =>
    block(cells.slice(i * size, (i + 1) * size), rest, separator, indent + 1),
  );
  const newlines = "\n".repeat(rest.length);
  return `[${parts.join(`${separator.trimEnd()}${newlines}${" ".repeat(indent + 1)}`)}]`;
}

function row(cells: readonly string[], separator: string, indent: number): string {
  let text = "[";
  let used = indent + 1;
  cells.forEach((cell, i) => {
    if (i > 0) {
      if (used + separator.length + cell.length > lineWidth) {
        text += `${separator.trimEnd()}\n${" ".repeat(indent + 1)}`;
        used = indent + 1;
      } else {
        text += separator;
        used += separator.length;
      }
    }
    text += cell;
    used += cell.length;
  });
  return `${text}]`;
}

/** `str(array)`. */
export function arrayText(values: readonly number[], shape: Shape, dtype: string): string {
  if (shape.length === 0) return scalarText(values[0] as number, dtype);
  return block(cellsOf(values, dtype), shape, " ", 0);
}

export function scalarText(value: number, dtype: string): string {
  if (dtype === "bool") return value !== 0 ? "True" : "False";
  if (dtype === "int64") return String(value);
  return dtype === "float32"
    ? repr(new Float(Number(digitsOf(value, true))))
    : repr(new Float(value));
}

/** `repr(array)`. */
export function arrayRepr(values: readonly number[], shape: Shape, dtype: string): string {
  const known = dtype === "float64" || dtype === "int64" || dtype === "bool";
  const suffix = known && values.length > 0 ? "" : `, dtype=${dtype}`;
  const body =
    shape.length === 0
      ? scalarText(values[0] as number, dtype)
      : block(cellsOf(values, dtype), shape, ", ", 6);
  return `array(${body}${suffix})`;
}
