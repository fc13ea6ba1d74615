// Which input elements an interpolated element is made of, with which weights, along one dimension.

import { type Taps, tapsOf } from "../kernels/resample";

/** How the positions of two grids correspond. */
export interface Grid {
  readonly inputs: number;
  readonly outputs: number;
  /** Whether the centres of the corner elements coincide, rather than their outer edges. */
  readonly alignCorners: boolean;
  /** The factor that was asked for, where it counts rather than the ratio of sizes. */
  readonly factor: number | null;
}

type Weighted = readonly (readonly [number, number])[];

const stepOf = ({ inputs, outputs, factor }: Grid): number =>
  factor !== null && factor > 0 ? 1 / factor : inputs / outputs;

/** Where output j lies on the input's grid. */
function positionOf(grid: Grid, j: number): number {
  if (!grid.alignCorners) return stepOf(grid) * (j + 0.5) - 0.5;
  return grid.outputs > 1 ? (j * (grid.inputs - 1)) / (grid.outputs - 1) : 0;
}

/** One input each. PyTorch computes which in float32, whatever the dtype. */
export function nearestTaps(grid: Grid, exact: boolean): Taps {
  const { inputs, outputs } = grid;
  const step = Math.fround(stepOf(grid));
  return tapsOf(inputs, outputs, (j) => {
    if (!exact && outputs === inputs) return [[j, 1]];
    if (!exact && outputs === 2 * inputs) return [[j >> 1, 1]];
    const position = Math.fround((exact ? j + 0.5 : j) * step);
    return [[Math.min(Math.floor(position), inputs - 1), 1]];
  });
}

/** The two neighbours, by distance. */
export function linearTaps(grid: Grid): Taps {
  const { inputs, outputs } = grid;
  return tapsOf(inputs, outputs, (j): Weighted => {
    if (outputs === inputs) return [[j, 1]];
    const position = Math.max(positionOf(grid, j), 0);
    const before = Math.min(Math.floor(position), inputs - 1);
    const share = Math.min(Math.max(position - before, 0), 1);
    return [
      [before, 1 - share],
      [Math.min(before + 1, inputs - 1), share],
    ];
  });
}

/** The cubic kernel at distance d, with slope a at 1. */
function cubic(d: number, a: number): number {
  const x = Math.abs(d);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
}

/** Four neighbours; those outside are the nearest inside. */
export function cubicTaps(grid: Grid): Taps {
  const { inputs, outputs } = grid;
  const inside = (i: number) => Math.min(Math.max(i, 0), inputs - 1);
  return tapsOf(inputs, outputs, (j) => {
    const position = positionOf(grid, j);
    const before = Math.floor(position);
    const share = position - before;
    return [-1, 0, 1, 2].map((k) => [inside(before + k), cubic(k - share, -0.75)] as const);
  });
}

/** All inputs under a filter that widens as the result gets smaller, so that none is skipped. */
export function smoothTaps(grid: Grid, mode: "linear" | "cubic"): Taps {
  const { inputs, outputs, alignCorners } = grid;
  const step = alignCorners ? (outputs > 1 ? (inputs - 1) / (outputs - 1) : 0) : stepOf(grid);
  const width = mode === "linear" ? 1 : 2;
  const support = step >= 1 ? width * step : width;
  const scale = step >= 1 ? 1 / step : 1;
  const filter = (d: number) => (mode === "linear" ? Math.max(0, 1 - Math.abs(d)) : cubic(d, -0.5));
  return tapsOf(inputs, outputs, (j) => {
    const centre = step * (j + 0.5);
    const from = Math.max(Math.trunc(centre - support + 0.5), 0);
    const to = Math.min(Math.trunc(centre + support + 0.5), inputs);
    const each = Array.from({ length: to - from }, (_, k) =>
      filter((k + from - centre + 0.5) * scale),
    );
    const total = each.reduce((sum, w) => sum + w, 0);
    return each.map((w, k) => [from + k, total === 0 ? w : w / total] as const);
  });
}
