// What sliders do with keys, pointers and text, without a view.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crosses } from "../../components/slider/crossing";
import { parse } from "../../components/slider/parse";
import {
  defaultStep,
  givenRange,
  kindFor,
  makeScale,
  widen,
  widenAll,
} from "../../components/slider/scale";
import { dragged, keyed, scrubbed, shifted, stepped } from "../../components/slider/state";
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

describe("a logarithmic scale", () => {
  const log = makeScale("log", { min: 1e-4, max: 1 });

  test("gives each decade the same room", () => {
    expect([1e-4, 1e-3, 1e-2, 1e-1, 1].map(log.toPosition)).toEqual([
      0,
      expect.closeTo(0.25),
      expect.closeTo(0.5),
      expect.closeTo(0.75),
      1,
    ]);
    expect([0, -5].map(log.toPosition)).toEqual([0, 0]);
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1, noNaN: true }), (value) => {
        expect(log.toValue(log.toPosition(value)) / value).toBeCloseTo(1, 9);
      }),
    );
  });

  test("moves at every step, however short it is", () => {
    for (const range of [
      { min: 1e-4, max: 1 },
      { min: 0.9, max: 1.1 },
      { min: 1, max: 1.001 },
    ]) {
      const scale = makeScale("log", range);
      let value = range.min;
      for (let i = 0; i < 99; i++) {
        const next = stepped(value, 1, 0, scale);
        expect(next).toBeGreaterThan(value);
        value = next;
      }
    }
  });

  test("is widened by positive values only", () => {
    const range = { min: 0.01, max: 1 };
    expect(widenAll(range, [-5, 0, 3], "log")).toEqual({ min: 0.01, max: 3 });
    expect(widenAll(range, [0.001, 0.5], "log")).toEqual({ min: 0.001, max: 1 });
    expect(widenAll(range, [-5, 0, 3], "linear")).toEqual({ min: -5, max: 3 });
  });
});

describe("whole numbers", () => {
  const whole = makeScale("integer", { min: -3, max: 9 });

  test("are what every key, drag and place gives", () => {
    expect(whole.toValue(0.46)).toBe(3);
    expect([stepped(2, 1, 0.05, whole), stepped(2, -10, 1, whole)]).toEqual([3, -3]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (position) => {
        expect(Number.isInteger(dragged(position, 1, whole))).toBe(true);
      }),
    );
  });

  test("are what int64 and bool get unless a logarithm is asked for", () => {
    expect(kindFor(undefined, "int64")).toBe("integer");
    expect(kindFor("linear", "bool")).toBe("integer");
    expect(kindFor("log", "int64")).toBe("log");
    expect(kindFor(undefined, "float32")).toBe("linear");
    expect(givenRange("integer", "int64", 0.5, 7.2)).toEqual({ min: 0, max: 8 });
  });
});

describe("the ends", () => {
  test("are those given, with defaults that make room for them", () => {
    expect(givenRange("linear", "float32")).toEqual({ min: -3, max: 3 });
    expect(givenRange("integer", "bool")).toEqual({ min: 0, max: 1 });
    expect(givenRange("log", "float32")).toEqual({ min: 1e-4, max: 1 });
    expect(givenRange("linear", "float32", 10)).toEqual({ min: 10, max: 16 });
    expect(givenRange("linear", "float32", undefined, -10)).toEqual({ min: -16, max: -10 });
    expect(givenRange("log", "float32", 5)).toEqual({ min: 5, max: 50000 });
    expect(givenRange("linear", "float32", 2, 1)).toEqual({ min: 1, max: 2 });
  });
});

describe("several that move together", () => {
  test("go the same way: by the same number, or by the same part of a bent track", () => {
    expect([-1, 0.5, 2.9].map((start) => shifted(start, 0.1, 0.05, linear))).toEqual([
      -0.4, 1.1, 3,
    ]);
    const log = makeScale("log", { min: 1e-4, max: 1 });
    expect([0.001, 0.01].map((start) => shifted(start, 0.25, 0, log))).toEqual([0.01, 0.1]);
  });

  test("stand still for a way of nothing, to the bit", () => {
    const odd = Math.fround(0.1234567);
    expect(shifted(odd, 0, 0.05, linear)).toBe(odd);
    expect(shifted(Number.NaN, 0.3, 0.05, linear)).toBeNaN();
  });
});

describe("a scrubbed number", () => {
  test("moves by steps and parts of steps, without limits too", () => {
    const endless = makeScale("linear", { min: -Infinity, max: Infinity });
    expect(scrubbed(0.3, 4, 0.1, endless)).toBe(0.7);
    expect(scrubbed(0.3, 0.5, 0.1, endless)).toBe(0.35);
    expect(scrubbed(1e6, 1000, 1, endless)).toBe(1001000);
  });
});

describe("a pointer's way", () => {
  const box = { left: 10, top: 10, right: 20, bottom: 20 };

  test("crosses what it goes through, however fast", () => {
    expect(crosses(box, { x: 0, y: 15 }, { x: 100, y: 15 })).toBe(true);
    expect(crosses(box, { x: 12, y: 0 }, { x: 12, y: 11 })).toBe(true);
    expect(crosses(box, { x: 15, y: 15 }, { x: 15, y: 15 })).toBe(true);
  });

  test("does not cross what it passes by", () => {
    expect(crosses(box, { x: 0, y: 15 }, { x: 9, y: 15 })).toBe(false);
    expect(crosses(box, { x: 0, y: 0 }, { x: 100, y: 9 })).toBe(false);
    // Past the corner.
    expect(crosses(box, { x: 0, y: 18 }, { x: 18, y: 36 })).toBe(false);
  });

  test("is what a walk along it in small steps finds", () => {
    const place = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(place, place, place, place, (x0, y0, x1, y1) => {
        let found = false;
        for (let i = 0; i <= 3000; i++) {
          const [x, y] = [x0 + ((x1 - x0) * i) / 3000, y0 + ((y1 - y0) * i) / 3000];
          found ||= x >= 10.02 && x <= 19.98 && y >= 10.02 && y <= 19.98;
        }
        if (found) expect(crosses(box, { x: x0, y: y0 }, { x: x1, y: y1 })).toBe(true);
        const near = { left: 9.98, top: 9.98, right: 20.02, bottom: 20.02 };
        if (!crosses(near, { x: x0, y: y0 }, { x: x1, y: y1 })) expect(found).toBe(false);
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
    expect(parse("2.5", "float32", english.slider, null, "integer")).toEqual({
      ok: false,
      message: english.slider.wholeOnly("2.5"),
    });
    expect(parse("-1", "float32", english.slider, null, "log")).toEqual({
      ok: false,
      message: english.slider.positiveOnly("-1"),
    });
    expect(parse("2", "bool", english.slider)).toEqual({
      ok: false,
      message: english.slider.notBinary("2"),
    });
  });
});
