// Shapes: broadcasting, dimension checks, strides. Pure functions on arrays of numbers.

import { IndexError, RuntimeError } from "./errors";

/** A tensor's shape: a frozen array that prints as `torch.Size([2, 3])`. */
export interface Size extends Array<number> {}

export type Shape = readonly number[];

// A property and no subclass: V8 is several times slower at copying and mapping those.
const text: PropertyDescriptor = {
  value(this: Shape): string {
    return `torch.Size([${this.join(", ")}])`;
  },
};

const isSize = (dims: object): dims is Size => Object.hasOwn(dims, "toString");

function frozen(dims: ArrayLike<number>): Size {
  const shape: number[] = [];
  for (let i = 0; i < dims.length; i++) shape.push(dims[i] as number);
  return Object.freeze(Object.defineProperty(shape, "toString", text)) as Size;
}

/** The shape of a 0-d tensor. */
export const scalarShape: Size = frozen([]);

/** Small shapes are made once, since a step makes many: by the number of dimensions. */
const interned = [1, 2, 3, 4].map(() => new Map<number, Size>());
const mostInterned = 4096;
const largestInterned = 0x1fff;

/** A frozen shape. */
export function size(dims: ArrayLike<number>): Size {
  const rank = dims.length;
  if (rank === 0) return scalarShape;
  let key = 0;
  let small = rank <= interned.length;
  for (let i = 0; i < rank && small; i++) {
    const n = dims[i] as number;
    small = n >= 0 && n <= largestInterned;
    key = key * (largestInterned + 1) + n;
  }
  if (!small) return isSize(dims) ? dims : frozen(dims);
  const table = interned[rank - 1] as Map<number, Size>;
  let found = table.get(key);
  if (found === undefined) {
    found = frozen(dims);
    if (table.size >= mostInterned) table.clear();
    table.set(key, found);
  }
  return found;
}

/** `[2, 3]`, as PyTorch prints a list of sizes. */
export const list = (dims: Iterable<number>): string => `[${[...dims].join(", ")}]`;

export function numel(shape: Shape): number {
  let n = 1;
  for (let i = 0; i < shape.length; i++) n *= shape[i] as number;
  return n;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Row-major strides, in elements. A dimension of size 0 counts as 1, as in PyTorch. */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= Math.max(1, shape[i] as number);
  }
  return strides;
}

/** The common shape of two that broadcast together; PyTorch's error where they do not. */
export function broadcastShapes(a: Size, b: Size): Size {
  if (sameShape(a, b) || b.length === 0) return a;
  if (a.length === 0) return b;
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = rank - 1; i >= 0; i--) {
    const m = a[a.length - rank + i] ?? 1;
    const n = b[b.length - rank + i] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new RuntimeError(
        `The size of tensor a (${m}) must match the size of tensor b (${n}) at non-singleton dimension ${i}`,
      );
    }
    out[i] = m === 1 ? n : m;
  }
  return sameShape(out, a) ? a : sameShape(out, b) ? b : size(out);
}

/** A dimension, negative ones counted from the end; PyTorch's IndexError where it is out of range. */
export function wrapDim(dim: number, rank: number): number {
  const range = Math.max(rank, 1);
  if (dim < -range || dim >= range) {
    throw new IndexError(
      `Dimension out of range (expected to be in range of [${-range}, ${range - 1}], but got ${dim})`,
      { parameter: "dim" },
    );
  }
  return dim < 0 ? dim + range : dim;
}

/** Sorted, distinct dimensions; `null` and an empty list mean all of them. */
export function wrapDims(dims: number | readonly number[] | null, rank: number): number[] {
  if (dims === null || (typeof dims !== "number" && dims.length === 0)) {
    return Array.from({ length: rank }, (_, d) => d);
  }
  if (typeof dims === "number" || dims.length === 1) {
    const only = wrapDim(typeof dims === "number" ? dims : (dims[0] as number), rank);
    return rank === 0 ? [] : [only];
  }
  const wrapped: number[] = [];
  for (const dim of dims) {
    const d = wrapDim(dim, rank);
    if (wrapped.includes(d)) {
      throw new RuntimeError(`dim ${d} appears multiple times in the list of dims`, {
        parameter: "dim",
      });
    }
    wrapped.push(d);
  }
  return rank === 0 ? [] : wrapped.sort((a, b) => a - b);
}

/** The shape left when `dims` are reduced away (`keepdim`: each becomes 1). */
export function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): Size {
  if (keepdim) return size(shape.map((n, d) => (dims.includes(d) ? 1 : n)));
  return size(shape.filter((_, d) => !dims.includes(d)));
}
