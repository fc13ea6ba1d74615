// What a landscape leaves undrawn: lines that the samples cannot tell, and arrows that say nothing.

import { describe, expect, test } from "vitest";
import { arrowOf } from "../../components/landscape/arrow";
import { contourLines, isBead } from "../../components/landscape/contours";
import { heightsOf } from "../../components/landscape/levels";
import { makeAxis } from "../../components/plot/axes";

/** A square of samples of `f`, whose places are counted in samples. */
function samplesOf(side: number, f: (column: number, row: number) => number) {
  const values = new Float64Array(side * side);
  for (let k = 0; k < values.length; k++) values[k] = f(k % side, Math.floor(k / side));
  return { side, values };
}

describe("beads", () => {
  const beads = (f: (x: number, y: number) => number, level: number) => {
    const lines = contourLines(samplesOf(33, f), level);
    return { all: lines.length, beads: lines.filter(isBead).length };
  };

  test("a slanted valley narrower than the samples makes nothing else", () => {
    // Distance from a slanted line, in samples: the level is reached 0.4 samples from it.
    const { all, beads: found } = beads((x, y) => Math.abs(y - 0.37 * x - 5) / 1.07, 0.4);
    expect(all).toBeGreaterThan(5);
    // What ends at the border is kept.
    expect(found).toBeGreaterThanOrEqual(all - 2);
  });

  test("rings that the samples can tell are none, long or round", () => {
    const round = beads((x, y) => Math.hypot(x - 16, y - 16), 2.5);
    expect(round).toEqual({ all: 1, beads: 0 });
    const long = beads((x, y) => Math.hypot((x - 16) / 5, y - 16), 2.5);
    expect(long).toEqual({ all: 1, beads: 0 });
  });

  test("a line that ends at the border is none, however close it comes to another", () => {
    expect(beads((_, y) => Math.abs(y - 16.5), 0.8)).toEqual({ all: 2, beads: 0 });
  });
});

describe("the arrow", () => {
  // 100 pixels to a unit; up is up.
  const frame = {
    x: makeAxis({ min: -2, max: 2, from: 0, to: 400 }),
    y: makeAxis({ min: -2, max: 2, from: 400, to: 0 }),
  };
  const heights = heightsOf(
    samplesOf(2, (x, y) => 10 * (x + y)),
    "linear",
  );
  const arrow = (slope: [number, number], from: [number, number] = [200, 200]) =>
    arrowOf(slope, from, frame, heights);

  test("points downhill, and reaches well beyond the dot", () => {
    const [x, y] = arrow([3, 0]) ?? [];
    expect(y).toBe(200);
    expect(x).toBeLessThan(200 - 19);
    const [u, v] = arrow([0, 3]) ?? [];
    expect(u).toBe(200);
    // Less y is further down.
    expect(v).toBeGreaterThan(200 + 19);
  });

  test("is shorter where the slope is, also where the loss is small", () => {
    const reach = (slope: number): number => 200 - (arrow([slope, 0])?.[0] ?? 200);
    expect(reach(6)).toBeGreaterThan(reach(3));
    expect(reach(3)).toBeGreaterThan(reach(1));
    const bowl = samplesOf(2, (x, y) => 1 + x + y);
    const tips = (["linear", "log"] as const).map((kind) =>
      arrowOf([3, 0], [200, 200], frame, heightsOf(bowl, kind)),
    );
    expect(tips[0]).toEqual(tips[1]);
  });

  test("is not there where it would be too short for a shaft, nor outside the map", () => {
    expect(arrow([0.01, 0])).toBeNull();
    expect(arrow([0, 0])).toBeNull();
    expect(arrow([3, 0], [401, 200])).toBeNull();
    expect(arrow([3, 0], [200, -1])).toBeNull();
    expect(arrow([3, 0], [Number.NaN, 200])).toBeNull();
    expect(arrow([3, 0], [400, 0])).not.toBeNull();
  });
});
