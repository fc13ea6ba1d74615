// Optimizers beyond the recorded trajectories: what a step does to a live loss, groups, states,
// errors. The messages are PyTorch 1.13's.

import { createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import { createBackward, ones, optim, type Tensor, tensor, zeros } from "../../src/index";

const leaf = (...values: number[]) => tensor(values, { dtype: "float64", requiresGrad: true });
const numbers = (x: Tensor | null) => [...(x as Tensor).toTypedArray()];

/** Runs `setUp` in an owner of its own; its effects have run when this returns. */
function inRoot(setUp: () => void): () => void {
  return createRoot((dispose) => {
    setUp();
    return dispose;
  });
}

describe("a step", () => {
  it("is one update of a live loss, of several parameters", () => {
    const [a, b] = [leaf(1, 2), leaf(3)];
    const loss = a.mul(a).sum().add(b.mul(b).sum());
    const seen: unknown[] = [];
    const dispose = inRoot(() => {
      createBackward(loss);
      createEffect(() => seen.push([loss.item(), ...numbers(a), ...numbers(b.grad)]));
    });
    const optimizer = new optim.SGD([a, b], { lr: 0.25 });
    optimizer.step();
    optimizer.step();
    dispose();
    expect(seen).toEqual([
      [14, 1, 2, 6],
      [3.5, 0.5, 1, 3],
      [0.875, 0.25, 0.5, 1.5],
    ]);
  });

  it("uses all gradients as they were before it, where they are live and depend on each other", () => {
    const [a, b] = [leaf(2), leaf(3)];
    const dispose = inRoot(() => createBackward(a.mul(b).sum()));
    new optim.SGD([a, b], { lr: 1 }).step();
    expect([numbers(a), numbers(b)]).toEqual([[-1], [1]]);
    dispose();
  });

  it("does not subscribe the effect in which it is made", () => {
    const a = leaf(1);
    let runs = 0;
    const dispose = inRoot(() => {
      createBackward(a.mul(a).sum());
      const optimizer = new optim.SGD([a], { lr: 0.25 });
      createEffect(() => {
        if (++runs < 5) optimizer.step();
      });
    });
    expect([runs, numbers(a)]).toEqual([1, [0.5]]);
    a.set([4]);
    expect([runs, numbers(a)]).toEqual([1, [4]]);
    dispose();
  });

  it("leaves parameters without a gradient alone", () => {
    const [a, b] = [leaf(1), leaf(1)];
    a.mul(2).sum().backward();
    new optim.SGD([a, b], { lr: 1, weightDecay: 1 }).step();
    expect([numbers(a), numbers(b)]).toEqual([[-2], [1]]);
  });

  it("is no write where nothing moves", () => {
    const a = leaf(1, 2);
    a.grad = zeros(2, { dtype: "float64" });
    let runs = 0;
    const dispose = inRoot(() =>
      createEffect(() => {
        a.tolist();
        runs++;
      }),
    );
    new optim.SGD([a], { lr: 1 }).step();
    expect(runs).toBe(1);
    dispose();
  });

  it("calls a closure first and returns what that returns", () => {
    const a = leaf(3);
    const optimizer = new optim.Adam([a], 0.1);
    const before = optimizer.step(() => {
      optimizer.zeroGrad();
      const loss = a.mul(a).sum();
      loss.backward();
      return loss.item();
    });
    expect(before).toBe(9);
    expect(numbers(a)[0]).toBeCloseTo(2.9, 8);
  });

  it("keeps the dtype of float32 parameters", () => {
    const a = tensor([1], { requiresGrad: true });
    a.mul(0.1).sum().backward();
    new optim.SGD([a], { lr: 0.1 }).step();
    expect(numbers(a)).toEqual([Math.fround(1 - 0.1 * Math.fround(0.1))]);
  });
});

describe("zeroGrad", () => {
  const withGrad = () => {
    const a = leaf(1, 2);
    a.mul(3).sum().backward();
    return a;
  };

  it("makes gradients null, or zeros in place", () => {
    const [a, b] = [withGrad(), withGrad()];
    new optim.SGD([a]).zeroGrad();
    expect(a.grad).toBeNull();
    const handle = b.grad;
    new optim.SGD([b]).zeroGrad({ setToNone: false });
    expect(b.grad).toBe(handle);
    expect(numbers(b.grad)).toEqual([0, 0]);
  });

  it("leaves the gradients that createBackward holds", () => {
    const a = leaf(2);
    const dispose = inRoot(() => createBackward(a.mul(a).sum()));
    new optim.SGD([a]).zeroGrad();
    expect(numbers(a.grad)).toEqual([4]);
    dispose();
  });
});

describe("parameter groups", () => {
  it("have options of their own, which may change", () => {
    const [a, b] = [leaf(0), leaf(0)];
    const optimizer = new optim.SGD([{ params: a, lr: 1 }], { lr: 0.1 });
    optimizer.addParamGroup({ params: [b] });
    for (const x of [a, b]) x.grad = ones(1, { dtype: "float64" });
    optimizer.step();
    optimizer.paramGroups[1].lr = 2;
    optimizer.step();
    expect([...numbers(a), ...numbers(b)]).toEqual([-2, -2.1]);
  });

  it("refuse an option that the optimizer does not have", () => {
    const given = { params: [leaf(0)], lrate: 1 };
    expect(() => new optim.SGD([given], { lr: 0.1 })).toThrow(
      "SGD: unknown option lrate in a parameter group; known are lr, momentum, dampening, weightDecay, nesterov, maximize",
    );
  });
});

describe("states", () => {
  const make = {
    SGD: (p: Tensor) => new optim.SGD([p], { lr: 0.1, momentum: 0.9 }),
    Adam: (p: Tensor) => new optim.Adam([p], { lr: 0.1, amsgrad: true }),
    RMSprop: (p: Tensor) => new optim.RMSprop([p], { momentum: 0.5, centered: true }),
    NAdam: (p: Tensor) => new optim.NAdam([p]),
  };
  const advance = (optimizer: optim.Optimizer, p: Tensor) => {
    optimizer.zeroGrad();
    p.mul(p).sin().sum().backward();
    optimizer.step();
  };

  it.each(Object.keys(make) as (keyof typeof make)[])("of %s go through JSON", (name) => {
    const p = leaf(0.5, -1.5);
    const optimizer = make[name](p);
    for (let step = 0; step < 3; step++) advance(optimizer, p);
    const q = leaf(...numbers(p));
    const other: optim.Optimizer = make[name](q);
    other.paramGroups[0].lr = 7;
    other.loadStateDict(JSON.parse(JSON.stringify(optimizer.stateDict())));
    for (let step = 0; step < 3; step++) {
      advance(optimizer, p);
      advance(other, q);
    }
    expect(numbers(q)).toEqual(numbers(p));
  });

  it("hold the options and number the parameters across groups", () => {
    const [a, b] = [leaf(1), leaf(2)];
    const optimizer = new optim.Adam([{ params: [a] }, { params: [b], lr: 0.5 }]);
    b.grad = ones(1, { dtype: "float64" });
    optimizer.step();
    const { state, paramGroups } = optimizer.stateDict();
    expect(paramGroups.map(({ lr, params }) => [lr, params])).toEqual([
      [1e-3, [0]],
      [0.5, [1]],
    ]);
    expect(state).toEqual({
      1: { step: 1, expAvg: [1 - 0.9], expAvgSq: [1 - 0.999], maxExpAvgSq: null },
    });
  });
});

describe("errors", () => {
  const x = leaf(1, 1);
  const y = leaf(1);
  it.each<[name: string, message: string, call: () => unknown]>([
    ["ValueError", "optimizer got an empty parameter list", () => new optim.SGD([], { lr: 0.1 })],
    ["ValueError", "can't optimize a non-leaf Tensor", () => new optim.SGD([x.mul(2)])],
    ["ValueError", "Invalid learning rate: -0.1", () => new optim.SGD([x], { lr: -0.1 })],
    [
      "ValueError",
      "Nesterov momentum requires a momentum and zero dampening",
      () => new optim.SGD([x], { lr: 0.1, nesterov: true }),
    ],
    ["ValueError", "Invalid momentum value: -1", () => new optim.SGD([x], { momentum: -1 })],
    ["ValueError", "Invalid weight_decay value: -1", () => new optim.SGD([x], { weightDecay: -1 })],
    [
      "ValueError",
      "Invalid beta parameter at index 1: -0.1",
      () => new optim.Adam([x], { betas: [0.9, -0.1] }),
    ],
    ["ValueError", "Invalid rho value: 1.5", () => new optim.Adadelta([x], { rho: 1.5 })],
    [
      "TypeError",
      "params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.DoubleTensor",
      () => new optim.SGD(x as unknown as Tensor[]),
    ],
    [
      "TypeError",
      "optimizer can only optimize Tensors, but one of the params is float",
      () => new optim.SGD([1.5] as unknown as Tensor[]),
    ],
    [
      "ValueError",
      "some parameters appear in more than one parameter group",
      () => new optim.SGD([{ params: [x] }, { params: [x] }]),
    ],
    [
      "ValueError",
      "loaded state dict has a different number of parameter groups",
      () =>
        new optim.SGD([x]).loadStateDict(
          new optim.SGD([{ params: [x] }, { params: [y] }]).stateDict(),
        ),
    ],
    [
      "ValueError",
      "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
      () => new optim.SGD([x]).loadStateDict(new optim.SGD([x, y]).stateDict()),
    ],
  ])("%s: %s", (name, message, call) => {
    expect(call).toThrow(expect.objectContaining({ name, message }));
  });
});
