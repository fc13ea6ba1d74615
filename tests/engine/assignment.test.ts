// Indexed assignment: setAt with integers, slices, masks and index tensors.

import { describe, expect, it } from "vitest";
import { eye, ones, slice, type Tensor, tensor, zeros } from "../../src/index";

const rows = (t: Tensor) => t.tolist();

describe("writing a leaf", () => {
  it("takes slices, lists and masks, and broadcasts the value", () => {
    const x = zeros(3, 3);
    x.setAt([slice(0, 2)], 1);
    expect(rows(x)).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [0, 0, 0],
    ]);
    x.setAt([slice(), 1], tensor([7, 8, 9]));
    expect(rows(x)).toEqual([
      [1, 7, 1],
      [1, 8, 1],
      [0, 9, 0],
    ]);
    x.setAt([x.gt(5)], -1);
    x.setAt([[0, 2], 0], [5, 6]);
    expect(rows(x)).toEqual([
      [5, -1, 1],
      [1, -1, 1],
      [6, -1, 0],
    ]);
  });

  it("is what a slider does, also where a gradient is required: dependents follow", () => {
    const w = ones(2, 2, { requiresGrad: true });
    const sum = w.mul(2).sum();
    w.setAt(["...", slice(1)], 5);
    expect(w.isLeaf).toBe(true);
    expect(sum.item()).toBe(24);
  });

  it("refuses a value of another shape, and changes nothing", () => {
    const x = zeros(2, 3);
    expect(() => x.setAt([slice(0, 1)], [1, 2])).toThrow(
      "setAt: values of shape [2] do not fit shape [1, 3]",
    );
    expect(x.sum().item()).toBe(0);
  });
});

describe("writing what was computed", () => {
  it("re-points the tensor, and the gradient goes where the values came from", () => {
    const x = eye(2, { requiresGrad: true });
    const v = tensor([3, 4], { requiresGrad: true });
    const y = x.mul(2);
    const before = y.sum();
    y.setAt([slice(), 0], v);
    expect(rows(y)).toEqual([
      [3, 0],
      [4, 2],
    ]);
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(v.grad?.tolist()).toEqual([1, 1]);
    expect(before.item()).toBe(4);
  });
});
