// Rose: the loss is written over scalars, differentiated, and compiled to WebAssembly once. Its
// numbers are float64; exp and log are JavaScript's, called from within.

import { b0, IN, indexAt, OUT, READ, valueAt, w0, x, y } from "./problem.mjs";

/** One compiled function from the parameters to loss and gradients. */
export async function createRose() {
  // Imported here: it awaits its own WebAssembly at the top, which other benches need not.
  const { abs, add, compile, Dual, div, fn, gt, mul, opaque, Real, select, sub, Vec, vjp } =
    await import("rose");
  const exp = opaque([Real], Real, Math.exp);
  exp.jvp = fn([Dual], Dual, ({ re, du }) => {
    const value = exp(re);
    return { re: value, du: mul(du, value) };
  });
  const log1p = opaque([Real], Real, Math.log1p);
  log1p.jvp = fn([Dual], Dual, ({ re, du }) => ({
    re: log1p(re),
    du: div(du, add(1, re)),
  }));

  const Params = { w: Vec(IN * OUT, Real), b: Vec(OUT, Real) };
  const lossOf = fn([Params], Real, ({ w, b }) => {
    let total = 0;
    for (let j = 0; j < OUT; j++) {
      let z = b[j];
      for (let i = 0; i < IN; i++) z = add(z, mul(x[i], w[i * OUT + j]));
      const positive = select(gt(z, 0), Real, z, 0);
      const tail = log1p(exp(sub(0, abs(z))));
      total = add(total, add(sub(positive, mul(z, y[j])), tail));
    }
    return div(total, OUT);
  });
  const all = fn([Params], { loss: Real, grads: Params }, (params) => {
    const { ret, grad } = vjp(lossOf)(params);
    return { loss: ret, grads: grad(1) };
  });
  const call = await compile(all);

  const params = { w: Array.from(w0), b: Array.from(b0) };
  const out = new Float32Array(READ);
  function step(s) {
    params.w[indexAt(s)] = valueAt(s);
    const { loss, grads } = call(params);
    out[0] = loss;
    for (let k = 0; k < IN * OUT; k++) out[1 + k] = grads.w[k];
    for (let j = 0; j < OUT; j++) out[1 + IN * OUT + j] = grads.b[j];
  }
  return { step, out };
}
