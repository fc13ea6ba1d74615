// Order: sort, argsort, topk, median, cummax, cummin. The indices are found first, without gradient;
// the values are picked at them, and their gradients are put back there.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { defineOp } from "../op";
import { defineOverloads } from "../overloads";
import { flag, int, tensor } from "../params";
import { numel, type Size, scalarShape, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { named, sharedByAll, type ValuesAndIndices } from "./extremes";
import { dataOf } from "./family";
import { positionsAlong } from "./gather";
import { pickNamed } from "./picking";
import { planOf } from "./reduce";
import { distinct } from "./samples";
import { linesOf, scanShape } from "./scans";

/** Ascending, NaN last. */
const ascending = (a: number, b: number): number =>
  a !== a ? (b !== b ? 0 : 1) : b !== b ? -1 : a - b;

export const argsort = defineOp({
  name: "argsort",
  doc: "The indices that sort along dim; equal elements keep their order, NaN counts as largest.",
  params: [tensor("input"), int("dim", -1), flag("descending", false)],
  promote: "none",
  dtype: "int64",
  shape: scanShape,
  forward: (out, x) => {
    const { dim, descending } = out.args;
    const { starts, offsets } = linesOf(out, dim);
    const [data, from] = [dataOf(out), dataOf(x)];
    const indices = Array.from(offsets, (_, i) => i);
    for (const start of starts) {
      const at = (i: number) => from[start + (offsets[i] as number)] as number;
      const order = [...indices].sort((i, j) =>
        descending ? ascending(at(j), at(i)) : ascending(at(i), at(j)),
      );
      order.forEach((index, i) => {
        data[start + (offsets[i] as number)] = index;
      });
    }
  },
  backward: null,
  samples: () => [[distinct([2, 3])], [distinct([3, 2]), 0, true]],
});

/** The elements at indices along dim, under the name of what asked for them. */
function pickAt(pick: ReturnType<typeof pickNamed>, x: Tensor, indices: Tensor, dim: number) {
  return named(pick(x, positionsAlong(x, indices, dim)), indices);
}

const result = "ValuesAndIndices";
const sortPick = pickNamed("sortPick", "SortBackward0");

export const sort = defineComposite({
  name: "sort",
  result,
  doc: "The elements in order along dim, and the indices where they were.",
  params: [tensor("input"), int("dim", -1), flag("descending", false), flag("stable", false)],
  compose: ({ input, dim, descending }): ValuesAndIndices =>
    pickAt(sortPick, input, argsort(input, dim, descending), dim),
  samples: () => [[distinct([2, 3])], [distinct([3, 2]), 0, true]],
});

const topkPick = pickNamed("topkPick", "TopkBackward0");

export const topk = defineComposite({
  name: "topk",
  result,
  doc: "The k largest elements along dim (the smallest if not largest), and their indices.",
  params: [tensor("input"), int("k"), int("dim", -1), flag("largest", true), flag("sorted", true)],
  compose: ({ input, k, dim, largest }): ValuesAndIndices => {
    const n = input.ndim === 0 ? 1 : input.size(dim);
    if (k < 0 || k > n) {
      throw new RuntimeError("selected index k out of range", { op: "topk", parameter: "k" });
    }
    const order = argsort(input, dim, largest);
    return pickAt(topkPick, input, input.ndim === 0 ? order : order.narrow(dim, 0, k), dim);
  },
  samples: () => [
    [distinct([2, 5]), 2],
    [distinct([5, 2]), 3, 0, false],
  ],
});

const runningExtreme = (name: string, gradFn: string, word: string, sign: 1 | -1) => {
  const indicesOf = defineOp({
    name: `${name}Indices`,
    namespace: "internal",
    doc: `Where the ${word} so far is along dim; the last of equal ones.`,
    params: [tensor("input"), int("dim")],
    promote: "none",
    dtype: "int64",
    shape: scanShape,
    forward: (out, x) => {
      const { starts, offsets } = linesOf(out, out.args.dim);
      const [data, from] = [dataOf(out), dataOf(x)];
      for (const start of starts) {
        let best = 0;
        for (let i = 0; i < offsets.length; i++) {
          const value = from[start + (offsets[i] as number)] as number;
          const top = from[start + (offsets[best] as number)] as number;
          if (value !== value || (top === top && sign * value >= sign * top)) best = i;
          data[start + (offsets[i] as number)] = best;
        }
      }
    },
    backward: null,
    samples: () => [[distinct([2, 3]), 1]],
  });
  const pick = pickNamed(`${name}Pick`, gradFn);
  return defineComposite({
    name,
    result,
    doc: `The ${word} so far along dim, and its index.`,
    params: [tensor("input"), int("dim")],
    compose: ({ input, dim }): ValuesAndIndices => pickAt(pick, input, indicesOf(input, dim), dim),
    samples: () => [[distinct([2, 3]), 1]],
  });
};

export const cummax = runningExtreme("cummax", "CummaxBackward0", "largest element", 1);
export const cummin = runningExtreme("cummin", "CumminBackward0", "smallest element", -1);

/** The lower of the two middle elements; a NaN wins. */
function medianOf(values: number[]): number {
  const order = values.sort(ascending);
  const last = order[order.length - 1] as number;
  return last !== last ? last : (order[Math.floor((order.length - 1) / 2)] as number);
}

const medianAll = defineOp({
  name: "medianAll",
  namespace: "internal",
  gradFn: "MedianBackward0",
  doc: "The median of all elements, the lower one of an even number.",
  params: [tensor("input")],
  promote: "none",
  shape: () => scalarShape,
  forward: (out, x) => {
    dataOf(out)[0] = numel(x.shape) === 0 ? Number.NaN : medianOf([...dataOf(x)]);
  },
  backward: { input: ({ grad, input, output }) => sharedByAll(grad, input, output) },
  samples: () => [[distinct([5])], [distinct([2, 2])]],
});

const medianIndices = defineOp({
  name: "medianIndices",
  namespace: "internal",
  doc: "Where the median is along dim, which stays with size 1.",
  params: [tensor("input"), int("dim")],
  promote: "none",
  dtype: "int64",
  shape: ({ input, dim }) => oneAt(input, dim),
  forward: (out, x) => {
    const { starts, offsets } = planOf(out, x, out.args.dim);
    const [data, from] = [dataOf(out), dataOf(x)];
    starts.forEach((start, o) => {
      const values = Array.from(offsets, (offset) => from[start + offset] as number);
      const middle = medianOf([...values]);
      data[o] = values.findIndex((v) => v === middle || (v !== v && middle !== middle));
    });
  },
  backward: null,
  samples: () => [[distinct([2, 3]), 1]],
});

function oneAt(input: Node, dim: number): Size {
  const at = wrapDim(dim, input.shape.length);
  return size(input.shape.map((n, d) => (d === at ? 1 : n)));
}

const medianPick = pickNamed("medianPick", "MedianBackward1");

interface Median {
  (input: Tensor): Tensor;
  (input: Tensor, dim: number, keepdim?: boolean): ValuesAndIndices;
  (input: Tensor, options: { readonly dim: number; readonly keepdim?: boolean }): ValuesAndIndices;
}

export const median = defineOverloads<Median>({
  name: "median",
  doc: "The median, the lower one of an even number; with dim the medians along it and their indices.",
  forms: [
    { params: [tensor("input")], call: (input: Tensor) => medianAll(input) },
    {
      params: [tensor("input"), int("dim"), flag("keepdim", false)],
      call: (input: Tensor, dim: number, keepdim: boolean) => {
        const kept = medianIndices(input, dim);
        const at = wrapDim(dim, input.ndim);
        // Picked in the shape of the result, so that the result itself bears the name.
        const positions = positionsAlong(input, kept, dim);
        const drop = (t: Tensor) => (keepdim || input.ndim === 0 ? t : t.squeeze(at));
        return named(medianPick(input, drop(positions)), drop(kept));
      },
    },
  ],
  samples: () => [[distinct([5])], [distinct([3, 4]), 1], [distinct([3, 4]), 0, true]],
});
