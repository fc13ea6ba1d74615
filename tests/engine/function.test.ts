// Operations whose forward and backward a user writes.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { autograd, linspace, type Tensor, tensor } from "../../src/index";

const printed = (name: string) =>
  readFileSync(new URL(`../torch/data/snippets/${name}.out`, import.meta.url), "utf8");
const leaf = (data: number | number[] | number[][]) =>
  tensor(data, { dtype: "float64", requiresGrad: true });
const values = (t: Tensor | null | undefined) => t?.tolist();

class Legendre extends autograd.Function {
  static forward(ctx: autograd.FunctionContext, input: Tensor): Tensor {
    ctx.saveForBackward(input);
    return input.pow(3).mul(5).sub(input.mul(3)).mul(0.5);
  }

  static backward(ctx: autograd.FunctionContext, grad: Tensor): Tensor {
    const [input] = ctx.savedTensors as [Tensor];
    return grad.mul(1.5).mul(input.pow(2).mul(5).sub(1));
  }
}
Object.defineProperty(Legendre, "name", { value: "LegendrePolynomial3" });

describe("Function", () => {
  it("prints what the tutorial prints", () => {
    const x = linspace(-1, 1, 5, { requiresGrad: true });
    const y = Legendre.apply(x);
    const lines = [String(y)];
    y.sum().backward();
    lines.push(String(x.grad), "");
    expect(lines.join("\n")).toBe(printed("11_custom_function"));
  });

  it("passes gradcheck and gradgradcheck, and forward mode agrees", () => {
    const x = leaf([0.3, -0.7]);
    expect(autograd.gradcheck((t) => Legendre.apply(t), [x])).toBe(true);
    expect(autograd.gradgradcheck((t) => Legendre.apply(t), [x])).toBe(true);
    const [, tangent] = autograd.functional.jvp(
      (t) => Legendre.apply(t),
      x,
      tensor([1, 2], { dtype: "float64" }),
    );
    const expected = [0.3, -0.7].map((v, i) => 1.5 * (5 * v * v - 1) * (i + 1));
    const found = values(tangent as Tensor) as number[];
    for (const [i, v] of found.entries()) expect(v).toBeCloseTo(expected[i] as number, 12);
  });

  it("follows its leaves", () => {
    const x = leaf([1]);
    const y = Legendre.apply(x);
    x.set([2]);
    expect(y.item()).toBe(0.5 * (5 * 8 - 6));
  });

  it("follows values that its forward reads", () => {
    class Scale extends autograd.Function {
      static forward(_ctx: autograd.FunctionContext, input: Tensor): Tensor {
        return input.mul((input.sum().item() as number) > 5 ? 10 : 1);
      }
      static backward(_ctx: autograd.FunctionContext, grad: Tensor): Tensor {
        return grad;
      }
    }
    const x = leaf([1, 2]);
    const y = Scale.apply(x);
    expect(values(y)).toEqual([1, 2]);
    x.set([3, 4]);
    expect(values(y)).toEqual([30, 40]);
  });

  it("has several outputs and arguments, some without gradient", () => {
    class SumAndProduct extends autograd.Function {
      static forward(ctx: autograd.FunctionContext, a: Tensor, b: Tensor, scale: number) {
        ctx.saveForBackward(a, b);
        ctx.scale = scale;
        return [a.add(b).mul(scale), a.mul(b)] as [Tensor, Tensor];
      }
      static backward(ctx: autograd.FunctionContext, ga: Tensor, gb: Tensor) {
        const [a, b] = ctx.savedTensors as [Tensor, Tensor];
        const s = ctx.scale as number;
        return [ga.mul(s).add(gb.mul(b)), ga.mul(s).add(gb.mul(a)), null];
      }
    }
    const a = leaf([1, 2]);
    const b = leaf([3, 4]);
    const [s, p] = SumAndProduct.apply(a, b, 2);
    s.sum().add(p.mul(10).sum()).backward();
    expect(values(a.grad)).toEqual([32, 42]);
    expect(values(b.grad)).toEqual([12, 22]);
    const c = leaf([5]);
    SumAndProduct.apply(c, leaf([7]), 1)[1]
      .sum()
      .backward();
    expect(values(c.grad)).toEqual([7]);
  });

  it("refuses the wrong number or size of gradients, and a freed graph, in PyTorch's words", () => {
    class Fn extends autograd.Function {
      static forward(ctx: autograd.FunctionContext, a: Tensor, b: Tensor): Tensor {
        ctx.saveForBackward(a);
        return a.mul(b);
      }
      static backward(ctx: autograd.FunctionContext, g: Tensor): unknown {
        return ctx.savedTensors.length === 1 ? [g.narrow(0, 0, 2), g] : g;
      }
    }
    const x = leaf([1, 1, 1]);
    expect(() =>
      Fn.apply(x, leaf([1, 1, 1]))
        .sum()
        .backward(),
    ).toThrow(
      "Function FnBackward returned an invalid gradient at index 0 - got [2] but expected shape compatible with [3]",
    );
    const y = Legendre.apply(x).sum();
    y.backward();
    expect(() => y.backward()).toThrow(/^Trying to backward through the graph a second time/);
  });

  it("marked onceDifferentiable refuses a second derivative", () => {
    class Square extends autograd.Function {
      static forward(ctx: autograd.FunctionContext, x: Tensor): Tensor {
        ctx.saveForBackward(x);
        return x.mul(x);
      }
      static backward = autograd.onceDifferentiable((ctx, g: Tensor) =>
        (ctx.savedTensors[0] as Tensor).mul(2).mul(g),
      );
    }
    const x = leaf([3]);
    const gradOutputs = leaf([1]);
    const [g] = autograd.grad(Square.apply(x), x, { gradOutputs, createGraph: true }) as [Tensor];
    expect(values(g)).toEqual([6]);
    expect(() => g.sum().backward()).toThrow(
      "trying to differentiate twice a function that was marked with @once_differentiable",
    );
  });
});
