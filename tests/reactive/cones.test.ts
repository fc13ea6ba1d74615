// What a write reaches is kept as a list from the second write on. The list must mean what a walk
// would have found, whatever has been reached already and whoever came or went.

import { batch, createEffect, createRoot } from "solid-js";
import { expect, it } from "vitest";
import { createTensor, type Tensor, tensor } from "../../src/index";

/** Writes `leaf` until its cone is kept. */
function drag(leaf: Tensor): void {
  for (const value of [1, 2, 3]) leaf.set(value);
}

/** Keeps what `tensor` shows in `seen[name]`. */
function show(seen: Record<string, number>, name: string, shown: Tensor): () => void {
  return createRoot((dispose) => {
    createEffect(() => {
      seen[name] = shown.item();
    });
    return dispose;
  });
}

it("a second write of a batch reaches what the first did not", () => {
  const [a, b] = [tensor(0), tensor(1)];
  const seen: Record<string, number> = {};
  show(seen, "product", a.mul(b).neg());
  show(seen, "sum", a.add(1).neg());
  drag(a);
  batch(() => {
    b.set(10);
    a.set(5);
  });
  expect(seen).toEqual({ product: -50, sum: -6 });
});

it("a watcher that comes later is woken, one that has gone is not", () => {
  const a = tensor(0);
  const seen: Record<string, number> = {};
  const leave = show(seen, "first", a.mul(2));
  drag(a);
  show(seen, "second", a.mul(3));
  a.set(4);
  expect(seen).toEqual({ first: 8, second: 12 });
  drag(a);
  leave();
  a.set(5);
  expect(seen).toEqual({ first: 6, second: 15 });
});

it("a branch that is taken later is reached", () => {
  const [a, which] = [tensor(1), tensor(0)];
  const [low, high] = [a.mul(2), a.mul(3)];
  const seen: Record<string, number> = {};
  show(
    seen,
    "branch",
    createTensor(() => (which.item() > 0 ? high : low)),
  );
  drag(a);
  which.set(1);
  a.set(7);
  expect(seen.branch).toBe(21);
});
