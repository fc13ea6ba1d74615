// Dynamic tensors where things change under them: shapes, errors, and code that writes.

import { createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import { arange, createTensor, ones, tensor } from "../../src/index";

describe("a shape that changes", () => {
  it("reaches what was built on it", () => {
    const n = tensor(2, { dtype: "int64" });
    const v = createTensor(() => arange(n.item() as number).mul(1));
    const square = v.unsqueeze(0).mul(v.unsqueeze(1));
    expect(String(square.shape)).toBe("torch.Size([2, 2])");
    n.set(3);
    expect(String(square.shape)).toBe("torch.Size([3, 3])");
    expect(square.tolist()).toEqual([
      [0, 0, 0],
      [0, 1, 2],
      [0, 2, 4],
    ]);
    expect(square.sum().item()).toBe(9);
  });

  it("that does not fit is an error at the read, and the graph recovers", () => {
    const n = tensor(2, { dtype: "int64" });
    const v = createTensor(() => ones(n.item() as number));
    const fixed = tensor([1, 2]);
    const sum = v.add(fixed);
    const total = sum.sum();
    expect(total.item()).toBe(5);
    n.set(3);
    const misfit = /The size of tensor a \(3\) must match the size of tensor b \(2\)/;
    expect(() => total.item()).toThrow(misfit);
    expect(() => total.item()).toThrow(misfit);
    fixed.set([5, 6]);
    expect(() => sum.tolist()).toThrow(misfit);
    expect(v.tolist()).toEqual([1, 1, 1]);
    n.set(1);
    expect(total.item()).toBe(13);
    n.set(2);
    expect(total.item()).toBe(13);
  });

  it("recovers while it is watched", () => {
    const n = tensor(2, { dtype: "int64" });
    const v = createTensor(() => ones(n.item() as number));
    const total = v.add(tensor([1, 2])).sum();
    const seen: unknown[] = [];
    const dispose = createRoot((end) => {
      createEffect(() => {
        try {
          seen.push(total.item());
        } catch {
          seen.push("misfit");
        }
      });
      return end;
    });
    n.set(3);
    n.set(1);
    expect(seen).toEqual([5, "misfit", 5]);
    dispose();
  });
});

describe("errors of the function", () => {
  it("at the first run are thrown by createTensor, later ones at the read, and are cached", () => {
    expect(() =>
      createTensor(() => {
        throw new Error("at once");
      }),
    ).toThrow("at once");
    const x = tensor(1);
    let runs = 0;
    const y = createTensor(() => {
      runs++;
      if ((x.item() as number) < 0) throw new Error("negative");
      return x.sqrt();
    });
    const above = y.add(1);
    x.set(-1);
    expect(() => above.item()).toThrow("negative");
    expect(() => y.item()).toThrow("negative");
    expect(runs).toBe(2);
    x.set(4);
    expect(above.item()).toBe(3);
  });

  it("clear although the result is the tensor of before", () => {
    const on = tensor(1);
    const x = tensor(7);
    const y = createTensor(() => {
      if ((on.item() as number) < 0) throw new Error("off");
      return x;
    });
    const above = y.mul(2);
    on.set(-1);
    expect(() => above.item()).toThrow("off");
    on.set(1);
    expect(above.item()).toBe(14);
  });

  it("in what it reads are its own, and it recovers with them", () => {
    const on = tensor(1);
    const inner = createTensor(() => {
      if ((on.item() as number) < 0) throw new Error("inner");
      return on.mul(2);
    });
    const outer = createTensor(() => inner.item());
    on.set(-1);
    expect(() => outer.item()).toThrow("inner");
    on.set(3);
    expect(outer.item()).toBe(6);
  });

  it("in what it builds on are its own, and it recovers with them", () => {
    const which = tensor(0);
    const on = tensor(1);
    const inner = createTensor(() => {
      if ((on.item() as number) < 0) throw new Error("inner");
      return on;
    });
    const outer = createTensor(() => ((which.item() as number) > 0 ? inner.mul(2) : on));
    on.set(-1);
    which.set(1);
    expect(() => outer.item()).toThrow("inner");
    on.set(3);
    expect(outer.item()).toBe(6);
  });

  it("about shapes that do not fit recover with the shapes", () => {
    const n = tensor(3, { dtype: "int64" });
    const which = tensor(0);
    const v = createTensor(() => ones(n.item() as number));
    const fixed = tensor([1, 2]);
    const y = createTensor(() => ((which.item() as number) > 0 ? v.add(fixed) : fixed));
    which.set(1);
    expect(() => y.tolist()).toThrow(/must match the size/);
    n.set(2);
    expect(y.tolist()).toEqual([2, 3]);
  });
});

describe("a function that writes a source", () => {
  /** `doubled` writes `log`, on which the total depends too, by a path that is evaluated first. */
  function world() {
    const x = tensor(1);
    const log = tensor(0);
    const first = log.mul(3);
    const doubled = createTensor(() => {
      log.set(x.item() as number);
      return x.mul(2);
    });
    return { x, total: first.add(doubled) };
  }

  it("leaves no stale value behind", () => {
    const { x, total } = world();
    expect(total.item()).toBe(5);
    x.set(10);
    expect(total.item()).toBe(50);
  });

  it("leaves none in a watched graph", () => {
    const { x, total } = world();
    const seen: unknown[] = [];
    const dispose = createRoot((end) => {
      createEffect(() => seen.push(total.item()));
      return end;
    });
    x.set(10);
    expect([seen.at(-1), total.item()]).toEqual([50, 50]);
    dispose();
  });
});
