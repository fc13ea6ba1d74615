// What nobody watches is plain garbage; watching holds, and no longer.

import { createEffect, createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { createBackward, createTensor, ones, type Tensor, tensor } from "../../src/index";

const collect = globalThis.gc as () => void;
const rest = () => new Promise((done) => setTimeout(done, 0));

/** Whether what `make` returns is freed once `make` has returned. */
async function isFreed(make: () => object): Promise<boolean> {
  const held = new WeakRef(make());
  for (let tries = 0; tries < 5; tries++) {
    await rest();
    collect();
    if (held.deref() === undefined) return true;
  }
  return false;
}

function heapAfterCollection(): number {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that `work` leaves behind. */
function growth(work: () => void): number {
  const before = heapAfterCollection();
  work();
  return heapAfterCollection() - before;
}

const megabytes = (n: number) => n * 1024 * 1024;

function effect(read: () => unknown): () => void {
  return createRoot((dispose) => {
    createEffect(read);
    return dispose;
  });
}

describe("an imperative loop that nobody watches", () => {
  it("of a million steps holds no memory", { timeout: 180_000 }, () => {
    const w = tensor(1, { dtype: "float64", requiresGrad: true });
    const step = (i: number) => {
      w.setAt([], i % 7);
      w.mul(2).add(1).item();
    };
    for (let i = 0; i < 10_000; i++) step(i);
    expect(
      growth(() => {
        for (let i = 0; i < 1_000_000; i++) step(i);
      }),
    ).toBeLessThan(megabytes(4));
  });

  it("with backward and an update in each step holds no memory either", () => {
    const w = tensor([1, 2], { dtype: "float64", requiresGrad: true });
    const step = () => {
      const loss = w.mul(w).sum();
      loss.backward();
      const grad = w.grad as Tensor;
      w.set(w.detach().sub(grad.mul(0.01)));
      w.grad = null;
      return loss.item();
    };
    for (let i = 0; i < 1000; i++) step();
    expect(
      growth(() => {
        for (let i = 0; i < 50_000; i++) step();
      }),
    ).toBeLessThan(megabytes(4));
  });

  it("holds none although a part of the graph is watched", () => {
    const w = tensor(1);
    const shown = w.mul(3);
    const dispose = effect(() => shown.item());
    const step = (i: number) => {
      w.set(i);
      shown.add(i % 5).item();
    };
    for (let i = 0; i < 1000; i++) step(i);
    expect(
      growth(() => {
        for (let i = 0; i < 100_000; i++) step(i);
      }),
    ).toBeLessThan(megabytes(4));
    dispose();
  });

  it("of watchers that come and go in one synchronous run holds none", () => {
    const w = tensor(1);
    const step = (i: number) => {
      effect(() => w.mul(2).item())();
      w.set(i);
    };
    for (let i = 0; i < 1000; i++) step(i);
    expect(
      growth(() => {
        for (let i = 0; i < 50_000; i++) step(i);
      }),
    ).toBeLessThan(megabytes(4));
    expect(w.node.link).toBeNull();
  });
});

describe("freed when dropped, though the leaf lives on", () => {
  const w = tensor([1, 2, 3], { dtype: "float64", requiresGrad: true });

  it("what was computed and read", async () => {
    const make = () => {
      const y = w.mul(2);
      y.tolist();
      return y.node;
    };
    expect(await isFreed(make)).toBe(true);
  });

  it("what was watched and is no longer", async () => {
    const make = () => {
      const y = w.mul(2).add(w);
      effect(() => y.tolist())();
      return y.node;
    };
    expect(await isFreed(make)).toBe(true);
  });

  it("a loss after backward", async () => {
    const make = () => {
      const loss = w.mul(w).sum();
      loss.backward();
      return loss.node;
    };
    expect(await isFreed(make)).toBe(true);
  });

  it("a loss, static or with branches, whose createBackward has ended", async () => {
    const losses = [
      () => w.mul(w).sum(),
      () => createTensor(() => ((w.sum().item() as number) > 0 ? w.mul(w).sum() : w.sum())),
    ];
    for (const lossOf of losses) {
      const make = () => {
        const loss = lossOf();
        const end = createBackward(loss);
        const dispose = effect(() => w.grad?.tolist());
        dispose();
        end();
        return loss.node;
      };
      expect(await isFreed(make)).toBe(true);
    }
  });

  it("a dynamic tensor without an owner that reads only tensors", async () => {
    const make = () => createTensor(() => ((w.sum().item() as number) > 0 ? w.mul(2) : w)).node;
    expect(await isFreed(make)).toBe(true);
  });

  it("a dynamic tensor with an owner that read signals, once the owner is disposed", async () => {
    const [s] = createSignal(1);
    const make = () =>
      createRoot((dispose) => {
        const y = createTensor(() => w.mul(s()));
        y.tolist();
        dispose();
        return y.node;
      });
    expect(await isFreed(make)).toBe(true);
  });

  it("the branch that a dynamic tensor has left", async () => {
    const which = tensor(1);
    let left: (() => object) | null = null;
    const y = createTensor(() => {
      if ((which.item() as number) < 0) return w;
      const branch = w.mul(2);
      const node = new WeakRef(branch.node);
      left = () => node.deref() as object;
      return branch;
    });
    y.tolist();
    which.set(-1);
    y.tolist();
    expect(await isFreed(left as unknown as () => object)).toBe(true);
    expect(y.tolist()).toEqual([1, 2, 3]);
  });
});

it("a dynamic tensor that re-runs a hundred thousand times holds only its last graph", () => {
  const n = tensor(0);
  const [s, setS] = createSignal(0);
  const y = createTensor(() =>
    ones(2)
      .mul(n.item() as number)
      .add(s()),
  );
  const step = (i: number) => {
    n.set(i);
    if (i % 2 === 0) setS(i);
    y.tolist();
  };
  for (let i = 0; i < 1000; i++) step(i);
  expect(
    growth(() => {
      for (let i = 0; i < 100_000; i++) step(i);
    }),
  ).toBeLessThan(megabytes(4));
});

it("a deep chain evaluates, is watched and let go without recursion", async () => {
  const w = tensor(1, { dtype: "float64", requiresGrad: true });
  let y = w.add(0);
  for (let i = 0; i < 100_000; i++) y = y.add(1);
  expect(y.item()).toBe(100_001);
  const dispose = effect(() => y.item());
  w.set(2);
  y.backward();
  expect(w.grad?.item()).toBe(1);
  dispose();
  await rest();
  expect(w.node.link).toBeNull();
  expect(y.item()).toBe(100_002);
});
