// Indexing by tensors: integer indices, which broadcast together, and boolean masks. A mask is read at
// the call, since how many elements it selects is the shape of the result; inside a dynamic graph that
// makes the result follow it.

import { defineComposite } from "../composite";
import { IndexError } from "../errors";
import { evaluate } from "../evaluate";
import { source } from "../graph";
import { defineOp } from "../op";
import { int, tensor } from "../params";
import { broadcastShapes, contiguousStrides, list, numel, type Shape, size } from "../shape";
import { Tensor } from "../tensor";
import { dataOf } from "./family";
import { pickNamed } from "./picking";
import { integers, uniform } from "./samples";

const checkedIndex = defineOp({
  name: "checkedIndex",
  namespace: "internal",
  doc: "Indices in range, negative ones counted from the end.",
  params: [tensor("index"), int("dim"), int("length")],
  promote: "none",
  shape: ({ index }) => index.shape,
  forward: (out, index) => {
    const { dim, length } = out.args;
    const [data, entries] = [dataOf(out), dataOf(index)];
    for (let i = 0; i < data.length; i++) {
      const entry = entries[i] as number;
      if (entry < -length || entry >= length) {
        throw new IndexError(
          `index ${entry} is out of bounds for dimension ${dim} with size ${length}`,
          { parameter: "index" },
        );
      }
      data[i] = entry < 0 ? entry + length : entry;
    }
  },
  backward: null,
  samples: () => [[integers([3], 4), 0, 4]],
});

/** Where a mask is true: one index tensor per dimension of the mask. */
export function whereTrue(mask: Tensor): Tensor[] {
  const { data, shape } = mask.read();
  const strides = contiguousStrides(shape);
  const found: number[] = [];
  (data as Uint8Array).forEach((v, i) => {
    if (v !== 0) found.push(i);
  });
  return strides.map((stride, d) =>
    indices(found.map((i) => Math.floor(i / stride) % (shape[d] as number))),
  );
}

export const indices = (values: ArrayLike<number>): Tensor =>
  new Tensor(source(Float64Array.from(values), size([values.length]), "int64"));

/** Indices and masks by dimension: a mask stands for as many dimensions as it has. */
function byDimension(x: Tensor, entries: readonly (Tensor | null)[]): (Tensor | null)[] {
  const all: (Tensor | null)[] = [];
  for (const entry of entries) {
    if (entry?.dtype !== "bool") all.push(entry);
    else {
      const from = all.length;
      entry.shape.forEach((n, d) => {
        if (n !== x.shape[from + d]) {
          throw new IndexError(
            `The shape of the mask ${list(entry.shape)} at index ${d} does not match the shape of the indexed tensor ${list(x.shape)} at index ${from + d}`,
            { op: "at", parameter: "index" },
          );
        }
      });
      all.push(...whereTrue(entry));
    }
  }
  return all;
}

const indexed = pickNamed("indexPick", "IndexBackward0");

/**
 * The elements of `x` at index tensors, one per leading dimension; null takes a dimension whole. The
 * indexed dimensions become those of the indices, in their place if they lie side by side, else first.
 */
export function indexBy(x: Tensor, entries: readonly (Tensor | null)[]): Tensor {
  const given = byDimension(x, entries);
  const at = given.flatMap((entry, d) => (entry === null ? [] : [d]));
  const found = at.map((d) => {
    const index = checkedIndex(given[d] as Tensor, d, x.shape[d] as number);
    evaluate(index.node);
    if (index.node.error !== null) throw index.node.error;
    return index;
  });
  const first = at[0] as number;
  const sideBySide = at.every((d, k) => d === first + k);
  const rest = x.shape.map((_, d) => d).filter((d) => !at.includes(d));
  const before = sideBySide ? rest.filter((d) => d < first) : [];
  const after = rest.filter((d) => !before.includes(d));
  const common = found.reduce((shape, t) => broadcastShapes(shape, t.shape), size([]));
  const strides = contiguousStrides(x.shape);
  // Positions of whole dimensions, then those of the indices, with room for each other.
  const sizesOf = (dims: readonly number[]) => dims.map((d) => x.shape[d] as number);
  const base = grid(sizesOf(before), common.length, sizesOf(after), [...before, ...after], strides);
  const ones = after.map(() => 1);
  const positions = found.reduce((sum, index, k) => {
    const offset = index.mul(strides[at[k] as number] as number).expand(common);
    return sum.add(offset.reshape([...common, ...ones]));
  }, base);
  return indexed(x, positions);
}

/** The offsets of all entries of whole dimensions, with `gap` dimensions of size 1 between them. */
function grid(
  before: Shape,
  gap: number,
  after: Shape,
  dims: readonly number[],
  strides: readonly number[],
): Tensor {
  const sizes = [...before, ...after];
  const own = contiguousStrides(sizes);
  const data = Float64Array.from({ length: numel(sizes) }, (_, i) =>
    sizes.reduce((sum, n, k) => {
      const entry = Math.floor(i / (own[k] as number)) % n;
      return sum + entry * (strides[dims[k] as number] as number);
    }, 0),
  );
  const shape = [...before, ...new Array<number>(gap).fill(1), ...after];
  return new Tensor(source(data, size(shape), "int64"));
}

const maskPick = pickNamed("maskedSelectPick", "MaskedSelectBackward0");

export const maskedSelect = defineComposite({
  name: "maskedSelect",
  doc: "The elements where mask is true, as a vector; both broadcast. The mask is read at the call.",
  params: [tensor("input"), tensor("mask")],
  compose: ({ input, mask }): Tensor => {
    const shape = broadcastShapes(input.shape, mask.shape);
    const wide = input.expand(shape).reshape([-1]);
    const [at] = whereTrue(mask.expand(shape).reshape([-1]));
    return maskPick(wide, at as Tensor);
  },
  samples: () => [[uniform([3]), new Tensor(source(Uint8Array.of(1, 0, 1), size([3]), "bool"))]],
});
