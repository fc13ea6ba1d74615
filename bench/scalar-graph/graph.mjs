// A random graph of scalars, as arrays: 100 layers of a hundred nodes, each of which takes one of the
// layer before and one from anywhere earlier, as multiply by a weight, add, and now and then tanh.
// All of it hangs on one leaf, `wide`. Another, `narrow`, feeds the last ten nodes alone.

import { uniforms } from "../numbers.mjs";

export const ADD = 0;
export const MUL = 1;
export const TANH = 2;

/** Nodes 0 and 1 are the leaves that are written; constants follow, then the operations. */
export const WIDE = 0;
export const NARROW = 1;
const CONSTANTS = 30;
const WIDTH = 100;
const CONE = 10;

/**
 * @param {number} ops  How many operations.
 * @returns {{ kinds: Uint8Array, left: Int32Array, right: Int32Array, start: Float64Array,
 *   first: number, size: number, root: number }} operations are nodes first … size - 1, the last the root
 */
export function makeGraph(ops) {
  const random = uniforms(4 * ops + 100, 7);
  let drawn = 0;
  const below = (n) => Math.min(n - 1, Math.floor(((random[drawn++] + 1) / 2) * n));
  const first = 2 + CONSTANTS;
  const size = first + ops;
  const kinds = new Uint8Array(size);
  const left = new Int32Array(size);
  const right = new Int32Array(size);
  const start = new Float64Array(size);
  start[WIDE] = 0.5;
  start[NARROW] = 0.25;
  for (let i = 2; i < first; i++) start[i] = Math.fround(uniforms(1, i)[0]);

  let next = first;
  const add = (kind, a, b) => {
    kinds[next] = kind;
    left[next] = a;
    right[next] = kind === TANH ? a : b;
    return next++;
  };
  // Factors are at most 1 in size, so that nothing grows beyond bounds.
  const factors = Array.from({ length: CONSTANTS }, (_, i) => 2 + i);
  const width = Math.min(WIDTH, Math.floor(ops / 4));
  const front = Array.from({ length: width }, () => add(MUL, WIDE, 2 + below(CONSTANTS)));
  const last = size - CONE - (width - 1);
  for (let slot = 0; next < last; slot = (slot + 1) % width) {
    const draw = below(100);
    if (draw < 45) front[slot] = add(ADD, front[slot], first + below(next - first));
    else if (draw < 90) front[slot] = add(MUL, front[slot], factors[below(factors.length)]);
    else {
      front[slot] = add(TANH, front[slot]);
      factors.push(front[slot]);
    }
  }
  const sum = front.reduce((total, node) => add(ADD, total, node));
  let tip = add(MUL, NARROW, 2);
  for (let i = 0; i < CONE - 2; i++) tip = add([TANH, ADD, MUL][i % 3], tip, 2 + i);
  add(ADD, sum, tip);
  return { kinds, left, right, start, first, size, root: size - 1 };
}
