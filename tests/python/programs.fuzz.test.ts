// Programs from a grammar, and the same with damage: whatever runs, nothing is thrown past the
// boundary, nothing goes on past its limit, and no global of JavaScript is changed.
import fc from "fast-check";
import { expect, it } from "vitest";
import { runPython } from "../../src/python/index";
import { changesSince, globalsNow } from "./globals";
import { damaged, programFrom } from "./grammar";

const limits = { seconds: 1, statements: 50_000, memory: 32 * 2 ** 20, output: 20_000 };
/** Grammar runs: 100,000 with FULL=1, fewer in CI. */
const runs = { undefined: 1_500, extra: 6_000 }[String(process.env.FULL)] ?? 100_000;
const minutes = 60_000;

const choices = fc.array(fc.nat({ max: 2 ** 30 }), { minLength: 20, maxLength: 400, size: "max" });

const pythonTypes =
  /^(\w+Error|StopIteration|KeyboardInterrupt|SystemExit|GeneratorExit|\w*Exception|\w*Warning)$/;

function check(source: string): void {
  const start = Date.now();
  const { error, text } = runPython(source, { limits });
  expect(Date.now() - start).toBeLessThan(20_000);
  if (error !== null) {
    expect(error.type).toMatch(pythonTypes);
    expect(error.type).not.toBe("SystemError");
  }
  expect(text).not.toMatch(/\[object |\bundefined\b(?!_)|=> |function \(/);
}

it(`${runs} programs that compute`, { timeout: 30 * minutes }, () => {
  const before = globalsNow();
  fc.assert(
    fc.property(choices, (list) => check(programFrom(list))),
    { numRuns: runs },
  );
  expect(changesSince(before)).toEqual([]);
});

it(`${runs} programs with damage`, { timeout: 30 * minutes }, () => {
  const before = globalsNow();
  fc.assert(
    fc.property(choices, choices, (list, how) => check(damaged(programFrom(list), how))),
    { numRuns: runs },
  );
  expect(changesSince(before)).toEqual([]);
});

it("a program prints the same when it runs again", { timeout: 10 * minutes }, () => {
  fc.assert(
    fc.property(choices, (list) => {
      const source = programFrom(list);
      expect(runPython(source, { limits }).text).toBe(runPython(source, { limits }).text);
    }),
    { numRuns: runs / 5 },
  );
});
