// Gradients inside effects and createTensor: they are followed, and backward() does not loop.

import { createEffect, createRoot, untrack } from "solid-js";
import { describe, expect, it } from "vitest";
import { autograd, createBackward, createTensor, type Tensor, tensor } from "../../src/index";

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

describe("a gradient inside createTensor", () => {
  it("is followed from null to a value and back: a gradient step that shows where it leads", () => {
    const w = parameter(4);
    const step = createTensor(() => (w.grad === null ? w : w.sub(w.grad.mul(0.25))));
    const { seen, dispose } = effect(() => step.item());
    const end = createBackward(w.mul(w));
    w.set(8);
    end();
    expect(seen).toEqual([4, 2, 4, 8]);
    dispose();
  });

  it("follows the branch of a held loss", () => {
    const [w, v] = [parameter(2), parameter(5)];
    const loss = createTensor(() => ((w.item() as number) > 0 ? w.mul(w) : w.mul(v)));
    const shown = createTensor(() => v.grad ?? tensor(0, { dtype: "float64" }));
    const end = createBackward(loss);
    expect(shown.item()).toBe(0);
    w.set(-3);
    expect(shown.item()).toBe(-3);
    w.set(1);
    expect(shown.item()).toBe(0);
    end();
  });
});

describe("autograd.grad inside an effect", () => {
  it("follows values and branches", () => {
    const w = parameter(2);
    const loss = createTensor(() => ((w.item() as number) > 0 ? w.mul(w) : w.mul(7)));
    const { seen, dispose } = effect(() => autograd.grad(loss, w)[0]?.item());
    w.set(3);
    w.set(-1);
    w.set(5);
    expect(seen).toEqual([4, 6, 7, 10]);
    dispose();
  });
});

describe("backward() inside effects", () => {
  it("does not loop, and does not subscribe to the loss", () => {
    const w = parameter(2);
    const loss = w.mul(w);
    const { seen, dispose } = effect(() => {
      loss.backward({ retainGraph: true });
      return untrack(() => slope(w));
    });
    w.set(3);
    expect(seen).toEqual([4]);
    dispose();
  });

  it("does not loop where the effect reads the loss and the gradient", () => {
    const w = parameter(2);
    const loss = w.mul(w);
    const { seen, dispose } = effect(() => {
      loss.item();
      w.grad = null;
      loss.backward();
      return slope(w);
    });
    w.set(3);
    w.set(4);
    expect(seen).toEqual([4, 6, 8]);
    dispose();
  });

  it("does not subscribe to a loss with branches either", () => {
    const w = parameter(2);
    const loss = createTensor(() => ((w.item() as number) > 0 ? w.mul(w) : w.neg()));
    let runs = 0;
    const { dispose } = effect(() => {
      runs++;
      loss.backward();
    });
    w.set(3);
    expect(runs).toBe(1);
    dispose();
  });
});
