// Eager mode with its version counter, anomaly and inference mode, hooks on saved tensors, checkpoint.

import { describe, expect, it, vi } from "vitest";
import {
  autograd,
  checkpoint,
  eager,
  inferenceMode,
  noGrad,
  ones,
  type Tensor,
  tensor,
} from "../../src/index";
import { recordedCases } from "../torch/cases";

interface ErrorCase {
  readonly id: string;
  readonly call: string;
  readonly setup: string;
  readonly message: string;
}

/** PyTorch's own text for a setup, read from its results. */
const messageOf = (setup: string): string => {
  const found = recordedCases<ErrorCase>("errors").find((c) => c.setup.startsWith(setup));
  if (found === undefined) throw new Error(`no case begins with ${setup}`);
  return found.message;
};
const leaf = (data: number[]) => tensor(data, { requiresGrad: true });

describe("eager", () => {
  it("keeps values when a leaf is written, as PyTorch does", () => {
    const w = leaf([1, 2]);
    const z = eager(() => w.mul(3));
    const lazy = w.mul(3);
    noGrad(() => w.add_(1));
    expect(z.tolist()).toEqual([3, 6]);
    expect(lazy.tolist()).toEqual([6, 9]);
  });

  it("refuses a backward pass that needs a value overwritten since, in PyTorch's words", () => {
    const programs: [setup: string, run: () => void][] = [
      [
        "x = torch.ones(3, requires_grad=True)\ny = x.exp()\ny.add_(1)",
        () => {
          const y = ones(3, { requiresGrad: true }).exp();
          y.add_(1);
          y.sum().backward();
        },
      ],
      [
        "x = torch.ones(3, requires_grad=True)\na = x * 2\nb = a * a",
        () => {
          const a = ones(3, { requiresGrad: true }).mul(2);
          const b = a.mul(a);
          a.mul_(3);
          b.sum().backward();
        },
      ],
      [
        "x = torch.ones(3, requires_grad=True)\ny = (x * x).sum()",
        () => {
          const x = ones(3, { requiresGrad: true });
          const y = x.mul(x).sum();
          noGrad(() => x.add_(1));
          y.backward();
        },
      ],
      [
        "x = torch.ones(3, dtype=torch.float64, requires_grad=True)\ny = torch.sigmoid(x)",
        () => {
          const y = ones(3, { dtype: "float64", requiresGrad: true }).sigmoid();
          y.mul_(2);
          y.sum().backward();
        },
      ],
    ];
    for (const [setup, run] of programs) expect(() => eager(run)).toThrow(messageOf(setup));
  });

  it("allows in-place writes that no derivative is hurt by", () => {
    eager(() => {
      const x = leaf([1, 2]);
      const w = leaf([3, 4]);
      const y = x.mul(2);
      y.mul_(w);
      y.add_(1);
      y.sum().backward();
      expect(x.grad?.tolist()).toEqual([6, 8]);
      expect(w.grad?.tolist()).toEqual([2, 4]);
    });
  });

  it("does not make a freed graph fresh when a leaf is written", () => {
    eager(() => {
      const w = leaf([1, 2]);
      const loss = w.mul(3).exp().sum();
      loss.backward();
      noGrad(() => w.add_(1));
      expect(() => loss.backward()).toThrow(/a second time/);
    });
  });

  it("trains like PyTorch: the loss printed after the step is the one before it", () => {
    const w = leaf([2]);
    const losses = eager(() =>
      [0, 1].map(() => {
        const loss = w.mul(w).sum();
        w.grad = null;
        loss.backward();
        noGrad(() => w.sub_((w.grad as Tensor).mul(0.25)));
        return loss.item();
      }),
    );
    expect(losses).toEqual([4, 1]);
  });
});

describe("anomaly mode", () => {
  it("names the operation whose derivative is NaN, and says where it was made", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const x = leaf([0]);
    const run = () =>
      autograd.detectAnomaly(() => {
        x.sqrt().mul(0).sum().backward();
      });
    expect(run).toThrow("Function 'SqrtBackward0' returned nan values in its 0th output.");
    expect(warn.mock.calls[0]?.[0]).toContain("modes.test.ts");
    warn.mockRestore();
    expect(x.grad).toBeNull();
    x.sqrt().mul(0).sum().backward();
    expect((x as Tensor).grad?.item()).toBeNaN();
  });
});

describe("hooks on saved tensors", () => {
  it("see what rules will read when the operation is made, and give it back", () => {
    const x = leaf([1, 2]);
    const packed: unknown[] = [];
    const y = autograd.savedTensorsHooks(
      (t) => {
        packed.push(t.tolist());
        return t.mul(10);
      },
      (t) => t,
      () => x.mul(x),
    );
    expect(packed).toEqual([
      [1, 2],
      [1, 2],
    ]);
    y.sum().backward();
    expect(packed.length).toBe(2);
    expect(x.grad?.tolist()).toEqual([20, 40]);
  });
});

describe("inference mode", () => {
  it("records nothing", () => {
    const x = leaf([1, 2]);
    expect(inferenceMode(() => x.mul(2)).requiresGrad).toBe(false);
  });

  it("makes tensors that no derivative may need", () => {
    const x = leaf([1, 2]);
    const y = inferenceMode(() => x.mul(2));
    expect(() => x.mul(y).sum().backward()).toThrow(/^Inference tensors cannot be saved/);
    x.add(y).sum().backward();
    expect(x.grad?.tolist()).toEqual([1, 1]);
  });
});

describe("checkpoint", () => {
  it("means what the function means", () => {
    const x = leaf([1, 2]);
    checkpoint((t: Tensor) => t.exp().mul(t), x)
      .sum()
      .backward();
    const expected = [1, 2].map((v) => Math.fround(Math.exp(v) * (v + 1)));
    for (const [i, g] of (x.grad as Tensor).toTypedArray().entries()) {
      expect(g).toBeCloseTo(expected[i] as number, 4);
    }
  });
});
