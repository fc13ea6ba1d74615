// Learning rate schedules and clipping beyond the recorded rates. The numbers and messages are
// PyTorch 1.13's.

import { describe, expect, it, vi } from "vitest";
import { nn, optim, type Tensor, tensor } from "../../src/index";

const { lrScheduler } = optim;
const leaf = (...values: number[]) => tensor(values, { dtype: "float64", requiresGrad: true });
const numbers = (x: Tensor | null) => [...(x as Tensor).toTypedArray()];

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i] - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
  });
}

type PlateauOptions = { [key: string]: number | string };
const plateau = (options: PlateauOptions, lr = 0.1) => {
  const optimizer = new optim.SGD([leaf(1)], { lr });
  return new lrScheduler.ReduceLROnPlateau(optimizer, options);
};

describe("schedulers", () => {
  const oneCycle = {
    rates: [
      0.01200000000000001, 0.2457825314676576, 0.29158253321625693, 0.24352369618492892,
      0.1667952042368105, 0.08491829946260977, 0.02299247815027692, 1.2e-6,
    ],
    momenta: [
      0.95, 0.8688255099070633, 0.8528058334845816, 0.8688255099070633, 0.8944017761948346,
      0.9216941869558779, 0.9423362099614142, 0.95,
    ],
  };

  function ratesOf(
    optimizer: optim.Optimizer,
    scheduler: { step(): void; getLastLr(): number[] },
    steps: number,
  ): number[] {
    return Array.from({ length: steps }, () => {
      const [lr] = scheduler.getLastLr();
      optimizer.step();
      scheduler.step();
      return lr;
    });
  }

  it("OneCycleLR goes up and down, momentum the other way", () => {
    const optimizer = new optim.SGD([leaf(1)], { lr: 0.1, momentum: 0.9 });
    const scheduler = new lrScheduler.OneCycleLR(optimizer, { maxLr: 0.3, totalSteps: 8 });
    const momenta = [optimizer.paramGroups[0].momentum];
    const rates = [scheduler.getLastLr()[0]];
    for (let step = 1; step < 8; step++) {
      optimizer.step();
      scheduler.step();
      rates.push(scheduler.getLastLr()[0]);
      momenta.push(optimizer.paramGroups[0].momentum);
    }
    expectClose(rates, oneCycle.rates);
    expectClose(momenta, oneCycle.momenta);
    optimizer.step();
    scheduler.step();
    expect(() => scheduler.step()).toThrow(
      "Tried to step 10 times. The specified number of total steps is 8",
    );
  });

  it("OneCycleLR in three phases cycles Adam's first beta", () => {
    const optimizer = new optim.Adam([leaf(1)]);
    const scheduler = new lrScheduler.OneCycleLR(optimizer, {
      maxLr: 0.3,
      epochs: 4,
      stepsPerEpoch: 5,
      threePhase: true,
      annealStrategy: "linear",
      pctStart: 0.4,
      divFactor: 10,
      finalDivFactor: 100,
    });
    const betas: number[] = [];
    const rates: number[] = [];
    for (let step = 0; step < 20; step++) {
      rates.push(scheduler.getLastLr()[0]);
      betas.push(optimizer.paramGroups[0].betas[0]);
      optimizer.step();
      scheduler.step();
    }
    expectClose(
      [rates[0], rates[4], rates[7], rates[9], rates[15], rates[19]],
      [
        0.03, 0.18428571428571427, 0.30000000000000004, 0.22285714285714286, 0.024059999999999998,
        0.00030000000000000165,
      ],
    );
    expectClose([betas[0], betas[7], betas[10]], [0.95, 0.85, 0.8928571428571428]);
  });

  it.each<[PlateauOptions, string, readonly number[]]>([
    [{ patience: 1 }, "after two bad epochs", [0.1, 0.1, 0.1, 0.01, 0.01, 0.001]],
    [
      { patience: 0, cooldown: 2, factor: 0.5, minLr: 0.04 },
      "with a pause",
      [0.1, 0.1, 0.05, 0.05, 0.05, 0.04],
    ],
    [
      { mode: "max", patience: 2, threshold: 0.05, thresholdMode: "abs" },
      "for a maximum",
      [0.1, 0.1, 0.1, 0.01, 0.01, 0.01],
    ],
  ])("ReduceLROnPlateau %j reduces %s", (options, _, expected) => {
    const scheduler = plateau(options);
    const rates = [1, 0.9, 0.95, 0.94, 0.9, 0.9].map((value, i) => {
      scheduler.step(i % 2 === 0 ? value : tensor(value, { dtype: "float64" }));
      return scheduler.getLastLr()[0];
    });
    expectClose(rates, expected);
  });

  it("ConstantLR and LambdaLR", () => {
    const optimizer = () => new optim.SGD([leaf(1)], { lr: 0.1 });
    const [a, b] = [optimizer(), optimizer()];
    const constant = new lrScheduler.ConstantLR(a, { factor: 0.5, totalIters: 2 });
    expectClose(ratesOf(a, constant, 4), [0.05, 0.05, 0.1, 0.1]);
    const lambda = new lrScheduler.LambdaLR(b, (epoch) => 0.5 ** epoch);
    expectClose(ratesOf(b, lambda, 3), [0.1, 0.05, 0.025]);
  });

  it("may be chained", () => {
    const optimizer = new optim.SGD([leaf(1)], { lr: 1 });
    const halves = new lrScheduler.ExponentialLR(optimizer, 0.5);
    const tenths = new lrScheduler.StepLR(optimizer, { stepSize: 2 });
    optimizer.step();
    for (let epoch = 0; epoch < 2; epoch++) for (const s of [halves, tenths]) s.step();
    expectClose([optimizer.paramGroups[0].lr], [0.025]);
  });

  it("go on from a state", () => {
    const make = () => {
      const optimizer = new optim.SGD([leaf(1)], { lr: 0.1 });
      return {
        optimizer,
        scheduler: new lrScheduler.CosineAnnealingLR(optimizer, { TMax: 5 }),
      };
    };
    const [a, b] = [make(), make()];
    ratesOf(a.optimizer, a.scheduler, 3);
    b.optimizer.loadStateDict(JSON.parse(JSON.stringify(a.optimizer.stateDict())));
    b.scheduler.loadStateDict(JSON.parse(JSON.stringify(a.scheduler.stateDict())));
    expect(ratesOf(b.optimizer, b.scheduler, 4)).toEqual(ratesOf(a.optimizer, a.scheduler, 4));
  });

  it("warn where they step before the optimizer", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    new lrScheduler.StepLR(new optim.SGD([leaf(1)]), 3).step();
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0][0]).toMatch(
      /^Detected call of `lr_scheduler\.step\(\)` before `optimizer/,
    );
    warn.mockRestore();
  });

  const x = leaf(1);
  it.each<[message: string, call: () => unknown]>([
    ["Factor should be < 1.0.", () => plateau({ factor: 1 })],
    [
      "You must define either total_steps OR (epochs AND steps_per_epoch)",
      () => new lrScheduler.OneCycleLR(new optim.SGD([x]), { maxLr: 1 }),
    ],
    [
      "optimizer must support momentum with `cycle_momentum` option enabled",
      () => new lrScheduler.OneCycleLR(new optim.Adagrad([x]), 1, 3),
    ],
    [
      "Expected 1 lr_lambdas, but got 2",
      () => new lrScheduler.LambdaLR(new optim.SGD([x]), [Math.abs, Math.abs]),
    ],
  ])("refuse: %s", (message, call) => {
    expect(call).toThrow(expect.objectContaining({ name: "ValueError", message }));
  });
});

describe("clipping", () => {
  const parameters = () => {
    const [a, b] = [leaf(0, 0), leaf(0)];
    a.grad = tensor([3, -4], { dtype: "float64" });
    b.grad = tensor([12], { dtype: "float64" });
    return [a, b];
  };
  const gradients = (params: readonly Tensor[]) => params.flatMap(({ grad }) => numbers(grad));

  it.each<[string, (p: Tensor[]) => Tensor, number, readonly number[]]>([
    ["norm 2", (p) => nn.utils.clipGradNorm_(p, 1), 13, [3, -4, 12].map((g) => g / 13.000001)],
    ["a large norm", (p) => nn.utils.clipGradNorm_(p, 100), 13, [3, -4, 12]],
    ["norm 1", (p) => nn.utils.clipGradNorm_(p, 1, 1), 19, [3, -4, 12].map((g) => g / 19.000001)],
    [
      "the largest element",
      (p) => nn.utils.clipGradNorm_(p, { maxNorm: 5, normType: Number.POSITIVE_INFINITY }),
      12,
      [3, -4, 12].map((g) => (g * 5) / 12.000001),
    ],
  ])("by %s", (_, clip, norm, expected) => {
    const params = parameters();
    expect(clip(params).item()).toBe(norm);
    expectClose(gradients(params), expected);
  });

  it("by value, in place", () => {
    const params = parameters();
    const handle = params[0].grad;
    nn.utils.clipGradValue_(params, 3.5);
    expect(gradients(params)).toEqual([3, -3.5, 3.5]);
    expect(params[0].grad).toBe(handle);
  });

  it("refuses a norm that is not finite, if asked", () => {
    const [a] = parameters();
    a.grad = tensor([Number.NaN, 1], { dtype: "float64" });
    expect(() => nn.utils.clipGradNorm_(a, 1, { errorIfNonfinite: true })).toThrow(
      "The total norm of order 2.0 for gradients from `parameters` is non-finite, so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm anyway, set `error_if_nonfinite=False`",
    );
    expect(nn.utils.clipGradNorm_([leaf(1)], 1).item()).toBe(0);
  });
});
