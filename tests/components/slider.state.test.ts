// What sliders do with keys, pointers and text, without a view.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultStep, makeScale, widen } from "../../components/slider/scale";
import { dragged, keyed, parse, stepped } from "../../components/slider/state";
import { english } from "../../components/words/index";

const linear = makeScale("linear", { min: -3, max: 3 });
const symlog = makeScale("symlog", { min: -1000, max: 1000 }, 0.01);

describe("scales", () => {
  test("take every value to its place and back, on both sides of zero", () => {
    fc.assert(
      fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (value) => {
        const back = symlog.toValue(symlog.toPosition(value));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      }),
    );
  });

  test("put zero in the middle of a symmetric range", () => {
    expect(symlog.toPosition(0)).toBe(0.5);
    expect(linear.toPosition(0)).toBe(0.5);
  });

  test("give the ends exactly", () => {
    expect([symlog.toValue(0), symlog.toValue(1)]).toEqual([-1000, 1000]);
  });

  test("have a round default step of about a hundredth of the range", () => {
    expect(defaultStep({ min: -3, max: 3 })).toBe(0.05);
    expect(defaultStep({ min: 0, max: 1 })).toBe(0.01);
  });

  test("widen for a value outside, on its side only, and never shrink", () => {
    expect(widen({ min: -3, max: 3 }, 4.2)).toEqual({ min: -3, max: 4.5 });
    expect(widen({ min: -3, max: 3 }, -70)).toEqual({ min: -70, max: 3 });
    expect(widen({ min: -3, max: 3 }, 2)).toEqual({ min: -3, max: 3 });
    expect(widen({ min: -3, max: 3 }, Number.NaN)).toEqual({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.double({ min: -1e30, max: 1e30, noNaN: true }), (value) => {
        const range = widen({ min: -3, max: 3 }, value);
        expect(range.min <= value && value <= range.max).toBe(true);
      }),
    );
  });
});

describe("keys", () => {
  const key = (name: string, shift = false) => keyed(name, shift, 1, 0.05, linear);

  test("arrows move by a step, without the noise of binary fractions", () => {
    expect(key("ArrowRight")).toBe(1.05);
    expect(key("ArrowDown")).toBe(0.95);
    expect(stepped(0.1, 2, 0.1, linear)).toBe(0.3);
  });

  test("Shift and the Page keys move by ten steps, Home and End go to the ends", () => {
    expect(key("ArrowUp", true)).toBe(1.5);
    expect([key("PageUp"), key("PageDown")]).toEqual([1.5, 0.5]);
    expect([key("Home"), key("End")]).toEqual([-3, 3]);
  });

  test("stop at the ends, and leave other keys alone", () => {
    expect(stepped(2.99, 1, 0.05, linear)).toBe(3);
    expect(key("Tab")).toBeNull();
  });

  test("on a symmetric-log scale stop at zero on the way through it", () => {
    let value = 0.3;
    const seen: number[] = [];
    for (let i = 0; i < 60; i++) {
      value = stepped(value, -1, 0, symlog);
      seen.push(value);
    }
    expect(seen).toContain(0);
    expect(Math.min(...seen)).toBeLessThan(-0.1);
    expect(stepped(0.01, -10, 0, symlog)).toBe(0);
    expect(stepped(stepped(0, 1, 0, symlog), -1, 0, symlog)).toBe(0);
    expect(stepped(0, 1, 0, symlog)).toBeGreaterThan(0);
  });
});

describe("pointers", () => {
  test("give values that a hand can mean", () => {
    expect(dragged(0.70123, 0.05, linear)).toBe(1.205);
    expect(dragged(1, 0.05, linear)).toBe(3);
  });

  test("catch zero on a symmetric-log scale", () => {
    expect(dragged(0.503, 0, symlog)).toBe(0);
    expect(dragged(0.52, 0, symlog)).toBeGreaterThan(0);
  });
});

describe("typed text", () => {
  const value = (text: string) => {
    const parsed = parse(text, "float32", english.slider);
    return parsed.ok ? parsed.value : parsed.message;
  };

  test("is any way to write a number", () => {
    expect(["0.12345", " -2 ", "1e-3", ".5", "5.", "+4", "0,5", "−7"].map(value)).toEqual([
      0.12345, -2, 0.001, 0.5, 5, 4, 0.5, -7,
    ]);
  });

  test("that is no number is refused by name", () => {
    for (const text of ["", "abc", "1.2.3", "1,000.5", "0x10", "nan", "Infinity", "--1"]) {
      expect(value(text)).toBe(english.slider.notANumber(text));
    }
  });

  test("must fit the dtype", () => {
    expect(value("1e39")).toBe("1e39 is too large for float32.");
    expect(parse("1e39", "float64", english.slider)).toEqual({ ok: true, value: 1e39 });
    expect(parse("1.5", "int64", english.slider)).toEqual({
      ok: false,
      message: english.slider.notWhole("1.5"),
    });
    expect(parse("1001", "float32", english.slider, { min: -1000, max: 1000 })).toEqual({
      ok: false,
      message: "1001 is not between −1000 and 1000.",
    });
    expect(parse("2", "bool", english.slider)).toEqual({
      ok: false,
      message: english.slider.notBinary("2"),
    });
  });
});
