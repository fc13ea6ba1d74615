// Operations that show elements of their input in another order, some of them or some more than once:
// transposing, expanding, selecting, slicing. A window says which, and both kernels follow it.

import type { Node } from "../graph";
import { gather, type Window } from "../kernels/strided";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";
import { numel } from "../shape";
import { dataOf } from "./family";
import { many } from "./instructions";

/** The kernels of an op whose result shows the input through a window. */
export const showing = <N extends Node>(windowOf: (out: N, x: Node) => Window) => ({
  forward: (out: N, x: Node): void => gather(dataOf(out), dataOf(x), windowOf(out, x)),
  instruction: (out: N, x: Node): Instruction | null => windowInstruction(out, x, windowOf(out, x)),
});

/** Two sizes share a word. */
const half = 2 ** 15;

/** Null where more than four dimensions are left when those that lie in order are taken as one. */
export function windowInstruction(
  out: Node,
  x: Node,
  { shape, strides, offset }: Window,
): Instruction | null {
  if (out.dtype !== "float32" || x.dtype !== "float32") return null;
  const sizes: number[] = [];
  const steps: number[] = [];
  shape.forEach((n, d) => {
    const step = strides[d] as number;
    const last = sizes.length - 1;
    if (n === 1) return;
    if (last >= 0 && steps[last] === step * n) sizes[last] = (sizes[last] as number) * n;
    else sizes.push(n);
    steps[sizes.length - 1] = step;
  });
  const missing = 4 - sizes.length;
  if (missing < 0) return null;
  sizes.unshift(...new Array<number>(missing).fill(1));
  steps.unshift(...new Array<number>(missing).fill(0));
  const [blocks, columns, ...rows] = sizes as [number, number, number, number];
  if (blocks >= half || columns >= 2 * half) return null;
  return {
    code: codes.gatherF32,
    p: [offset, blocks * 2 * half + columns, ...rows, ...steps],
    approximate: numel(out.shape) >= many,
  };
}
