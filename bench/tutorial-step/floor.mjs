// The floor: the step as one would write it by hand for exactly this network, with nothing else in
// the way. Float32 arrays, one fused loop over the outputs, one exp and one log1p each. Beside it the
// same with the inner loops written out, which is as far as plain JavaScript seems to go.

import { b0, indexAt, READ, valueAt, w0, x, y } from "./problem.mjs";

/** The arrays are copied into scope: imported bindings in an inner loop cost V8 a look-up each. */
export function createFloor() {
  const xs = Float32Array.from(x);
  const ys = Float32Array.from(y);
  const w = Float32Array.from(w0);
  const b = Float32Array.from(b0);
  const out = new Float32Array(READ);

  function step(s) {
    w[indexAt(s)] = valueAt(s);
    let loss = 0;
    for (let j = 0; j < 3; j++) {
      let z = b[j];
      for (let i = 0; i < 5; i++) z += xs[i] * w[i * 3 + j];
      // log(1 + e^z) - z y and sigmoid(z), both from e^-|z|, which cannot overflow
      const e = Math.exp(-Math.abs(z));
      loss += Math.max(z, 0) - z * ys[j] + Math.log1p(e);
      const dz = ((z >= 0 ? 1 : e) / (1 + e) - ys[j]) / 3;
      for (let i = 0; i < 5; i++) out[1 + i * 3 + j] = xs[i] * dz;
      out[16 + j] = dz;
    }
    out[0] = loss / 3;
  }

  return { step, out };
}

/** The five products written out. */
export function createUnrolled() {
  const xs = Float32Array.from(x);
  const ys = Float32Array.from(y);
  const w = Float32Array.from(w0);
  const b = Float32Array.from(b0);
  const out = new Float32Array(READ);

  function step(s) {
    w[indexAt(s)] = valueAt(s);
    const x0 = xs[0];
    const x1 = xs[1];
    const x2 = xs[2];
    const x3 = xs[3];
    const x4 = xs[4];
    let loss = 0;
    for (let j = 0; j < 3; j++) {
      const z = b[j] + x0 * w[j] + x1 * w[3 + j] + x2 * w[6 + j] + x3 * w[9 + j] + x4 * w[12 + j];
      const e = Math.exp(-Math.abs(z));
      loss += Math.max(z, 0) - z * ys[j] + Math.log1p(e);
      const dz = ((z >= 0 ? 1 : e) / (1 + e) - ys[j]) / 3;
      out[1 + j] = x0 * dz;
      out[4 + j] = x1 * dz;
      out[7 + j] = x2 * dz;
      out[10 + j] = x3 * dz;
      out[13 + j] = x4 * dz;
      out[16 + j] = dz;
    }
    out[0] = loss / 3;
  }

  return { step, out };
}
