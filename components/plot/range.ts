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

/**
 * Heights that stay as they are while the curve is inside them and fills a good half.
 * @param fresh tracked: whenever it is another value, nothing of before is kept.
 */
export function createHeights(
  curve: Accessor<Heights>,
  fresh: Accessor<unknown>,
  zero: Accessor<boolean>,
): Accessor<Heights> {
  let seen: unknown = {};
  return createMemo<Heights>(
    (before) => {
      const again = fresh();
      const { low, high } = curve();
      const wanted = heightsFor({ low, high }, zero());
      const kept = before !== null && again === seen ? before : null;
      seen = again;
      if (kept === null) return wanted;
      const span = kept.high - kept.low;
      const inside = low >= kept.low && high <= kept.high;
      if (inside && wanted.high - wanted.low > span * 0.55) return kept;
      if (inside) return wanted;
      // Growing: a little more than is needed, so that a drag does not move the scale at every frame.
      const grow = (wanted.high - wanted.low) * 0.15;
      return {
        low: wanted.low < kept.low ? wanted.low - grow : wanted.low,
        high: wanted.high > kept.high ? wanted.high + grow : wanted.high,
      };
    },
    null as unknown as Heights,
    { equals: (a, b) => a !== null && a.low === b.low && a.high === b.high },
  );
}
