// Numbers as text.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
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
    expect([0, 0.26, 0.5, 4.9, 12, 2e-9].map(niceCeiling)).toEqual([1, 0.3, 0.5, 5, 20, 2e-9]);
  });
});
