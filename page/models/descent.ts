// Part 6, as it runs and as the page shows it: a line through five points, found by going downhill.

import { createBackward, nn, tensor } from "../../src/index";

export function descent() {
  const x = tensor([-2, -1, 0, 1, 2]);
  const y = tensor([-1.5, -0.7, 0.9, 1.1, 2.7]);
  const w = tensor(-1.5, { requiresGrad: true });
  const b = tensor(-2, { requiresGrad: true });
  const loss = nn.functional.mseLoss(x.mul(w).add(b), y);

  createBackward(loss); // keeps w.grad and b.grad current
  return { x, y, w, b, loss };
}
