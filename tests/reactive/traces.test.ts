// What a write makes stale is remembered. However reads, watchers, batches and functions that write
// interleave, nobody sees an old value.

import { batch, createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import { autograd, createTensor, nn, randn, type Tensor, tensor } from "../../src/index";

function watch(read: () => unknown): () => void {
  return createRoot((dispose) => {
    createEffect(read);
    return dispose;
  });
}

describe("a value remembered as stale", () => {
  it("wakes its readers, although a root that nobody watches computed what they share", () => {
    const w = tensor([1, 2]);
    const shared = w.mul(2);
    const watched = shared.add(1);
    const total = shared.sum();
    let seen: unknown;
    const dispose = watch(() => {
      seen = watched.tolist();
    });
    for (let k = 2; k < 12; k++) {
      batch(() => {
        w.set([k, k]);
        total.item();
      });
      expect(seen).toEqual([2 * k + 1, 2 * k + 1]);
    }
    dispose();
  });

  it("is new after a function that writes a source of it", () => {
    const [w, c] = [tensor(1), tensor(1)];
    const shared = w.mul(2);
    const root = shared.add(1);
    const writing = createTensor(() => {
      w.set(c.item() * 3);
      return shared.mul(10);
    });
    for (let k = 2; k < 8; k++) {
      c.set(k);
      root.item();
      writing.item();
      expect(root.item()).toBe(6 * k + 1);
    }
    for (let k = 2; k < 6; k++) {
      w.set(100 + k);
      expect(root.item()).toBe(2 * (100 + k) + 1);
    }
  });

  it("is new where one function writes and another reads for the first time", () => {
    const [w, c, flag] = [tensor(1), tensor(1), tensor(0)];
    const shared = w.mul(2);
    const root = shared.add(1);
    const writing = createTensor(() => {
      w.set(c.item() * 3);
      return shared.mul(10);
    });
    const reading = createTensor(() => tensor(flag.item() > 0 ? root.item() : 0));
    const both = writing.add(reading);
    for (let k = 2; k < 8; k++) {
      c.set(k);
      flag.set(k % 2);
      root.item();
      both.item();
      expect(root.item()).toBe(6 * k + 1);
    }
    for (let k = 2; k < 6; k++) {
      w.set(100 + k);
      expect(root.item()).toBe(2 * (100 + k) + 1);
    }
  });

  it("is new in a Function that is given no tensor", () => {
    const w = tensor([1, 2, 3], { requiresGrad: true });
    class Scaled extends autograd.Function {
      static forward(_: autograd.FunctionContext, k: unknown): Tensor {
        return w.mul(k as number);
      }
      static backward(): null {
        return null;
      }
    }
    const y = (Scaled.apply(3) as Tensor).sum();
    for (let k = 0; k < 8; k++) {
      w.set([k, k, k]);
      expect(y.item()).toBe(9 * k);
    }
  });
});

describe("the bits of a result", () => {
  it("do not depend on whether a layer is read once or dragged", () => {
    const [x, weight, bias] = [randn([1, 300]), randn([10, 300]), randn([10])];
    const kept = nn.functional.linear(x, weight, bias);
    for (let k = 0; k < 8; k++) {
      x.setAt([0, 0], k / 3);
      const once = nn.functional.linear(x.snapshot(), weight.snapshot(), bias.snapshot());
      expect(kept.toTypedArray()).toEqual(once.toTypedArray());
    }
  });
});

describe("gradients that two leaves share", () => {
  it("are added to what each had before", () => {
    for (const first of [true, false]) {
      const [a, b] = [tensor([1, 2]).requiresGrad_(), tensor([1, 2]).requiresGrad_()];
      const [had, had0] = first ? [a, b] : [b, a];
      had.grad = tensor([5, 5]).mul(2);
      a.add(b).mul(3).sum().backward();
      expect(had.grad?.tolist()).toEqual([13, 13]);
      expect(had0.grad?.tolist()).toEqual([3, 3]);
    }
  });
});
