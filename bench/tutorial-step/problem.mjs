// The tutorial's network, as numbers: the inputs, the schedule of writes that every contender
// follows, and a plain float64 answer that every contender, the floor included, is checked against.

import { uniforms } from "../numbers.mjs";

/** Number of inputs (x has shape [5]). */
export const IN = 5;
/** Number of outputs (y, z and b have shape [3]; w has shape [5, 3]). */
export const OUT = 3;
/** Numbers read per step: the loss, then w.grad row by row, then b.grad. */
export const READ = 1 + IN * OUT + OUT;

// Unequal values, so that a transposed or misplaced gradient cannot pass the check.
export const x = Float32Array.of(1, -0.5, 2, 0.25, -1.5);
export const y = Float32Array.of(0, 1, 0);
export const b0 = Float32Array.of(0.1, -0.2, 0.3);
export const w0 = Float32Array.from({ length: IN * OUT }, (_, k) => Math.sin(k + 1));

const MASK = 4095;
/** What is written, in turn: two writes to one weight are never equal (that would be no write). */
export const values = uniforms(MASK + 1);

/** Which of the 15 weights step `step` writes (row-major). */
export const indexAt = (step) => step % (IN * OUT);

/** The value that step `step` writes. */
export const valueAt = (step) => values[step & MASK];

/** The weights after steps 0 … `step`, all taken in order. */
function weightsAfter(step) {
  const w = Float64Array.from(w0);
  for (let s = Math.max(0, step - IN * OUT + 1); s <= step; s++) w[indexAt(s)] = valueAt(s);
  return w;
}

/**
 * What must be read after step `step`, in float64 and in the textbook's form.
 * @param {number} step
 * @returns {Float64Array} READ numbers: loss, w.grad (15), b.grad (3)
 */
export function expected(step) {
  const w = weightsAfter(step);
  const out = new Float64Array(READ);
  for (let j = 0; j < OUT; j++) {
    let z = b0[j];
    for (let i = 0; i < IN; i++) z += x[i] * w[i * OUT + j];
    const p = 1 / (1 + Math.exp(-z));
    out[0] -= (y[j] * Math.log(p) + (1 - y[j]) * Math.log(1 - p)) / OUT;
    const dz = (p - y[j]) / OUT;
    for (let i = 0; i < IN; i++) out[1 + i * OUT + j] = x[i] * dz;
    out[1 + IN * OUT + j] = dz;
  }
  return out;
}
