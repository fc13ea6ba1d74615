// Bench: the imperative style, a graph built, walked backward and dropped at every step.

import { ratio } from "../statistics.mjs";
import { torchTraining, trainingCase } from "../training.mjs";
import { createFloor } from "../tutorial-step/floor.mjs";
import { createRebuilt } from "../tutorial-step/ours.mjs";
import * as tutorial from "../tutorial-step/problem.mjs";
import { createTfjsDocumented, createTfjsTuned } from "../tutorial-step/tfjs.mjs";
import { createTfjs } from "./peers.mjs";
import { BATCH, LR, lossOf, problem, SIZES, x, y } from "./problem.mjs";

/** The tutorial's step, its graph made anew. */
const tutorialCase = (torch) => ({
  name: "tutorial",
  label: "the tutorial's step",
  expected: tutorial.expected,
  settle: tutorial.IN * tutorial.OUT,
  contenders: [
    { name: "floor", label: "hand-written fused loop", group: "floor", create: createFloor },
    { name: "rebuilt", label: "ours: graph rebuilt", group: "ours", create: createRebuilt },
    { name: "tfjs", label: "tfjs cpu, tuned", group: "peer", create: createTfjsTuned },
    {
      name: "tfjs-docs",
      label: "tfjs cpu, as documented",
      group: "peer",
      create: createTfjsDocumented,
    },
    ...(torch
      ? [
          torch.contender("tutorial", {}, () => ({
            x: tutorial.x,
            y: tutorial.y,
            w: tutorial.w0,
            b: tutorial.b0,
            values: tutorial.values,
          })),
        ]
      : []),
  ],
});

/** A whole training step of a small network. */
const networkCase = (torch) => ({
  ...trainingCase(problem, lossOf, [
    { name: "tfjs", label: "tfjs cpu", group: "peer", create: createTfjs },
    ...torchTraining(torch, "smallMlp", { batch: BATCH, sizes: SIZES, lr: LR }, problem, { x, y }),
  ]),
  name: "network",
  label: "a training step of 2-16-16-1",
});

export default {
  name: "rebuild",
  title: "The graph built anew at every step",
  description:
    "The imperative style: build, backward(), read, drop. The tutorial's step as above, and a whole " +
    "SGD step of a network 2-16-16-1 (tanh, batch 4, mean squared error), with the kept graph beside " +
    "it. Op nodes: forward and gradient, as inspectGraph counts them.",
  unit: "µs per step",
  perOp: true,
  value: (row) => row.median,
  ours: "rebuilt",
  cases: ({ torch }) => [tutorialCase(torch), networkCase(torch)],
  goals: (measured) =>
    measured.flatMap(({ theCase, row }) => {
      const rebuilt = row("rebuilt");
      return [
        {
          text: `${theCase.label}: at most 1 µs per op node (${rebuilt.ops} nodes)`,
          value: rebuilt.median / rebuilt.ops,
          atMost: 1,
        },
        {
          text: `${theCase.label}: at least 50 × faster than ${row("tfjs").label}`,
          value: ratio(row("tfjs"), rebuilt),
          atLeast: 50,
        },
        ...(row("tfjs-docs")
          ? [
              {
                text: `${theCase.label}: at least 50 × faster than ${row("tfjs-docs").label}`,
                value: ratio(row("tfjs-docs"), rebuilt),
                atLeast: 50,
              },
            ]
          : []),
      ];
    }),
};
