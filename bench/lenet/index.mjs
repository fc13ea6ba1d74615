// Bench: one training step of LeNet on a batch of 32 images of 28×28.

import { fasterThanAll, torchTraining, trainingCase } from "../training.mjs";
import { createJax, createTfjs } from "./peers.mjs";
import { BATCH, LR, lossOf, problem, x, y } from "./problem.mjs";

export default {
  name: "lenet",
  title: "A training step of LeNet",
  description:
    "28×28, batch 32: two convolutions of 5×5 with ReLU and max pooling, three dense layers, " +
    "cross-entropy, SGD; the loss is read.",
  unit: "ms per step",
  value: (row) => row.median / 1000,
  ours: "kept",
  cases: ({ torch }) => [
    trainingCase(problem, lossOf, [
      { name: "jax", label: "jax-js wasm, jit", group: "peer", create: createJax },
      { name: "tfjs", label: "tfjs cpu", group: "peer", create: createTfjs },
      ...torchTraining(torch, "lenet", { batch: BATCH, lr: LR }, problem, { x, y }),
    ]),
  ],
  goals: ([measured]) => fasterThanAll(measured),
};
