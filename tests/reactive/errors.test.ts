// A computation that throws is an error at every read until its inputs change, and nothing else.

import { createEffect, createMemo, createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import {
  autograd,
  createBackward,
  createTensor,
  noGrad,
  ones,
  profile,
  type Tensor,
  tensor,
} from "../../src/index";

/** An op whose computation fails at some values: the misfit shows at the read. */
function fragile() {
  const n = tensor(2, { dtype: "int64" });
  const v = createTensor(() => ones(n.item() as number));
  const fixed = tensor([1, 2], { requiresGrad: true });
  return { n, fixed, sum: v.add(fixed) };
}

const attempt = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return (error as Error).message.slice(0, 8);
  }
};

describe("an operation that throws when it is computed again", () => {
  it("throws the same error at every read, computed once, through all dependents", () => {
    const { n, sum } = fragile();
    const total = sum.mul(2).sum();
    total.item();
    n.set(3);
    expect(() => total.item()).toThrow("The size of tensor a (3)");
    const again = profile(() => attempt(() => total.item()));
    expect(again.computed).toEqual([]);
    expect(() => String(sum)).toThrow("The size of tensor a (3)");
  });

  it("leaves its siblings alone", () => {
    const { n, fixed, sum } = fragile();
    const sibling = fixed.mul(10);
    n.set(3);
    expect(attempt(() => sum.tolist())).toBe("The size");
    expect(sibling.tolist()).toEqual([10, 20]);
    expect(n.item()).toBe(3);
  });

  it("throws in backward and grad too, and adds nothing", () => {
    const { n, fixed, sum } = fragile();
    const total = sum.sum();
    n.set(3);
    expect(() => total.backward()).toThrow("The size of tensor a (3)");
    expect(fixed.grad).toBe(null);
    expect(() => autograd.grad(total, fixed)).toThrow("The size of tensor a (3)");
    n.set(2);
    total.backward();
    expect(fixed.grad?.tolist()).toEqual([1, 1]);
  });

  it("that is watched wakes its reader when it is well again", () => {
    const { n, fixed, sum } = fragile();
    const total = sum.sum();
    const seen: unknown[] = [];
    createRoot((dispose) => {
      createEffect(() => seen.push(attempt(() => total.item())));
      queueMicrotask(dispose);
    });
    n.set(3);
    fixed.set([3, 4]);
    n.set(2);
    expect(seen).toEqual([5, "The size", "The size", 9]);
  });
});

describe("a misfit", () => {
  it("at the call leaves no trace in the graph", () => {
    const a = ones(2);
    const b = ones(3);
    const y = a.mul(2);
    expect(() => a.add(b)).toThrow(/must match the size/);
    a.set([3, 4]);
    expect(y.tolist()).toEqual([6, 8]);
  });
});

describe("a user's memo that throws", () => {
  it("is an error of the dynamic node that reads it, which recovers", () => {
    createRoot((dispose) => {
      const [s, setS] = createSignal(1);
      const x = tensor(2);
      const memo = createMemo<() => number>(() => {
        const value = s();
        return () => {
          if (value < 0) throw new Error("memo");
          return value;
        };
      });
      const y = createTensor(() => x.mul(memo()()));
      const above = y.add(1);
      setS(-1);
      expect(() => above.item()).toThrow("memo");
      x.set(3);
      expect(() => above.item()).toThrow("memo");
      setS(5);
      expect(above.item()).toBe(16);
      dispose();
    });
  });

  it("uncaught, is thrown where Solid throws it, and the graph goes on", () => {
    const x = tensor(1);
    const y = x.mul(2);
    const end = createRoot((dispose) => {
      createMemo(() => {
        if ((y.item() as number) < 0) throw new Error("uncaught");
      });
      return dispose;
    });
    expect(() => x.set(-1)).toThrow("uncaught");
    expect(y.item()).toBe(-2);
    x.set(4);
    expect(y.item()).toBe(8);
    end();
  });
});

describe("an error in an effect", () => {
  it("that reads a broken tensor leaves tensors and other effects usable", () => {
    const { n, sum } = fragile();
    const seen: unknown[] = [];
    const end = createRoot((dispose) => {
      createEffect(() => seen.push(n.item()));
      createEffect(() => sum.tolist());
      return dispose;
    });
    expect(() => n.set(3)).toThrow("The size of tensor a (3)");
    n.set(2);
    expect(sum.tolist()).toEqual([2, 3]);
    expect(seen.at(-1)).toBe(2);
    end();
  });
});

describe("a held gradient", () => {
  it("of a loss in error throws its error; the others are read as before", () => {
    const [bad, setBad] = createSignal(false);
    const w = tensor(2, { requiresGrad: true });
    const v = tensor(3, { requiresGrad: true });
    const loss = createTensor(() => {
      if (bad()) throw new Error("broken");
      return w.mul(w);
    });
    const ends = [createBackward(loss), createBackward(v.mul(v))];
    setBad(true);
    expect(() => (w.grad as Tensor).item()).toThrow("broken");
    expect(v.grad?.item()).toBe(6);
    setBad(false);
    expect(w.grad?.item()).toBe(4);
    for (const end of ends) end();
  });
});

describe("functions that write what each other reads", () => {
  it("end in an error instead of never ending, and the graph stays usable", () => {
    const a = tensor(0);
    const b = tensor(0);
    const first = createTensor(() => {
      const value = a.item();
      noGrad(() => b.fill_(value + 1));
      return tensor(value);
    });
    const second = createTensor(() => {
      const value = b.item();
      noGrad(() => a.fill_(value + 1));
      return tensor(value);
    });
    const both = () => first.add(second).item();
    expect(both).toThrow("createTensor: functions keep writing sources that each other reads");
    expect(a.mul(2).item()).toBe(a.item() * 2);
  });
});
