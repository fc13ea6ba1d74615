// Bench: one step of the tutorial's network. Write one weight; read the loss, w.grad and b.grad.

import { ratio } from "../statistics.mjs";
import { createFloor, createUnrolled } from "./floor.mjs";
import { createJaxDocumented, createJaxTuned } from "./jax.mjs";
import { createPersistent, createWatched } from "./ours.mjs";
import { b0, expected, IN, OUT, values, w0, x, y } from "./problem.mjs";
import { createRose } from "./rose.mjs";
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
    label: "ours: graph kept, read",
    group: "ours",
    create: createPersistent,
  },
  {
    name: "watched",
    label: "ours: graph kept, 3 effects",
    group: "ours",
    create: createWatched,
  },
  { name: "rose", label: "Rose, compiled", group: "peer", create: createRose },
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

/** × faster than this each: [contender, goal]. */
const FASTER = [
  ["rose", 4],
  ["jax", 300],
  ["jax-docs", 300],
  ["tfjs", 300],
  ["tfjs-docs", 300],
];

export default {
  name: "tutorial-step",
  title: "One step of the tutorial's network",
  description:
    "x[5] · w[5, 3] + b, binary cross-entropy with logits against y[3], float32. A step writes one " +
    "weight, then reads the loss, w.grad (15) and b.grad (3) as numbers.",
  unit: "µs per step",
  perOp: true,
  value: (row) => row.median,
  ours: "persistent",
  // 15 steps overwrite every weight, so the state then depends on the schedule alone.
  cases: ({ torch }) => [
    {
      name: "step",
      label: "a step",
      contenders: torch
        ? [...contenders, torch.contender("tutorial", {}, () => ({ x, y, w: w0, b: b0, values }))]
        : contenders,
      expected,
      settle: IN * OUT,
    },
  ],
  goals([{ row }]) {
    const [floor, persistent, watched] = ["floor", "persistent", "watched"].map(row);
    return [
      { text: "kept: at most 1.4 × the floor", value: ratio(persistent, floor), atMost: 1.4 },
      {
        text: "kept: against the unrolled one, which no goal asks for",
        value: ratio(persistent, row("unrolled")),
      },
      ...FASTER.map(([name, atLeast]) => ({
        text: `kept: at least ${atLeast} × faster than ${row(name).label}`,
        value: ratio(row(name), persistent),
        atLeast,
      })),
      {
        text: "3 effects: at most 1 µs more than the read, in µs",
        value: watched.median - persistent.median,
        atMost: 1,
      },
    ];
  },
};
