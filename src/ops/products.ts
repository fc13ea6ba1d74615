// Products: over a dimension, over everything, running. No rule divides, so zeros are nothing special.

import * as kernels from "../kernels/reduce";
import { defineOp } from "../op";
import { defineOverloads } from "../overloads";
import { dtype, flag, int, tensor } from "../params";
import { scalarShape, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { shifted } from "./flip";
import { planOf, restore, shapeOf } from "./reduce";
import { uniform } from "./samples";
import { linesOf, recurrence, scanDtype, scanShape } from "./scans";

export const cumprod = defineOp({
  name: "cumprod",
  doc: "The running product along dim.",
  params: [tensor("input"), int("dim"), dtype("dtype", null)],
  promote: "none",
  shape: scanShape,
  dtype: ({ input, dtype }) => scanDtype(input, dtype),
  forward: (out, x) => {
    const { starts, offsets } = linesOf(out, out.args.dim);
    const [data, from] = [dataOf(out), dataOf(x)];
    for (const start of starts) {
      let total = 1;
      for (const offset of offsets) {
        total *= from[start + offset] as number;
        data[start + offset] = total;
      }
    }
  },
  // dx_k = (Π_(j<k) x_j) s_k, where s_k = g_k + x_(k+1) s_(k+1)
  backward: {
    input: ({ grad, input, output, dim }) => {
      if (input.ndim === 0) return grad;
      const after = recurrence(shifted(input, dim, "start", 0), grad, dim, true);
      return shifted(output, dim, "end", 1).mul(after);
    },
  },
  samples: () => [
    [uniform([4]), 0],
    [uniform([2, 3]), -1],
  ],
});

/** For each element the product of all others along dim. */
function productOfOthers(x: Tensor, dim: number): Tensor {
  if (x.ndim === 0) return x.mul(0).add(1);
  const before = shifted(cumprod(x, dim), dim, "end", 1);
  const after = shifted(cumprod(x.flip([dim]), dim), dim, "end", 1).flip([dim]);
  return before.mul(after);
}

const multiply = (total: number, x: number) => total * x;

const prodAll = defineOp({
  name: "prodAll",
  namespace: "internal",
  gradFn: "ProdBackward0",
  doc: "The product of all elements.",
  params: [tensor("input"), dtype("dtype", null)],
  promote: "none",
  shape: () => scalarShape,
  dtype: ({ input, dtype }) => scanDtype(input, dtype),
  forward: (out, x) => kernels.fold(dataOf(out), dataOf(x), planOf(out, x, null), 1, multiply),
  backward: {
    input: ({ grad, input, facts }) =>
      productOfOthers(input.reshape([-1]), 0)
        .reshape(facts.input.shape)
        .mul(grad),
  },
  samples: () => [[uniform([2, 3])], [uniform([])]],
});

const prodAlong = defineOp({
  name: "prodAlong",
  namespace: "internal",
  gradFn: "ProdBackward1",
  doc: "The product along dim.",
  params: [tensor("input"), int("dim"), flag("keepdim", false), dtype("dtype", null)],
  promote: "none",
  shape: shapeOf,
  dtype: ({ input, dtype }) => scanDtype(input, dtype),
  forward: (out, x) =>
    kernels.fold(dataOf(out), dataOf(x), planOf(out, x, out.args.dim), 1, multiply),
  backward: {
    input: ({ grad, input, facts, dim, keepdim }) =>
      productOfOthers(input, wrapDim(dim, input.ndim)).mul(
        restore(grad, facts.input.shape, dim, keepdim),
      ),
  },
  samples: () => [
    [uniform([2, 3]), 1],
    [uniform([2, 3]), 0, true],
  ],
});

interface Prod {
  (input: Tensor, options?: { readonly dtype?: Tensor["dtype"] | null }): Tensor;
  (
    input: Tensor,
    options: {
      readonly dim: number;
      readonly keepdim?: boolean;
      readonly dtype?: Tensor["dtype"] | null;
    },
  ): Tensor;
  (input: Tensor, dim: number, keepdim?: boolean): Tensor;
}

export const prod = defineOverloads<Prod>({
  name: "prod",
  doc: "The product of all elements, or along dim.",
  forms: [
    {
      params: [tensor("input"), dtype("dtype", null)],
      call: (input: Tensor, type: Tensor["dtype"] | null) => prodAll(input, { dtype: type }),
    },
    {
      params: [tensor("input"), int("dim"), flag("keepdim", false), dtype("dtype", null)],
      call: (input: Tensor, dim: number, keepdim: boolean, type: Tensor["dtype"] | null) =>
        prodAlong(input, dim, { keepdim, dtype: type }),
    },
  ],
  samples: () => [[uniform([2, 3])], [uniform([2, 3]), 1]],
});
