// The functions that JavaScript and wasm compute by the same formula: to the same bits, and near the
// host's own.

import { describe, expect, it } from "vitest";
import { tensor } from "../../src/index";
import { log1pOfUnit, tanh } from "../../src/kernels/double";
import { allowMachine } from "../../src/kernels/wasm/instance";

/** Distance in units of the last place of the larger. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (a !== a && b !== b)) return 0;
  const scale = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(a), Math.abs(b)))) - 52);
  return Math.abs(a - b) / scale;
}

const special = [0, -0, 1, -1, Infinity, -Infinity, Number.NaN, 1e-300, -1e-300, 22, -22, 44, 700];
const spread = Array.from({ length: 20_000 }, (_, i) => Math.sinh((i - 10_000) / 900) / 5);

describe("functions shared by both sides", () => {
  it("tanh is within 3 ulp of the host's", () => {
    for (const x of [...special, ...spread]) expect(ulps(tanh(x), Math.tanh(x))).toBeLessThan(3.01);
    expect(Object.is(tanh(-0), -0)).toBe(true);
  });

  it("log(1 + e) is within 1 ulp of the host's for e from 0 to 1", () => {
    for (let i = 0; i <= 100_000; i++) {
      const e = (i / 100_000) ** 3;
      expect(ulps(log1pOfUnit(e), Math.log1p(e))).toBeLessThan(1.01);
    }
  });

  it.each(["exp", "tanh", "sigmoid", "log", "log1p", "expm1", "sin", "cos"] as const)(
    "%s gives the same bits in a program as in JavaScript",
    (name) => {
      const run = (machine: boolean): number[] => {
        const before = allowMachine(machine);
        const found: number[] = [];
        const x = tensor(new Float64Array(7));
        const y = x[name]();
        for (let i = 0; i + 7 <= spread.length; i += 7) {
          x.set(Float64Array.from(spread.slice(i, i + 7)));
          found.push(...y.toTypedArray());
        }
        for (const value of special) {
          x.set(value);
          found.push(...y.toTypedArray());
        }
        allowMachine(before);
        return found;
      };
      expect(run(true)).toEqual(run(false));
    },
  );
});
