// Which heights a plot shows: room around the curve, without following its every move.

import { type Accessor, createMemo } from "solid-js";

export interface Heights {
  readonly low: number;
  readonly high: number;
}

/** Room above and below, in parts of the height. */
const margin = 0.08;

/**
 * The heights for a curve from `low` to `high`: not of no height, and with zero if that is near.
 * @param zero whether zero is a value of the axis, as it is not on a logarithmic one.
 */
export function heightsFor({ low, high }: Heights, zero = true): Heights {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const least = Math.max(size * 1e-4, 1e-9);
  const missing = Math.max(0, least - (high - low)) / 2;
  let [from, to] = [low - missing, high + missing];
  const span = to - from;
  if (zero && from > 0 && from < span * 0.3) from = 0;
  if (zero && to < 0 && -to < span * 0.3) to = 0;
  const room = (to - from) * margin;
  return { low: from - room, high: to + room };
}

/** `before`, if a curve from `low` to `high` is well inside; else new ones. */
function follow(before: Heights, { low, high }: Heights, zero: boolean): Heights {
  const wanted = heightsFor({ low, high }, zero);
  const inside = low >= before.low && high <= before.high;
  if (inside) return wanted.high - wanted.low > (before.high - before.low) * 0.55 ? before : wanted;
  // Growing: a little more than is needed, so that a drag does not move the scale at every frame.
  const grow = (wanted.high - wanted.low) * 0.15;
  return {
    low: wanted.low < before.low ? wanted.low - grow : wanted.low,
    high: wanted.high > before.high ? wanted.high + grow : wanted.high,
  };
}

/**
 * Heights that stay as they are while the curve is inside them and fills a good half. Those of a complete
 * curve follow from the complete ones before: how fast a curve became finer leaves no trace.
 * @param curve whether it is complete is `done`; it is unless that is false.
 * @param fresh tracked: whenever it is another value, nothing of before is kept.
 */
export function createHeights(
  curve: Accessor<Heights & { readonly done?: boolean }>,
  fresh: Accessor<unknown>,
  zero: Accessor<boolean>,
): Accessor<Heights> {
  let seen: unknown = {};
  let complete: Heights | null = null;
  return createMemo<Heights>(
    (shown) => {
      const again = fresh();
      const { low, high, done = true } = curve();
      const known = seen === again;
      seen = again;
      if (!known) complete = null;
      const before = !known ? null : done ? complete : shown;
      const heights =
        before === null ? heightsFor({ low, high }, zero()) : follow(before, { low, high }, zero());
      if (done) complete = heights;
      return heights;
    },
    null as unknown as Heights,
    { equals: (a, b) => a !== null && a.low === b.low && a.high === b.high },
  );
}
