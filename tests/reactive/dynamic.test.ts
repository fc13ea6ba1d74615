// Tensors made by a function: what it reads is tracked, it runs again lazily, gradients follow.

import { batch, createEffect, createMemo, createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { autograd, createTensor, profile, type Tensor, tensor } from "../../src/index";

const gradientOf = (leaf: Tensor) => leaf.grad?.tolist();

describe("a function that returns a tensor", () => {
  it("follows what it reads with item(), and what it returns", () => {
    const x = tensor(2);
    const y = createTensor(() => ((x.item() as number) > 0 ? x.mul(10) : x.mul(-1)));
    expect(y.item()).toBe(20);
    x.set(-3);
    expect(y.item()).toBe(3);
    x.set(5);
    expect(y.item()).toBe(50);
  });

  it("is transparent: gradFn, shape, dtype and requiresGrad are its result's", () => {
    const x = tensor([1, 2], { dtype: "float64", requiresGrad: true });
    const y = createTensor(() => x.mul(2));
    expect(y.gradFn?.name).toBe("MulBackward0");
    expect(String(y.shape)).toBe("torch.Size([2])");
    expect(y.dtype).toBe("float64");
    expect(y.requiresGrad).toBe(true);
    expect(y.isLeaf).toBe(false);
    expect(createTensor(() => x).isLeaf).toBe(true);
  });

  it("runs lazily, once per change of what it read, and not for changes of what it returned", () => {
    const sign = tensor(1);
    const x = tensor(2);
    let runs = 0;
    const y = createTensor(() => {
      runs++;
      return (sign.item() as number) > 0 ? x.mul(2) : x.mul(3);
    });
    x.set(3);
    expect(y.item()).toBe(6);
    expect(runs).toBe(1);
    sign.set(-1);
    sign.set(-2);
    expect(runs).toBe(1);
    expect(y.item()).toBe(9);
    expect(y.item()).toBe(9);
    expect(runs).toBe(2);
  });

  it("has PyTorch's data-dependent loop", () => {
    const a = tensor([0.3, 0.4], { dtype: "float64", requiresGrad: true });
    const c = createTensor(() => {
      let b = a.mul(2);
      while ((b.norm().item() as number) < 1000) b = b.mul(2);
      return b.sum();
    });
    const [g] = autograd.grad(c, a);
    expect(g?.tolist()).toEqual([2048, 2048]);
    a.set([3, 4]);
    expect(c.item()).toBe(7 * 256);
    a.set([300, 400]);
    expect(c.item()).toBe(1400);
  });

  it("follows a branch that is returned but never read, and that follows signals of its own", () => {
    const [s, setS] = createSignal(1);
    const which = tensor(0);
    const x = tensor(10);
    const driven = createTensor(() => s());
    const far = x.mul(driven);
    const y = createTensor(() => ((which.item() as number) > 0 ? far : x));
    far.item();
    setS(2);
    which.set(1);
    expect(y.item()).toBe(20);
    setS(3);
    expect(y.item()).toBe(30);
  });

  it("notices a signal below a control that replaced another one", () => {
    const [p, setP] = createSignal(1);
    const [q, setQ] = createSignal(10);
    const which = tensor(1);
    const [a, b] = [createTensor(() => p()), createTensor(() => q())];
    const y = createTensor(() => ((which.item() as number) > 0 ? a.item() : b.item()));
    which.set(-1);
    expect(y.item()).toBe(10);
    setQ(11);
    expect(y.item()).toBe(11);
    setP(5);
    expect(profile(() => y.item()).computed).toEqual([]);
  });

  it("refuses to read itself and to change between a tensor and numbers", () => {
    const on = tensor(0);
    const x = tensor(1);
    const mixed = createTensor(() => ((on.item() as number) > 0 ? 1 : x));
    on.set(1);
    expect(() => mixed.item()).toThrow(/^createTensor: the function returned .* before/);
    on.set(0);
    expect(mixed.item()).toBe(1);
    expect(() => createTensor(() => x, { requiresGrad: true })).toThrow(/^createTensor: /);
  });
});

describe("Solid signals in the function", () => {
  it("are tracked, lazily", () => {
    const [s, setS] = createSignal(1);
    const x = tensor(2);
    let runs = 0;
    const y = createTensor(() => {
      runs++;
      return x.mul(s());
    });
    setS(3);
    setS(4);
    expect(runs).toBe(1);
    expect(y.mul(1).item()).toBe(8);
    expect(runs).toBe(2);
    setS(4);
    expect(y.item()).toBe(8);
    expect(runs).toBe(2);
  });

  it("wake effects that read what depends on them, once per change", () => {
    const [s, setS] = createSignal(1);
    const x = tensor(2);
    const y = createTensor(() => (s() > 0 ? x : x.neg())).add(1);
    const seen: unknown[] = [];
    const dispose = createRoot((end) => {
      createEffect(() => seen.push(y.item()));
      return end;
    });
    setS(-1);
    x.set(5);
    batch(() => {
      setS(1);
      x.set(6);
    });
    expect(seen).toEqual([3, -1, -4, 7]);
    dispose();
  });

  it("are tracked through users' memos, which are compared by value", () => {
    createRoot((dispose) => {
      const [s, setS] = createSignal(1);
      const x = tensor(2);
      const positive = createMemo(() => s() > 0);
      const large = createMemo(() => (x.item() as number) > 10);
      let runs = 0;
      const y = createTensor(() => {
        runs++;
        return positive() && !large() ? x.mul(2) : x.neg();
      });
      setS(2);
      expect(y.item()).toBe(4);
      expect(runs).toBe(1);
      setS(-1);
      expect(y.item()).toBe(-2);
      setS(1);
      x.set(11);
      expect(y.item()).toBe(-11);
      expect(runs).toBe(3);
      dispose();
    });
  });

  it("are current within a batch", () => {
    const [s, setS] = createSignal(1);
    const x = tensor(2);
    const y = createTensor(() => x.mul(s()));
    const driven = createTensor(() => [s(), 1]);
    const z = y.add(driven.sum());
    const seen: unknown[] = [];
    const dispose = createRoot((end) => {
      createEffect(() => seen.push(z.item()));
      return end;
    });
    batch(() => {
      setS(2);
      expect(z.item()).toBe(7);
      x.set(3);
      expect(z.item()).toBe(9);
      setS(3);
      expect(z.item()).toBe(13);
    });
    expect(seen).toEqual([4, 13]);
    dispose();
  });
});

describe("gradients through a branch", () => {
  it("follow the branch taken", () => {
    const x = tensor(2, { dtype: "float64", requiresGrad: true });
    const y = createTensor(() => ((x.item() as number) > 0 ? x.mul(x) : x.mul(3)));
    y.backward();
    expect(gradientOf(x)).toBe(4);
    x.grad = null;
    x.set(-1);
    y.backward();
    expect(gradientOf(x)).toBe(3);
  });

  it("go through nested dynamic nodes", () => {
    const [deep, setDeep] = createSignal(false);
    const x = tensor(3, { dtype: "float64", requiresGrad: true });
    const y = createTensor(() => {
      const inner = createTensor(() => (deep() ? x.mul(x) : x.mul(2)));
      return (x.item() as number) > 0 ? inner.mul(10) : inner;
    });
    const slope = () => autograd.grad(y, x)[0]?.item();
    expect([y.item(), slope()]).toEqual([60, 20]);
    setDeep(true);
    expect([y.item(), slope()]).toEqual([90, 60]);
    x.set(-3);
    expect([y.item(), slope()]).toEqual([9, -6]);
    setDeep(false);
    expect([y.item(), slope()]).toEqual([-6, 2]);
  });
});

describe("nested dynamic nodes", () => {
  it("made inside a function that reads no signal keep following theirs", () => {
    const [s, setS] = createSignal(1);
    const x = tensor(2);
    const y = createTensor(() => {
      x.item();
      return createTensor(() => x.mul(s()));
    });
    setS(5);
    expect(y.item()).toBe(10);
    x.set(3);
    expect(y.item()).toBe(15);
    setS(6);
    expect(y.item()).toBe(18);
  });

  it("re-run the outer function only when it read something itself", () => {
    const x = tensor(1);
    const counts = { outer: 0, inner: 0 };
    const y = createTensor(() => {
      counts.outer++;
      return createTensor(() => {
        counts.inner++;
        return (x.item() as number) > 0 ? x.mul(2) : x;
      });
    });
    x.set(-1);
    expect(y.item()).toBe(-1);
    expect(counts).toEqual({ outer: 1, inner: 2 });
  });
});

describe("disposal with the owner", () => {
  it("lets go of the signals; tensors are still followed", () => {
    const [s, setS] = createSignal(1);
    const x = tensor(2);
    const [y, dispose] = createRoot((end) => [createTensor(() => x.mul(s())), end] as const);
    setS(3);
    expect(y.item()).toBe(6);
    dispose();
    setS(100);
    expect(y.item()).toBe(6);
    x.set(5);
    expect(y.item()).toBe(15);
  });
});
