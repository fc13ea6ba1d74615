// Python values as the engine takes them, and the engine's results as Python has them.

import { wrappedNumber } from "../../bridge";
import { type DType, Tensor } from "../../index";
import { asIndex, Dict, Float, List, Range, raise, Tuple, typeOf, type Value } from "../objects";
import { DTypeObject } from "./dtypes";
import { namedResults } from "./results";
import { fromTensor, TensorObject } from "./tensorObject";

/** A tensor, or a Python number on its behalf, which is weak in promotion; undefined for the rest. */
export function operand(value: Value | undefined): Tensor | undefined {
  if (value instanceof TensorObject) return value.tensor;
  if (typeof value === "number") return wrappedNumber(value, "int64");
  if (value instanceof Float) return wrappedNumber(value.value, "float64");
  if (typeof value === "boolean") return wrappedNumber(value, "bool");
  return typeof value === "bigint" ? wrappedNumber(Number(value), "int64") : undefined;
}

/** The number that a Python number, or a tensor with one element, is; undefined for the rest. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (value instanceof Float) return value.value;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (value instanceof TensorObject && value.tensor.numel() === 1)
    return Number(value.tensor.item());
  return undefined;
}

/** The tensor in a value. @throws TypeError in PyTorch's words */
export function tensorOf(value: Value | undefined, fn: string, name: string, position = 1): Tensor {
  if (value instanceof TensorObject) return value.tensor;
  throw raise.TypeError(
    `${fn}(): argument '${name}' (position ${position}) must be Tensor, not ${typeName(value ?? null)}`,
  );
}

/** The name of a value's type, as PyTorch's messages have it. */
export const typeName = (value: Value): string => {
  const { name } = typeOf(value);
  return name === "function" ? "function" : name;
};

/** The items of a list or tuple; undefined for what is neither. */
export function itemsOf(value: Value | undefined): readonly Value[] | undefined {
  if (value instanceof List || value instanceof Tuple) return value.items;
  return value instanceof Range ? (value.toJs() as number[]) : undefined;
}

/** A static argument (a number, a flag, a size, a dtype, …) as the engine has it. */
export function staticOf(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (value instanceof DTypeObject) return value.dtype;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof TensorObject) return numberOf(value) ?? value.tensor;
  const items = itemsOf(value);
  return items === undefined ? value : items.map(staticOf);
}

/** Any argument of a module's `forward` or of a constructor: tensors stay tensors. */
export function argumentOf(value: Value): unknown {
  if (value instanceof TensorObject) return value.tensor;
  const items = itemsOf(value);
  return items === undefined ? staticOf(value) : items.map(argumentOf);
}

/** What an operation returned. */
export function fromResult(fn: string, result: unknown): Value {
  if (result instanceof Tensor) return fromTensor(result);
  if (Array.isArray(result)) {
    const items = result.map((item) => fromResult(fn, item));
    return namedResults(fn, result, items) ?? new Tuple(items);
  }
  if (result === undefined || result === null) return null;
  if (typeof result === "number") return Number.isInteger(result) ? result : new Float(result);
  if (typeof result === "boolean" || typeof result === "string") return result;
  throw raise.TypeError(`${fn}(): unexpected result`);
}

/** A dtype argument; null for None. */
export function dtypeOf(value: Value | undefined): DType | null {
  if (value === null || value === undefined) return null;
  if (value instanceof DTypeObject) return value.dtype;
  throw raise.TypeError(`dtype must be torch.dtype, not ${typeName(value)}`);
}

/** Sizes given one by one or as one sequence: `*size` of a signature. */
export function sizesOf(fn: string, given: readonly Value[]): number[] {
  const [first] = given;
  const list = given.length === 1 ? (itemsOf(first) ?? given) : given;
  return list.map((value, i) => {
    if (typeof value === "number") return value;
    if (value instanceof TensorObject || typeof value === "boolean") return asIndex(value);
    throw raise.TypeError(
      `${fn}(): argument 'size' must be tuple of ints, but found element of type ${typeName(value)} at pos ${i + 1}`,
    );
  });
}

/** The entries of a dict whose keys are strings. */
export function entriesOf(value: Value, what: string): [string, Value][] {
  if (!(value instanceof Dict))
    throw raise.TypeError(`${what} must be a dict, not ${typeName(value)}`);
  return [...value.entries()].map(([key, item]) => [String(key), item]);
}
