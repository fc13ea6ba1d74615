// The op cases of tests/torch/data: their form, and how one is called through this library's API.

import { at, type DType, type Op, operations, slice, type Tensor, tensor } from "../../src/index";
import type { RecordedTensor } from "./cases";

/** A gradient or a cotangent: a tensor without dtype. */
export type RecordedValues = Pick<RecordedTensor, "shape" | "data">;

/** `["transpose", 0, 1]`, `["slice", dim, start, stop, step]`, … */
type ViewStep = readonly [name: string, ...args: (number | null | readonly number[])[]];

export interface RecordedInput extends RecordedTensor {
  readonly requires_grad: boolean;
  readonly view?: readonly ViewStep[];
}

interface Call {
  readonly op: string;
  readonly args: readonly unknown[] | null;
  readonly kwargs: Readonly<Record<string, unknown>>;
}

export interface OpCase extends Call {
  readonly id: string;
  readonly py: string;
  readonly inputs: readonly RecordedInput[];
  readonly composite?: boolean;
  readonly steps?: readonly Call[];
  readonly output?: RecordedTensor;
  readonly outputs?: readonly RecordedTensor[];
  readonly grad_output?: RecordedValues;
  readonly grad_outputs?: readonly (RecordedValues | null)[];
  readonly grads?: readonly (RecordedValues | null)[];
  readonly grad_fn: string | null | readonly (string | null)[];
  readonly double?: {
    readonly v: readonly (RecordedValues | null)[];
    readonly grad_grads: readonly (RecordedValues | null)[];
    readonly grad_grad_output: readonly (RecordedValues | null)[];
  } | null;
}

type Results = Tensor | readonly Tensor[];
type Function = (...args: unknown[]) => Results;

/** A recorded tensor as a leaf. */
export function leafOf(
  { shape, data }: RecordedValues,
  dtype: string,
  requiresGrad = false,
): Tensor {
  const flat = Float64Array.from(data, Number);
  return tensor(
    tensor(flat, { dtype: dtype as DType })
      .reshape(shape)
      .detach(),
    { requiresGrad },
  );
}

/** The view of an input that the op is called with. */
export function viewOf(leaf: Tensor, steps: readonly ViewStep[] = []): Tensor {
  return steps.reduce((x, [name, ...args]) => {
    if (name !== "slice") return functionOf(`Tensor.${name}`)(x, ...args) as Tensor;
    const [dim, start, stop, step] = args as [number, ...(number | null)[]];
    const index = Array.from({ length: x.ndim }, (_, d) =>
      d === (dim < 0 ? dim + x.ndim : dim) ? slice(start, stop, step) : slice(),
    );
    return at(x, ...index);
  }, leaf);
}

const camelCase = (name: string) => name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase());

/** Functions that have another name, or none, as a Python operator. */
const operators: Readonly<Record<string, string>> = { mod: "remainder" };

/** The op of the table that a recorded name means; undefined where there is none yet. */
export function opOf(recorded: string): Op | undefined {
  const dot = recorded.lastIndexOf(".");
  const given = recorded.slice(dot + 1);
  const namespace = recorded.slice(0, Math.max(0, dot));
  const name = camelCase(namespace === "python" ? (operators[given] ?? given) : given);
  if (namespace === "linalg" || namespace === "special")
    return operations.get(`${namespace}.${name}`);
  const functional = operations.get(`nn.functional.${name}`);
  return namespace === "nn.functional"
    ? (functional ?? operations.get(`torch.${name}`))
    : operations.get(`torch.${name}`);
}

/** What Python makes of a number on the left: `2 - x` is x.__rsub__(2), and so on. */
const reflected: Readonly<Record<string, (number: number, x: Tensor) => Tensor>> = {
  "python.sub": (number, x) => x.rsub(number),
  "python.div": (number, x) => x.reciprocal().mul(number),
  "python.pow": (number, x) => tensor(number, { dtype: x.dtype }).pow(x),
};

function functionOf(recorded: string): Function {
  if (recorded === "getitem") return getItem as Function;
  const op = opOf(recorded);
  if (op === undefined) throw new Error(`${recorded} is not in the table`);
  const call = op.call as Function;
  const swapped = reflected[recorded];
  if (swapped === undefined) return call;
  return (left, right) =>
    typeof left === "number" ? swapped(left, right as Tensor) : call(left, right);
}

type RecordedIndex = number | null | string | Tensor | readonly number[] | RecordedSlice;
interface RecordedSlice {
  readonly slice: readonly [number | null, number | null, number | null];
}

const isSlice = (entry: unknown): entry is RecordedSlice =>
  typeof entry === "object" && entry !== null && Object.hasOwn(entry, "slice");

function getItem(x: Tensor, index: readonly RecordedIndex[]): Tensor {
  const entries = index.map((entry) => (isSlice(entry) ? slice(...entry.slice) : entry));
  return at(x, ...(entries as Parameters<typeof at>[1][]));
}

const exists = ({ op }: Call): boolean => op === "getitem" || opOf(op) !== undefined;

/** Why a case cannot be called: its op is not in the table; null if it can. */
export function notRunnable(recorded: OpCase): string | null {
  if (recorded.composite) return "Python source";
  const calls = recorded.steps ?? [recorded];
  return calls.find((call) => !exists(call))?.op ?? null;
}

const words: Readonly<Record<string, number>> = {
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
};

/** An argument, with `"$i"` replaced by value i. */
function argument(value: unknown, values: readonly Results[]): unknown {
  if (Array.isArray(value)) return value.map((v) => argument(v, values));
  if (typeof value !== "string") return value;
  if (value.startsWith("$")) return values[Number(value.slice(1))];
  if (value.startsWith("dtype:")) return value.slice("dtype:".length);
  return words[value] ?? value;
}

function callOne({ op, args, kwargs }: Call, values: readonly Results[]): Results {
  const given = (args ?? []).map((value) => argument(value, values));
  const named = Object.entries(kwargs).map(([k, v]) => [camelCase(k), argument(v, values)]);
  if (named.length > 0) given.push(Object.fromEntries(named));
  return functionOf(op)(...given);
}

/** The results of a case for its inputs. */
export function call(recorded: OpCase, inputs: readonly Tensor[]): readonly Tensor[] {
  const values: Results[] = [...inputs];
  for (const step of recorded.steps ?? [recorded]) values.push(callOne(step, values));
  const result = values[values.length - 1] as Results;
  return Array.isArray(result) ? (result as readonly Tensor[]) : [result as Tensor];
}
