// Reading a tensor inside a tracking scope subscribes to it; the last reader leaving disconnects it.

import {
  createComputed,
  createEffect,
  createMemo,
  createRoot,
  createSignal,
  untrack,
} from "solid-js";
import { describe, expect, it } from "vitest";
import { arange, createTensor, ones, profile, type Tensor, tensor } from "../../src/index";

const rest = () => Promise.resolve();

/** Runs `read` in an effect and collects what it saw. */
function watch<T>(read: () => T): { readonly seen: T[]; readonly dispose: () => void } {
  const seen: T[] = [];
  const dispose = createRoot((end) => {
    createEffect(() => seen.push(read()));
    return end;
  });
  return { seen, dispose };
}

it("these tests run on Solid's browser build, in which effects react", () => {
  const [count, setCount] = createSignal(0);
  const { seen, dispose } = watch(count);
  setCount(1);
  expect(seen).toEqual([0, 1]);
  dispose();
});

describe("a tracked read", () => {
  const readers: readonly [string, (t: Tensor) => unknown][] = [
    ["item()", (t) => t.sum().item()],
    ["tolist()", (t) => t.tolist()],
    ["toTypedArray()", (t) => t.toTypedArray()],
    ["String()", (t) => String(t)],
    ["snapshot()", (t) => t.snapshot().tolist()],
  ];
  it.each(readers)("%s subscribes to a leaf", (_, read) => {
    const w = tensor([1, 2]);
    const { seen, dispose } = watch(() => read(w));
    w.setAt(0, 5);
    expect(seen).toHaveLength(2);
    expect(seen[1]).not.toEqual(seen[0]);
    dispose();
  });

  it.each(readers)("%s subscribes to what was computed", (_, read) => {
    const w = tensor([1, 2]);
    const twice = w.mul(2);
    const { seen, dispose } = watch(() => read(twice));
    w.set([3, 4]);
    expect(seen).toHaveLength(2);
    expect(seen[1]).not.toEqual(seen[0]);
    dispose();
  });

  it("works in memos and computeds", () => {
    const w = tensor(1);
    const y = w.mul(3);
    createRoot((dispose) => {
      let computed: unknown;
      createComputed(() => {
        computed = y.item();
      });
      const memo = createMemo(() => (y.item() as number) + 1);
      w.set(2);
      expect(computed).toBe(6);
      expect(memo()).toBe(7);
      dispose();
    });
  });

  it("inside untrack does not subscribe", () => {
    const w = tensor(1);
    const { seen, dispose } = watch(() => untrack(() => w.item()));
    w.set(2);
    expect(seen).toEqual([1]);
    dispose();
  });

  it("of the shape of a dynamic tensor subscribes; a fixed shape needs no subscription", () => {
    const n = tensor(2, { dtype: "int64" });
    const row = createTensor(() => arange(n.item() as number));
    const dynamic = watch(() => String(row.shape));
    const w = ones(2, 3);
    const fixed = watch(() => String(w.shape));
    n.set(4);
    w.set(7);
    expect(dynamic.seen).toEqual(["torch.Size([2])", "torch.Size([4])"]);
    expect(fixed.seen).toEqual(["torch.Size([2, 3])"]);
    dynamic.dispose();
    fixed.dispose();
  });

  it("follows a handle that an in-place operation re-points", () => {
    const w = tensor(3);
    const y = w.mul(2);
    const { seen, dispose } = watch(() => y.item());
    y.add_(1);
    w.set(4);
    expect(seen).toEqual([6, 7, 9]);
    dispose();
  });

  it("sees a view of a leaf change with the leaf", () => {
    const w = tensor([
      [1, 2],
      [3, 4],
    ]);
    const { seen, dispose } = watch(() => w.t().tolist());
    w.setAt([0, 1], 9);
    expect(seen[1]).toEqual([
      [1, 3],
      [9, 4],
    ]);
    dispose();
  });
});

describe("an equal write is no write", () => {
  const cases: readonly [string, number, number, boolean][] = [
    ["the same number", 1, 1, false],
    ["another number", 1, 2, true],
    ["NaN over NaN", Number.NaN, Number.NaN, false],
    ["NaN over a number", 1, Number.NaN, true],
    ["-0 over 0, which 1/x tells apart", 0, -0, true],
    ["-0 over -0", -0, -0, false],
  ];
  it.each(cases)("%s", (_, before, after, told) => {
    const w = tensor(before);
    const y = w.add(1);
    const { seen, dispose } = watch(() => y.item());
    w.set(after);
    expect(seen).toHaveLength(told ? 2 : 1);
    dispose();
    y.item();
    w.set(after);
    expect(profile(() => y.item()).computed).toEqual([]);
  });

  it("holds for elements, blocks and float32 rounding", () => {
    const w = tensor([0.1, 0.2]);
    const { seen, dispose } = watch(() => w.tolist());
    w.setAt(0, 0.1);
    w.set([0.1, 0.2]);
    w.setAt(-1, 0.2);
    expect(seen).toHaveLength(1);
    dispose();
  });
});

describe("the last reader leaving", () => {
  it("disconnects: a write then computes nothing", async () => {
    const w = tensor(1);
    const y = w.mul(2);
    const { dispose } = watch(() => y.item());
    expect(w.node.link).not.toBeNull();
    dispose();
    await rest();
    expect([w.node.link, y.node.link]).toEqual([null, null]);
    expect(profile(() => w.set(2)).computed).toEqual([]);
    expect(y.item()).toBe(4);
  });

  it("also disconnects at the next write, without waiting for a microtask", () => {
    const w = tensor(1);
    const y = w.mul(2);
    watch(() => y.item()).dispose();
    w.set(2);
    expect([w.node.link, y.node.link]).toEqual([null, null]);
  });

  it("leaves other readers connected", async () => {
    const w = tensor(1);
    const [a, b] = [w.mul(2), w.mul(w)];
    const first = watch(() => [a.item(), b.item()]);
    const second = watch(() => b.item());
    first.dispose();
    await rest();
    expect(a.node.link).toBeNull();
    w.set(3);
    expect(second.seen).toEqual([1, 9]);
    second.dispose();
    await rest();
    expect(w.node.link).toBeNull();
  });

  it("an effect that stops reading a tensor is no longer its reader", async () => {
    const w = tensor(1);
    const other = tensor(10);
    const [on, setOn] = createSignal(true);
    const { seen, dispose } = watch(() => (on() ? w.item() : other.item()));
    setOn(false);
    await rest();
    expect(w.node.link).toBeNull();
    w.set(2);
    expect(seen).toEqual([1, 10]);
    dispose();
  });

  it("connects and disconnects any number of times", async () => {
    const w = tensor(1);
    const y = w.mul(w).add(w);
    for (let round = 2; round < 6; round++) {
      const { seen, dispose } = watch(() => y.item());
      w.set(round);
      expect(seen.at(-1)).toBe(round * round + round);
      dispose();
      if (round % 2 === 0) await rest();
    }
    await rest();
    expect(w.node.link).toBeNull();
  });
});
