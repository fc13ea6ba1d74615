// Softmax and its logarithm in single precision, against doubles; and what infinities and NaN make of
// them.

import { describe, expect, it } from "vitest";
import { type Tensor, tensor } from "../../src/index";

/** Shapes, and the dimension along which to normalise. */
const layouts: readonly (readonly [readonly number[], number])[] = [
  [[64], 0],
  [[9, 10], 1],
  [[3, 131], 1],
  [[10, 9], 0],
  [[4, 7, 6], 1],
];

const logits = ([...shape]: readonly number[], scale: number): Float32Array =>
  Float32Array.from(
    { length: shape.reduce((n, size) => n * size, 1) },
    (_, i) => Math.sin(i * i) * scale,
  );

describe.each(["softmax", "logSoftmax"] as const)("%s in wasm", (name) => {
  it.each(layouts)(
    "of %j along %i, and its derivative, are near those of doubles",
    (shape, dim) => {
      for (const scale of [1, 30, 200]) {
        const run = (dtype: "float32" | "float64"): readonly Tensor[] => {
          const x = tensor(Float64Array.from(logits(shape, scale)), { dtype, requiresGrad: true });
          const y = x.reshape([...shape])[name](dim);
          const weights = tensor(Float64Array.from(logits(shape, 2)), { dtype }).reshape([
            ...shape,
          ]);
          y.mul(weights).sum().backward();
          return [y, x.grad as Tensor];
        };
        const expected = run("float64");
        run("float32").forEach((found, part) => {
          const wanted = expected[part]?.toTypedArray() ?? [];
          found.toTypedArray().forEach((value, i) => {
            const size = Math.max(1, Math.abs(wanted[i] as number));
            expect(Math.abs(value - (wanted[i] as number))).toBeLessThan(4e-6 * size);
          });
        });
      }
    },
  );

  it("of what is minus infinity is nothing", () => {
    const x = logits([2, 64], 5);
    x.fill(Number.NEGATIVE_INFINITY, 10, 30);
    const y = Array.from(tensor(x).reshape([2, 64])[name](1).toTypedArray());
    const nothing = name === "softmax" ? 0 : Number.NEGATIVE_INFINITY;
    expect(y.slice(10, 30)).toEqual(new Array(20).fill(nothing));
    const total = y
      .slice(0, 64)
      .reduce((sum, value) => sum + (name === "softmax" ? value : Math.exp(value)), 0);
    expect(total).toBeCloseTo(1, 5);
  });

  it("is NaN along a row that holds NaN or nothing but minus infinity, and only there", () => {
    const x = logits([3, 67], 5);
    x[5] = Number.NaN;
    x.fill(Number.NEGATIVE_INFINITY, 67, 134);
    const y = Array.from(tensor(x).reshape([3, 67])[name](1).toTypedArray());
    expect(y.slice(0, 134).every(Number.isNaN)).toBe(true);
    expect(y.slice(134).some(Number.isNaN)).toBe(false);
  });
});
