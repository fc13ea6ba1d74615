// What torch.autograd offers beyond backward: hooks, Function, functional, func.

import { readFileSync } from "node:fs";
import { createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import {
  autograd,
  createBackward,
  createTensor,
  func,
  linspace,
  nn,
  type Tensor,
  tensor,
} from "../../src/index";

const printed = (name: string) =>
  readFileSync(new URL(`../torch/data/snippets/${name}.out`, import.meta.url), "utf8");
const leaf = (data: number | number[] | number[][]) =>
  tensor(data, { dtype: "float64", requiresGrad: true });
const values = (t: Tensor | null | undefined) => t?.tolist();

describe("hooks", () => {
  it("double a leaf's gradient until removed, as in the tutorial", () => {
    const v = tensor([0, 0, 0], { requiresGrad: true });
    const handle = v.registerHook((g) => g.mul(2));
    const lines: string[] = [];
    v.backward(tensor([1, 2, 3]));
    lines.push(String(v.grad));
    handle.remove();
    v.grad?.zero_();
    v.backward(tensor([1, 2, 3]));
    lines.push(String(v.grad));
    const x = tensor([1, 2], { requiresGrad: true });
    const y = x.mul(3);
    y.retainGrad();
    y.pow(2).sum().backward();
    const python = (b: boolean) => (b ? "True" : "False");
    lines.push(`${y.grad} ${x.grad}`, `${python(x.isLeaf)} ${python(y.isLeaf)}`, "");
    expect(lines.join("\n")).toBe(printed("10_hooks"));
  });

  it("see and change the gradient of a non-leaf, in order of registration", () => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    const seen: unknown[] = [];
    y.registerHook((g) => {
      seen.push(g.tolist());
      return g.add(1);
    });
    y.registerHook((g) => {
      seen.push(g.tolist());
    });
    y.sum().backward();
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(values(x.grad)).toEqual([6, 6]);
  });

  it("run after accumulation with the leaf", () => {
    const x = leaf([1, 2]);
    const seen: unknown[] = [];
    const handle = x.registerPostAccumulateGradHook((t) => {
      seen.push(t.grad?.tolist());
    });
    x.sum().backward();
    x.sum().backward();
    handle.remove();
    x.sum().backward();
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it("are followed by a live gradient, also when they read values", () => {
    createRoot((dispose) => {
      const x = leaf([1, 2]);
      const y = x.mul(x);
      y.registerHook((g) => ((y.sum().item() as number) > 10 ? g.mul(10) : g));
      createBackward(y.sum());
      expect(values(x.grad)).toEqual([2, 4]);
      x.set([3, 4]);
      expect(values(x.grad)).toEqual([60, 80]);
      x.registerHook((g) => g.neg());
      expect(values(x.grad)).toEqual([-60, -80]);
      dispose();
    });
  });

  it("refuse a tensor without gradient, and a result of another size", () => {
    expect(() => tensor([1]).registerHook((g) => g)).toThrow(
      "cannot register a hook on a tensor that doesn't require gradient",
    );
    const x = leaf([1, 2]);
    x.registerHook((g) => g.narrow(0, 0, 1));
    expect(() => x.sum().backward()).toThrow(/^hook '.*' has changed the size of value$/);
    expect(x.grad).toBeNull();
  });
});

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

describe("functional", () => {
  const f = (x: Tensor) => x.exp().mul(x.sum());
  const x = leaf([0.2, 0.5]);

  it("gives the Jacobian and its products", () => {
    const J = autograd.functional.jacobian(f, x) as Tensor;
    const [a, b] = [0.2, 0.5];
    const s = a + b;
    const expected = [
      [Math.exp(a) * (s + 1), Math.exp(a)],
      [Math.exp(b), Math.exp(b) * (s + 1)],
    ];
    expect(
      J.sub(tensor(expected, { dtype: "float64" }))
        .abs()
        .max()
        .item(),
    ).toBeLessThan(1e-12);
    const v = tensor([2, -1], { dtype: "float64" });
    const [, vj] = autograd.functional.vjp(f, x, v);
    const [, jv] = autograd.functional.jvp(f, x, v);
    expect((vj as Tensor).sub(v.matmul(J)).abs().max().item()).toBeLessThan(1e-12);
    expect((jv as Tensor).sub(J.matmul(v)).abs().max().item()).toBeLessThan(1e-12);
  });

  it("gives the Hessian and its products", () => {
    const g = (t: Tensor) => t.pow(3).sum().mul(t.at(0));
    const H = autograd.functional.hessian(g, x) as Tensor;
    const v = tensor([2, -1], { dtype: "float64" });
    const [, hv] = autograd.functional.hvp(g, x, v);
    const [, vh] = autograd.functional.vhp(g, x, v);
    expect((hv as Tensor).sub(H.matmul(v)).abs().max().item()).toBeLessThan(1e-12);
    expect((vh as Tensor).sub(v.matmul(H)).abs().max().item()).toBeLessThan(1e-12);
    expect(H.sub(func.hessian(g)(x)).abs().max().item()).toBeLessThan(1e-12);
  });

  it("refuses what PyTorch refuses, in its words", () => {
    const wrong = (() => 3) as unknown as (x: Tensor) => Tensor;
    expect(() => autograd.functional.jacobian(wrong, x)).toThrow(
      "The outputs of the user-provided function given to jacobian must be either a Tensor or a tuple of Tensors but the given outputs of the user-provided function has type <class 'float'>.",
    );
    expect(() => autograd.functional.hessian((t) => t.mul(2), x)).toThrow(
      "The Tensor returned by the function given to hessian should contain a single element",
    );
    expect(() => autograd.functional.vjp((t) => t.mul(2), x)).toThrow(
      "The vector v can only be None if the user-provided function returns a single Tensor with a single element.",
    );
  });
});

describe("func", () => {
  const f = (x: Tensor) => x.pow(3).sum();

  it("nests grad, jacrev, jacfwd and vmap", () => {
    const x = tensor([1, 2], { dtype: "float64" });
    expect(values(func.grad(f)(x))).toEqual([3, 12]);
    expect(values(func.grad((t) => func.grad(f)(t).sum())(x))).toEqual([6, 12]);
    expect(values(func.jacrev(func.grad(f))(x))).toEqual([
      [6, 0],
      [0, 12],
    ]);
    expect(values(func.jacfwd(func.grad(f))(x))).toEqual([
      [6, 0],
      [0, 12],
    ]);
    const rows = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: "float64" },
    );
    expect(values(func.vmap(func.grad(f))(rows))).toEqual([
      [3, 12],
      [27, 48],
    ]);
    const [g, y] = func.valueAndGrad(f)(x);
    expect([values(g as Tensor), y.item()]).toEqual([[3, 12], 9]);
    const [, pull] = func.vjp((t) => t.mul(2), x);
    expect(pull(tensor([1, 3], { dtype: "float64" })).map((t) => t.tolist())).toEqual([[2, 6]]);
    const [, push] = func.jvp((t) => t.mul(t), [x], [tensor([1, 3], { dtype: "float64" })]);
    expect(values(push)).toEqual([2, 12]);
  });

  it("calls a module with other parameters, and differentiates with respect to them", () => {
    const model = new nn.Linear(2, 1);
    const before = model.weight.tolist();
    const x = tensor([[1, 2]]);
    const tensors = { weight: tensor([[3, 4]]), bias: tensor([0.5]) };
    expect(func.functionalCall(model, tensors, x).item()).toBe(11.5);
    const loss = (weight: Tensor) => func.functionalCall(model, { weight }, x).sum();
    expect(values(func.grad(loss)(tensors.weight))).toEqual([[1, 2]]);
    expect(model.weight.tolist()).toEqual(before);
    expect(() => func.functionalCall(model, { wieght: tensors.weight }, x)).toThrow(
      'Unexpected key(s): "wieght".',
    );
  });

  it("stays current when the argument is written", () => {
    const x = tensor([1, 2], { dtype: "float64" });
    const g = func.grad(f)(x);
    x.set([2, 3]);
    expect(values(g)).toEqual([12, 27]);
  });
});

describe("reading inside effects", () => {
  it("does not subscribe an effect to what a backward pass reads", () => {
    createRoot((dispose) => {
      const x = leaf([1, 2]);
      const c = createTensor(() => ((x.sum().item() as number) > 5 ? x.mul(3) : x.mul(2)));
      let runs = 0;
      createEffect(() => {
        runs++;
        c.sum().backward();
      });
      queueMicrotask(() => {});
      x.set([4, 5]);
      expect(runs).toBeLessThanOrEqual(1);
      dispose();
    });
  });
});
