// Leaves driven by a function that returns numbers.

import { createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { createTensor, profile, type Tensor, tensor } from "../../src/index";

const gradientOf = (leaf: Tensor) => leaf.grad?.tolist();

describe("a function that returns numbers", () => {
  it("is a leaf driven by signals, of any shape", () => {
    const [a, setA] = createSignal(1);
    const [b, setB] = createSignal(2);
    const x = createTensor(() => [a(), b()], { requiresGrad: true });
    expect(x.isLeaf).toBe(true);
    expect(x.requiresGrad).toBe(true);
    const loss = x.mul(x).sum();
    loss.backward();
    expect(gradientOf(x)).toEqual([2, 4]);
    setA(5);
    setB(6);
    expect(loss.item()).toBe(61);
    expect(gradientOf(x)).toEqual([2, 4]);
    x.grad = null;
    loss.backward();
    expect(gradientOf(x)).toEqual([10, 12]);
  });

  it("is driven by tensors too, and is no path for gradients", () => {
    const w = tensor(2, { requiresGrad: true });
    const half = createTensor(() => (w.item() as number) / 2, { requiresGrad: true });
    const y = half.mul(w);
    w.set(6);
    y.backward();
    expect([y.item(), w.grad?.item(), half.grad?.item()]).toEqual([18, 3, 6]);
  });

  it("costs nothing below when it returns equal numbers", () => {
    const [s, setS] = createSignal(1);
    const sign = createTensor(() => Math.sign(s()));
    const y = sign.mul(2).add(1);
    expect(y.item()).toBe(3);
    setS(9);
    expect(profile(() => y.item()).computed).toHaveLength(1);
    setS(-9);
    expect(y.item()).toBe(-1);
  });

  it("cannot be written, has the dtype asked for, and may change its shape", () => {
    const [n, setN] = createSignal(1);
    const x = createTensor(() => Array.from({ length: n() }, (_, i) => i), { dtype: "float64" });
    expect(x.dtype).toBe("float64");
    expect(() => x.set(3)).toThrow(/^set: this tensor follows what its function reads/);
    const total = x.sum();
    setN(4);
    expect(total.item()).toBe(6);
    expect(String(x.shape)).toBe("torch.Size([4])");
    expect(() => createTensor(() => [true], { requiresGrad: true })).toThrow(
      /Only Tensors of floating point/,
    );
  });
});
