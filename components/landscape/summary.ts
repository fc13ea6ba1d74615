// A landscape in words: where one is, which way is down, and what there is to see.

import type { Accessor } from "solid-js";
import { cellStyle, cellText, shortText } from "../numbers";
import { useStrings } from "../strings";
import type { Slope } from "./downhill";
import type { Heights } from "./levels";
import type { Samples } from "./refine";
import type { Sampled } from "./samples";

/** A loss as text: never as a whole number, since it will not stay one. */
export function lossText(loss: number): string {
  const style = cellStyle([loss]);
  return cellText(loss, style === "whole" ? "fixed" : style);
}

export interface Seen {
  readonly name: Accessor<string>;
  readonly xLabel: Accessor<string>;
  readonly yLabel: Accessor<string>;
  readonly at: Accessor<readonly [number, number]>;
  readonly loss: Accessor<string>;
  readonly slope: Accessor<Slope | null>;
  readonly samples: Accessor<Samples | null>;
  readonly heights: Accessor<Heights | null>;
  readonly sampled: Accessor<Sampled | null>;
}

export function useSummary(seen: Seen) {
  const strings = useStrings();
  const words = () => strings().landscape;
  const downhill = (): string => {
    const slope = seen.slope();
    if (slope === null || !slope.every(Number.isFinite)) return "";
    if (slope[0] === 0 && slope[1] === 0) return words().flat;
    const ways = [[seen.xLabel(), slope[0]] as const, [seen.yLabel(), slope[1]] as const].filter(
      ([, each]) => each !== 0,
    );
    // The steeper first.
    ways.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
    return words().downhill(ways.map(([label, each]) => words().way(label, each < 0)).join(", "));
  };
  return {
    /** Where the point is. */
    here(): string {
      const [x, y] = seen.at();
      const place = words().at(
        `${seen.xLabel()} ${shortText(x, true)}`,
        `${seen.yLabel()} ${shortText(y, true)}`,
        `${seen.name()} ${seen.loss()}`,
      );
      return `${place} ${downhill()}`.trim();
    },
    /** What the map shows. */
    whole(): string {
      const [samples, heights, sampled] = [seen.samples(), seen.heights(), seen.sampled()];
      if (samples === null || heights === null || sampled === null) return "";
      const { side, values } = samples;
      const lowest = values.indexOf(heights.low);
      const across = (lowest % side) / (side - 1);
      const down = Math.floor(lowest / side) / (side - 1);
      const { x, y } = sampled;
      const place = (low: number, high: number, part: number): string =>
        shortText(Number((low + part * (high - low)).toPrecision(3)), true);
      return words().extent(
        lossText(heights.low),
        lossText(heights.high),
        `${seen.xLabel()} ${place(x.min, x.max, across)}`,
        `${seen.yLabel()} ${place(y.max, y.min, down)}`,
      );
    },
  };
}
