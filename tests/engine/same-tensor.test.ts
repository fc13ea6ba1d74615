// Where PyTorch hands back the tensor itself rather than a copy.

import { describe, expect, it } from "vitest";
import { createTensor, tensor } from "../../src/index";

const matrix = () =>
  tensor(
    [
      [1, 2],
      [3, 4],
    ],
    { requiresGrad: true },
  );

describe("to", () => {
  it("is the tensor itself if it has the dtype", () => {
    const x = matrix();
    expect(x.to("float32")).toBe(x);
    expect(x.to("float64").gradFn?.name).toBe("ToCopyBackward0");
  });
});

describe("contiguous", () => {
  it("is the tensor itself if its elements lie in order", () => {
    const x = matrix();
    expect(x.contiguous()).toBe(x);
    const y = x.t().contiguous();
    expect([y.stride(), y.gradFn?.name]).toEqual([[2, 1], "CloneBackward0"]);
  });

  it("stays in order below a dynamic tensor", () => {
    const [flag, x] = [tensor(1), matrix()];
    const y = createTensor(() => (flag.item() ? x.mul(1) : x.t())).contiguous();
    expect(y.isContiguous()).toBe(true);
    flag.set(0);
    expect([y.isContiguous(), y.tolist()]).toEqual([true, x.t().tolist()]);
  });
});
