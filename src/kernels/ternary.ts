// Loops over three operands, and reading an operand of another shape as if it had the result's.

import { type Data, stepsFor } from "./elementwise";
import { gather } from "./strided";

type Shape = readonly number[];

/**
 * How an operand is read for element i: at `table[i]`, or without a table at `i · step`, which is 0
 * for a single number.
 */
export interface Spread {
  readonly table: Int32Array | null;
  readonly step: 0 | 1;
}

export type TernaryPlan = readonly [Spread, Spread, Spread];

/** Prepares reading an operand of shape `from` as if it had shape `to`. */
export function planSpread(from: Shape, to: Shape): Spread {
  const [length, total] = [count(from), count(to)];
  if (length === total) return { table: null, step: 1 };
  if (length === 1) return { table: null, step: 0 };
  const positions = new Float64Array(total);
  const own = Float64Array.from({ length }, (_, i) => i);
  gather(positions, own, { shape: to, strides: stepsFor(from, to), offset: 0 });
  return { table: Int32Array.from(positions), step: 1 };
}

const count = (shape: Shape): number => shape.reduce((total, n) => total * n, 1);

/** Where element i of the result lies in an operand. */
export const position = ({ table, step }: Spread, i: number): number =>
  table === null ? i * step : (table[i] as number);

/** `out[i] = f(a[…], b[…], c[…])`, broadcasting. */
export function ternary(
  out: Data,
  a: Data,
  b: Data,
  c: Data,
  plan: TernaryPlan,
  f: (x: number, y: number, z: number) => number,
): void {
  const [forA, forB, forC] = plan;
  const total = out.length;
  for (let i = 0; i < total; i++) {
    out[i] = f(
      a[position(forA, i)] as number,
      b[position(forB, i)] as number,
      c[position(forC, i)] as number,
    );
  }
}
