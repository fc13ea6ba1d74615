// jax-js on its wasm backend, always jitted. Its arrays are counted references: an argument is
// consumed, `.ref` keeps it, and dataSync() frees what it reads. Reading synchronously keeps it on
// this thread.

import { init, jit, lax, nn, numpy as np, valueAndGrad } from "@jax-js/jax";

/** Makes the wasm backend ready. */
export const startJax = () => init("wasm");

/** Above so many elements reading a whole result costs more than a kernel that picks one. */
const LARGE = 30_000;

/**
 * jit(fn) for a case whose results nobody reads. Work is only done for a read, so the step reads the
 * whole result where it is small, and elsewhere one element, which makes jax-js compute all of it.
 * @param {(...arrays: object[]) => object} fn
 * @param {object[]} inputs  Arrays, kept alive.
 * @param {number} size  How many elements the result has.
 */
export function makeJitStep(fn, inputs, size) {
  const take = () => inputs.map((input) => input.ref);
  const whole = jit(fn);
  const read = () => whole(...take()).dataSync();
  if (size <= LARGE) return { step: read, read };
  const probed = jit((...arrays) => {
    const result = fn(...arrays);
    return [result.ref, result.reshape([size]).slice([0, 1])];
  });
  const step = () => {
    const [result, first] = probed(...take());
    first.dataSync();
    result.dispose();
  };
  return { step, read };
}

export { jit, lax, nn, np, valueAndGrad };
