// Nested arrays in, nested arrays out.

import { allocate, type DType, getDefaultDtype, type TypedArray } from "./dtype";
import { describe, RuntimeError, TypeError, ValueError } from "./errors";
import { numel, type Shape, type Size, size } from "./shape";

/** Numbers or booleans in rows of rows of …; typed arrays may stand for the innermost rows. */
export type Nested = number | boolean | ArrayBufferView | readonly Nested[];

export interface Parsed {
  readonly data: TypedArray;
  readonly shape: Size;
  readonly dtype: DType;
}

type NumericView = ArrayLike<number | bigint>;

const isView = (value: unknown): value is NumericView & ArrayBufferView =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

const isRow = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || isView(value);

/**
 * Reads nested data; the shape is inferred, and the dtype unless given: numbers are of the default
 * floating dtype, booleans bool, integer typed arrays int64.
 * @throws ValueError for ragged rows; TypeError for anything but numbers and booleans.
 */
export function parse(op: string, value: unknown, dtype?: DType): Parsed {
  const shape: number[] = [];
  for (let level = value; isRow(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const seen = { boolean: false, number: false, view: null as DType | null };
  const flat = isView(value) ? value : flatten(op, value, shape, seen);
  if (isView(value)) seen.view = dtypeOfView(value);
  const inferred = seen.view ?? (seen.boolean && !seen.number ? "bool" : getDefaultDtype());
  const target = dtype ?? inferred;
  if (target === "int64" && Array.isArray(flat)) checkIntegers(op, flat);
  const data = allocate(target, flat.length);
  for (let i = 0; i < flat.length; i++) data[i] = convert(Number(flat[i]), target);
  return { data, shape: size(shape), dtype: target };
}

function flatten(
  op: string,
  value: unknown,
  shape: Shape,
  seen: { boolean: boolean; number: boolean; view: DType | null },
): number[] {
  const flat: number[] = [];
  const visit = (v: unknown, depth: number, path: string): void => {
    if (isRow(v)) {
      if (depth >= shape.length) throw ragged(op, path, "a number", v);
      if (v.length !== shape[depth]) {
        throw new ValueError(
          `expected sequence of length ${shape[depth]} at dim ${depth} (got ${v.length})`,
          { op, parameter: "data" },
        );
      }
      if (isView(v)) seen.view = dtypeOfView(v);
      for (let i = 0; i < v.length; i++) visit(v[i], depth + 1, `${path}[${i}]`);
    } else if (depth < shape.length) throw ragged(op, path, "an array", v);
    else if (typeof v === "number" || typeof v === "bigint") {
      seen.number = true;
      flat.push(Number(v));
    } else if (typeof v === "boolean") {
      seen.boolean = true;
      flat.push(v ? 1 : 0);
    } else throw ragged(op, path, "a number or a boolean", v);
  };
  visit(value, 0, "data");
  return flat;
}

function checkIntegers(op: string, values: readonly number[]): void {
  if (values.every((value) => Math.abs(value) < 2 ** 63)) return;
  throw new RuntimeError("value cannot be converted to type int64 without overflow", { op });
}

const ragged = (op: string, path: string, expected: string, got: unknown) =>
  new TypeError(`${op}: ${path} must be ${expected}, got ${describe(got)}`, {
    op,
    parameter: "data",
  });

function dtypeOfView(view: ArrayBufferView): DType {
  if (view instanceof Float32Array) return "float32";
  return view instanceof Float64Array ? "float64" : "int64";
}

/**
 * One element as the dtype holds it: integers are truncated, booleans are 0 or 1. What no int64 can
 * be, NaN too, is the smallest one, as processors have it.
 */
export function convert(value: number, dtype: DType): number {
  // Integers have no -0.
  if (dtype === "int64") return Math.abs(value) < 2 ** 63 ? Math.trunc(value) + 0 : -(2 ** 63);
  return dtype === "bool" ? (value !== 0 ? 1 : 0) : value;
}

/** The elements as nested arrays; a plain number or boolean for a 0-d tensor. */
export function toNested(data: ArrayLike<number>, shape: Shape, dtype: DType): Nested {
  const leaf = (i: number): Nested => (dtype === "bool" ? data[i] !== 0 : (data[i] as number));
  const build = (depth: number, start: number): Nested => {
    if (depth === shape.length) return leaf(start);
    const step = numel(shape.slice(depth + 1));
    return Array.from({ length: shape[depth] as number }, (_, i) =>
      build(depth + 1, start + i * step),
    );
  };
  return build(0, 0);
}
