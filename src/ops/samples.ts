// Sample inputs: small, fixed, different from each other, so that checks are repeatable.

import { source } from "../graph";
import { numel, size } from "../shape";
import { Tensor } from "../tensor";

let state = 1;

function next(): number {
  // A linear congruential generator (Numerical Recipes' constants): samples need variety, not quality.
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

/** A float64 leaf that requires grad, with values in [low, high). */
export function uniform(shape: readonly number[], low = -2, high = 2): Tensor {
  const data = Float64Array.from({ length: numel(shape) }, () => low + (high - low) * next());
  return new Tensor(source(data, size(shape), "float64", true));
}

/** The same away from zero, where a kink is: |x| in [gap, high). */
export function awayFromZero(shape: readonly number[], gap = 0.2, high = 2): Tensor {
  const data = Float64Array.from(
    { length: numel(shape) },
    () => (next() < 0.5 ? -1 : 1) * (gap + (high - gap) * next()),
  );
  return new Tensor(source(data, size(shape), "float64", true));
}

/** Distinct values in random order: no ties for max and its kin. */
export function distinct(shape: readonly number[]): Tensor {
  const n = numel(shape);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  const data = Float64Array.from(order, (k) => (k - n / 2) * 0.37 + 0.11);
  return new Tensor(source(data, size(shape), "float64", true));
}

/** Integers in [0, below). */
export function integers(shape: readonly number[], below: number): Tensor {
  const data = Float64Array.from({ length: numel(shape) }, () => Math.floor(next() * below));
  return new Tensor(source(data, size(shape), "int64"));
}

/** Truth values. */
export function mask(shape: readonly number[]): Tensor {
  const data = Uint8Array.from({ length: numel(shape) }, () => (next() < 0.5 ? 1 : 0));
  return new Tensor(source(data, size(shape), "bool"));
}

/** Shapes that most elementwise ops are tried on. */
export const overShapes = (make: (shape: readonly number[]) => Tensor) => () => [
  [make([2, 3])],
  [make([])],
  [make([0, 2])],
  [make([4])],
];

/** Pairs of shapes that broadcast in every way. */
export const overPairs =
  (a: (shape: readonly number[]) => Tensor, b: (shape: readonly number[]) => Tensor = a) =>
  () => [
    [a([2, 3]), b([2, 3])],
    [a([2, 3]), b([3])],
    [a([2, 1]), b([1, 3])],
    [a([]), b([2])],
    [a([2, 1, 3]), b([4, 1])],
    [a([2]), 1.5],
  ];
