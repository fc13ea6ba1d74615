// LeNet on a batch of 32 images of 28×28, as numbers: two convolutions of 5×5 with ReLU and max
// pooling (1 → 6 with padding 2, 6 → 16), then 400-120-84-10. Weights are laid out as PyTorch has
// them, (out, in, height, width), but the dense ones (in, out).

import { integers, scaled, uniforms } from "../numbers.mjs";

export const BATCH = 32;
export const LR = 0.01;
export const CLASSES = 10;

export const x = uniforms(BATCH * 28 * 28, 1);
export const y = integers(BATCH, CLASSES, 2);
export const oneHot = Float32Array.from({ length: BATCH * CLASSES }, (_, i) =>
  y[Math.floor(i / CLASSES)] === i % CLASSES ? 1 : 0,
);

/** Weight and bias, uniform within 1/√fan-in as PyTorch starts them. */
const layer = (shape, fanIn, outputs, seed) => [
  {
    values: scaled(
      shape.reduce((a, b) => a * b),
      fanIn ** -0.5,
      seed,
    ),
    shape,
  },
  { values: scaled(outputs, fanIn ** -0.5, seed + 1), shape: [outputs] },
];

/** As training.mjs takes it. */
export const problem = {
  parameters: [
    ...layer([6, 1, 5, 5], 25, 6, 3),
    ...layer([16, 6, 5, 5], 150, 16, 5),
    ...layer([400, 120], 400, 120, 7),
    ...layer([120, 84], 120, 84, 9),
    ...layer([84, 10], 84, 10, 11),
  ],
  data: (make, ours) => ({
    x: make(x, [BATCH, 1, 28, 28]),
    y: ours.tensor(Array.from(y), { dtype: "int64" }),
  }),
  lr: LR,
};

/** Ours. */
export const lossOf = ({ nn: { functional: F } }, params, { x, y }) => {
  const [k1, c1, k2, c2, w3, b3, w4, b4, w5, b5] = params;
  const first = F.maxPool2d(F.conv2d(x, k1, c1, { padding: 2 }).relu(), 2);
  const second = F.maxPool2d(F.conv2d(first, k2, c2).relu(), 2);
  const h3 = second.flatten(1).matmul(w3).add(b3).relu();
  const h4 = h3.matmul(w4).add(b4).relu();
  return F.crossEntropy(h4.matmul(w5).add(b5), y);
};
