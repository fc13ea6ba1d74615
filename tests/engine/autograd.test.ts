// What torch.autograd offers beyond backward: functional and func, and reading inside effects.

import { createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import { autograd, createTensor, func, nn, type Tensor, tensor } from "../../src/index";

const leaf = (data: number | number[] | number[][]) =>
  tensor(data, { dtype: "float64", requiresGrad: true });
const values = (t: Tensor | null | undefined) => t?.tolist();

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
