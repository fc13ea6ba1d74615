// Heights: how they become colours, and which of them get a line.

import { minus } from "../numbers";
import { makeAxis } from "../plot/axes";
import type { Samples } from "./refine";

/** How heights are spread: evenly, or by their logarithms for a loss that is never negative. */
export type LevelKind = "linear" | "log";

export interface Heights {
  readonly kind: LevelKind;
  /** The least and the greatest finite sample; null if none is finite. */
  readonly low: number;
  readonly high: number;
  /** Whether some samples are not finite. */
  readonly gaps: boolean;
  /** From 0 at the lowest to 1 at the highest. */
  part(value: number): number;
}

/** Below the highest by more than this, differences are no longer told apart on a logarithmic scale. */
const deepest = 1e-5;

/** What spans the finite samples; null if there are none. Logarithms need a loss above zero. */
export function heightsOf({ values }: Samples, wanted: LevelKind): Heights | null {
  let [low, high, positive, gaps] = [Infinity, -Infinity, Infinity, false];
  for (const value of values) {
    if (!Number.isFinite(value)) {
      gaps = true;
      continue;
    }
    if (value < low) low = value;
    if (value > high) high = value;
    if (value > 0 && value < positive) positive = value;
  }
  if (low > high) return null;
  const log = wanted === "log" && low >= 0 && high > 0;
  const floor = Math.max(positive, high * deepest);
  const span = log ? Math.log(high / floor) : high - low;
  const part = (value: number): number => {
    if (!(span > 0)) return 0.5;
    const t = log ? Math.log(Math.max(value, floor) / floor) / span : (value - low) / span;
    return Math.max(0, Math.min(1, t));
  };
  return { kind: log ? "log" : "linear", low, high, gaps, part };
}

export interface Level {
  readonly value: number;
  readonly text: string;
}

/** The heights that get a line: round numbers, about a dozen. */
export function levelsOf({ kind, low, high }: Heights): readonly Level[] {
  if (!(high > low)) return [];
  if (kind === "linear") {
    const inside = makeAxis({ min: low, max: high, from: 432, to: 0, room: 36 }).ticks;
    return inside.map(({ value, text }) => ({ value, text }));
  }
  const from = Math.max(low, high * deepest);
  const decades = Math.log10(high / from);
  const factors = decades > 5 ? [1] : decades > 2.2 ? [1, 3] : [1, 1.5, 2, 3, 5, 7];
  const levels: Level[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(high); power++) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** power).toPrecision(2));
      if (value > from && value < high) levels.push({ value, text: minus(String(value)) });
    }
  }
  return levels;
}
