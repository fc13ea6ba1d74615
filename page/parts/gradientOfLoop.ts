// What part 4 says of its loop for any `a`, whether the loop has run with it or not.

import { autograd, type Tensor, tensor } from "../../src/index";
import { func, LoopStopped } from "../models/controlFlow";

/** `a.grad`; no number where the loop would never end. */
export function gradientAt(a: Tensor): Tensor {
  try {
    return autograd.grad(func(a), [a])[0] as Tensor;
  } catch (error) {
    if (error instanceof LoopStopped) return tensor(Number.NaN);
    throw error;
  }
}

/** How often `func` doubles `a`: once, and then until it is no longer below 1000. */
export function doublingsOf(a: number): number {
  let [value, count] = [Math.abs(a) * 2, 1];
  while (value < 1000 && count < 200) [value, count] = [value * 2, count + 1];
  return count;
}
