// One pre-norm transformer block as numbers: T = 64 tokens, d = 64, 4 heads, a feed-forward part of
// 256 with GELU (its tanh form, which all have), trained towards a target by mean squared error.

import { scaled, uniforms } from "../numbers.mjs";

export const T = 64;
export const D = 64;
export const HEADS = 4;
export const HIDDEN = 256;
export const LR = 0.01;
export const EPS = 1e-5;

export const x = uniforms(T * D, 1);
export const y = uniforms(T * D, 2);

const dense = (inputs, outputs, seed) => [
  { values: scaled(inputs * outputs, inputs ** -0.5, seed), shape: [inputs, outputs] },
  { values: scaled(outputs, inputs ** -0.5, seed + 1), shape: [outputs] },
];
const norm = () => [
  { values: new Float32Array(D).fill(1), shape: [D] },
  { values: new Float32Array(D), shape: [D] },
];

/** As training.mjs takes it. */
export const problem = {
  parameters: [
    ...norm(),
    ...dense(D, 3 * D, 3),
    ...dense(D, D, 5),
    ...norm(),
    ...dense(D, HIDDEN, 7),
    ...dense(HIDDEN, D, 9),
  ],
  data: (make) => ({ x: make(x, [T, D]), y: make(y, [T, D]) }),
  lr: LR,
};

/** Ours. */
export const lossOf = ({ nn: { functional: F } }, params, { x, y }) => {
  const [g1, s1, wqkv, bqkv, wo, bo, g2, s2, w1, b1, w2, b2] = params;
  const heads = (t) => t.reshape(T, HEADS, D / HEADS).transpose(0, 1);
  const [q, k, v] = F.layerNorm(x, [D], g1, s1).matmul(wqkv).add(bqkv).chunk(3, 1).map(heads);
  const mixed = F.scaledDotProductAttention(q, k, v).transpose(0, 1).reshape(T, D);
  const attended = x.add(mixed.matmul(wo).add(bo));
  const h = F.gelu(F.layerNorm(attended, [D], g2, s2).matmul(w1).add(b1), { approximate: "tanh" });
  return F.mseLoss(attended.add(h.matmul(w2).add(b2)), y);
};
