// What the formulas of several optimizers have in common.

import type { TypedArray } from "../dtype";

/** Zeros of the same type and length as `array`. */
export const zerosLike = (array: TypedArray): TypedArray => array.slice().fill(0);

/** A gradient with the L2 penalty's added. Without a penalty an infinite parameter does no harm. */
export const penalised = (gradient: number, decay: number, value: number): number =>
  decay === 0 ? gradient : gradient + decay * value;

/** The first two moments of a gradient, which the optimizers of Adam's family remember. */
export type Moments = { step: number; expAvg: TypedArray; expAvgSq: TypedArray };

/** Before the first step. */
export const noMoments = (p: TypedArray): Moments => ({
  step: 0,
  expAvg: zerosLike(p),
  expAvgSq: zerosLike(p),
});
