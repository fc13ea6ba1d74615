// What a world must show, computed from scratch in plain numbers: forward-mode derivatives, no
// caching, no reactivity. It shares nothing with the engine.

import type { Cell, Source } from "./world";

/** A value with its derivative by each leaf that requires a gradient and is reached. */
export interface Dual {
  readonly v: number;
  readonly d: ReadonlyMap<number, number>;
}

/** A cell's value; null where computing it throws. */
export type Result = Dual | null;

/** What a function sees where reading a tensor throws. */
export const failed = -7;

/** The cells by what may refer to them: leaves come first among the tensors. */
export interface Layout {
  /** Indices into the results: leaves, then cells. */
  readonly tensors: readonly number[];
  readonly memos: readonly number[];
}

export interface State {
  readonly leaves: readonly number[];
  readonly signals: readonly number[];
}

const none: ReadonlyMap<number, number> = new Map();

/** The results of all leaves and cells, in order. */
export function evaluateAll(cells: readonly Cell[], { leaves, signals }: State): Result[] {
  const results: Result[] = leaves.map((v, i) => ({
    v,
    d: i === leaves.length - 1 ? none : new Map([[i, 1]]),
  }));
  const tensors = leaves.map((_, i) => i);
  const memos: number[] = [];
  const tensor = (ref: number): Result => results[pick(tensors, ref)] as Result;
  const number = ({ from, ref }: Source): number => {
    if (from === "tensor") return tensor(ref)?.v ?? failed;
    if (from === "memo" && memos.length > 0) return results[pick(memos, ref)]?.v ?? failed;
    return pick(signals, ref);
  };
  for (const cell of cells) {
    const at = results.length;
    results.push(evaluateCell(cell, at, tensor, number));
    (cell.kind === "memo" ? memos : tensors).push(at);
  }
  return results;
}

/** References are taken modulo what there is. */
export const pick = <T>(list: readonly T[], ref: number): T => list[ref % list.length] as T;

function evaluateCell(
  cell: Cell,
  at: number,
  tensor: (ref: number) => Result,
  number: (source: Source) => number,
): Result {
  switch (cell.kind) {
    case "add":
      return both(tensor(cell.a), tensor(cell.b), (a, b) => [a + b, 1, 1]);
    case "sub":
      return both(tensor(cell.a), tensor(cell.b), (a, b) => [a - b, 1, -1]);
    case "mulSin":
      return mulSin(tensor(cell.a), tensor(cell.b));
    case "relu":
      return one(tensor(cell.a), (a) => (a > 0 ? [a, 1] : [0, 0]));
    case "choose":
      return tensor(number(cell.by) > cell.above ? cell.a : cell.b);
    case "build":
      return number(cell.by) > cell.above
        ? mulSin(tensor(cell.a), tensor(cell.b))
        : one(tensor(cell.b), (b) => [b * 2, 2]);
    case "nested":
      if (number(cell.by) <= cell.above) return tensor(cell.b);
      return number(cell.inner) > cell.above
        ? both(tensor(cell.a), tensor(cell.b), (a, b) => [a + b, 1, 1])
        : tensor(cell.a);
    case "reshape": {
      // A vector of two or three elements, times b, summed.
      const times = number(cell.by) > cell.above ? 3 : 2;
      return both(tensor(cell.a), tensor(cell.b), (a, b) => [times * a * b, times * b, times * a]);
    }
    case "throws":
      return number(cell.by) > cell.above ? null : tensor(cell.a);
    case "driven": {
      const v = drive(number(cell.by), number(cell.inner));
      return { v, d: cell.grad ? new Map([[at, 1]]) : none };
    }
    case "memo":
      return { v: drive(number(cell.by), number(cell.inner)), d: none };
  }
}

/** The second number matters only on one side: what is read changes with the first. */
export const drive = (by: number, inner: number): number => (by > 0 ? by + inner : -by);

/** Whether `drive` looks at its second number. */
export const drivesInner = (by: number): boolean => by > 0;

const mulSin = (a: Result, b: Result): Result =>
  both(a, b, (x, y) => [Math.sin(x * y), Math.cos(x * y) * y, Math.cos(x * y) * x]);

function one(a: Result, f: (a: number) => readonly [number, number]): Result {
  if (a === null) return null;
  const [v, slope] = f(a.v);
  return { v, d: new Map([...a.d].map(([leaf, da]) => [leaf, slope * da])) };
}

function both(
  a: Result,
  b: Result,
  f: (a: number, b: number) => readonly [number, number, number],
): Result {
  if (a === null || b === null) return null;
  const [v, byA, byB] = f(a.v, b.v);
  const d = new Map([...a.d].map(([leaf, da]) => [leaf, byA * da]));
  for (const [leaf, db] of b.d) d.set(leaf, (d.get(leaf) ?? 0) + byB * db);
  return { v, d };
}

/** What is at a leaf's `.grad`: the sum over the held losses that reach it; null if none does. */
export function gradientOf(leaf: number, losses: readonly Dual[]): number | null {
  let sum: number | null = null;
  for (const { d } of losses) if (d.has(leaf)) sum = (sum ?? 0) + (d.get(leaf) as number);
  return sum;
}
