// Looking up rows by index: embedding, and one-hot vectors. Indices are checked at the call, and again
// when they are written later.

import { defineComposite } from "../composite";
import { scalarTypeName, type TypedArray } from "../dtype";
import { IndexError, RuntimeError } from "../errors";
import { evaluate } from "../evaluate";
import { type Node, source } from "../graph";
import { noGrad } from "../modes";
import { defineOp } from "../op";
import { flag, int, number, tensor } from "../params";
import { numel, size } from "../shape";
import { Tensor } from "../tensor";
import { dataOf } from "./family";
import { integers, uniform } from "./samples";

interface LookupOptions {
  readonly paddingIdx: number | null;
  readonly scaleGradByFreq: boolean;
}

/** How often each index occurs. */
function occurrences(indices: TypedArray, rows: number): Int32Array {
  const counts = new Int32Array(rows);
  for (let k = 0; k < indices.length; k++) {
    const i = indices[k] as number;
    counts[i] = (counts[i] as number) + 1;
  }
  return counts;
}

function checkRange(indices: TypedArray, rows: number): void {
  for (let k = 0; k < indices.length; k++) {
    const i = indices[k] as number;
    if (i < 0 || i >= rows) throw new IndexError("index out of range in self");
  }
}

const lookupParams = [
  tensor("weight"),
  tensor("indices"),
  int("paddingIdx", null),
  flag("scaleGradByFreq", false),
  flag("adjoint", false),
] as const;

const lookup: (
  weight: Tensor,
  indices: Tensor,
  options: LookupOptions & { readonly adjoint: boolean },
) => Tensor = defineOp({
  name: "embeddingLookup",
  namespace: "internal",
  gradFn: "EmbeddingBackward0",
  doc: "The rows of weight at indices. As an adjoint, what the gradient leaves out is left out here.",
  params: lookupParams,
  promote: "none",
  shape: ({ weight, indices }) => size([...indices.shape, weight.shape[1] as number]),
  forward: (out, weight, indices) => {
    const [data, from, at] = [dataOf(out), dataOf(weight), dataOf(indices)];
    const [rows, width] = weight.shape as readonly number[] as [number, number];
    const { paddingIdx, scaleGradByFreq, adjoint } = out.args;
    checkRange(at, rows);
    const counts = adjoint && scaleGradByFreq ? occurrences(at, rows) : null;
    for (let k = 0; k < at.length; k++) {
      const i = at[k] as number;
      const scale = adjoint && i === paddingIdx ? 0 : 1 / (counts?.[i] ?? 1);
      for (let c = 0; c < width; c++) data[k * width + c] = (from[i * width + c] as number) * scale;
    }
  },
  backward: {
    weight: ({ grad, indices, facts, paddingIdx, scaleGradByFreq }) =>
      addRows(grad, indices, {
        rows: facts.weight.shape[0] as number,
        paddingIdx,
        scaleGradByFreq,
      }),
    indices: null,
  },
  samples: () => [
    [uniform([3, 2]), integers([4], 3)],
    [uniform([3, 2]), integers([2, 2], 3), { paddingIdx: 1, scaleGradByFreq: true, adjoint: true }],
  ],
});

const addRows: (
  cotangent: Tensor,
  indices: Tensor,
  options: LookupOptions & { readonly rows: number },
) => Tensor = defineOp({
  name: "embeddingBackward",
  namespace: "internal",
  doc: "Zeros with a cotangent's rows added at indices; none at paddingIdx.",
  params: [
    tensor("cotangent"),
    tensor("indices"),
    int("rows"),
    int("paddingIdx", null),
    flag("scaleGradByFreq", false),
  ],
  promote: "none",
  shape: ({ cotangent, rows }) =>
    size([rows, cotangent.shape[cotangent.shape.length - 1] as number]),
  forward: (out, cotangent, indices) => {
    const [data, from, at] = [dataOf(out), dataOf(cotangent), dataOf(indices)];
    const { rows, paddingIdx, scaleGradByFreq } = out.args;
    const width = out.shape[1] as number;
    const counts = scaleGradByFreq ? occurrences(at, rows) : null;
    data.fill(0);
    for (let k = 0; k < at.length; k++) {
      const i = at[k] as number;
      if (i === paddingIdx) continue;
      const scale = 1 / (counts?.[i] ?? 1);
      for (let c = 0; c < width; c++) {
        data[i * width + c] =
          (data[i * width + c] as number) + (from[k * width + c] as number) * scale;
      }
    }
  },
  backward: {
    cotangent: ({ grad, indices, paddingIdx, scaleGradByFreq }) =>
      lookup(grad, indices, { paddingIdx, scaleGradByFreq, adjoint: true }),
    indices: null,
  },
  samples: () => [
    [uniform([4, 2]), integers([4], 3), { rows: 3, paddingIdx: 0, scaleGradByFreq: true }],
  ],
});

/** The values now; they are needed to check them. */
function valuesOf(node: Node): TypedArray {
  evaluate(node);
  if (node.error !== null) throw node.error;
  return dataOf(node);
}

/** Shortens the rows in use that are longer than `maxNorm`, in place. */
function renormalize(weight: Tensor, indices: TypedArray, maxNorm: number, p: number): void {
  const values = valuesOf(weight.node).slice();
  const width = weight.size(1);
  for (const i of new Set(indices)) {
    const row = values.subarray(i * width, (i + 1) * width);
    let norm = 0;
    for (const x of row)
      norm = p === Infinity ? Math.max(norm, Math.abs(x)) : norm + Math.abs(x) ** p;
    if (p !== Infinity) norm **= 1 / p;
    if (norm <= maxNorm) continue;
    const scale = maxNorm / (norm + 1e-7);
    for (let c = 0; c < width; c++) row[c] = (row[c] as number) * scale;
  }
  noGrad(() => weight.copy_(new Tensor(source(values, weight.shape, weight.dtype))));
}

function checkIndices(input: Tensor): void {
  if (input.dtype === "int64") return;
  throw new RuntimeError(
    `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.${scalarTypeName(input.dtype)}Tensor instead (while checking arguments for embedding)`,
    { op: "embedding", parameter: "input" },
  );
}

export const embedding = defineComposite({
  name: "embedding",
  namespace: "nn.functional",
  doc: "The rows of weight at the indices in input. The row paddingIdx gets no gradient; rows longer than maxNorm are shortened in place. Gradients are dense, sparse or not.",
  params: [
    tensor("input"),
    tensor("weight"),
    int("paddingIdx", null),
    number("maxNorm", null),
    number("normType", 2),
    flag("scaleGradByFreq", false),
    flag("sparse", false),
  ],
  compose: ({ input, weight, paddingIdx, maxNorm, normType, scaleGradByFreq }): Tensor => {
    if (paddingIdx !== null && (paddingIdx >= weight.size(0) || paddingIdx < -weight.size(0))) {
      throw new RuntimeError("Padding_idx must be within num_embeddings", {
        op: "embedding",
        parameter: "paddingIdx",
      });
    }
    if (weight.ndim !== 2) {
      throw new RuntimeError("'weight' must be 2-D", { op: "embedding", parameter: "weight" });
    }
    checkIndices(input);
    const indices = valuesOf(input.node);
    checkRange(indices, weight.size(0));
    if (maxNorm !== null) renormalize(weight, indices, maxNorm, normType);
    const padding =
      paddingIdx !== null && paddingIdx < 0 ? paddingIdx + weight.size(0) : paddingIdx;
    return lookup(weight, input, { paddingIdx: padding, scaleGradByFreq, adjoint: false });
  },
  samples: () => [[integers([2, 2], 4), uniform([4, 3])]],
});

/** Refuses classes out of range; with null for `classes`, how many there are. */
function checkClasses(values: TypedArray, classes: number | null): number {
  let most = -1;
  for (const value of values) {
    if (value < 0) throw new RuntimeError("Class values must be non-negative.");
    most = Math.max(most, value);
  }
  if (classes !== null && most >= classes) {
    throw new RuntimeError("Class values must be smaller than num_classes.");
  }
  return classes ?? most + 1;
}

function classesOf(input: Node, numClasses: number): number {
  if (input.dtype !== "int64") {
    throw new RuntimeError("one_hot is only applicable to index tensor.", { parameter: "input" });
  }
  const given = numClasses === -1 ? null : numClasses;
  if (numel(input.shape) > 0) return checkClasses(valuesOf(input), given);
  if (numClasses > 0) return numClasses;
  throw new RuntimeError("Can not infer total number of classes from empty tensor.");
}

export const oneHot = defineOp({
  name: "oneHot",
  namespace: "nn.functional",
  doc: "A vector with a single 1 for each class index; as many classes as needed at the call unless numClasses is given.",
  params: [tensor("input"), int("numClasses", -1)],
  promote: "none",
  shape: ({ input, numClasses }) => size([...input.shape, classesOf(input, numClasses)]),
  forward: (out, x) => {
    const [data, at] = [dataOf(out), dataOf(x)];
    const classes = out.shape[out.shape.length - 1] as number;
    checkClasses(at, classes);
    data.fill(0);
    for (let i = 0; i < at.length; i++) data[i * classes + (at[i] as number)] = 1;
  },
  backward: null,
  samples: () => [[integers([4], 3), 3]],
});
