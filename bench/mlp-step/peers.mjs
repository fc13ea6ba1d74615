// The training step's loss in the peers' words.

import { nn, np } from "../peers/jax.mjs";
import { tf } from "../peers/tfjs.mjs";
import { createJaxTraining, createTfjsTraining } from "../peers/training.mjs";
import { BATCH, oneHot, problem, SIZES, x } from "./problem.mjs";

const [inputs, , outputs] = SIZES;

export const createJax = () =>
  createJaxTraining(problem, () => {
    const input = np.array(x).reshape([BATCH, inputs]);
    const target = np.array(oneHot).reshape([BATCH, outputs]);
    return ([w1, b1, w2, b2]) => {
      const h = nn.relu(np.matmul(input.ref, w1).add(b1));
      const logits = np.matmul(h, w2).add(b2);
      return np.sum(nn.logSoftmax(logits).mul(target.ref)).mul(-1 / BATCH);
    };
  });

export const createTfjs = () =>
  createTfjsTraining(problem, "wasm", ([w1, b1, w2, b2]) => {
    const input = tf.tensor2d(x, [BATCH, inputs]);
    const target = tf.tensor2d(oneHot, [BATCH, outputs]);
    return () => {
      const h = tf.relu(tf.add(tf.matMul(input, w1), b1));
      return tf.losses.softmaxCrossEntropy(target, tf.add(tf.matMul(h, w2), b2));
    };
  });
