// createBackward: gradients that are always current, computed only when somebody looks.

import { batch, createEffect, createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { createBackward, createTensor, profile, type Tensor, tensor } from "../../src/index";

const parameter = (value: number | number[]) =>
  tensor(value, { dtype: "float64", requiresGrad: true });

/** The gradient as a number, null where there is none. */
const slope = (leaf: Tensor) => leaf.grad?.item() ?? null;

function effect<T>(read: () => T): { readonly seen: T[]; readonly dispose: () => void } {
  const seen: T[] = [];
  const dispose = createRoot((end) => {
    createEffect(() => seen.push(read()));
    return end;
  });
  return { seen, dispose };
}

describe("a held gradient", () => {
  it("is current after every write, replaced and not accumulated", () => {
    const w = parameter(3);
    const end = createBackward(w.mul(w));
    expect([slope(w), slope(w)]).toEqual([6, 6]);
    w.set(5);
    expect(slope(w)).toBe(10);
    end();
  });

  it("is lazy: not computed until it is read, and then only what it needs", () => {
    const w = parameter(3);
    const v = parameter(4);
    const loss = w.mul(v).sin();
    const end = createBackward(loss);
    expect(profile(() => w.set(2)).computed).toEqual([]);
    expect(profile(() => loss.item()).computed).toHaveLength(2);
    const first = profile(() => slope(w)).computed.length;
    expect(first).toBeGreaterThan(0);
    expect(profile(() => slope(w)).computed).toEqual([]);
    expect(profile(() => slope(v)).computed.length).toBeLessThan(first);
    end();
  });

  it("is one stable handle, whose readers are told", () => {
    const w = parameter([1, 2]);
    const end = createBackward(w.mul(w).sum());
    const handle = w.grad as Tensor;
    const { seen, dispose } = effect(() => handle.tolist());
    w.set([3, 4]);
    expect(w.grad).toBe(handle);
    expect(seen).toEqual([
      [2, 4],
      [6, 8],
    ]);
    dispose();
    end();
  });

  it("adds up over several losses, however they come and go", () => {
    const w = parameter(3);
    const { seen, dispose } = effect(() => slope(w));
    const ends = [w.mul(w), w.mul(10), w.mul(100)].map((loss) => createBackward(loss));
    expect(seen).toEqual([null, 6, 16, 116]);
    ends[1]?.();
    expect(slope(w)).toBe(106);
    w.set(4);
    expect(slope(w)).toBe(108);
    ends[0]?.();
    ends[2]?.();
    expect(seen.at(-1)).toBe(null);
    dispose();
  });

  it("ends with the owner: null is back, and readers are told once", () => {
    const [w, v] = [parameter(1), parameter(2)];
    const end = createRoot((dispose) => {
      createBackward(w.mul(v));
      return dispose;
    });
    const { seen, dispose } = effect(() => [slope(w), slope(v)]);
    end();
    end();
    expect(seen).toEqual([
      [2, 1],
      [null, null],
    ]);
    dispose();
  });

  it("hides an earlier accumulated gradient, which is back at the end", () => {
    const w = parameter(2);
    w.mul(7).backward();
    const end = createBackward(w.mul(w));
    expect(slope(w)).toBe(4);
    end();
    expect(slope(w)).toBe(7);
  });

  it("is tracked from null to a tensor: two leaves wake a reader of both once", () => {
    const [w, v] = [parameter(2), parameter(5)];
    const { seen, dispose } = effect(() => [slope(w), slope(v)]);
    const end = createBackward(w.mul(v));
    expect(seen).toEqual([
      [null, null],
      [5, 2],
    ]);
    batch(() => {
      w.set(3);
      v.set(4);
    });
    expect(seen.slice(2)).toEqual([[4, 3]]);
    end();
    dispose();
  });

  it("refuses a manual backward into the leaf, and says why", () => {
    const w = parameter(2);
    const end = createBackward(w.mul(w));
    expect(() => w.mul(3).backward()).toThrow(/^backward: .* held current by createBackward/);
    expect(() => {
      w.grad = null;
    }).toThrow(/held current by createBackward/);
    expect(slope(w)).toBe(4);
    end();
    w.mul(3).backward();
    expect(slope(w)).toBe(3);
  });

  it("refuses what has no gradient, in PyTorch's words", () => {
    expect(() => createBackward(tensor(1).mul(2))).toThrow(/does not require grad/);
    expect(() => createBackward(parameter([1, 2]).mul(2))).toThrow(
      "grad can be implicitly created only for scalar outputs",
    );
  });

  it("stays with the node of the call when the loss's handle is re-pointed", () => {
    const w = parameter(3);
    const loss = w.mul(w);
    const end = createBackward(loss);
    loss.mul_(100);
    expect(slope(w)).toBe(6);
    end();
  });

  it("is differentiable again with createGraph", () => {
    const w = parameter(3);
    const end = createBackward(w.mul(w).mul(w), { createGraph: true });
    const curvature = createTensor(() => w.grad as Tensor);
    expect([slope(w), w.grad?.requiresGrad]).toEqual([27, true]);
    expect(curvature.item()).toBe(27);
    w.set(2);
    expect(curvature.item()).toBe(12);
    end();
  });
});

describe("a held loss with branches", () => {
  /** w² where w > 0, else w · v. */
  function world() {
    const [w, v] = [parameter(2), parameter(5)];
    const loss = createTensor(() => ((w.item() as number) > 0 ? w.mul(w) : w.mul(v)));
    return { w, v, loss };
  }

  it("gives the gradient of the branch taken", () => {
    const { w, loss } = world();
    const end = createBackward(loss);
    expect(slope(w)).toBe(4);
    w.set(-1);
    expect(slope(w)).toBe(5);
    w.set(1);
    expect(slope(w)).toBe(2);
    end();
  });

  it("a captured gradient follows a flip", () => {
    const { w, loss } = world();
    const end = createBackward(loss);
    const captured = w.grad as Tensor;
    const twice = captured.mul(2);
    expect(twice.item()).toBe(8);
    w.set(-1);
    expect([captured.item(), twice.item()]).toEqual([5, 10]);
    end();
  });

  it("leaves that only the other branch has come and go, and their readers are told", () => {
    const { w, v, loss } = world();
    const end = createBackward(loss);
    const { seen, dispose } = effect(() => slope(v));
    w.set(-3);
    v.set(6);
    w.set(3);
    expect(seen[0]).toBe(null);
    expect(seen).toContain(-3);
    expect(seen.at(-1)).toBe(null);
    dispose();
    end();
  });

  it("a reader that was there before the loss is told of a later flip", () => {
    const { w, v, loss } = world();
    const { seen, dispose } = effect(() => slope(v));
    const end = createBackward(loss);
    w.set(-3);
    expect(seen.at(-1)).toBe(-3);
    end();
    expect(seen.at(-1)).toBe(null);
    dispose();
  });

  it("a captured gradient does not bring an ended hold back", () => {
    const { w, v, loss } = world();
    const end = createBackward(loss);
    const captured = w.grad as Tensor;
    end();
    w.set(-1);
    expect(captured.item()).toBe(5);
    expect([w.grad, v.grad]).toEqual([null, null]);
    v.mul(2).backward();
    expect(slope(v)).toBe(2);
  });

  it("recovers from an error of the loss", () => {
    const [fails, setFails] = createSignal(false);
    const w = parameter(2);
    const loss = createTensor(() => {
      if (fails()) throw new Error("no loss");
      return w.mul(w);
    });
    const end = createBackward(loss);
    setFails(true);
    expect(() => slope(w)).toThrow("no loss");
    setFails(false);
    expect(slope(w)).toBe(4);
    end();
  });

  it("holds driven leaves", () => {
    const [s, setS] = createSignal(2);
    const x = createTensor(() => s(), { dtype: "float64", requiresGrad: true });
    const end = createBackward(x.mul(x));
    const { seen, dispose } = effect(() => slope(x));
    setS(5);
    expect(seen).toEqual([4, 10]);
    dispose();
    end();
  });
});
