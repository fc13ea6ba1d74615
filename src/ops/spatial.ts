// What operations on images and sequences share: parameters given once or per dimension, batches of
// one, and the words of PyTorch's messages about them.

import { RuntimeError } from "../errors";
import type { Param } from "../params";
import { list } from "../shape";
import type { Tensor } from "../tensor";

/** One number for all spatial dimensions, or one for each. */
export type PerDimension = number | readonly number[];

/** The value for each of `n` dimensions; a single one counts for all. */
export function perDimension(value: PerDimension, n: number): readonly number[] {
  if (typeof value === "number") return new Array<number>(n).fill(value);
  return value.length === 1 ? new Array<number>(n).fill(value[0] as number) : value;
}

/** `2 x 3`, as PyTorch prints sizes in its messages about images. */
export const times = (sizes: readonly number[]): string => sizes.join(" x ");

/** A pair (rows, columns): a single dimension is a plane of one row. */
export const asPlane = (values: readonly number[], missing: number): readonly [number, number] =>
  values.length === 1 ? [missing, values[0] as number] : [values[0] as number, values[1] as number];

/** Applies an op that wants a batch to an input that may be without one. */
export function batched(
  input: Tensor,
  spatial: number,
  name: string,
  op: (input: Tensor) => Tensor,
): Tensor {
  const unbatched = input.ndim === spatial + 1;
  if (!unbatched && input.ndim !== spatial + 2) {
    throw new RuntimeError(
      `Expected ${spatial + 1}D (unbatched) or ${spatial + 2}D (batched) input to ${name}, but got input of size: ${list(input.shape)}`,
      { parameter: "input" },
    );
  }
  return unbatched ? op(input.unsqueeze(0)).squeeze(0) : op(input);
}

/** A single number, for the one dimension of a sequence; PyTorch's message where there are more. */
export function single(op: string, name: string, value: PerDimension): number {
  if (typeof value === "number") return value;
  if (value.length === 1) return value[0] as number;
  throw new RuntimeError(`${op}() argument '${name}' should contain one int (got ${value.length})`);
}

/** Whether a stride is left to the kernel's size. */
export const isOmitted = (stride: PerDimension | null): stride is null | readonly [] =>
  stride === null || (typeof stride !== "number" && stride.length === 0);

/** Sizes wanted of a result: one for all dimensions or one for each; null keeps the input's. */
export type Sizes = number | readonly (number | null)[];

/** The sizes wanted of rows and columns. */
export function adaptiveSizes(input: Tensor, wanted: Sizes): readonly number[] {
  const given = typeof wanted === "number" ? [wanted, wanted] : wanted;
  const own = input.shape.slice(-given.length);
  return given.map((n, d) => n ?? (own[d] as number));
}

/** A parameter of a kind of its own; see params.ts for the common ones. */
export const ownParam = <const N extends string, T, Required extends boolean>(
  name: N,
  type: string,
  expected: string,
  read: (value: unknown) => T | undefined,
  required: Required,
  fallback?: T,
): Param<N, "static", T, T, Required> => ({
  name,
  kind: "static",
  type,
  required,
  fallback,
  variadic: false,
  read,
  expected,
});

const isInteger = (v: unknown): v is number => typeof v === "number" && Number.isSafeInteger(v);

export const outputSize = ownParam(
  "outputSize",
  "number | readonly (number | null)[]",
  "an integer or an array of integers or null",
  (v): Sizes | undefined =>
    isInteger(v) || (Array.isArray(v) && v.every((n) => n === null || isInteger(n)))
      ? (v as Sizes)
      : undefined,
  true,
);

/** Padding of a convolution: sizes, or PyTorch's words for them. */
export const convolutionPadding = ownParam(
  "padding",
  'number | readonly number[] | "same" | "valid"',
  'an integer, an array of integers, "same" or "valid"',
  (v): PerDimension | "same" | "valid" | undefined => {
    if (isInteger(v) || (Array.isArray(v) && v.every(isInteger))) return v as PerDimension;
    if (typeof v !== "string") return undefined;
    if (v === "same" || v === "valid") return v;
    throw new RuntimeError(`Invalid padding string: '${v}'`, { parameter: "padding" });
  },
  false,
  0,
);
