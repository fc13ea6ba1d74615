// `at`: PyTorch's square brackets. Integers, slices and new axes are views, made one after the other;
// lists, index tensors and masks are taken together, by advanced.ts.

import { describe, IndexError, TypeError } from "../errors";
import { Tensor } from "../tensor";
import { indexBy, indices } from "./advanced";
import { alias, sliceOp } from "./indexing";

/** A slice of an index: `slice(1, null, 2)` is Python's `1::2`. */
export interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

class SliceIndex implements Slice {
  constructor(
    readonly start: number | null,
    readonly stop: number | null,
    readonly step: number | null,
  ) {}
}

/**
 * Part of a dimension, for `at`: from `start` to before `stop`, each `step`-th; null is open.
 * @example x.at(slice(1, 3)) // x[1:3]
 */
export function slice(
  start: number | null = null,
  stop: number | null = null,
  step: number | null = null,
): Slice {
  return new SliceIndex(start, stop, step);
}

/**
 * One entry of an index: an integer, a slice, null for a new axis, "..." for all that is left out, a
 * list or tensor of integers, or a boolean mask.
 */
export type Index = number | Slice | null | "..." | readonly number[] | Tensor;

/** How many dimensions of the input an entry takes. */
const taken = (entry: Index): number => {
  if (entry === null || entry === "...") return 0;
  return entry instanceof Tensor && entry.dtype === "bool" ? entry.ndim : 1;
};

/**
 * Indexing, as `x[…]` in PyTorch: a view, or a copy where an entry is a list or a tensor.
 * @example at(x, 0, slice(1, null)) // x[0, 1:]
 */
export function at(input: Tensor, ...index: readonly Index[]): Tensor {
  const consumed = index.reduce((sum: number, entry) => sum + taken(entry), 0);
  const rank = input.ndim;
  if (rank === 0 && consumed > 0) {
    throw new IndexError(
      "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
      { op: "at", parameter: "index" },
    );
  }
  if (consumed > rank) {
    throw new IndexError(`too many indices for tensor of dimension ${rank}`, {
      op: "at",
      parameter: "index",
    });
  }
  let result = input;
  let dim = 0;
  // Integers and slices first, as views; then all index tensors at once.
  const tensors: (Tensor | null)[] = [];
  let covered = 0;
  for (const entry of index) {
    if (entry === "...") dim += rank - consumed;
    else if (entry === null) result = result.unsqueeze(dim++);
    else if (typeof entry === "number") result = pickIndex(result, dim, entry);
    else if (isInteger(entry)) result = pickIndex(result, dim, entry.item() as number);
    else if (entry instanceof SliceIndex) {
      result = sliceOp(result, dim++, entry.start, entry.stop, entry.step ?? 1);
    } else {
      const given = indexTensor(entry);
      for (; covered < dim; covered++) tensors.push(null);
      tensors.push(given);
      dim += taken(given);
      covered = dim;
    }
  }
  if (tensors.length > 0) return indexBy(result, tensors);
  return result === input ? alias(input) : result;
}

/** A 0-d tensor of an integer counts as that integer, which is read at the call. */
const isInteger = (entry: Index): entry is Tensor =>
  entry instanceof Tensor && entry.dtype === "int64" && entry.ndim === 0;

/** A list or a tensor as an index tensor. */
function indexTensor(entry: unknown): Tensor {
  if (entry instanceof Tensor && (entry.dtype === "int64" || entry.dtype === "bool")) return entry;
  if (Array.isArray(entry) && entry.every(Number.isInteger)) return indices(entry);
  throw new TypeError(
    `at: an index must be an integer, slice(…), null, "...", or a list or tensor of integers or booleans, got ${describe(entry)}`,
    { op: "at", parameter: "index" },
  );
}

function pickIndex(x: Tensor, dim: number, index: number): Tensor {
  const n = x.size(dim);
  if (!Number.isInteger(index) || index < -n || index >= n) {
    throw new IndexError(`index ${index} is out of bounds for dimension ${dim} with size ${n}`, {
      op: "at",
      parameter: "index",
    });
  }
  return x.select(dim, index);
}
