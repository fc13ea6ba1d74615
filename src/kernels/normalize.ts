// Normalisation to mean 0 and variance 1 over groups of elements, and scaling afterwards. Statistics
// are taken in two passes, in double precision: the variance of elements far from 0 keeps its digits.

import type { Data } from "./elementwise";

/** Elements laid out as [outer, groups, inner]: a group is all those with its middle index. */
export interface Groups {
  readonly outer: number;
  readonly groups: number;
  readonly inner: number;
}

/** Mean and variance (divided by n) of one group; reused, read it before the next call. */
export const statistics = { mean: 0, variance: 0 };

/** Takes the statistics of group `g`. */
export function measure(x: Data, { outer, groups, inner }: Groups, g: number): void {
  const count = outer * inner;
  let sum = 0;
  for (let o = 0; o < outer; o++) {
    const from = (o * groups + g) * inner;
    for (let i = from; i < from + inner; i++) sum += x[i] as number;
  }
  const mean = sum / count;
  let squares = 0;
  for (let o = 0; o < outer; o++) {
    const from = (o * groups + g) * inner;
    for (let i = from; i < from + inner; i++) {
      const d = (x[i] as number) - mean;
      squares += d * d;
    }
  }
  statistics.mean = mean;
  statistics.variance = squares / count;
}

/** `(x - mean) / √(variance + eps)`, by the statistics of each group. */
export function standardize(out: Data, x: Data, layout: Groups, eps: number): void {
  for (let g = 0; g < layout.groups; g++) {
    measure(x, layout, g);
    const { mean, variance } = statistics;
    standardizeGroup(out, x, layout, g, mean, 1 / Math.sqrt(variance + eps));
  }
}

/** `(x - mean)·scale` for the elements of one group. */
export function standardizeGroup(
  out: Data,
  x: Data,
  { outer, groups, inner }: Groups,
  g: number,
  mean: number,
  scale: number,
): void {
  for (let o = 0; o < outer; o++) {
    const from = (o * groups + g) * inner;
    for (let i = from; i < from + inner; i++) out[i] = ((x[i] as number) - mean) * scale;
  }
}

/** `r (g - mean(g) - x̂ mean(g x̂))`: x̂ is x standardised, r = 1 / √(variance + eps). */
export function standardizeBackward(
  out: Data,
  g: Data,
  x: Data,
  layout: Groups,
  eps: number,
): void {
  const { outer, groups, inner } = layout;
  const count = outer * inner;
  for (let k = 0; k < groups; k++) {
    measure(x, layout, k);
    const { mean, variance } = statistics;
    const r = 1 / Math.sqrt(variance + eps);
    let total = 0;
    let along = 0;
    for (let o = 0; o < outer; o++) {
      const from = (o * groups + k) * inner;
      for (let i = from; i < from + inner; i++) {
        total += g[i] as number;
        along += (g[i] as number) * ((x[i] as number) - mean);
      }
    }
    const shift = total / count;
    const slope = (along * r * r) / count;
    for (let o = 0; o < outer; o++) {
      const from = (o * groups + k) * inner;
      for (let i = from; i < from + inner; i++) {
        out[i] = r * ((g[i] as number) - shift - ((x[i] as number) - mean) * slope);
      }
    }
  }
}

/** `1 / √(variance + eps)` of each group. */
export function inverseStd(out: Data, x: Data, layout: Groups, eps: number): void {
  for (let g = 0; g < layout.groups; g++) {
    measure(x, layout, g);
    out[g] = 1 / Math.sqrt(statistics.variance + eps);
  }
}

/** `out·weight + bias` in place; a parameter repeats after each has counted for `run` elements. */
export function scale(out: Data, weight: Data | null, bias: Data | null, run: number): void {
  const count = (weight ?? bias)?.length ?? 0;
  if (count === 0) return;
  for (let i = 0; i < out.length; ) {
    for (let k = 0; k < count; k++) {
      const factor = weight === null ? 1 : (weight[k] as number);
      const shift = bias === null ? 0 : (bias[k] as number);
      for (const end = i + run; i < end; i++) out[i] = (out[i] as number) * factor + shift;
    }
  }
}
