// `toPython`: what the copied source looks like. That it computes the recorded values is in
// toPython.fixtures.test.ts.
import { describe, expect, it } from "vitest";
import {
  autograd,
  eye,
  manualSeed,
  nn,
  noGrad,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import { toPython } from "../../src/python/toPython";

const F = nn.functional;

/** The tensors under their names. */
function named<T extends Readonly<Record<string, Tensor>>>(tensors: T): T {
  for (const [name, each] of Object.entries(tensors)) each.name = name;
  return tensors;
}

const text = (...lines: readonly string[]): string => `${lines.join("\n")}\n`;

describe("a graph as PyTorch source", () => {
  it("is leaves with today's values, then operators and calls", () => {
    const { x, w, b } = named({
      x: tensor([1, 2]),
      w: tensor(
        [
          [0.5, -1],
          [0.1, 3],
        ],
        { requiresGrad: true },
      ),
      b: zeros(2, { requiresGrad: true }),
    });
    const loss = F.mseLoss(x.matmul(w).add(b).mul(2), tensor([1, 0.25]));
    w.setAt([0, 0], 0.75);
    expect(toPython({ loss })).toBe(
      text(
        "import torch",
        "import torch.nn.functional as F",
        "",
        "x = torch.tensor([1.0, 2.0])",
        "w = torch.tensor([[0.75, -1.0], [0.1, 3.0]], requires_grad=True)",
        "b = torch.zeros(2, requires_grad=True)",
        "x0 = torch.tensor([1.0, 0.25])",
        "loss = F.mse_loss((x @ w + b) * 2, x0)",
      ),
    );
  });

  it("gives what is used twice a line of its own", () => {
    const { a } = named({ a: tensor(3, { requiresGrad: true }) });
    const square = a.mul(a);
    expect(toPython(square.add(square.exp()))).toBe(
      text(
        "import torch",
        "",
        "a = torch.tensor(3.0, requires_grad=True)",
        "t0 = a * a",
        "out = t0 + torch.exp(t0)",
      ),
    );
  });

  it("keeps the names of computed tensors, and lets two with one name be told apart", () => {
    const { a, b } = named({ a: tensor([1, 2]), b: tensor([3, 4]) });
    b.name = "a";
    const z = a.mul(b);
    z.name = "z";
    expect(toPython({ out: z.sum(), z })).toBe(
      text(
        "import torch",
        "",
        "a = torch.tensor([1.0, 2.0])",
        "x0 = torch.tensor([3.0, 4.0])",
        "z = a * x0",
        "out = torch.sum(z)",
      ),
    );
  });

  it.each([
    [(x: Tensor) => x.sub(1).mul(x.add(1)), "(a - 1) * (a + 1)"],
    [(x: Tensor) => x.sub(x.sub(1)), "a - (a - 1)"],
    [(x: Tensor) => x.neg().pow(2), "(-a) ** 2"],
    [(x: Tensor) => x.pow(2).neg(), "-a ** 2"],
    [(x: Tensor) => x.rsub(2), "2 - a"],
    [(x: Tensor) => x.add(x, { alpha: 3 }), "torch.add(a, a, alpha=3)"],
    [
      (x: Tensor) => x.div(2, { roundingMode: "floor" }),
      'torch.div(a, 2.0, rounding_mode="floor")',
    ],
    [(x: Tensor) => x.sum(0, true), "torch.sum(a, dim=0, keepdim=True)"],
    [(x: Tensor) => x.clamp({ max: 1.5 }), "torch.clamp(a, max=1.5)"],
    [(x: Tensor) => x.detach().exp(), "torch.exp(torch.detach(a))"],
    [(x: Tensor) => noGrad(() => x.exp()), "torch.exp(a).detach()"],
    [(x: Tensor) => x.expand(3, 2), "a.expand((3, 2))"],
    [(x: Tensor) => x.at(0), "torch.select(a, 0, 0)"],
    [(x: Tensor) => x.narrow(0, 1, 1), "a[1:2]"],
    [(x: Tensor) => x.max(0).values, "torch.max(a, dim=0).values"],
    [(x: Tensor) => x.sort().values, "torch.gather(a, -1, torch.argsort(a))"],
    [(x: Tensor) => x.to("float64"), "a.to(torch.float64)"],
    [(x: Tensor) => x.pow(Number.POSITIVE_INFINITY), 'a ** float("inf")'],
  ])("writes %s as %s", (make, expected) => {
    const { a } = named({ a: tensor([1, 2], { requiresGrad: true }) });
    expect(toPython(make(a)).trimEnd().split("\n").at(-1)).toBe(`out = ${expected}`);
  });

  it.each([
    [tensor(0.1), "torch.tensor(0.1)"],
    [tensor(0.1, { dtype: "float64" }), "torch.tensor(0.1, dtype=torch.float64)"],
    [tensor([1, 2], { dtype: "int64" }), "torch.tensor([1, 2])"],
    [tensor([true, false]), "torch.tensor([True, False])"],
    [
      tensor([Number.NaN, -Number.POSITIVE_INFINITY]),
      'torch.tensor([float("nan"), float("-inf")])',
    ],
    [zeros(2, 3, { dtype: "int64" }), "torch.zeros(2, 3, dtype=torch.int64)"],
    [zeros(0, 3), "torch.zeros(0, 3)"],
    [tensor([0.1, 0.1]), "torch.full((2,), 0.1)"],
    [tensor([-0, -0]), "torch.full((2,), -0.0)"],
    [tensor(1e-7), "torch.tensor(1e-7)"],
    [tensor([16777217, 3]), "torch.tensor([16777216.0, 3.0])"],
  ])("writes the leaf %s as %s", (leaf, expected) => {
    expect(toPython({ leaf })).toBe(`import torch\n\nleaf = ${expected}\n`);
  });

  it("gives float32 numbers digits that round to the same number", () => {
    manualSeed(1);
    const x = randn(200);
    const numbers = toPython({ x }).match(/-?\d+\.\d+(?:e-?\d+)?/g) ?? [];
    expect(numbers.map((digits) => Math.fround(Number(digits)))).toEqual(x.tolist());
  });

  it("gives the rows of a wide tensor a line each", () => {
    const rows = toPython({ x: randn(3, 9) }).split("\n");
    expect(rows).toHaveLength(2 + 5 + 1);
  });

  it("writes gradients too, which are graphs", () => {
    const { a } = named({ a: tensor([1, 2], { requiresGrad: true }) });
    const [gradient] = autograd.grad(a.mul(a).sum(), a, { createGraph: true });
    expect(toPython({ gradient: gradient as Tensor })).toContain("gradient = ");
  });

  it("refuses what PyTorch has no words for", () => {
    class Cube extends autograd.Function {
      static forward(_: unknown, x: Tensor): Tensor {
        return x.pow(3);
      }
      static backward(_: unknown, grad: Tensor): Tensor {
        return grad;
      }
    }
    const cubed = Cube.apply(tensor(2, { requiresGrad: true })) as Tensor;
    expect(() => toPython(cubed)).toThrow("has no expression in PyTorch");
  });

  it.each(["class", "torch", "two words", "1st", ""])("refuses %j as a variable", (name) => {
    expect(() => toPython({ [name]: eye(2) })).toThrow(
      `toPython: ${JSON.stringify(name)} cannot be a variable`,
    );
  });
});
