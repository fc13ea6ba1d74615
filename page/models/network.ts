// Part 1, as it runs and as the page shows it: the tutorial's network, its loss, live gradients.

import { createBackward, manualSeed, matmul, nn, ones, randn, zeros } from "../../src/index";

export function network() {
  manualSeed(0);
  const x = ones(5); // input tensor
  const y = zeros(3); // expected output
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  const z = matmul(x, w).add(b);
  const loss = nn.functional.binaryCrossEntropyWithLogits(z, y);

  createBackward(loss); // keeps w.grad and b.grad current
  return { x, y, w, b, z, loss };
}
