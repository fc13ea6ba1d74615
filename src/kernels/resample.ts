// Linear maps along single dimensions: each output element is a weighted sum of a few input elements.
// Padding, cropping and interpolation are such maps, and so are their adjoints.

import type { Data } from "./elementwise";

/** Which inputs each output reads: those from `starts[j]` to before `starts[j + 1]`. */
export interface Taps {
  readonly inputs: number;
  readonly outputs: number;
  readonly starts: Int32Array;
  readonly index: Int32Array;
  readonly weight: Float64Array;
}

/** Taps from a list of [input, weight] for each output. */
export function tapsOf(
  inputs: number,
  outputs: number,
  at: (output: number) => readonly (readonly [input: number, weight: number])[],
): Taps {
  const lists = Array.from({ length: outputs }, (_, j) => at(j));
  const starts = new Int32Array(outputs + 1);
  lists.forEach((list, j) => {
    starts[j + 1] = (starts[j] as number) + list.length;
  });
  const all = lists.flat();
  return {
    inputs,
    outputs,
    starts,
    index: Int32Array.from(all, ([input]) => input),
    weight: Float64Array.from(all, ([, weight]) => weight),
  };
}

/** The adjoint: every weight, from the output's place to the input's. */
export function transposeTaps({ inputs, outputs, starts, index, weight }: Taps): Taps {
  const lists: [number, number][][] = Array.from({ length: inputs }, () => []);
  for (let j = 0; j < outputs; j++) {
    for (let k = starts[j] as number; k < (starts[j + 1] as number); k++) {
      lists[index[k] as number]?.push([j, weight[k] as number]);
    }
  }
  return tapsOf(outputs, inputs, (i) => lists[i] as [number, number][]);
}

/**
 * Maps the middle dimension of x, laid out as [outer, inputs, inner]. An output that reads nothing is
 * `fill`.
 */
export function resample(
  out: Data,
  x: Data,
  outer: number,
  inner: number,
  taps: Taps,
  fill: number,
): void {
  const { inputs, outputs, starts, index, weight } = taps;
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < outputs; j++) {
      const to = (o * outputs + j) * inner;
      const [first, end] = [starts[j] as number, starts[j + 1] as number];
      for (let i = 0; i < inner; i++) {
        let sum = first === end ? fill : 0;
        for (let k = first; k < end; k++) {
          const from = (o * inputs + (index[k] as number)) * inner + i;
          sum += (x[from] as number) * (weight[k] as number);
        }
        out[to + i] = sum;
      }
    }
  }
}
