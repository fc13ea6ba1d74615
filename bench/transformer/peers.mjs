// The transformer block's loss in the peers' words.

import { nn, np } from "../peers/jax.mjs";
import { tf } from "../peers/tfjs.mjs";
import { createJaxTraining, createTfjsTraining } from "../peers/training.mjs";
import { D, EPS, HEADS, problem, T, x, y } from "./problem.mjs";

const SCALE = (D / HEADS) ** -0.5;
/** √(2/π) and the cubic coefficient of GELU's tanh form. */
const [GELU_SCALE, GELU_CUBIC] = [Math.sqrt(2 / Math.PI), 0.044715];

export const createJax = () =>
  createJaxTraining(problem, () => {
    const input = np.array(x).reshape([T, D]);
    const target = np.array(y).reshape([T, D]);
    const norm = (t, scale, shift) => nn.standardize(t, -1, { epsilon: EPS }).mul(scale).add(shift);
    const dense = (t, w, b) => np.matmul(t, w).add(b);
    const heads = (t) => np.transpose(t.reshape([T, HEADS, D / HEADS]), [1, 0, 2]);
    return ([g1, s1, wqkv, bqkv, wo, bo, g2, s2, w1, b1, w2, b2]) => {
      const qkv = dense(norm(input.ref, g1, s1), wqkv, bqkv);
      const part = (t, i) => heads(t.slice([], [i * D, (i + 1) * D]));
      const [q, k, v] = [part(qkv.ref, 0), part(qkv.ref, 1), part(qkv, 2)];
      const weights = nn.softmax(np.matmul(q, np.matrixTranspose(k)).mul(SCALE), -1);
      const mixed = np.transpose(np.matmul(weights, v), [1, 0, 2]).reshape([T, D]);
      const attended = input.ref.add(dense(mixed, wo, bo));
      const h = nn.gelu(dense(norm(attended.ref, g2, s2), w1, b1), { approximate: true });
      const difference = attended.add(dense(h, w2, b2)).sub(target.ref);
      return np.mean(np.square(difference));
    };
  });

export const createTfjs = () =>
  createTfjsTraining(problem, "wasm", ([g1, s1, wqkv, bqkv, wo, bo, g2, s2, w1, b1, w2, b2]) => {
    const input = tf.tensor2d(x, [T, D]);
    const target = tf.tensor2d(y, [T, D]);
    const norm = (t, scale, shift) => {
      const centred = tf.sub(t, tf.mean(t, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      return tf.add(tf.mul(tf.div(centred, tf.sqrt(tf.add(variance, EPS))), scale), shift);
    };
    const dense = (t, w, b) => tf.add(tf.matMul(t, w), b);
    const gelu = (t) => {
      const cubic = tf.mul(tf.mul(tf.mul(t, t), t), GELU_CUBIC);
      const inner = tf.tanh(tf.mul(tf.add(t, cubic), GELU_SCALE));
      return tf.mul(tf.mul(t, 0.5), tf.add(inner, 1));
    };
    const heads = (t) => tf.transpose(tf.reshape(t, [T, HEADS, D / HEADS]), [1, 0, 2]);
    return () => {
      const [q, k, v] = tf.split(dense(norm(input, g1, s1), wqkv, bqkv), 3, 1).map(heads);
      const weights = tf.softmax(tf.mul(tf.matMul(q, k, false, true), SCALE));
      const mixed = tf.reshape(tf.transpose(tf.matMul(weights, v), [1, 0, 2]), [T, D]);
      const attended = tf.add(input, dense(mixed, wo, bo));
      const h = gelu(dense(norm(attended, g2, s2), w1, b1));
      return tf.mean(tf.square(tf.sub(tf.add(attended, dense(h, w2, b2)), target)));
    };
  });
