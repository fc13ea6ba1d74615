// Part 3, as it runs and as the page shows it: gradients that add up, and how to clear them.

import { eye, onesLike } from "../../src/index";

export function accumulate() {
  const inp = eye(3, { requiresGrad: true });
  const out = inp.add(1).pow(2);

  // the two buttons
  const backward = () => out.backward(onesLike(inp), { retainGraph: true });
  const zero = () => inp.grad?.zero_();
  return { inp, out, backward, zero };
}
