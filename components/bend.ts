// What makes a scale even: the values themselves, their logarithms, or logarithms on both sides of zero.
// Sliders and plots bend alike, so that one stands above the other in step.

/** `log` takes positive values only; `symlog` is logarithmic on both sides of zero. */
export type BendKind = "linear" | "log" | "symlog";

export interface Bend {
  /** From a value to where it lies evenly; -Infinity for what lies before everything. */
  bend(value: number): number;
  /** The way back. */
  unbend(even: number): number;
}

/** The magnitude below which a symmetric-log scale is about linear, unless another is given. */
export const usualThreshold = 1e-3;

const straight: Bend = { bend: (value) => value, unbend: (even) => even };
const log: Bend = {
  bend: (value) => (value > 0 ? Math.log(value) : value <= 0 ? Number.NEGATIVE_INFINITY : value),
  unbend: Math.exp,
};

/** The bend of a kind. `threshold` is that of a symmetric-log one. */
export function bendOf(kind: BendKind, given = usualThreshold): Bend {
  const threshold = given > 0 ? given : usualThreshold;
  if (kind === "linear") return straight;
  if (kind === "log") return log;
  return {
    bend: (value) => Math.sign(value) * Math.log1p(Math.abs(value) / threshold),
    unbend: (even) => Math.sign(even) * threshold * Math.expm1(Math.abs(even)),
  };
}
