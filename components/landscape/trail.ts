// The way that a descent went over a landscape: the places in order, thinned where they crowd.

import { createSignal } from "solid-js";
import { type Place, valueNow } from "./place";

export interface Trail {
  /** Adds the place where the leaves are now. */
  push(): void;
  /** Forgets the way. */
  clear(): void;
  /** Takes note of the way so far; the function returned brings that back, as often as it is called. */
  keep(): () => void;
  /** x and y in turns, oldest first. Tracked. */
  readonly points: readonly number[];
}

/** When there are more places than this, every other one of the way so far is let go. */
const most = 800;
/** Places closer than this part of both axes are one. */
const close = 1 / 500;

/**
 * A trail over the same two elements as a LossLandscape, which draws it. A DescentPlayer fills it; else
 * call `push` after each step, and once before the first for the place where the way begins.
 * @example
 * const [x, y] = [{ leaf: w, at: [0], min: -3, max: 3 }, { leaf: w, at: [1], min: -3, max: 3 }];
 * const trail = createTrail(x, y);
 * <LossLandscape loss={loss} x={x} y={y} trail={trail} />
 * <DescentPlayer loss={loss} leaves={[w]} trail={trail} />
 */
export function createTrail(x: Place, y: Place): Trail {
  let points: number[] = [];
  // One array that grows: the signal says that it did.
  const [changed, setChanged] = createSignal(undefined, { equals: false });

  const thin = (): void => {
    const last = points.length / 2 - 1;
    points = points.filter((_, i) => (i >> 1) % 2 === 0 || i >> 1 === last);
  };
  return {
    push() {
      const [a, b] = [valueNow(x), valueNow(y)];
      const [beforeA, beforeB] = points.slice(-2);
      const moved =
        beforeA === undefined ||
        Math.abs(a - beforeA) > close * (x.max - x.min) ||
        Math.abs(b - (beforeB ?? b)) > close * (y.max - y.min);
      if (!moved) return;
      points.push(a, b);
      if (points.length > 2 * most) thin();
      setChanged();
    },
    clear() {
      points = [];
      setChanged();
    },
    keep() {
      const then = points.slice();
      return () => {
        points = then.slice();
        setChanged();
      };
    },
    get points() {
      changed();
      return points;
    },
  };
}
