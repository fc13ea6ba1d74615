// Tensors from Python's data: numbers in lists of lists, other tensors, arrays.

import { type DType, getDefaultDtype, type Tensor, tensor } from "../../index";
import {
  callMethod,
  Float,
  findAttribute,
  List,
  Range,
  raise,
  Tuple,
  type Value,
} from "../objects";
import { itemsOf, typeName } from "./arguments";
import { TensorObject } from "./tensorObject";

/** What was seen among the numbers: it decides the dtype. */
interface Seen {
  dtype: DType | null;
}

const ranks = { bool: 0, int64: 1, float32: 2, float64: 3 } as const;

function see(seen: Seen, dtype: DType): void {
  if (seen.dtype === null || ranks[dtype] > ranks[seen.dtype]) seen.dtype = dtype;
}

/** The shape that the first items suggest. */
function shapeOf(value: Value): number[] {
  const items = sequence(value);
  if (items === undefined) return value instanceof TensorObject ? [...value.tensor.shape] : [];
  const [first] = items;
  return [items.length, ...(first === undefined ? [] : shapeOf(first))];
}

const sequence = (value: Value | undefined): readonly Value[] | undefined =>
  value instanceof List || value instanceof Tuple || value instanceof Range
    ? itemsOf(value)
    : undefined;

function refuse(value: Value): never {
  throw raise.TypeError(`new(): invalid data type '${typeName(value)}'`);
}

function collect(
  value: Value,
  shape: readonly number[],
  depth: number,
  seen: Seen,
  flat: number[],
): void {
  const items = sequence(value);
  if (items !== undefined) {
    if (depth >= shape.length) refuse(value);
    if (items.length !== shape[depth]) {
      throw raise.ValueError(
        `expected sequence of length ${shape[depth]} at dim ${depth} (got ${items.length})`,
      );
    }
    for (const item of items) collect(item, shape, depth + 1, seen, flat);
    return;
  }
  if (value instanceof TensorObject) {
    collectTensor(value.tensor, shape, depth, seen, flat);
    return;
  }
  if (depth < shape.length) {
    throw raise.TypeError(
      depth === 0
        ? "not a sequence"
        : `expected sequence of length ${shape[depth]} at dim ${depth} (got 0)`,
    );
  }
  if (typeof value === "number" || typeof value === "bigint") {
    see(seen, "int64");
    flat.push(Number(value));
  } else if (value instanceof Float) {
    see(seen, getDefaultDtype());
    flat.push(value.value);
  } else if (typeof value === "boolean") {
    see(seen, "bool");
    flat.push(value ? 1 : 0);
  } else if (value === null) throw raise.RuntimeError("Could not infer dtype of NoneType");
  else if (typeof value === "string") throw raise.TypeError("new(): invalid data type 'str'");
  else throw raise.RuntimeError(`Could not infer dtype of ${typeName(value)}`);
}

function collectTensor(
  x: Tensor,
  shape: readonly number[],
  depth: number,
  seen: Seen,
  flat: number[],
): void {
  if (x.numel() !== 1 && shape.length === depth) {
    throw raise.ValueError("only one element tensors can be converted to Python scalars");
  }
  see(seen, x.dtype);
  for (const element of x.toTypedArray()) flat.push(element);
}

/** A leaf from a Python value. @param dtype null to infer it */
export function arrayOf(fn: string, value: Value, dtype: DType | null): Tensor {
  if (value instanceof TensorObject) {
    const copy = value.tensor.snapshot();
    return dtype === null ? copy : copy.to(dtype).snapshot();
  }
  if (findAttribute(value, "__array__") !== undefined) {
    return arrayOf(fn, callMethod(value, "__array__", []), dtype);
  }
  const shape = shapeOf(value);
  const seen: Seen = { dtype: null };
  const flat: number[] = [];
  collect(value, shape, 0, seen, flat);
  const chosen = dtype ?? seen.dtype ?? getDefaultDtype();
  if (chosen === "int64" && flat.some((n) => !Number.isFinite(n) || Math.abs(n) >= 2 ** 63)) {
    throw raise.RuntimeError("Overflow when unpacking long");
  }
  const data = tensor(Float64Array.from(flat), { dtype: chosen });
  return shape.length === 1 ? data : data.reshape(shape).snapshot();
}
