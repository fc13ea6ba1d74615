// Sums in wasm: in double precision and in the order of the JavaScript kernels, so to the same bits.
// The extremes; statistics of rows.

import { afterEach, describe, expect, it } from "vitest";
import { nn, type Tensor, tensor } from "../../src/index";
import { allowMachine } from "../../src/kernels/wasm/instance";

const F = nn.functional;

afterEach(() => {
  allowMachine(true);
});

function bothWays(f: () => Tensor): readonly [number[], number[]] {
  allowMachine(true);
  const wasm = Array.from(f().toTypedArray());
  allowMachine(false);
  return [wasm, Array.from(f().toTypedArray())];
}

function numbers(shape: readonly number[], dtype: "float32" | "float64" = "float32"): Tensor {
  const length = shape.reduce((n, size) => n * size, 1);
  const at = (i: number) => Math.sin(i * 1.7) * 10 ** ((i % 9) - 4);
  const data = Float64Array.from({ length }, (_, i) => at(i));
  return tensor(dtype === "float32" ? Float32Array.from(data) : data, { dtype }).reshape([
    ...shape,
  ]);
}

/** Shapes, and dimensions to fold: all, the last, the first, one in the middle, several. */
const folds: readonly (readonly [readonly number[], number | readonly number[] | null])[] = [
  [[4099], null],
  [[3, 1021], 1],
  [[300, 11], 1],
  [[1021, 3], 0],
  [[64, 129], 0],
  [[7, 2051], 0],
  [[6, 50, 9], 1],
  [
    [6, 50, 9],
    [0, 1],
  ],
  [
    [6, 50, 9],
    [1, 2],
  ],
  [
    [6, 50, 9],
    [0, 2],
  ],
];

describe("reductions in wasm", () => {
  it.each(folds)("sum and mean of %j over %j give the bits of JavaScript", (shape, dim) => {
    for (const dtype of ["float32", "float64"] as const) {
      for (const name of ["sum", "mean"] as const) {
        const [wasm, js] = bothWays(() => numbers(shape, dtype)[name](dim as number[]));
        expect(wasm).toEqual(js);
      }
    }
  });

  it.each(folds)("the extremes of %j over %j are those of JavaScript", (shape, dim) => {
    for (const name of ["amax", "amin"] as const) {
      const [wasm, js] = bothWays(() => numbers(shape)[name](dim as number[]));
      expect(wasm).toEqual(js);
    }
  });

  it("a NaN wins, wherever it is", () => {
    for (const at of [0, 5, 63, 64, 66]) {
      const data = Float32Array.from({ length: 67 }, (_, i) => (i === at ? Number.NaN : i));
      expect(tensor(data).amax().item()).toBeNaN();
      expect(tensor(data).amin().item()).toBeNaN();
      const columns = tensor(data).reshape([67, 1]).expand([67, 3]).amax(0);
      expect(Array.from(columns.toTypedArray())).toEqual(new Array(3).fill(Number.NaN));
    }
  });

  it("ten million tenths add up to a million, in the digits that a float has", () => {
    expect(tensor(new Float32Array(10_000_000).fill(0.1)).sum().item()).toBe(1_000_000);
  });
});

describe("normalisation in wasm", () => {
  const near = (found: readonly number[], expected: readonly number[], scale: number): void => {
    found.forEach((value, i) => {
      expect(Math.abs(value - (expected[i] as number))).toBeLessThan(1e-6 * scale);
    });
  };

  it.each([4, 30, 67])("layerNorm over %i elements and its derivatives agree", (length) => {
    for (const part of [0, 1, 2, 3]) {
      const [wasm, js] = bothWays(() => {
        const data = Float32Array.from({ length: 17 * length }, (_, i) => 100 + Math.sin(i * i));
        const x = tensor(data, { requiresGrad: true });
        const ramp = (from: number) => Float32Array.from({ length }, (_, i) => from + i / length);
        const weight = tensor(ramp(0.5), { requiresGrad: true });
        const bias = tensor(ramp(-1), { requiresGrad: true });
        const y = F.layerNorm(x.reshape([17, length]), [length], weight, bias);
        y.mul(numbers([17, length]).sin())
          .sum()
          .backward();
        return [y, x.grad, weight.grad, bias.grad][part] as Tensor;
      });
      near(wasm, js, 20);
      expect(js.some((value) => Math.abs(value) > 0.1)).toBe(true);
    }
  });
});
