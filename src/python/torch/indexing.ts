// Square brackets: `x[0, 1:, ::2]`, `x[..., -1]`, `x[None]`, `x[mask]`, and assignment to them.

import { putAt } from "../../bridge";
import { arange, at, type Index, isGradEnabled, slice, Tensor, tensor, zeros } from "../../index";
import { asIndex, Ellipsis, Float, raise, Slice, Tuple, type Value } from "../objects";
import { itemsOf, operand, typeName } from "./arguments";
import { arrayOf } from "./data";
import { mutate, overwrite } from "./mutation";
import { TensorObject } from "./tensorObject";

/** Whether entries select a view: neither tensors nor lists among them. */
const isBasic = (entry: Index): boolean => !(entry instanceof Tensor) || isPlace(entry);

/** A 0-d integer tensor counts as an int. */
const isPlace = (entry: Tensor): boolean => entry.ndim === 0 && entry.dtype === "int64";

const bound = (value: Value): number | null => (value === null ? null : asIndex(value));

function sliceOf({ start, stop, step }: Slice): Index {
  const stride = bound(step);
  if (stride !== null && stride <= 0) throw raise.ValueError("step must be greater than zero");
  return slice(bound(start), bound(stop), stride);
}

function indexTensor({ tensor: index }: TensorObject): Tensor {
  if (index.dtype === "int64" || index.dtype === "bool") return index;
  throw raise.IndexError("tensors used as indices must be long, byte or bool tensors");
}

function entryOf(value: Value): Index {
  if (typeof value === "number" || value === null) return value;
  if (value instanceof Slice) return sliceOf(value);
  if (value === Ellipsis) return "...";
  if (value instanceof TensorObject) return indexTensor(value);
  const items = itemsOf(value);
  if (items !== undefined) return items.length === 0 ? emptyIndex() : listIndex(value);
  if (value instanceof Float || typeof value === "string") {
    throw raise.IndexError(
      `only integers, slices (\`:\`), ellipsis (\`...\`), None and long or byte Variables are valid indices (got ${typeName(value)})`,
    );
  }
  return asIndex(value);
}

const emptyIndex = (): Tensor => tensor(new Float64Array(0), { dtype: "int64" });

function listIndex(value: Value): Tensor {
  const index = arrayOf("index", value, null);
  if (index.dtype === "int64" || index.dtype === "bool") return index;
  throw raise.IndexError("tensors used as indices must be long, byte or bool tensors");
}

/** `x[True]` and `x[False]`: a new dimension of size 1 or 0. */
function withFlags(x: Tensor, entries: readonly Value[]): { x: Tensor; rest: Value[] } {
  let result = x;
  const rest: Value[] = [];
  for (const entry of entries) {
    if (typeof entry !== "boolean") rest.push(entry);
    else {
      result = result.unsqueeze(0).narrow(0, 0, entry ? 1 : 0);
      rest.unshift(new Slice(null, null, null));
    }
  }
  return { x: result, rest };
}

function entriesOf(index: Value): readonly Value[] {
  return index instanceof Tuple ? index.items : [index];
}

/** `x[index]`. */
export function getItem(given: Tensor, index: Value): Tensor {
  const { x, rest } = withFlags(given, entriesOf(index));
  if (rest.length === 1 && typeof rest[0] === "number" && x.ndim > 0) return pick(x, rest[0]);
  return at(x, ...rest.map(entryOf));
}

function pick(x: Tensor, index: number): Tensor {
  const n = x.size(0);
  if (index >= -n && index < n) return x.select(0, index);
  throw raise.IndexError(`index ${index} is out of bounds for dimension 0 with size ${n}`);
}

/** The value that is written, in the dtype of what it is written into. */
function written(target: Tensor, value: Value): Tensor {
  const source =
    operand(value) ?? (itemsOf(value) === undefined ? undefined : arrayOf("setitem", value, null));
  if (source !== undefined) return source.to(target.dtype);
  throw raise.TypeError(`can't assign a ${typeName(value)} to a torch.${kindOf(target)}Tensor`);
}

const kinds = { float32: "Float", float64: "Double", int64: "Long", bool: "Bool" } as const;
const kindOf = (x: Tensor): string => kinds[x.dtype];

/** Leading dimensions of size 1 that the place does not have do not count. */
function fitted(value: Tensor, place: Tensor): Tensor {
  let source = value;
  while (source.ndim > place.ndim && source.size(0) === 1) source = source.select(0, 0);
  return source.expand(place.shape);
}

/** `x[index] = value`: on the graph, as all in-place operations. */
export function setItem(target: Tensor, index: Value, value: Value): void {
  const entries = entriesOf(index).map(entryOf);
  const source = written(target, value);
  if (entries.every(isBasic)) {
    const place = at(target, ...entries);
    mutate(target, () => overwrite("setitem", place, () => fitted(source, place)));
    return;
  }
  if (isGradEnabled() && target.requiresGrad && target.isLeaf) {
    throw raise.RuntimeError(
      "a leaf Variable that requires grad is being used in an in-place operation.",
    );
  }
  const places = at(arange(target.numel()).reshape(target.shape), ...entries);
  if (places.numel() === 0) return;
  const values = shapeFor(source, places);
  overwrite("setitem", target, () => putAt(target, values, places));
}

/** `x.index_put(indices, values)`: other values at places, or added to what is there. */
export function indexPut(x: Tensor, indices: Value, value: Tensor, accumulate: boolean): Tensor {
  const entries = (itemsOf(indices) ?? [indices]).map(entryOf);
  const places = at(arange(x.numel()).reshape(x.shape), ...entries);
  const values = fitted(value.to(x.dtype), places);
  return accumulate
    ? addAt(x, places.reshape([-1]), values.reshape([-1]))
    : putAt(x, values, places);
}

/** Each place once, with the sum of what falls there. */
function addAt(x: Tensor, places: Tensor, values: Tensor): Tensor {
  const given = [...places.toTypedArray()];
  const distinct = [...new Set(given)];
  const order = new Map(distinct.map((place, i) => [place, i]));
  const groups = tensor(
    Float64Array.from(given, (place) => order.get(place) as number),
    { dtype: "int64" },
  );
  const at = tensor(Float64Array.from(distinct), { dtype: "int64" });
  const sums = zeros([distinct.length], { dtype: x.dtype }).indexAdd(0, groups, values);
  return putAt(x, x.take(at).add(sums), at);
}

function shapeFor(source: Tensor, places: Tensor): Tensor {
  const lead = places.ndim - source.ndim;
  const fits = source.shape.every((n, d) => n === 1 || n === places.shape[d + lead]);
  if (fits || lead < 0) return fitted(source, places);
  throw raise.RuntimeError(
    `shape mismatch: value tensor of shape [${source.shape.join(", ")}] cannot be broadcast to indexing result of shape [${places.shape.join(", ")}]`,
  );
}
