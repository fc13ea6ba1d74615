// The small network's loss in tfjs, whose graph is always built anew; on the cpu backend, the faster
// one for so little.

import { tf } from "../peers/tfjs.mjs";
import { createTfjsTraining } from "../peers/training.mjs";
import { BATCH, problem, SIZES, x, y } from "./problem.mjs";

export const createTfjs = () =>
  createTfjsTraining(problem, "cpu", ([w1, b1, w2, b2, w3, b3]) => {
    const input = tf.tensor2d(x, [BATCH, SIZES[0]]);
    const target = tf.tensor2d(y, [BATCH, 1]);
    return () => {
      const h1 = tf.tanh(tf.add(tf.matMul(input, w1), b1));
      const h2 = tf.tanh(tf.add(tf.matMul(h1, w2), b2));
      return tf.mean(tf.square(tf.sub(tf.add(tf.matMul(h2, w3), b3), target)));
    };
  });
