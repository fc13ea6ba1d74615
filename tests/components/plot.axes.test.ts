// Axes of plots: round ticks, pixels and back, labels that do not touch.

import { describe, expect, test } from "vitest";
import { makeAxis } from "../../components/plot/axes";
import { parted, tickText } from "../../components/plot/ticks";
import { makeScale } from "../../components/slider/scale";

const texts = (options: Parameters<typeof makeAxis>[0]) =>
  makeAxis(options).ticks.map((tick) => tick.text);

describe("a linear axis", () => {
  test("goes to pixels and back", () => {
    const axis = makeAxis({ min: -2, max: 6, from: 40, to: 440 });
    expect([axis.toPixel(-2), axis.toPixel(0), axis.toPixel(6)]).toEqual([40, 140, 440]);
    expect(axis.toValue(190)).toBe(1);
    const upright = makeAxis({ min: 0, max: 10, from: 200, to: 0 });
    expect([upright.toPixel(0), upright.toPixel(2.5)]).toEqual([200, 150]);
  });

  test("has ticks at 1, 2 or 5 times a power of ten, as many decimals as these need", () => {
    expect(texts({ min: -3, max: 3, from: 0, to: 600 })).toEqual([
      "−3",
      "−2",
      "−1",
      "0",
      "1",
      "2",
      "3",
    ]);
    expect(texts({ min: 0.02, max: 0.31, from: 0, to: 600 })).toEqual([
      "0.05",
      "0.10",
      "0.15",
      "0.20",
      "0.25",
      "0.30",
    ]);
    expect(texts({ min: 0, max: 120_000, from: 0, to: 400 })).toEqual([
      "0",
      "20,000",
      "40,000",
      "60,000",
      "80,000",
      "100,000",
      "120,000",
    ]);
  });

  test("has fewer ticks where it is short, and keeps them apart", () => {
    for (const width of [60, 120, 200, 280, 500, 900]) {
      for (const [min, max] of [
        [-1000, 1000],
        [0.00012, 0.00031],
        [-7.3e8, 2e9],
        [99_999, 100_002],
      ] as const) {
        const { ticks } = makeAxis({ min, max, from: 0, to: width });
        ticks.forEach((tick, i) => {
          const before = ticks[i - 1];
          if (before === undefined) return;
          // 7 pixels a character, and some room
          const needed = (7 * (tick.text.length + before.text.length)) / 2;
          expect(tick.pixel - before.pixel).toBeGreaterThan(needed);
          expect(tick.text).not.toBe(before.text);
        });
      }
    }
  });

  test("makes a range of what is none", () => {
    const flat = makeAxis({ min: 2, max: 2, from: 0, to: 100 });
    expect(flat.toPixel(2)).toBe(50);
    expect(makeAxis({ min: Number.NaN, max: 1, from: 0, to: 100 }).toPixel(1)).toBe(100);
  });
});

describe("a logarithmic axis", () => {
  test("gives every power of ten the same room", () => {
    const axis = makeAxis({ kind: "log", min: 0.01, max: 100, from: 0, to: 400 });
    expect(axis.toPixel(1)).toBeCloseTo(200);
    expect(axis.toPixel(10)).toBeCloseTo(300);
    expect(axis.toValue(100)).toBeCloseTo(0.1);
    expect(axis.ticks.map((tick) => tick.text)).toEqual(["0.01", "0.1", "1", "10", "100"]);
  });

  test("writes far powers as such, and skips some where there are many", () => {
    const all = texts({ kind: "log", min: 1e-12, max: 1e12, from: 300, to: 0 });
    expect(all).toContain("10⁻⁸");
    expect(all.length).toBeLessThan(14);
  });

  test("has round values between where it holds no two powers", () => {
    expect(texts({ kind: "log", min: 2, max: 7, from: 0, to: 500 })).toEqual([
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
    ]);
  });
});

describe("a logarithmic axis of powers of two", () => {
  test("labels powers of two, in twos where they crowd", () => {
    const upright = { kind: "log", base: 2, from: 220, to: 0 } as const;
    expect(texts({ ...upright, min: 1, max: 2 ** 5 })).toEqual([
      "2⁰",
      "2¹",
      "2²",
      "2³",
      "2⁴",
      "2⁵",
    ]);
    expect(texts({ ...upright, min: 1.5, max: 2 ** 21 })).toEqual([
      "2⁴",
      "2⁸",
      "2¹²",
      "2¹⁶",
      "2²⁰",
    ]);
  });
});

describe("an axis that is logarithmic on both sides of zero", () => {
  const options = { kind: "symlog", threshold: 0.01, min: -1000, max: 1000 } as const;

  test("lies as the track of a slider of the same scale", () => {
    const axis = makeAxis({ ...options, from: 40, to: 540 });
    const scale = makeScale("symlog", { min: -1000, max: 1000 }, 0.01);
    for (const value of [-1000, -3, -0.02, 0, 1e-5, 0.3, 42, 1000]) {
      expect((axis.toPixel(value) - 40) / 500).toBeCloseTo(scale.toPosition(value), 12);
      expect(axis.toValue(axis.toPixel(value))).toBeCloseTo(value, 9);
    }
  });

  test("has zero and the same powers on both sides, fewer where it is short", () => {
    expect(texts({ ...options, from: 0, to: 560 })).toEqual([
      "−1000",
      "−10",
      "−0.1",
      "0",
      "0.1",
      "10",
      "1000",
    ]);
    expect(texts({ ...options, from: 0, to: 300 })).toEqual(["−1000", "−1", "0", "1", "1000"]);
    expect(texts({ ...options, min: 0, from: 0, to: 300 })).toEqual(["0", "0.1", "10", "1000"]);
  });

  test("has round values where it is about linear", () => {
    const near = { kind: "symlog", threshold: 10, min: -1, max: 1, from: 0, to: 300 } as const;
    expect(texts(near)).toEqual(["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
  });

  test("keeps labels apart at any width", () => {
    for (const to of [40, 90, 160, 240, 330, 700, 1100]) {
      for (const threshold of [1e-6, 0.01, 1]) {
        const { ticks } = makeAxis({ ...options, threshold, from: 0, to });
        ticks.slice(1).forEach((tick, i) => {
          const before = ticks[i] as (typeof ticks)[number];
          const needed = (7 * (tick.text.length + before.text.length)) / 2;
          expect(tick.pixel - before.pixel).toBeGreaterThan(needed);
        });
      }
    }
  });
});

describe("tick texts", () => {
  test.each([
    [0.30000000000000004, 0.1, "0.3"],
    [-1e-17, 0.1, "0.0"],
    [2500, 500, "2500"],
    [25_000, 5000, "25,000"],
    [3e9, 1e9, "3×10⁹"],
    [1e9, 1e9, "10⁹"],
    [-2.5e-8, 5e-9, "−2.5×10⁻⁸"],
  ])("%d in steps of %d is %s", (value, step, text) => {
    expect(tickText(value, step)).toBe(text);
  });

  test("an exponent is parted from what it raises", () => {
    expect(parted("−2.5×10⁻⁸")).toEqual(["−2.5×10", "−8"]);
    expect(parted("2²⁰")).toEqual(["2", "20"]);
    expect(parted("1000")).toEqual(["1000", ""]);
  });
});
