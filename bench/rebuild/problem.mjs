// A network of the size that docs pages have, 2-16-16-1 with tanh on four samples, as numbers.

import { scaled, uniforms } from "../numbers.mjs";

export const BATCH = 4;
export const SIZES = [2, 16, 16, 1];
export const LR = 0.01;

export const x = uniforms(BATCH * SIZES[0], 1);
export const y = uniforms(BATCH, 2);

/** As training.mjs takes it: w1, b1, w2, b2, w3, b3. */
export const problem = {
  parameters: SIZES.slice(1).flatMap((size, layer) => [
    {
      values: scaled(SIZES[layer] * size, SIZES[layer] ** -0.5, 3 + layer),
      shape: [SIZES[layer], size],
    },
    { values: scaled(size, SIZES[layer] ** -0.5, 7 + layer), shape: [size] },
  ]),
  data: (make) => ({ x: make(x, [BATCH, SIZES[0]]), y: make(y, [BATCH, 1]) }),
  lr: LR,
};

/** Ours. */
export const lossOf = ({ nn }, [w1, b1, w2, b2, w3, b3], { x, y }) => {
  const h = x.matmul(w1).add(b1).tanh().matmul(w2).add(b2).tanh();
  return nn.functional.mseLoss(h.matmul(w3).add(b3), y);
};
