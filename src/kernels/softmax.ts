// Softmax along one dimension, its logarithm, and their derivatives. The input is seen as
// [outer, length, inner]; what is summed is shifted by the maximum, so that nothing overflows.

import type { Data } from "./elementwise";
import type { Run } from "./reduce";

/** exp(a) / Σ exp(a), or its logarithm. */
export function softmax(out: Data, a: Data, { outer, length, inner }: Run, log: boolean): void {
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      const from = o * length * inner + j;
      const end = from + length * inner;
      let max = Number.NEGATIVE_INFINITY;
      for (let i = from; i < end; i += inner) {
        const x = a[i] as number;
        if (x > max || x !== x) max = x;
      }
      let total = 0;
      for (let i = from; i < end; i += inner) total += Math.exp((a[i] as number) - max);
      const logTotal = Math.log(total);
      for (let i = from; i < end; i += inner) {
        const shifted = (a[i] as number) - max;
        out[i] = log ? shifted - logTotal : Math.exp(shifted) / total;
      }
    }
  }
}

/** y (g - Σ g y) for outputs y and cotangents g; of the logarithm, g - exp(y) Σ g. */
export function softmaxBackward(
  out: Data,
  g: Data,
  y: Data,
  { outer, length, inner }: Run,
  log: boolean,
): void {
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      const from = o * length * inner + j;
      const end = from + length * inner;
      let total = 0;
      for (let i = from; i < end; i += inner) {
        total += log ? (g[i] as number) : (g[i] as number) * (y[i] as number);
      }
      // As PyTorch: of cotangents that are all 1 exactly nothing is left then.
      if (out instanceof Float32Array) total = Math.fround(total);
      for (let i = from; i < end; i += inner) {
        const gi = g[i] as number;
        const yi = y[i] as number;
        out[i] = log ? gi - Math.exp(yi) * total : yi * (gi - total);
      }
    }
  }
}
