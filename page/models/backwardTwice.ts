// Part 2, as it runs and as the page shows it: one backward pass, then another.

import { manualSeed, matmul, nn, ones, randn, zeros } from "../../src/index";

export function backwardTwice() {
  manualSeed(1);
  const x = ones(5);
  const y = zeros(3);
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  const z = matmul(x, w).add(b);
  const loss = nn.functional.binaryCrossEntropyWithLogits(z, y);

  // the button, with the switch as its argument
  const backward = (retainGraph: boolean) => loss.backward(null, { retainGraph });
  return { w, b, loss, backward };
}
