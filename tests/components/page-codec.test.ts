// The text of a link: to the bit and back, and harmless whatever somebody writes into it.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, encode, longest, type Slot } from "../../page/state/codec";

const slots: readonly Slot[] = [
  { key: "w", seed: Float32Array.of(1.5409961, -0.2934289, -2.1787894, 0) },
  { key: "a", seed: Float32Array.of(0.80327), min: -1000, max: 1000 },
  { key: "on", seed: [0], min: 0, max: 1, whole: true },
];
const bitsOf = (values: ArrayLike<number>): number[] => [
  ...new Uint32Array(Float32Array.from(values).buffer),
];
const reasons = (text: string) => decode(slots, text).ignored.map(({ reason }) => reason);

describe("round trip", () => {
  test("every finite float32 comes back to the bit, a minus before zero and the smallest included", () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    const world = fc.tuple(
      fc.array(float, { minLength: 4, maxLength: 4 }),
      fc.float({ noNaN: true, min: -1000, max: 1000 }),
      fc.constantFrom(0, 1),
    );
    fc.assert(
      fc.property(world, ([w, a, on]) => {
        const values: Record<string, number[]> = { w, a: [a], on: [on] };
        const text = encode(slots, (slot) => values[slot.key] ?? []);
        // What a query leaves alone, so that a link stays as short as it is.
        expect(text).toMatch(/^[\w~:,.-]*$/);
        const back = decode(slots, text);
        expect(back.ignored).toEqual([]);
        for (const slot of slots) {
          const read = back.values.get(slot.key) ?? slot.seed;
          expect(bitsOf(read)).toEqual(bitsOf(values[slot.key] ?? []));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("what is as seeded is not written, nor what is not finite", () => {
    expect(encode(slots, (slot) => slot.seed)).toBe("");
    const values = (slot: Slot) =>
      slot.key === "w" ? [Number.NaN, -0.2934289, 7, Infinity].map(Math.fround) : slot.seed;
    expect(encode(slots, values)).toBe("1~w:,,7");
  });

  test("numbers are as short as can be", () => {
    const text = encode(slots, (slot) =>
      slot.key === "w" ? [0.1, -0, 1e30, 1e-45].map(Math.fround) : slot.seed,
    );
    expect(text).toBe("1~w:0.1,-0,1e30,1e-45");
  });
});

describe("whatever a link holds", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("1", "~", ":", ",", "w", "a", "on", "NaN", "1e999", "-", "__proto__", "0"),
    fc.double().map(String),
  );
  test("reading it never throws, and gives values that fit", () => {
    const text = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
      fc.array(piece, { maxLength: 40 }).map((pieces) => `1~${pieces.join("")}`),
      fc.array(piece, { maxLength: 20 }).map((pieces) => `1~w:${pieces.join(",")}`),
    );
    fc.assert(
      fc.property(text, (anything) => {
        const { values, ignored } = decode(slots, anything);
        for (const [key, elements] of values) {
          const slot = slots.find((each) => each.key === key);
          expect(elements).toHaveLength(slot?.seed.length ?? -1);
          for (const value of elements) {
            expect(Number.isFinite(value)).toBe(true);
            expect(value).toBeGreaterThanOrEqual(slot?.min ?? -Infinity);
            expect(value).toBeLessThanOrEqual(slot?.max ?? Infinity);
            if (slot?.whole) expect(Number.isInteger(value)).toBe(true);
          }
        }
        for (const each of ignored) {
          expect(each.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect([...each.text].length).toBeLessThanOrEqual(25);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ["another version", "2~w:1", ["version"]],
    ["no link of ours", "<script>", ["version"]],
    ["an unknown name", "1~q:1", ["key"]],
    ["a name of JavaScript's own", "1~__proto__:1~constructor:2", ["key", "key"]],
    ["a name twice", "1~a:1~a:2", ["twice"]],
    ["more elements than there are", "1~a:1,2", ["count"]],
    ["no number", "1~w:NaN,Infinity,0x10,1_0", ["number", "number", "number", "number"]],
    ["too large for float32", "1~w:1e39", ["number"]],
    ["out of range", "1~a:1000.5", ["number"]],
    ["not whole", "1~on:0.5", ["number"]],
  ])("says so of %s", (_name, text, expected) => {
    expect(reasons(text)).toEqual(expected);
  });

  test("one bad element leaves the others", () => {
    const { values, ignored } = decode(slots, "1~w:2,oops,3");
    expect([...(values.get("w") ?? [])]).toEqual([2, Math.fround(-0.2934289), 3, 0]);
    expect(ignored).toEqual([{ reason: "number", text: "w:oops" }]);
  });

  test("a very long link is not even split", () => {
    expect(reasons(`1~w:1${"~w:1".repeat(longest / 4)}`)).toEqual(["long"]);
  });
});
