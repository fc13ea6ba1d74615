// A plot in words, for those who do not see it.

import { type Accessor, createMemo } from "solid-js";
import { useStrings } from "../strings";
import type { PlotModel } from "./model";

export interface SummaryOptions {
  readonly name: () => string;
  readonly value: () => string;
  readonly says: { x(at: number): string; y(at: number): string };
}

/** What the curve is like: between which values, where it is lowest, in how many pieces. */
export function createSummary(
  model: PlotModel,
  { name, value, says }: SummaryOptions,
): Accessor<string> {
  const strings = useStrings();
  return createMemo(() => {
    const { lines, low, high } = model.curve();
    if (lines.length === 0) return strings().plot.nowhere;
    const range = model.range();
    const { x, y } = model.bends();
    const sentences = [
      strings().plot.summary(
        value(),
        says.y(y.unbend(low)),
        says.y(y.unbend(high)),
        name(),
        says.x(range.min),
        says.x(range.max),
      ),
    ];
    const [lowest, inner] = lowestOf(lines);
    if (inner) sentences.push(strings().plot.lowest(name(), says.x(x.unbend(lowest))));
    if (lines.length > 1) sentences.push(strings().plot.pieces(lines.length));
    return sentences.join(" ");
  });
}

/** Where the least sample is, and whether the curve rises on both sides of it. */
function lowestOf(lines: readonly Float64Array[]): [x: number, inner: boolean] {
  let [least, at, first, last] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  let count = 0;
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2, count++) {
      const y = line[i + 1] as number;
      if (y < least) [least, at, first] = [y, line[i] as number, count];
      if (y === least) last = count;
    }
  }
  return [at, first > 0 && last === first && last < count - 1];
}
