// Stepping through the backward pass: the steps, their rules and their numbers.

import { createRoot } from "solid-js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type BackwardSteps, createBackwardSteps, type Step } from "../../components";
import { rules } from "../../components/backward/rules";
import {
  addmm,
  autograd,
  cat,
  inspectGraph,
  nn,
  ones,
  operations,
  randn,
  type Tensor,
  tensor,
  where,
} from "../../src/index";
import { diamond, named, network } from "./backward-support";

const F = nn.functional;

/** The steps of the backward pass of `root`. */
function stepsOf(root: Tensor): readonly Step[] {
  return createRoot((dispose) => {
    const steps = createBackwardSteps(() => root).steps();
    dispose();
    return steps;
  });
}

const rulesOf = (root: Tensor): string[] => stepsOf(root).map((step) => step.rule);

describe("the steps", () => {
  test("begin with dL/dL = 1, and go from the loss to the leaves", () => {
    expect(rulesOf(network().loss)).toEqual([
      "dL/dL = 1",
      "dL/dz = (σ(z) − y) / 3",
      "dL/d(matmul) = dL/dz; dL/db = dL/dz",
      "dL/dx = dL/d(matmul) · wᵀ; dL/dw = xᵀ · dL/d(matmul)",
    ]);
  });

  test("name nodes and slots as the graph does", () => {
    const { loss, z, w } = network();
    const nodes = inspectGraph(loss);
    const idOf = (of: Tensor) => nodes.find((node) => node.tensor.is(of))?.id;
    const steps = stepsOf(loss);
    expect(steps[1]?.node).toBe(idOf(loss));
    expect(steps[2]?.node).toBe(idOf(z));
    expect(steps[3]?.parts.map((part) => [part.slot, part.input])).toContainEqual([
      "other",
      idOf(w),
    ]);
  });

  test("hand on numbers that add up to the gradients", () => {
    const { loss, x, w, b } = network();
    const expected = autograd.grad(loss, [x, w, b]);
    const parts = stepsOf(loss).flatMap((step) => step.parts);
    [x, w, b].forEach((leaf, i) => {
      const part = parts.findLast((each) => each.name === `dL/d${leaf.name}`);
      const got = [...(part?.sum?.toTypedArray() ?? [])];
      const wanted = [...(expected[i]?.toTypedArray() ?? [])];
      expect(got).toHaveLength(wanted.length);
      got.forEach((value, k) => {
        expect(value).toBeCloseTo(wanted[k] as number, 6);
      });
    });
  });

  test("keep the contributions to a tensor that is used twice apart", () => {
    const { a, d } = diamond();
    const toA = stepsOf(d)
      .flatMap((step) => step.parts)
      .filter((part) => part.name === "dL/da");
    // Last made, first gone back: 3 through c, then 2a = 4 through b.
    expect(toA.map((part) => part.contribution?.item())).toEqual([3, 4]);
    expect(toA.map((part) => part.sum?.item())).toEqual([3, 7]);
    expect(toA.map((part) => part.count)).toEqual([2, 2]);
    a.set(5);
    expect(toA[1]?.sum?.item()).toBe(13);
  });

  test("are none for what has more than one element or no gradient", () => {
    const v = tensor([1, 2], { requiresGrad: true });
    expect(stepsOf(v.mul(2))).toEqual([]);
    expect(stepsOf(tensor(1).mul(2))).toEqual([]);
  });
});

describe("the rules", () => {
  test("are of operations that there are, in slots that those have", () => {
    const known = new Map([...operations.values()].map((op) => [op.name, op]));
    for (const [name, slots] of Object.entries(rules)) {
      const op = known.get(name);
      expect(op, name).toBeDefined();
      const tensors = op?.params
        .filter((param) => param.kind !== "static")
        .map((each) => each.name);
      for (const slot of Object.keys(slots)) expect(tensors, `${name}.${slot}`).toContain(slot);
    }
    expect(Object.keys(rules).length).toBeGreaterThan(80);
  });

  const x = named({ x: tensor([0.5, 2], { requiresGrad: true }) }).x;
  const v = named({ v: tensor([3, 4]) }).v;
  const m = named({ m: randn(2, 3, { requiresGrad: true }) }).m;
  test.each<[string, () => Tensor, string]>([
    ["a product", () => x.mul(v), "dL/dx = v ⊙ dL/df"],
    ["a product with a number", () => x.mul(3), "dL/dx = 3 · dL/df"],
    ["a square", () => x.pow(2), "dL/dx = 2 · x ⊙ dL/df"],
    ["a power", () => x.pow(4), "dL/dx = 4 · x³ ⊙ dL/df"],
    ["a difference", () => v.sub(x), "dL/dx = −dL/df"],
    ["a quotient", () => v.div(x), "dL/dx = −f / x ⊙ dL/df"],
    ["exp", () => x.exp(), "dL/dx = f ⊙ dL/df"],
    ["log", () => x.log(), "dL/dx = dL/df / x"],
    ["tanh", () => x.tanh(), "dL/dx = (1 − f²) ⊙ dL/df"],
    ["relu", () => x.relu(), "dL/dx = (x > 0) ⊙ dL/df"],
    ["a clamp", () => x.clamp(0, 1), "dL/dx = (0 ≤ x ≤ 1) ⊙ dL/df"],
    ["softmax", () => x.softmax(0), "dL/dx = f ⊙ (dL/df − Σ f ⊙ dL/df)"],
    ["a mean", () => m.mean(0), "dL/dm = dL/df / 2, to every element that was summed"],
    ["a norm", () => m.norm({ dim: 0 }), "dL/dm = m / f ⊙ dL/df"],
    ["a variance", () => m.var(0), "dL/dm = 2 / 1 · (m − mean(m)) ⊙ dL/df, mean along dim 0"],
    ["softmax of rows", () => m.softmax(1), "dL/dm = f ⊙ (dL/df − Σ f ⊙ dL/df), Σ along dim 1"],
    ["an angle to a negative number", () => x.atan2(-2), "dL/dx = −2 / (x² + (−2)²) ⊙ dL/df"],
    ["a product with a negative number", () => x.mul(-3), "dL/dx = −3 · dL/df"],
    ["a transpose", () => m.t(), "dL/dm = dL/dfᵀ"],
    ["a view", () => m.view(6), "dL/dm = dL/df, in the input's shape"],
    ["a row", () => m.at(1), "dL/dm = dL/df, where it was taken from, 0 elsewhere"],
    ["parts joined", () => cat([x, v]), "dL/dx = dL/df, the part that is its own"],
    ["a bias", () => x.add(ones(3, 2)), "dL/dx = dL/df, summed over dim 0"],
    ["a dot product", () => x.dot(v), "dL/dx = v · dL/df"],
    ["a choice", () => where(v.gt(3), x, 0), "dL/dx = gt ⊙ dL/df"],
    [
      "what no table has",
      () => F.mish(x),
      "dL/dx = (∂f/∂x)ᵀ · dL/df, the local slopes, times what arrives",
    ],
  ])("of %s", (_, make, rule) => {
    const { f } = named({ f: make() });
    expect(rulesOf(f.mul(f).sum()).at(-1)).toBe(rule);
  });

  test("of losses leave out the gradient of the loss, which is 1", () => {
    const rule = (loss: Tensor) => rulesOf(loss)[1];
    expect(rule(F.mseLoss(x, v))).toBe("dL/dx = 2 · (x − v) / 2");
    expect(rule(F.mseLoss(x, v, { reduction: "sum" }))).toBe("dL/dx = 2 · (x − v)");
    const target = tensor([1, 0], { dtype: "int64" });
    expect(rulesOf(F.crossEntropy(m, target))[1]).toBe(
      "dL/d(logSoftmax) = −1 / 2, at the target class, 0 elsewhere",
    );
  });
});

describe("walking through them", () => {
  /** The walk of a fresh network, for `use`. */
  function walk(use: (steps: BackwardSteps) => void): void {
    createRoot((dispose) => {
      use(createBackwardSteps(() => network().loss));
      dispose();
    });
  }

  test("stays between the start and the last step", () =>
    walk((steps) => {
      expect(steps.index()).toBe(-1);
      expect(steps.current()).toBeNull();
      steps.previous();
      expect(steps.index()).toBe(-1);
      steps.next();
      expect(steps.current()?.rule).toBe("dL/dL = 1");
      steps.goTo(99);
      expect(steps.index()).toBe(3);
      steps.next();
      expect(steps.index()).toBe(3);
      steps.reset();
      expect(steps.index()).toBe(-1);
    }));

  describe("by itself", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => {
      vi.useRealTimers();
      vi.restoreAllMocks();
    });

    /** A walk whose effects have run. */
    const walking = (): { steps: BackwardSteps; dispose: () => void } =>
      createRoot((dispose) => ({ steps: createBackwardSteps(() => network().loss), dispose }));

    test("goes on to the end, and from the start again", () => {
      const { steps, dispose } = walking();
      steps.play();
      expect(steps.index()).toBe(0);
      vi.advanceTimersByTime(60_000);
      expect(steps.index()).toBe(3);
      expect(steps.playing()).toBe(false);
      steps.play();
      expect(steps.index()).toBe(0);
      dispose();
      expect(vi.getTimerCount()).toBe(0);
    });

    test("is ended by a step by hand, and when the page is hidden", () => {
      const { steps, dispose } = walking();
      steps.play();
      steps.next();
      expect([steps.playing(), steps.index()]).toEqual([false, 1]);
      steps.play();
      vi.spyOn(document, "hidden", "get").mockReturnValue(true);
      document.dispatchEvent(new Event("visibilitychange"));
      expect(steps.playing()).toBe(false);
      expect(vi.getTimerCount()).toBe(0);
      dispose();
    });
  });
});

describe("a formula that would be wrong is not given", () => {
  const y = () => tensor([0.2, 0.8], { requiresGrad: true });
  const general = /^dL\/dx = \(∂\w+\/∂x\)ᵀ, the local slopes/;

  test("for the target of a loss with posWeight, and losses that broadcast", () => {
    const { x } = named({ x: y() });
    const logits = tensor([1, 2]);
    const weighted = F.binaryCrossEntropyWithLogits(logits, x, { posWeight: tensor([2, 3]) });
    expect(rulesOf(weighted)[1]).toMatch(general);
    for (const loss of [F.mseLoss, F.huberLoss, F.smoothL1Loss])
      expect(rulesOf(loss(x, ones(3, 2)))[1]).toMatch(general);
  });

  test("targets that are ignored are not counted, also when they come to be", () => {
    const { logs } = named({ logs: ones(3, 4, { requiresGrad: true }) });
    const target = tensor([0, 2, 1], { dtype: "int64" });
    const loss = F.nllLoss(logs, target, { ignoreIndex: 2 });
    createRoot((dispose) => {
      const steps = createBackwardSteps(() => loss);
      const rule = () => steps.steps()[1]?.rule;
      expect(rule()).toBe(
        "dL/d(logs) = −1 / 2, at the target class, 0 elsewhere and where the target is ignored",
      );
      target.set([0, 1, 1]);
      expect(rule()).toBe("dL/d(logs) = −1 / 3, at the target class, 0 elsewhere");
      dispose();
    });
  });

  test("and what a product or a bias was repeated along is said", () => {
    const { x, w, b } = named({ x: ones(4, 5, 3), w: ones(3, 2, { requiresGrad: true }), b: y() });
    expect(rulesOf(x.matmul(w).sum())[2]).toBe("dL/dw = xᵀ · dL/d(matmul), summed over dim 0");
    const { m } = named({ m: ones(5, 3) });
    expect(rulesOf(addmm(b, m, w).sum())[2]).toBe(
      "dL/db = dL/d(addmm), summed over dim 0; dL/dw = mᵀ · dL/d(addmm)",
    );
    const { v } = named({ v: ones(3, { requiresGrad: true }) });
    expect(rulesOf(v.matmul(w).sum())[2]).toBe(
      "dL/dv = dL/d(matmul) · wᵀ; dL/dw = vᵀ · dL/d(matmul)",
    );
    expect(rulesOf(x.matmul(v).sum())[2]).toBe("dL/dv = xᵀ · dL/d(matmul), summed over dim 0");
  });
});
