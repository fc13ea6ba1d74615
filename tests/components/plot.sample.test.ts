// Sampling: curves are close to their function, jumps and poles are not joined.

import { describe, expect, test } from "vitest";
import { Sampler } from "../../components/plot/sample";

/** Samples to the end. */
function sampled(f: (x: number) => number, min = -3, max = 3) {
  const sampler = new Sampler(f, min, max);
  expect(sampler.refine(() => false)).toBe(true);
  return { sampler, lines: sampler.lines(), range: sampler.range() };
}

/** The farthest that a line is from `f`, looked at between its samples. */
function error(lines: readonly Float64Array[], f: (x: number) => number): number {
  let worst = 0;
  for (const line of lines) {
    for (let i = 2; i < line.length; i += 2) {
      const [x0, y0, x1, y1] = line.slice(i - 2, i + 2) as unknown as [
        number,
        number,
        number,
        number,
      ];
      for (const part of [0.2, 0.5, 0.8]) {
        worst = Math.max(worst, Math.abs(y0 + part * (y1 - y0) - f(x0 + part * (x1 - x0))));
      }
    }
  }
  return worst;
}

const firstX = (line: Float64Array | undefined) => line?.[0] ?? Number.NaN;
const lastX = (line: Float64Array | undefined) => line?.at(-2) ?? Number.NaN;

describe("smooth curves", () => {
  test.each([
    ["a parabola", (x: number) => x * x],
    ["waves", (x: number) => Math.sin(12 * x) + 0.1 * x],
    ["a steep step", (x: number) => Math.tanh(60 * (x - 0.1234))],
    ["a kink", (x: number) => Math.max(0, x - 0.3)],
  ])("%s is one line, less than a 400th of its height off", (_, f) => {
    const { lines, range } = sampled(f);
    expect(lines).toHaveLength(1);
    expect([firstX(lines[0]), lastX(lines[0])]).toEqual([-3, 3]);
    expect(error(lines, f)).toBeLessThan((range.high - range.low) / 400);
  });

  test("a straight line takes few samples, a bend more where it is", () => {
    const straight = sampled((x) => 2 * x + 1);
    const bent = sampled((x) => Math.abs(x - 0.777));
    expect(straight.sampler.count).toBeLessThan(250);
    expect(bent.sampler.count).toBeGreaterThan(straight.sampler.count);
    const near = [...(bent.lines[0] ?? [])].filter(
      (x, i) => i % 2 === 0 && Math.abs(x - 0.777) < 0.02,
    );
    expect(near.length).toBeGreaterThan(6);
  });

  test("shows all of it", () => {
    const { range } = sampled((x) => x * x);
    expect(range).toEqual({ low: 0, high: 9 });
  });
});

describe("what is not joined", () => {
  test("jumps, to less than a pixel from where they are", () => {
    const { lines } = sampled((x) => Math.floor(x));
    expect(lines).toHaveLength(7);
    // the ends: -3, -2, … 2, and the single point at 3
    for (const at of [-2, -1, 0, 1, 2]) {
      const after = lines.findIndex((line) => Math.abs(firstX(line) - at) < 6 / 2000);
      expect(after).toBeGreaterThan(0);
      expect(Math.abs(lastX(lines[after - 1]) - at)).toBeLessThan(6 / 2000);
    }
    expect(
      lines.slice(0, 6).every((line) => line.every((y, i) => i % 2 === 0 || y === line[1])),
    ).toBe(true);
  });

  test("a staircase with more steps than samples is in pieces all the same", () => {
    const f = (a: number) => {
      let b = 2 * a;
      while (Math.abs(b) < 8 && b !== 0) b *= 2;
      return b;
    };
    const { lines } = sampled(f);
    // jumps at ±2, ±1, ±1/2, ±1/4, …
    for (const at of [-2, -1, -0.5, -0.25, 0.25, 0.5, 1, 2]) {
      const across = lines.filter((line) => firstX(line) < at - 0.01 && lastX(line) > at + 0.01);
      expect(across).toEqual([]);
    }
  });

  test("a pole; the heights are those of the calm part", () => {
    const { lines, range } = sampled((x) => 1 / x);
    expect(lines.every((line) => firstX(line) > 0 === lastX(line) > 0)).toBe(true);
    expect(range.high).toBeGreaterThan(1);
    expect(range.high).toBeLessThan(12);
    expect(range.low).toBeLessThan(-1);
    expect(range.low).toBeGreaterThan(-12);
  });

  test("what is no number, and where it begins", () => {
    const { lines } = sampled((x) => Math.sqrt(x - 1));
    expect(lines).toHaveLength(1);
    expect(firstX(lines[0])).toBeCloseTo(1, 3);
    expect(sampled(() => Number.NaN).lines).toEqual([]);
    expect(sampled(() => Number.POSITIVE_INFINITY).range).toEqual({ low: 0, high: 1 });
  });

  test("log x: one line from just above zero", () => {
    const { lines, range } = sampled(Math.log);
    expect(lines).toHaveLength(1);
    expect(firstX(lines[0])).toBeLessThan(0.01);
    expect(range.low).toBeGreaterThan(-8);
    expect(range.high).toBeCloseTo(Math.log(3), 5);
  });
});

test("it stops when told to, and goes on later", () => {
  const f = (x: number) => Math.sin(20 * x);
  const sampler = new Sampler(f, -3, 3);
  const coarse = sampler.count;
  expect(sampler.refine(() => true)).toBe(false);
  expect(sampler.count).toBeGreaterThan(coarse);
  expect(sampler.count).toBeLessThan(coarse + 20);
  expect(sampler.refine(() => false)).toBe(true);
  expect(error(sampler.lines(), f)).toBeLessThan(2 / 400);
});
