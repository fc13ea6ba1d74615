// How the operands of an elementwise kernel repeat, as the words p0 … p3 of its instruction say it; see
// assembly/broadcast.ts.

import { stepsFor } from "../elementwise";

type Shape = readonly number[];

const count = (shape: Shape): number => shape.reduce((n, size) => n * size, 1);

const alike = [0, 0, 0, 0] as const;

/**
 * The words for operands of shapes `a` and `b`; null where neither has as many elements as the result, or
 * one repeats in a way that the kernels do not know.
 */
export function repeatWords(out: Shape, a: Shape, b: Shape): readonly number[] | null {
  if (a === out && b === out) return alike;
  const total = count(out);
  const [fullA, fullB] = [count(a) === total, count(b) === total];
  if (fullA && fullB) return alike;
  if (!fullA && !fullB) return null;
  const pattern = patternOf(out, fullA ? b : a);
  return pattern === null ? null : [fullA ? 2 : 1, ...pattern];
}

/**
 * Row length, period and step of an operand that repeats: its dimensions, from the last on, must be
 * such that it steps, or such that it stands still and then steps; what comes before may repeat.
 */
function patternOf(out: Shape, from: Shape): readonly [number, number, number] | null {
  const steps = stepsFor(from, out);
  let length = 1;
  let period = 1;
  let d = out.length - 1;
  const take = (stepping: boolean): number => {
    let n = 1;
    for (; d >= 0 && (out[d] === 1 || (steps[d] !== 0) === stepping); d--) n *= out[d] as number;
    return n;
  };
  const still = take(false);
  const stepping = take(true);
  take(false);
  if (d >= 0) return null;
  if (still > 1) [length, period] = [still, stepping];
  else length = stepping;
  return [length, period, still > 1 ? 0 : 1];
}
