// TensorFlow.js on its cpu backend, twice: in the words of its documentation, and in the fastest
// form found (softplus fuses the loss; plain tensors spare the variable's bookkeeping).

import * as tf from "@tensorflow/tfjs";
import { b0, IN, indexAt, OUT, READ, valueAt, w0, x, y } from "./problem.mjs";

async function start() {
  tf.enableProdMode();
  await tf.setBackend("cpu");
  await tf.ready();
}

/** tf.variable, tf.losses.sigmoidCrossEntropy and tf.variableGrads. */
export async function createTfjsDocumented() {
  await start();
  const input = tf.tensor2d(x, [1, IN]);
  const target = tf.tensor2d(y, [1, OUT]);
  const values = Float32Array.from(w0);
  const w = tf.variable(tf.tensor2d(values, [IN, OUT]));
  const b = tf.variable(tf.tensor1d(b0));
  const out = new Float32Array(READ);
  const loss = () => tf.losses.sigmoidCrossEntropy(target, input.matMul(w).add(b));

  const step = (s) =>
    tf.tidy(() => {
      values[indexAt(s)] = valueAt(s);
      w.assign(tf.tensor2d(values, [IN, OUT]));
      const { value, grads } = tf.variableGrads(loss, [w, b]);
      out[0] = value.dataSync()[0];
      out.set(grads[w.name].dataSync(), 1);
      out.set(grads[b.name].dataSync(), 1 + IN * OUT);
    });

  return { step, out };
}

/** tf.valueAndGrads over plain tensors, with the loss as mean(softplus(z) - z y). */
export async function createTfjsTuned() {
  await start();
  const input = tf.tensor2d(x, [1, IN]);
  const target = tf.tensor2d(y, [1, OUT]);
  const values = Float32Array.from(w0);
  const b = tf.tensor1d(b0);
  const out = new Float32Array(READ);
  const valueAndGrads = tf.valueAndGrads((w, bias) => {
    const z = tf.add(tf.matMul(input, w), bias);
    return tf.mean(tf.sub(tf.softplus(z), tf.mul(z, target)));
  });

  const step = (s) =>
    tf.tidy(() => {
      values[indexAt(s)] = valueAt(s);
      const { value, grads } = valueAndGrads([tf.tensor2d(values, [IN, OUT]), b]);
      out[0] = value.dataSync()[0];
      out.set(grads[0].dataSync(), 1);
      out.set(grads[1].dataSync(), 1 + IN * OUT);
    });

  return { step, out };
}
