// What a look over numbers tells, and that a second look, at what has changed, tells the same.

import fc from "fast-check";
import { expect, test } from "vitest";
import { extentOf, makeSurvey, pieceLength } from "../../components/extent";
import { cellStyle } from "../../components/numbers";
import { tensor } from "../../src/index";

const numbers = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, -3, Number.NaN, Infinity, -Infinity),
);

/** Of the two zeros either will do. */
const tidy = <E extends { low: number; high: number }>(extent: E): E => ({
  ...extent,
  low: extent.low + 0,
  high: extent.high + 0,
});

/** By the definition of each, one after the other. */
function plainly(values: Float32Array) {
  const finite = [...values].filter(Number.isFinite);
  const count = (is: (value: number) => boolean): number => [...values].filter(is).length;
  return {
    low: finite.length === 0 ? 0 : Math.min(...finite),
    high: finite.length === 0 ? 0 : Math.max(...finite),
    nans: count(Number.isNaN),
    above: count((value) => value === Infinity),
    below: count((value) => value === -Infinity),
    strange: values.length - finite.length,
    style: cellStyle(values),
  };
}

test("tells the ends, what is not finite, and how all are written", () => {
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 12 }), (list) => {
      const values = Float32Array.from(list);
      expect(tidy(extentOf(values))).toEqual(tidy(plainly(values)));
    }),
  );
});

test("a second look tells as much as a first, and where something has changed", () => {
  const count = 2 * pieceLength + 10;
  const write = fc.tuple(fc.nat(count - 1), numbers);
  fc.assert(
    fc.property(fc.array(fc.array(write, { maxLength: 3 }), { maxLength: 5 }), (rounds) => {
      const w = tensor(Float32Array.from({ length: count }, (_, i) => (i % 7) / 8));
      const survey = makeSurvey();
      const first = survey(w);
      expect([...first.changedAt]).toEqual([1, 1, 1]);
      let before = first.values.slice();
      rounds.forEach((round, i) => {
        for (const [place, value] of round) w.setAt([place], value);
        const { values, number, changedAt, ...rest } = survey(w);
        expect(number).toBe(i + 2);
        expect(values).toEqual(w.toTypedArray());
        expect(tidy(rest)).toEqual(tidy(extentOf(values)));
        for (let piece = 0; piece < 3; piece++) {
          const part = (all: typeof values) =>
            all.slice(piece * pieceLength, (piece + 1) * pieceLength);
          const same = part(values).every((value, at) => value === part(before)[at]);
          expect(changedAt[piece] === number).toBe(!same);
        }
        before = values.slice();
      });
    }),
    { numRuns: 20 },
  );
});

test("looks again and again into the same two arrays", () => {
  const w = tensor([1, 2, 3]);
  const survey = makeSurvey();
  const [one, two] = [survey(w).values, survey(w).values];
  expect(one).not.toBe(two);
  expect([survey(w).values, survey(w).values]).toEqual([one, two]);
  expect(survey(w).values).toBe(one);
  // Another size is another room, and another survey.
  const { values, changedAt, number } = survey(tensor([4, 5]));
  expect([[...values], [...changedAt], number]).toEqual([[4, 5], [6], 6]);
});
