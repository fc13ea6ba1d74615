// Optimizer steps over whole parameters: the wasm kernels move them to the same bits as the loops.

import { describe, expect, it } from "vitest";
import { optim, type Tensor, tensor } from "../../src/index";
import { allowMachine } from "../../src/kernels/wasm/instance";

const length = 1003;

const values = (seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * seed + seed) * 10 ** ((i % 7) - 3));

/** The parameter and what is remembered of it after a few steps. */
function trained(machine: boolean, make: (p: Tensor[]) => optim.Optimizer): number[][] {
  const before = allowMachine(machine);
  try {
    const p = tensor(values(1.3), { requiresGrad: true });
    const optimizer = make([p]);
    for (let step = 1; step <= 4; step++) {
      optimizer.zeroGrad();
      p.mul(tensor(values(step)))
        .sum()
        .backward();
      optimizer.step();
    }
    const { state } = optimizer.stateDict();
    const memory = Object.values(state[0] ?? {}).filter((value) => Array.isArray(value));
    return [Array.from(p.toTypedArray()), ...(memory as number[][])];
  } finally {
    allowMachine(before);
  }
}

const optimizers: Record<string, (p: Tensor[]) => optim.Optimizer> = {
  SGD: (p) => new optim.SGD(p, { lr: 0.1 }),
  "SGD with decay, maximising": (p) =>
    new optim.SGD(p, { lr: 0.1, weightDecay: 0.3, maximize: true }),
  "SGD with momentum": (p) => new optim.SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.2 }),
  "SGD with Nesterov's momentum": (p) =>
    new optim.SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  Adam: (p) => new optim.Adam(p, { lr: 0.01 }),
  "Adam with decay": (p) => new optim.Adam(p, { lr: 0.01, weightDecay: 0.1, maximize: true }),
  AMSGrad: (p) => new optim.Adam(p, { lr: 0.01, amsgrad: true }),
  AdamW: (p) => new optim.AdamW(p, { lr: 0.01, weightDecay: 0.1 }),
};

describe("optimizer kernels", () => {
  it.each(Object.entries(optimizers))("%s: the same bits in wasm as in JavaScript", (_, make) => {
    const [moved, ...memory] = trained(true, make);
    expect([moved, ...memory]).toEqual(trained(false, make));
    expect(moved).not.toEqual(Array.from(values(1.3)));
  });

  it("leaves a gradient of zeros and an infinite parameter alone", () => {
    const start = new Float32Array(length).fill(Infinity);
    const p = tensor(start, { requiresGrad: true });
    const optimizer = new optim.SGD([p], { lr: 0.1 });
    p.mul(0).nanToNum(0).sum().backward();
    optimizer.step();
    expect(Array.from(p.toTypedArray())).toEqual(Array.from(start));
  });
});
