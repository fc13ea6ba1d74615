// A training step as jax-js and tfjs do it best, for any loss: forward, backward, SGD, the loss read.

import { disposeAll } from "./dispose.mjs";
import { jit, np, startJax, valueAndGrad } from "./jax.mjs";
import { startTfjs, tf } from "./tfjs.mjs";

/**
 * jax-js: one jitted function from the parameters to loss and new parameters, the batch captured.
 * @param {{ parameters: { values: Float32Array, shape: number[] }[], lr: number }} problem
 * @param {() => (params: object[]) => object} makeLoss  Called when jax-js is ready.
 */
export async function createJaxTraining({ parameters, lr }, makeLoss) {
  await startJax();
  const gradient = valueAndGrad(makeLoss());
  const train = jit((params) => {
    const kept = params.map((param) => param.ref);
    const [loss, grads] = gradient(params);
    return [loss, kept.map((param, i) => param.sub(grads[i].mul(lr)))];
  });
  let params = parameters.map(({ values, shape }) => np.array(values).reshape(shape));
  const out = new Float32Array(1);
  const step = () => {
    const [loss, next] = train(params);
    out[0] = loss.dataSync()[0];
    params = next;
  };
  return { step, out, dispose: () => disposeAll(params) };
}

/**
 * tfjs: variables, and an optimizer that minimizes.
 * @param {{ parameters: { values: Float32Array, shape: number[] }[], lr: number }} problem
 * @param {"cpu" | "wasm"} backend
 * @param {(variables: object[]) => () => object} makeLoss  Called when tfjs is ready.
 * @param {(given: object) => object} [layOut]  A parameter as tfjs wants it.
 */
export async function createTfjsTraining(
  { parameters, lr },
  backend,
  makeLoss,
  layOut = (given) => given,
) {
  await startTfjs(backend);
  const variables = parameters.map(({ values, shape }) =>
    tf.variable(layOut(tf.tensor(values, shape))),
  );
  const loss = makeLoss(variables);
  const optimizer = tf.train.sgd(lr);
  const out = new Float32Array(1);
  const step = () => {
    const value = optimizer.minimize(loss, true, variables);
    out[0] = value.dataSync()[0];
    value.dispose();
  };
  return { step, out, dispose: () => tf.dispose(variables) };
}
