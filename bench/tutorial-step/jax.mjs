// jax-js on its wasm backend, jitted, in two forms: everything an argument (as its documentation
// writes it), and x and y captured as constants, the fastest form found. Its arrays are counted
// references: an argument is consumed, `.ref` keeps it, and dataSync() frees what it reads.

import { init, jit, nn, numpy as np, valueAndGrad } from "@jax-js/jax";
import { b0, IN, indexAt, OUT, READ, valueAt, w0, x, y } from "./problem.mjs";

/** mean(softplus(z) - z y) with z = x w + b; consumes its four arguments. */
function lossOf(w, b, input, target) {
  const z = np.matmul(input, w).add(b);
  return np.mean(nn.softplus(z.ref).sub(z.mul(target)));
}

/** The parts that both forms share; `makeCall` makes the jitted step from the constant arrays. */
async function create(makeCall) {
  await init("wasm");
  const b = np.array(b0);
  const call = makeCall(np.array(x), np.array(y));
  const values = Float32Array.from(w0);
  const out = new Float32Array(READ);

  function step(s) {
    values[indexAt(s)] = valueAt(s);
    const [loss, [wGrad, bGrad]] = call(np.array(values).reshape([IN, OUT]), b.ref);
    out[0] = loss.dataSync()[0];
    out.set(wGrad.dataSync(), 1);
    out.set(bGrad.dataSync(), 1 + IN * OUT);
  }

  return { step, out };
}

/** jit(valueAndGrad(loss)) called with w, b, x and y. */
export const createJaxDocumented = () =>
  create((input, target) => {
    const jitted = jit(valueAndGrad(lossOf, { argnums: [0, 1] }));
    return (w, b) => jitted(w, b, input.ref, target.ref);
  });

/** jit(valueAndGrad(loss)) called with w and b; x and y are constants of the compiled function. */
export const createJaxTuned = () =>
  create((input, target) =>
    jit(valueAndGrad((w, b) => lossOf(w, b, input.ref, target.ref), { argnums: [0, 1] })),
  );
