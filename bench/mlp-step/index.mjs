// Bench: one training step of the network 784-128-10 on a batch of 64.

import { ratio } from "../statistics.mjs";
import { torchTraining, trainingCase } from "../training.mjs";
import { createJax, createTfjs } from "./peers.mjs";
import { BATCH, LR, lossOf, problem, SIZES, x, y } from "./problem.mjs";

export default {
  name: "mlp-step",
  title: "A training step of the network 784-128-10",
  description:
    "Batch 64, ReLU, cross-entropy: forward, backward and the SGD update of all parameters, and the " +
    "loss read as a number.",
  unit: "ms per step",
  value: (row) => row.median / 1000,
  ours: "kept",
  cases: ({ torch }) => [
    trainingCase(problem, lossOf, [
      { name: "jax", label: "jax-js wasm, jit", group: "peer", create: createJax },
      { name: "tfjs", label: "tfjs wasm", group: "peer", create: createTfjs },
      ...torchTraining(torch, "mlp", { batch: BATCH, sizes: SIZES, lr: LR }, problem, { x, y }),
    ]),
  ],
  goals([{ row }]) {
    const goals = [
      {
        text: "kept: at most 0.6 × jax-js jit",
        value: ratio(row("kept"), row("jax")),
        atMost: 0.6,
      },
    ];
    if (row("torch"))
      goals.push({
        text: "kept: at most 2.2 × torch + OpenBLAS",
        value: ratio(row("kept"), row("torch")),
        atMost: 2.2,
      });
    return goals;
  },
};
