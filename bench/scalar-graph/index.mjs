// Bench: a graph of ten thousand scalars, of which a write affects all or ten.

import { uniforms } from "../numbers.mjs";
import { once } from "../once.mjs";
import * as ours from "../ours.mjs";
import { ratio } from "../statistics.mjs";
import { makeClosures, makeLoop, makeObjects } from "./byHand.mjs";
import { makeGraph, NARROW, WIDE } from "./graph.mjs";
import { makeMemos, makeTensors } from "./ours.mjs";

const SIZE = 10_000;
const CONE = 10;
const values = uniforms(4096, 9);
const valueAt = (step) => values[step & 4095];
const leafOf = (narrow) => (narrow ? NARROW : WIDE);

/** What must be read: the root, and the written leaf's gradient if `grads`. */
function makeExpected(graph, narrow, grads) {
  const { values: numbers, forward, backward } = makeLoop(graph);
  return (step) => {
    numbers[leafOf(narrow)] = valueAt(step);
    const root = forward();
    return grads ? [root, backward()[leafOf(narrow)]] : [root];
  };
}

/** One loop over arrays; for the narrow leaf over its ten nodes only, as one would write it. */
function createLoop(graph, narrow, grads) {
  const { values: numbers, forward, backward } = makeLoop(graph);
  forward();
  const leaf = leafOf(narrow);
  const from = narrow ? graph.size - CONE : graph.first;
  const out = new Float64Array(2);
  const step = (s) => {
    numbers[leaf] = valueAt(s);
    out[0] = forward(from);
    if (grads) out[1] = backward(from)[leaf];
  };
  return { step, out };
}

function createClosures(graph, narrow) {
  const { values: numbers, forward } = makeClosures(graph);
  const leaf = leafOf(narrow);
  const out = new Float64Array(1);
  const step = (s) => {
    numbers[leaf] = valueAt(s);
    out[0] = forward();
  };
  return { step, out };
}

function createObjects(graph, narrow, grads) {
  const { nodes, forward, backward } = makeObjects(graph);
  const leaf = nodes[leafOf(narrow)];
  const out = new Float64Array(2);
  const step = (s) => {
    leaf.data = valueAt(s);
    out[0] = forward();
    if (!grads) return;
    backward();
    out[1] = leaf.grad;
  };
  return { step, out };
}

function createMemos(graph, narrow) {
  const { write, read } = makeMemos(graph, leafOf(narrow));
  const out = new Float64Array(1);
  const step = (s) => {
    write(valueAt(s));
    out[0] = read();
  };
  return { step, out };
}

/** A tensor per scalar; `ops` counts what a step computes, as `profile` sees it. */
function createTensors(graph, narrow, grads) {
  const { wide, narrow: small, root } = makeTensors(graph);
  const leaf = narrow ? small : wide;
  const dispose = ours.createRoot((disposeRoot) => {
    if (grads) ours.createBackward(root);
    return disposeRoot;
  });
  const out = new Float64Array(2);
  const step = (s) => {
    leaf.set(valueAt(s));
    out[0] = root.item();
    if (grads) out[1] = leaf.grad.item();
  };
  step(-1);
  step(-2);
  const ops = ours.profile(() => step(-3)).computed.length;
  return { step, out, ops, dispose };
}

function makeCase(narrow, grads) {
  const graph = once(() => makeGraph(SIZE));
  const expected = once(() => makeExpected(graph(), narrow, grads));
  const own = (name, label, group, create) => ({
    name,
    label,
    group,
    create: () => create(graph(), narrow, grads),
  });
  const label = `${grads ? "value and gradient" : "value"}, ${narrow ? CONE : "all"} affected`;
  return {
    name: label,
    label,
    tolerance: 1e-3, // ours is in float32, a hundred layers deep
    expected: (step) => expected()(step),
    contenders: [
      own("floor", "hand-written loop over arrays", "floor", createLoop),
      ...(grads ? [] : [own("closures", "a closure per node", "reference", createClosures)]),
      own("objects", "an object per node, as micrograd", "reference", createObjects),
      own("ours", "ours: a tensor per node", "ours", createTensors),
      ...(grads ? [] : [own("memos", "a Solid memo per node", "peer", createMemos)]),
    ],
  };
}

export default {
  name: "scalar-graph",
  title: "A graph of 10,000 scalars",
  description:
    "100 layers of a hundred nodes: 45% add, 45% multiply, 10% tanh. A step writes one leaf and reads " +
    "the root, and the leaf's gradient where said. The leaf affects all nodes, or the last ten (the " +
    "loop then runs over those alone; closures and objects know no better than to run all). " +
    "In brackets: how many nodes ours computed, forward and backward.",
  unit: "µs per step",
  perOp: true,
  value: (row) => row.median,
  ours: "ours",
  cases: () =>
    [false, true].flatMap((grads) => [false, true].map((narrow) => makeCase(narrow, grads))),
  goals([value, valueOfTen, gradient, gradientOfTen]) {
    const [all, ten, allGrads, tenGrads] = [value, valueOfTen, gradient, gradientOfTen].map(
      ({ row }) => row("ours"),
    );
    return [
      {
        text: "all affected, forward: at most 5 ns per node",
        value: (all.median * 1000) / SIZE,
        atMost: 5,
      },
      {
        text: "10 affected, forward: at most 1% of all, in %",
        value: (100 * ten.median) / all.median,
        atMost: 1,
      },
      {
        text: `all affected, with gradient: at most 5 ns per node computed (${allGrads.ops})`,
        value: (allGrads.median * 1000) / allGrads.ops,
        atMost: 5,
      },
      {
        text: "10 affected, with gradient: at most 1% of all, in %",
        value: (100 * tenGrads.median) / allGrads.median,
        atMost: 1,
      },
      {
        text: "nodes computed for 10 affected, forward",
        value: ten.ops,
        atMost: CONE,
      },
      {
        text: "forward against the hand-written loop, which no goal asks for",
        value: ratio(all, value.row("floor")),
      },
      {
        text: "with gradient against the hand-written loop, which no goal asks for",
        value: ratio(allGrads, gradient.row("floor")),
      },
    ];
  },
};
