// What a landscape draws: lines of equal height, the spread of its heights, and the trail.

import { describe, expect, test } from "vitest";
import { createTrail } from "../../components";
import { contourLines } from "../../components/landscape/contours";
import { heightsOf, levelsOf } from "../../components/landscape/levels";
import { axes, leaf } from "./landscape-support";

describe("lines of equal height", () => {
  const square = (side: number, f: (x: number, y: number) => number) => ({
    side,
    values: Float64Array.from({ length: side * side }, (_, i) => f(i % side, Math.floor(i / side))),
  });

  test("of a plane are one straight line where it has that height", () => {
    const lines = contourLines(
      square(5, (x) => x),
      1.25,
    );
    expect(lines.length).toBe(1);
    const line = lines[0] ?? [];
    expect(line.length).toBe(10);
    for (let i = 0; i < line.length; i += 2) expect(line[i]).toBe(1.25);
    expect([line[1], line[9]].sort()).toEqual([0, 4]);
  });

  test("of a bowl are closed and about round", () => {
    const lines = contourLines(
      square(41, (x, y) => (x - 20) ** 2 + (y - 20) ** 2),
      144,
    );
    expect(lines.length).toBe(1);
    const line = lines[0] ?? [];
    expect(line.slice(0, 2)).toEqual(line.slice(-2));
    for (let i = 0; i < line.length; i += 2) {
      const radius = Math.hypot((line[i] ?? 0) - 20, (line[i + 1] ?? 0) - 20);
      expect(Math.abs(radius - 12)).toBeLessThan(0.05);
    }
  });

  test("of a saddle do not cross: the middle says which sides belong together", () => {
    // Corners high on one diagonal; once the middle is above the level, once below.
    const corners = { side: 2, values: Float64Array.of(1, 0, 0, 1) };
    const above = contourLines(corners, 0.4);
    const below = contourLines(corners, 0.6);
    expect([above.length, below.length]).toEqual([2, 2]);
    // Above: the low corners are cut off. The top right one lies between the top and the right edge.
    const near = (lines: readonly (readonly number[])[], x: number, y: number) =>
      lines.some((line) => {
        const middle = [
          ((line[0] ?? 0) + (line[2] ?? 0)) / 2,
          ((line[1] ?? 0) + (line[3] ?? 0)) / 2,
        ];
        return Math.abs((middle[0] ?? 0) - x) < 0.3 && Math.abs((middle[1] ?? 0) - y) < 0.3;
      });
    expect([near(above, 1, 0), near(above, 0, 1), near(above, 0, 0)]).toEqual([true, true, false]);
    expect([near(below, 0, 0), near(below, 1, 1), near(below, 1, 0)]).toEqual([true, true, false]);
  });

  test("stop where a corner is not finite", () => {
    const field = square(5, (x) => x);
    field.values[12] = Number.NaN;
    const lines = contourLines(field, 1.5);
    expect(lines.length).toBe(2);
    expect(lines.flatMap((line) => line.filter((_, i) => i % 2 === 1)).sort()).toEqual([
      0, 1, 3, 4,
    ]);
  });
});

describe("heights", () => {
  const of = (...values: number[]) => ({ side: 2, values: Float64Array.from(values) });

  test("are spread evenly, or by their logarithms", () => {
    const linear = heightsOf(of(0, 2, 10, Number.NaN), "linear");
    expect(linear).toMatchObject({ low: 0, high: 10, gaps: true, kind: "linear" });
    expect([0, 5, 10].map((value) => linear?.part(value))).toEqual([0, 0.5, 1]);
    const log = heightsOf(of(1, 10, 50, 100), "log");
    expect(log?.part(10)).toBeCloseTo(0.5, 12);
    expect(levelsOf(log as NonNullable<typeof log>).map(({ value }) => value)).toEqual([
      1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70,
    ]);
  });

  test("with negative ones are never logarithmic; without any finite one there are none", () => {
    expect(heightsOf(of(-1, 1, 2, 3), "log")?.kind).toBe("linear");
    expect(heightsOf(of(Number.NaN, Number.NaN, Infinity, Number.NaN), "linear")).toBeNull();
    const flat = heightsOf(of(2, 2, 2, 2), "linear");
    expect(flat?.part(2)).toBe(0.5);
    expect(levelsOf(flat as NonNullable<typeof flat>)).toEqual([]);
  });
});

describe("the trail", () => {
  test("keeps the places in order, and crowds not", () => {
    const [x, y] = [leaf(0, "x"), leaf(0, "y")];
    const trail = createTrail(...axes(x, y));
    trail.push();
    x.set(0.001);
    trail.push();
    y.set(1);
    trail.push();
    expect(trail.points).toEqual([0, 0, 0.001, 1]);
    trail.clear();
    expect(trail.points).toEqual([]);
  });

  test("thins a long way, and keeps its ends", () => {
    const [x, y] = [leaf(0, "x"), leaf(0, "y")];
    const trail = createTrail(...axes(x, y));
    for (let i = 0; i <= 3000; i++) {
      x.set(i);
      trail.push();
    }
    expect(trail.points.length).toBeLessThanOrEqual(1600);
    expect(trail.points.slice(0, 2)).toEqual([0, 0]);
    expect(trail.points.at(-2)).toBe(3000);
  });
});
