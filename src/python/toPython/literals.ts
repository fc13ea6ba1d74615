// Values as Python literals: numbers by their shortest digits, tensors as the calls that make them.

import type { DType, Tensor } from "../../index";
import { atom, binding, call, type Expression } from "./expression";

export type Node = Tensor["node"];

const words = new Map([
  [Number.POSITIVE_INFINITY, 'float("inf")'],
  [Number.NEGATIVE_INFINITY, 'float("-inf")'],
]);

/** The shortest digits that are this number once they are rounded to float32. */
function shortestFloat32(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** One element as Python writes it. */
export function numberText(value: number, dtype: DType): string {
  if (dtype === "bool") return value === 0 ? "False" : "True";
  if (Number.isNaN(value)) return 'float("nan")';
  const word = words.get(value);
  if (word !== undefined) return word;
  if (dtype === "int64") return String(value);
  const text = Object.is(value, -0)
    ? "-0"
    : String(dtype === "float32" ? shortestFloat32(value) : value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A plain number; a negative one binds like the minus before it. */
export function numberExpression(value: number, dtype: DType): Expression {
  const text = numberText(value, dtype);
  return { text, binds: text.startsWith("-") ? binding.unary : binding.atom, isNumber: true };
}

export const dtypeText = (dtype: DType): string => `torch.${dtype}`;

/** Sizes as a tuple. */
export const tupleText = (sizes: readonly number[]): string =>
  sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(", ")})`;

/** A static argument of an operation. */
export function argumentText(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") {
    return numberText(value, Number.isInteger(value) ? "int64" : "float64");
  }
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return tupleText(value as readonly number[]);
  throw new TypeError(`toPython: no Python literal for ${typeof value}`);
}

/** The widest line of numbers before rows get lines of their own. */
const widest = 64;

function rows(data: ArrayLike<number>, shape: readonly number[], dtype: DType): string {
  let at = 0;
  const level = (d: number): string => {
    if (d === shape.length) return numberText(data[at++] as number, dtype);
    const parts = Array.from({ length: shape[d] as number }, () => level(d + 1));
    const line = `[${parts.join(", ")}]`;
    if (line.length <= widest || d === shape.length - 1) return line;
    return `[\n${parts.map((part) => `    ${part.replaceAll("\n", "\n    ")},\n`).join("")}]`;
  };
  return level(0);
}

/** The call that makes a tensor of a node's present elements. */
export function tensorExpression(tensor: Tensor): Expression {
  const { dtype, shape, requiresGrad } = tensor;
  const data = tensor.toTypedArray();
  const gradient = requiresGrad && tensor.isLeaf ? "requires_grad=True" : null;
  const named = (inferred: DType) => (dtype === inferred ? null : `dtype=${dtypeText(dtype)}`);
  const first = data[0];
  const even = data.length > 1 && data.every((value) => Object.is(value, first));
  if (data.length === 0 || (even && first === 0 && !Object.is(first, -0))) {
    return call("torch.zeros", sizesText(shape), named("float32"), gradient);
  }
  if (even && first === 1) {
    return call("torch.ones", sizesText(shape), named("float32"), gradient);
  }
  const inferred = dtype === "float64" ? "float32" : dtype;
  if (even) {
    const value = numberText(first as number, dtype);
    return call("torch.full", tupleText(shape), value, named(inferred), gradient);
  }
  return call("torch.tensor", rows(data, shape, dtype), named(inferred), gradient);
}

const sizesText = (shape: readonly number[]): string =>
  shape.length === 0 ? "()" : shape.join(", ");

/** Integers as a tensor. */
export const integersExpression = (values: readonly number[]): Expression =>
  atom(`torch.tensor([${values.join(", ")}])`);
