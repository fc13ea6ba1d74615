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

  it("follows a dynamic tensor", () => {
    const flag = tensor(1);
    const x = createTensor(() => (flag.item() ? tensor([0.5]) : tensor([2], { dtype: "int64" })));
    const y = x.to("float32");
    expect(y.tolist()).toEqual([0.5]);
    flag.set(0);
    expect([y.tolist(), y.dtype]).toEqual([[2], "float32"]);
  });
});

describe("contiguous", () => {
  it("is the tensor itself if its elements lie in order", () => {
    const x = matrix();
    expect(x.contiguous()).toBe(x);
    const y = x.t().contiguous();
    expect([y.stride(), y.gradFn?.name]).toEqual([[2, 1], "CloneBackward0"]);
  });
});
