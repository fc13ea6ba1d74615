// Overwriting elements at given positions: indexed assignment, seen as a step of the graph.

import { source } from "../graph";
import { defineOp } from "../op";
import { tensor } from "../params";
import { size } from "../shape";
import { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { zerosOf } from "./zeros";

export const putAt: (input: Tensor, values: Tensor, positions: Tensor) => Tensor = defineOp({
  name: "putAt",
  namespace: "internal",
  gradFn: "IndexPutBackward0",
  doc: "input with values at flat positions; of two at one position the later counts.",
  params: [tensor("input"), tensor("values"), tensor("positions")],
  promote: "none",
  shape: ({ input }) => input.shape,
  forward: (out, x, values, positions) => {
    const data = dataOf(out);
    const from = dataOf(x);
    const given = dataOf(values);
    const at = dataOf(positions);
    for (let i = 0; i < data.length; i++) data[i] = from[i] as number;
    for (let i = 0; i < at.length; i++) data[at[i] as number] = given[i] as number;
  },
  backward: {
    input: ({ grad, positions, facts }) =>
      putAt(grad, zerosOf(facts.values.shape, grad.dtype), positions),
    values: ({ grad, positions }) => grad.take(positions),
    positions: null,
  },
  samples: () => {
    const positions = new Tensor(source(Float64Array.of(3, 1), size([2]), "int64"));
    return [[uniform([4]), uniform([2]), positions]];
  },
});
