// Numbers as text, and colours for numbers.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellColours, luminance, rampIndex, rampTable } from "../../components/colours";
import { cellStyle, cellText, exactText, niceCeiling, shortText } from "../../components/numbers";

describe("exact text", () => {
  test("reads back as the same float32, in as few digits as that takes", () => {
    expect(exactText(Math.fround(0.1), false)).toBe("0.1");
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(exactText(value, false)))).toBe(value + 0);
      }),
    );
  });

  test("is shortened to six digits only where it is long", () => {
    expect(shortText(Math.fround(-0.2934289), false)).toBe("-0.293429");
    expect(shortText(Math.fround(0.12345), false)).toBe("0.12345");
  });
});

describe("cells", () => {
  test("are whole when all values are, else four digits after the point", () => {
    expect(cellText(4, cellStyle([4, 2]))).toBe("4");
    expect(cellText(0.26611, cellStyle([0.26611, 1]))).toBe("0.2661");
    expect(cellText(-1234.5678, cellStyle([-1234.5678]))).toBe("−1234.6");
    expect(cellText(-1e-7, cellStyle([-1e-7]))).toBe("−1.00e−7");
  });

  test("name what is not finite", () => {
    expect([Number.NaN, 1 / 0, -1 / 0].map((v) => cellText(v, "fixed"))).toEqual([
      "nan",
      "inf",
      "−inf",
    ]);
  });

  test("have a scale that ends at a round number", () => {
    expect([0, 0.26, 0.5, 4.9, 12, 2e-9].map(niceCeiling)).toEqual([1, 0.5, 0.5, 5, 20, 2e-9]);
  });
});

describe("the colour map", () => {
  test("is symmetric about zero in position, and neutral there", () => {
    for (const scheme of ["light", "dark"] as const) {
      const [r, g, b] = rampTable(scheme)[rampIndex(0, 1)] ?? [0, 0, 0];
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(16);
    }
    expect(rampIndex(0.5, 1) + rampIndex(-0.5, 1)).toBe(2 * rampIndex(0, 1));
  });

  test("differs in lightness from zero to either end, never in red against green", () => {
    for (const scheme of ["light", "dark"] as const) {
      const table = rampTable(scheme).map(luminance);
      const [low, zero, high] = [table[0] ?? 0, table[128] ?? 0, table[256] ?? 0];
      expect(Math.sign(low - zero)).toBe(Math.sign(high - zero));
      expect(Math.abs(low - zero)).toBeGreaterThan(0.2);
      expect(Math.abs(high - zero)).toBeGreaterThan(0.2);
    }
  });

  test("carries text at a contrast of at least 4.5 everywhere", () => {
    const luminances = (colours: string): number[] =>
      [...colours.matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map((m) =>
        luminance([Number(m[1]), Number(m[2]), Number(m[3])]),
      );
    for (let i = -128; i <= 128; i++) {
      const colours = cellColours(i / 128, 1);
      const inks = luminances(colours.ink);
      luminances(colours.ground).forEach((ground, side) => {
        const ink = inks[side] ?? 0;
        const contrast = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
        expect(contrast).toBeGreaterThanOrEqual(4.5);
      });
    }
  });
});
