// Views and in-place operations: strides as PyTorch reports them, writes that a view shares with its
// base, and what autograd makes of both.

import { describe, expect, it } from "vitest";
import { noGrad, ones, slice, tensor, zeros } from "../../src/index";

const grid = () =>
  tensor([
    [0, 1, 2],
    [3, 4, 5],
  ]);

describe("strides", () => {
  it("are those of PyTorch's views", () => {
    const x = zeros(2, 3, 4);
    expect(x.stride()).toEqual([12, 4, 1]);
    expect(x.transpose(0, 2).stride()).toEqual([1, 4, 12]);
    expect(x.permute(2, 0, 1).stride()).toEqual([1, 12, 4]);
    expect(x.select(1, 0).stride()).toEqual([12, 1]);
    expect(x.at(slice(), slice(null, null, 2)).stride()).toEqual([12, 8, 1]);
    expect(zeros(3, 1).expand(3, 4).stride()).toEqual([1, 0]);
    expect(zeros(3).unsqueeze(0).stride()).toEqual([3, 1]);
    expect(x.transpose(0, 1).select(2, 1).stride()).toEqual([4, 12]);
    expect(x.stride(-1)).toBe(1);
  });

  it("say whether a tensor is contiguous", () => {
    const x = zeros(2, 3);
    expect(x.isContiguous()).toBe(true);
    expect(x.t().isContiguous()).toBe(false);
    expect(x.t().t().isContiguous()).toBe(true);
    expect(x.t().contiguous().isContiguous()).toBe(true);
    expect(x.narrow(0, 1, 1).isContiguous()).toBe(true);
    expect(x.narrow(1, 0, 2).isContiguous()).toBe(false);
  });

  it("decide where view refuses and reshape copies", () => {
    const x = grid().t();
    expect(() => x.view(6)).toThrow(/^view size is not compatible with input tensor's size/);
    expect(x.reshape(6).tolist()).toEqual([0, 3, 1, 4, 2, 5]);
    const wide = zeros(4, 6).narrow(1, 0, 3);
    expect(() => wide.view(12)).toThrow(/Use .reshape/);
    expect(wide.view(2, 2, 3).stride()).toEqual([12, 6, 1]);
    expect(grid().view(3, 2).tolist()).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect(zeros(2, 3).t().view(3, 2, 1).stride()).toEqual([1, 3, 3]);
  });
});

describe("writes", () => {
  it("through a view reach its base and the base's other views", () => {
    const x = grid();
    const column = x.at(slice(), 1);
    const row = x.at(0);
    column.fill_(9);
    expect(x.tolist()).toEqual([
      [0, 9, 2],
      [3, 9, 5],
    ]);
    expect(row.tolist()).toEqual([0, 9, 2]);
    row.mul_(2);
    expect(x.tolist()).toEqual([
      [0, 18, 4],
      [3, 9, 5],
    ]);
    expect(column.tolist()).toEqual([18, 9]);
  });

  it("to a base show in its views", () => {
    const x = grid();
    const turned = x.t();
    x.setAt([0, 2], 7);
    expect(turned.tolist()).toEqual([
      [0, 3],
      [1, 4],
      [7, 5],
    ]);
    x.zero_();
    expect(turned.sum().item()).toBe(0);
  });

  it("by setAt go through a view, by set they are for leaves", () => {
    const base = grid();
    const before = base.tolist() as number[][];
    base.t().setAt([1, 0], 50);
    expect(base.at(0, 1).item()).toBe(50);
    expect(base.at(1).tolist()).toEqual(before[1]);
    expect(() => grid().add(1).set(0)).toThrow(/this tensor was computed by add$/);
  });

  it("go through views of views", () => {
    const x = zeros(2, 3, 4);
    x.transpose(0, 2)
      .at(1)
      .at(slice(null, null, 2), 0)
      .add_(1);
    const touched = x.reshape(-1).tolist() as number[];
    expect(touched.flatMap((v, i) => (v === 1 ? [i] : []))).toEqual([1, 9]);
  });

  it("do not go through what PyTorch copies", () => {
    const x = grid();
    x.t().reshape(6).zero_();
    x.clone().zero_();
    x.t().contiguous().zero_();
    expect(x.sum().item()).toBe(15);
    x.reshape(6).at(0).fill_(100);
    expect(x.at(0, 0).item()).toBe(100);
  });

  it("through a detached tensor reach the original", () => {
    const w = ones(2, { requiresGrad: true });
    w.detach().fill_(3);
    expect(w.tolist()).toEqual([3, 3]);
  });
});

describe("in-place operations", () => {
  it("return the tensor and write what was computed from it anew", () => {
    const x = tensor([1, 2]);
    const y = x.mul(10);
    expect(x.add_(1).mul_(2)).toBe(x);
    expect(x.tolist()).toEqual([4, 6]);
    expect(y.tolist()).toEqual([40, 60]);
  });

  it("are refused on a leaf that requires grad, and on its views, but not under noGrad", () => {
    const w = ones(2, { requiresGrad: true });
    expect(() => w.add_(1)).toThrow(/^a leaf Variable that requires grad/);
    expect(() => w.at(0).add_(1)).toThrow(/^a view of a leaf Variable/);
    noGrad(() => w.sub_(0.5));
    noGrad(() => w.at(0).mul_(4));
    expect(w.tolist()).toEqual([2, 0.5]);
    expect([w.isLeaf, w.requiresGrad]).toEqual([true, true]);
  });

  it("on a non-leaf continue the graph, and leave what was made before as it was", () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const h = w.mul(3);
    const before = h.sum();
    h.mul_(h);
    expect(h.gradFn?.name).toBe("MulBackward0");
    expect([before.item(), h.sum().item()]).toEqual([9, 45]);
    h.sum().backward();
    expect(w.grad?.tolist()).toEqual([18, 36]);
  });

  it("through a view of a non-leaf change the base's gradient", () => {
    const w = tensor([1, 2, 3], { requiresGrad: true });
    const h = w.mul(2);
    h.at(slice(1, null)).mul_(10);
    expect(h.tolist()).toEqual([2, 40, 60]);
    h.sum().backward();
    expect(w.grad?.tolist()).toEqual([2, 20, 20]);
  });

  it("take a differentiable value into a plain tensor", () => {
    const w = tensor(5, { requiresGrad: true });
    const x = zeros(3);
    x.at(1).copy_(w);
    expect([x.requiresGrad, x.tolist()]).toEqual([true, [0, 5, 0]]);
    x.mul(2).sum().backward();
    expect(w.grad?.item()).toBe(2);
  });

  it("keep shape and dtype", () => {
    expect(() => ones(3).add_(ones(2, 3))).toThrow(/doesn't match the broadcast shape/);
    const count = tensor([1, 2], { dtype: "int64" });
    expect(() => count.add_(0.5)).toThrow(/result type Float can't be cast/);
    expect(count.add_(true).dtype).toBe("int64");
    expect(ones(2).add_(tensor([1, 2], { dtype: "float64" })).dtype).toBe("float32");
  });
});
