// Part 5, as it runs and as the page shows it: the same value with and without a graph behind it.

import { manualSeed, matmul, noGrad, ones, randn } from "../../src/index";

export function gradModes() {
  manualSeed(0);
  const x = ones(5);
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });

  const z = matmul(x, w).add(b);
  const zNoGrad = noGrad(() => matmul(x, w).add(b));
  const zDet = z.detach();
  return { w, b, z, zNoGrad, zDet };
}
