// What is dragged. Each scenario makes a step; the first two tell what is not ours.

import * as ours from "../ours.mjs";
import { makeGraph } from "../scalar-graph/graph.mjs";
import { makeTensors } from "../scalar-graph/ours.mjs";
import { createPersistent, createWatched } from "../tutorial-step/ours.mjs";
import { valueAt } from "../tutorial-step/problem.mjs";

/** One float64 is written: what every drag here does besides. */
function createNothing() {
  const out = new Float64Array(1);
  return {
    step(s) {
      out[0] = valueAt(s);
    },
  };
}

/** A signal read by three effects: what Solid itself takes for a write that three display. */
function createSolidAlone() {
  const [value, setValue] = ours.createSignal(0);
  const out = new Float64Array(3);
  ours.createRoot(() => {
    for (let k = 0; k < 3; k++)
      ours.createEffect(() => {
        out[k] = value();
      });
  });
  return {
    step(s) {
      setValue(valueAt(s));
    },
  };
}

/** One of ten thousand scalar nodes is written; ten follow, and a gradient. */
function createScalars() {
  const { narrow, root } = makeTensors(makeGraph(10_000));
  ours.createRoot(() => ours.createBackward(root));
  const out = new Float64Array(2);
  return {
    step(s) {
      narrow.set(valueAt(s));
      out[0] = root.item();
      out[1] = narrow.grad.item();
    },
  };
}

/** Eight thousand elements through an elementwise chain and a sum, with the gradient. */
function createElements() {
  const x = ours.zeros(8192, { requiresGrad: true });
  const loss = x.mul(0.5).tanh().exp().sum();
  ours.createRoot(() => ours.createBackward(loss));
  const out = new Float32Array(8192);
  const index = [7];
  return {
    step(s) {
      x.setAt(index, valueAt(s));
      out[0] = loss.item();
      x.grad.toTypedArray(out);
    },
  };
}

export const SCENARIOS = [
  { name: "nothing", label: "an empty drag", drags: 100_000, create: createNothing },
  {
    name: "solid",
    label: "Solid alone: a signal, 3 effects",
    drags: 100_000,
    create: createSolidAlone,
  },
  { name: "kept", label: "ours: tutorial's graph, read", drags: 100_000, create: createPersistent },
  {
    name: "watched",
    label: "ours: tutorial's graph, 3 effects",
    drags: 100_000,
    create: createWatched,
  },
  {
    name: "scalars",
    label: "ours: 10 of 10,000 scalars, value and gradient",
    drags: 100_000,
    create: createScalars,
  },
  {
    name: "elements",
    label: "ours: 8,192 elements, value and gradient",
    drags: 2000,
    create: createElements,
  },
];
