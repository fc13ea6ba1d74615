// Copying through strides: transposing, expanding, slicing, and their adjoints.

import type { Data } from "./elementwise";

/** A window onto row-major storage: element (i, j, …) is at `offset + i·strides[0] + j·strides[1] + …`. */
export interface Window {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Calls `visit(position in the window, position in storage)` for every element, row-major. */
function each(window: Window, visit: (i: number, at: number) => void): void {
  const rank = window.shape.length;
  const length = rank === 0 ? 1 : (window.shape[rank - 1] as number);
  const step = rank === 0 ? 1 : (window.strides[rank - 1] as number);
  eachRow(window, (i, at) => {
    for (let n = 0; n < length; n++) visit(i + n, at + n * step);
  });
}

/** Calls `visit` for where every run along the last dimension begins. */
function eachRow({ shape, strides, offset }: Window, visit: (i: number, at: number) => void): void {
  const rank = shape.length;
  if (shape.includes(0)) return;
  if (rank === 0) {
    visit(0, offset);
    return;
  }
  const index = new Array<number>(rank).fill(0);
  const length = shape[rank - 1] as number;
  let at = offset;
  for (let i = 0; ; i += length) {
    visit(i, at);
    let d = rank - 2;
    for (; d >= 0; d--) {
      index[d] = (index[d] as number) + 1;
      at += strides[d] as number;
      if ((index[d] as number) < (shape[d] as number)) break;
      at -= (strides[d] as number) * (shape[d] as number);
      index[d] = 0;
    }
    if (d < 0) return;
  }
}

/** Copies what the window shows. */
export function gather(out: Data, from: Data, window: Window): void {
  const rank = window.shape.length;
  const length = rank === 0 ? 1 : (window.shape[rank - 1] as number);
  const step = rank === 0 ? 1 : (window.strides[rank - 1] as number);
  eachRow(window, (i, at) => {
    for (let n = 0, k = at; n < length; n++, k += step) out[i + n] = from[k] as number;
  });
}

/** `scatter` that says whether any element became another one. */
export function scatterChanged(out: Data, values: Data, window: Window): boolean {
  let changed = false;
  each(window, (i, at) => {
    const before = out[at] as number;
    out[at] = values[i] as number;
    changed ||= !Object.is(before, out[at]);
  });
  return changed;
}

/** The adjoint: writes elements to where the window showed them; the rest of `out` is left. */
export function scatter(out: Data, values: Data, window: Window): void {
  each(window, (i, at) => {
    out[at] = values[i] as number;
  });
}
