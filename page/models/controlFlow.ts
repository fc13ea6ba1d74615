// Part 4, as it runs and as the page shows it: a loop whose length depends on a value.

import { createBackward, createTensor, manualSeed, randn, type Tensor } from "../../src/index";

export class LoopStopped extends Error {}

export function func(a: Tensor) {
  let b = a.mul(2);
  let doublings = 1;
  while (Number(b.norm().item()) < 1000) {
    if (++doublings > 200) throw new LoopStopped("stopped after 200 doublings");
    b = b.mul(2);
  }
  return b;
}

export function controlFlow() {
  manualSeed(3);
  const a = randn([], { requiresGrad: true });
  // runs again when what it read changes
  const c = createTensor(() => func(a));
  createBackward(c);
  return { a, c };
}
