// The network 784-128-10 with ReLU on one batch of 64, as numbers.

import { integers, scaled, uniforms } from "../numbers.mjs";

export const BATCH = 64;
export const SIZES = [784, 128, 10];
export const LR = 0.01;
const [inputs, hidden, outputs] = SIZES;

export const x = uniforms(BATCH * inputs, 1);
/** The class of each sample. */
export const y = integers(BATCH, outputs, 2);
export const oneHot = Float32Array.from({ length: BATCH * outputs }, (_, i) =>
  y[Math.floor(i / outputs)] === i % outputs ? 1 : 0,
);

/** As training.mjs takes it. */
export const problem = {
  parameters: [
    { values: scaled(inputs * hidden, inputs ** -0.5, 3), shape: [inputs, hidden] },
    { values: scaled(hidden, inputs ** -0.5, 4), shape: [hidden] },
    { values: scaled(hidden * outputs, hidden ** -0.5, 5), shape: [hidden, outputs] },
    { values: scaled(outputs, hidden ** -0.5, 6), shape: [outputs] },
  ],
  data: (make, ours) => ({
    x: make(x, [BATCH, inputs]),
    y: ours.tensor(Array.from(y), { dtype: "int64" }),
  }),
  lr: LR,
};

/** Ours. */
export const lossOf = ({ nn }, [w1, b1, w2, b2], { x, y }) =>
  nn.functional.crossEntropy(x.matmul(w1).add(b1).relu().matmul(w2).add(b2), y);
