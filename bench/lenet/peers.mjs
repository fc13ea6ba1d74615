// LeNet's loss in the peers' words. tfjs has its channels last, and no gradient of a convolution on
// its wasm backend: it runs on the cpu one.

import { lax, nn, np } from "../peers/jax.mjs";
import { tf } from "../peers/tfjs.mjs";
import { createJaxTraining, createTfjsTraining } from "../peers/training.mjs";
import { BATCH, CLASSES, oneHot, problem, x } from "./problem.mjs";

/** Each 2×2 window's maximum, in NCHW. */
function pooled(images) {
  const [n, c, h, w] = images.shape;
  return np.max(images.reshape([n, c, h / 2, 2, w / 2, 2]), [3, 5]);
}

export const createJax = () =>
  createJaxTraining(problem, () => {
    const input = np.array(x).reshape([BATCH, 1, 28, 28]);
    const target = np.array(oneHot).reshape([BATCH, CLASSES]);
    const padded = [
      [2, 2],
      [2, 2],
    ];
    const convolved = (images, kernel, bias, padding) => {
      const shifted = bias.reshape([bias.shape[0], 1, 1]);
      return pooled(nn.relu(lax.conv(images, kernel, [1, 1], padding).add(shifted)));
    };
    const dense = (t, w, b) => np.matmul(t, w).add(b);
    return ([k1, c1, k2, c2, w3, b3, w4, b4, w5, b5]) => {
      const images = convolved(convolved(input.ref, k1, c1, padded), k2, c2, "VALID");
      const h3 = nn.relu(dense(images.reshape([BATCH, 400]), w3, b3));
      const logits = dense(nn.relu(dense(h3, w4, b4)), w5, b5);
      return np.sum(nn.logSoftmax(logits).mul(target.ref)).mul(-1 / BATCH);
    };
  });

/** Kernels are (h, w, in, out), images (n, h, w, c). */
const layOut = (given) => (given.rank === 4 ? tf.transpose(given, [2, 3, 1, 0]) : given);

export const createTfjs = () =>
  createTfjsTraining(
    problem,
    "cpu",
    ([k1, c1, k2, c2, w3, b3, w4, b4, w5, b5]) => {
      const input = tf.tensor4d(x, [BATCH, 28, 28, 1]);
      const target = tf.tensor2d(oneHot, [BATCH, CLASSES]);
      const convolved = (images, kernel, bias, padding) =>
        tf.maxPool(tf.relu(tf.add(tf.conv2d(images, kernel, 1, padding), bias)), 2, 2, "valid");
      const dense = (t, w, b) => tf.add(tf.matMul(t, w), b);
      return () => {
        const images = convolved(convolved(input, k1, c1, "same"), k2, c2, "valid");
        // Channels first again, as the dense weights expect them.
        const flat = tf.reshape(tf.transpose(images, [0, 3, 1, 2]), [BATCH, 400]);
        const h4 = tf.relu(dense(tf.relu(dense(flat, w3, b3)), w4, b4));
        return tf.losses.softmaxCrossEntropy(target, dense(h4, w5, b5));
      };
    },
    layOut,
  );
