// Bench: one step of the tutorial's network. Write one weight; read the loss, w.grad and b.grad.

import { ratio } from "../harness.mjs";
import { createFloor, createUnrolled } from "./floor.mjs";
import { createJaxDocumented, createJaxTuned } from "./jax.mjs";
import { createPersistent, createRebuilt, createWatched } from "./ours.mjs";
import { expected, IN, OUT } from "./problem.mjs";
import { createTfjsDocumented, createTfjsTuned } from "./tfjs.mjs";

/** @type {import("../harness.mjs").Contender[]} */
const contenders = [
  { name: "floor", label: "hand-written fused loop", group: "floor", create: createFloor },
  {
    name: "unrolled",
    label: "the same, unrolled by hand",
    group: "reference",
    create: createUnrolled,
  },
  {
    name: "persistent",
    label: "ours (a): graph kept, read",
    group: "ours",
    create: createPersistent,
  },
  { name: "rebuilt", label: "ours (b): graph rebuilt", group: "ours", create: createRebuilt },
  {
    name: "watched",
    label: "ours (c): graph kept, 3 effects",
    group: "ours",
    create: createWatched,
  },
  { name: "jax", label: "jax-js wasm, jit, tuned", group: "peer", create: createJaxTuned },
  {
    name: "jax-docs",
    label: "jax-js wasm, jit, as documented",
    group: "peer",
    create: createJaxDocumented,
  },
  { name: "tfjs", label: "tfjs cpu, tuned", group: "peer", create: createTfjsTuned },
  {
    name: "tfjs-docs",
    label: "tfjs cpu, as documented",
    group: "peer",
    create: createTfjsDocumented,
  },
];

export default {
  name: "tutorial-step",
  title: "One step of the tutorial's network",
  description:
    "x[5] · w[5, 3] + b, binary cross-entropy with logits against y[3], float32. A step writes one " +
    "weight, then reads the loss, w.grad (15) and b.grad (3) as numbers.",
  contenders,
  expected,
  // 15 steps overwrite every weight, so the state then depends on the schedule alone.
  settle: IN * OUT,
  /** The goals, as measured; `row` finds a row by its contender's name. */
  goals(row) {
    const [floor, persistent, rebuilt] = ["floor", "persistent", "rebuilt"].map(row);
    const peers = ["jax", "jax-docs", "tfjs", "tfjs-docs"].map(row);
    const best = peers.reduce((a, b) => (b.median < a.median ? b : a));
    return [
      { text: "(a) at most 3 × the floor", value: ratio(persistent, floor), atMost: 3 },
      {
        text: "(a) against the unrolled one, which no goal asks for",
        value: ratio(persistent, row("unrolled")),
      },
      {
        text: `(a) at least 150 × faster than the best peer (${best.label})`,
        value: ratio(best, persistent),
        atLeast: 150,
      },
      {
        text: `(b) at most 2 µs per op node (${rebuilt.ops} nodes a step)`,
        value: rebuilt.median / rebuilt.ops,
        atMost: 2,
      },
    ];
  },
};
