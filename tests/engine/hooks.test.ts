// Hooks on tensors and on the leaves that accumulate.

import { readFileSync } from "node:fs";
import { createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import { createBackward, type Tensor, tensor } from "../../src/index";

const printed = (name: string) =>
  readFileSync(new URL(`../torch/data/snippets/${name}.out`, import.meta.url), "utf8");
const leaf = (data: number | number[] | number[][]) =>
  tensor(data, { dtype: "float64", requiresGrad: true });
const values = (t: Tensor | null | undefined) => t?.tolist();

describe("hooks", () => {
  it("double a leaf's gradient until removed, as in the tutorial", () => {
    const v = tensor([0, 0, 0], { requiresGrad: true });
    const handle = v.registerHook((g) => g.mul(2));
    const lines: string[] = [];
    v.backward(tensor([1, 2, 3]));
    lines.push(String(v.grad));
    handle.remove();
    v.grad?.zero_();
    v.backward(tensor([1, 2, 3]));
    lines.push(String(v.grad));
    const x = tensor([1, 2], { requiresGrad: true });
    const y = x.mul(3);
    y.retainGrad();
    y.pow(2).sum().backward();
    const python = (b: boolean) => (b ? "True" : "False");
    lines.push(`${y.grad} ${x.grad}`, `${python(x.isLeaf)} ${python(y.isLeaf)}`, "");
    expect(lines.join("\n")).toBe(printed("10_hooks"));
  });

  it("see and change the gradient of a non-leaf, in order of registration", () => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    const seen: unknown[] = [];
    y.registerHook((g) => {
      seen.push(g.tolist());
      return g.add(1);
    });
    y.registerHook((g) => {
      seen.push(g.tolist());
    });
    y.sum().backward();
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(values(x.grad)).toEqual([6, 6]);
  });

  it("run after accumulation with the leaf", () => {
    const x = leaf([1, 2]);
    const seen: unknown[] = [];
    const handle = x.registerPostAccumulateGradHook((t) => {
      seen.push(t.grad?.tolist());
    });
    x.sum().backward();
    x.sum().backward();
    handle.remove();
    x.sum().backward();
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it("are followed by a live gradient, also when they read values", () => {
    createRoot((dispose) => {
      const x = leaf([1, 2]);
      const y = x.mul(x);
      y.registerHook((g) => ((y.sum().item() as number) > 10 ? g.mul(10) : g));
      createBackward(y.sum());
      expect(values(x.grad)).toEqual([2, 4]);
      x.set([3, 4]);
      expect(values(x.grad)).toEqual([60, 80]);
      x.registerHook((g) => g.neg());
      expect(values(x.grad)).toEqual([-60, -80]);
      dispose();
    });
  });

  it("refuse a tensor without gradient, and a result of another size", () => {
    expect(() => tensor([1]).registerHook((g) => g)).toThrow(
      "cannot register a hook on a tensor that doesn't require gradient",
    );
    const x = leaf([1, 2]);
    x.registerHook((g) => g.narrow(0, 0, 1));
    expect(() => x.sum().backward()).toThrow(/^hook '.*' has changed the size of value$/);
    expect(x.grad).toBeNull();
  });
});
