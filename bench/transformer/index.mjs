// Bench: one training step of one transformer block.

import { fasterThanAll, torchTraining, trainingCase } from "../training.mjs";
import { createJax, createTfjs } from "./peers.mjs";
import { D, HEADS, LR, lossOf, problem, T, x, y } from "./problem.mjs";

export default {
  name: "transformer",
  title: "A training step of a transformer block",
  description:
    "64 tokens, d = 64, 4 heads, feed-forward 256 with GELU, pre-norm, mean squared error, SGD; the " +
    "loss is read.",
  unit: "ms per step",
  value: (row) => row.median / 1000,
  ours: "kept",
  cases: ({ torch }) => [
    trainingCase(problem, lossOf, [
      { name: "jax", label: "jax-js wasm, jit", group: "peer", create: createJax },
      { name: "tfjs", label: "tfjs wasm", group: "peer", create: createTfjs },
      ...torchTraining(torch, "transformer", { t: T, d: D, heads: HEADS, lr: LR }, problem, {
        x,
        y,
      }),
    ]),
  ],
  goals: ([measured]) => fasterThanAll(measured),
};
