// What grows: each series makes, for a size, a step whose time per unit is measured.

import { uniforms } from "../numbers.mjs";
import * as ours from "../ours.mjs";
import { makeGraph } from "../scalar-graph/graph.mjs";
import { makeTensors } from "../scalar-graph/ours.mjs";

const values = uniforms(4096, 9);
const valueAt = (step) => values[step & 4095];

/** A graph of `size` scalars is built, evaluated and dropped. */
function createBuild(size) {
  const graph = makeGraph(size);
  return { step: () => makeTensors(graph).root.item() };
}

/** A leaf that affects all of `size` scalars is written, the root read. */
function createNodes(size) {
  const { wide, root } = makeTensors(makeGraph(size));
  return {
    step(s) {
      wide.set(valueAt(s));
      root.item();
    },
  };
}

/** The same with the leaf's gradient. */
function createGradients(size) {
  const { wide, root } = makeTensors(makeGraph(size));
  const dispose = ours.createRoot((disposeRoot) => {
    ours.createBackward(root);
    return disposeRoot;
  });
  return {
    step(s) {
      wide.set(valueAt(s));
      root.item();
      wide.grad.item();
    },
    dispose,
  };
}

/** A leaf that affects ten of `size` scalars. */
function createTen(size) {
  const { narrow, root } = makeTensors(makeGraph(size));
  return {
    step(s) {
      narrow.set(valueAt(s));
      root.item();
    },
  };
}

/** A chain of additions, `size` deep. */
function createDepth(size) {
  const leaf = ours.tensor(0.5);
  const one = ours.tensor(1e-3);
  let tip = leaf;
  for (let i = 0; i < size; i++) tip = tip.add(one);
  return {
    step(s) {
      leaf.set(valueAt(s));
      tip.item();
    },
  };
}

/** tanh(x w + b) summed, `size` elements; one of them is written. */
function createElements(size) {
  const x = ours.zeros(size);
  const sum = x.mul(0.5).add(0.25).tanh().sum();
  const index = [0];
  return {
    step(s) {
      x.setAt(index, valueAt(s));
      sum.item();
    },
  };
}

/** `size` effects, each on a tensor of its own, all computed from the leaf that is written. */
function createWatchers(size) {
  const leaf = ours.tensor(0.5);
  const seen = new Float64Array(size);
  const dispose = ours.createRoot((disposeRoot) => {
    for (let i = 0; i < size; i++) {
      const tensor = leaf.mul(i + 1);
      ours.createEffect(() => {
        seen[i] = tensor.item();
      });
    }
    return disposeRoot;
  });
  return { step: (s) => leaf.set(valueAt(s)), dispose };
}

/** `size` effects on as many leaves; always the same leaf is written, so that memory is warm. */
function createOneWatched(size) {
  const seen = new Float64Array(size);
  const leaves = Array.from({ length: size }, () => ours.tensor(0.5));
  const dispose = ours.createRoot((disposeRoot) => {
    leaves.forEach((leaf, i) => {
      const tensor = leaf.mul(2);
      ours.createEffect(() => {
        seen[i] = tensor.item();
      });
    });
    return disposeRoot;
  });
  return { step: (s) => leaves[0].set(valueAt(s)), dispose };
}

/** `per`: whether the time is divided by the size; `most`: the largest size. */
export const SERIES = [
  { name: "nodes", label: "nodes, all affected", per: true, most: 1e6, create: createNodes },
  {
    name: "gradients",
    label: "the same with gradient",
    per: true,
    most: 1e5,
    create: createGradients,
  },
  { name: "ten", label: "nodes, 10 affected", per: false, most: 1e6, create: createTen },
  { name: "build", label: "nodes, built and read", per: true, most: 1e6, create: createBuild },
  { name: "depth", label: "depth of a chain", per: true, most: 1e6, create: createDepth },
  { name: "elements", label: "elements", per: true, most: 1e6, create: createElements },
  {
    name: "watchers",
    label: "watchers, all affected",
    per: true,
    most: 1e5,
    create: createWatchers,
  },
  { name: "one", label: "watchers, 1 affected", per: false, most: 1e5, create: createOneWatched },
];
