// Every differentiable op against finite differences, first and second order, on its own samples; and
// the checkers themselves, on rules that are wrong.

import { afterEach, describe, expect, it, vi } from "vitest";
import {
  gradcheck,
  gradgradcheck,
  type Op,
  operations,
  type Tensor,
  tensor,
} from "../../src/index";
import { binary, unary } from "../../src/kernels/elementwise";
import { defineOp } from "../../src/op";
import { dataOf, planOf } from "../../src/ops/family";
import { tensor as tensorParam } from "../../src/params";
import { hasFloatingResult, samplesOf } from "./samples";

const all = [...operations.values()];
const differentiable = all.filter((op) => op.differentiable && hasFloatingResult(op));
const nameOf = (op: Op) => (op.namespace === "torch" ? op.name : `${op.namespace}.${op.name}`);

describe("first derivatives", () => {
  it.each(differentiable.map((op) => [nameOf(op), op] as const))("%s", (_, op) => {
    const samples = samplesOf(op);
    expect(samples.length).toBeGreaterThan(0);
    for (const { fn, inputs } of samples) gradcheck(fn, inputs);
  });
});

describe("second derivatives", () => {
  it.each(differentiable.map((op) => [nameOf(op), op] as const))("%s", (_, op) => {
    for (const { fn, inputs } of samplesOf(op)) gradgradcheck(fn, inputs);
  });
});

// `overwrite` shows one value and is differentiated as another: that is what it is for.
it("leaves out only what makes tensors from nothing, and overwrite", () => {
  const without = all.filter((op) => op.samples().length === 0).map((op) => op.name);
  expect(without.sort()).toEqual(
    [
      "arange",
      "empty",
      "eye",
      "full",
      "fullLike",
      "linspace",
      "ones",
      "onesLike",
      "overwrite",
      "rand",
      "randLike",
      "randint",
      "randn",
      "randnLike",
      "zeros",
      "zerosLike",
    ].sort(),
  );
});

it("tries every op that has no derivative on its samples", () => {
  for (const op of all.filter((op) => !op.differentiable)) {
    for (const args of op.samples()) {
      const result = (op.call as (...args: unknown[]) => Tensor)(...args);
      expect(result.requiresGrad, nameOf(op)).toBe(false);
      expect(() => result.toTypedArray(), nameOf(op)).not.toThrow();
    }
  }
});

const x = (...values: number[]) => tensor(values, { dtype: "float64", requiresGrad: true });

/** A cube whose rule is given: the right one is `grad.mul(input.mul(input)).mul(3)`. */
function cube(rule: (grad: Tensor, input: Tensor) => Tensor): (t: Tensor) => Tensor {
  const op = defineOp({
    name: "cube",
    namespace: "internal",
    doc: "input³.",
    params: [tensorParam("input")],
    forward: (out, input) => unary(dataOf(out), dataOf(input), (v) => v ** 3),
    backward: { input: ({ grad, input }) => rule(grad, input) },
    samples: () => [],
  });
  return (t) => op(t);
}

/** A product whose rule for `other` is given. */
function product(rule: (grad: Tensor, input: Tensor) => Tensor): (a: Tensor, b: Tensor) => Tensor {
  const op = defineOp({
    name: "product",
    namespace: "internal",
    doc: "input · other.",
    params: [tensorParam("input"), tensorParam("other")],
    forward: (out, a, b) =>
      binary(dataOf(out), dataOf(a), dataOf(b), planOf(out, a, b), (u, v) => u * v),
    backward: {
      input: ({ grad, other }) => grad.mul(other),
      other: ({ grad, input }) => rule(grad, input),
    },
    samples: () => [],
  });
  return (a, b) => op(a, b);
}

describe("the checker", () => {
  const table = operations as Map<string, Op>;
  afterEach(() => {
    table.delete("internal.cube");
    table.delete("internal.product");
  });

  it("accepts a right rule", () => {
    const right = cube((grad, input) => grad.mul(input.mul(input)).mul(3));
    expect(gradcheck(right, [x(0.5, -1.2)])).toBe(true);
    expect(gradgradcheck(right, [x(0.5, -1.2)])).toBe(true);
  });

  it("rejects a wrong rule", () => {
    const wrong = cube((grad, input) => grad.mul(input.mul(input)).mul(2));
    expect(() => gradcheck(wrong, [x(0.5, -1.2)])).toThrow(
      /^Jacobian mismatch for output 0 with respect to input 0,\nnumerical:.*\nanalytical:/,
    );
    expect(gradcheck(wrong, [x(0.5)], { raiseException: false })).toBe(false);
  });

  it("rejects a rule that is wrong in one element", () => {
    const wrong = cube((grad, input) =>
      grad
        .mul(input.mul(input))
        .mul(3)
        .add(tensor([0, 0, 1e-2], { dtype: "float64" })),
    );
    expect(gradcheck(wrong, [x(0.5, -1.2, 0.1)], { raiseException: false })).toBe(false);
  });

  it("rejects a right rule with a wrong second derivative", () => {
    const wrong = cube((grad, input) => grad.mul(input.detach().mul(input)).mul(3));
    expect(gradcheck(wrong, [x(0.5, -1.2)])).toBe(true);
    expect(gradgradcheck(wrong, [x(0.5, -1.2)], { raiseException: false })).toBe(false);
  });

  it("rejects a rule that does not sum what broadcasting repeated", () => {
    const inputs = [x(1, 2, 3), x(0.7)];
    const forgets = product((grad, input) => grad.mul(input).narrow(0, 0, 1));
    expect(gradcheck(forgets, inputs, { raiseException: false })).toBe(false);
    const leavesItToTheEngine = product((grad, input) => grad.mul(input));
    expect(gradcheck(leavesItToTheEngine, inputs)).toBe(true);
  });

  it("checks each of several outputs", () => {
    const wrong = cube((grad) => grad);
    const both = (t: Tensor) => [t.mul(2), wrong(t)];
    expect(() => gradcheck(both, [x(2)])).toThrow(/for output 1 with respect to input 0/);
  });

  it("refuses inputs of which none requires grad", () => {
    expect(() => gradcheck((t) => t.mul(2), [tensor([1])])).toThrow(
      /at least one input tensor to require gradient/,
    );
  });

  it("warns of inputs in float32, in PyTorch's words, and of no others", () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    gradcheck((t) => t.tanh(), [x(0.5)]);
    expect(warn).not.toHaveBeenCalled();
    const rough = tensor([0.5], { requiresGrad: true });
    expect(() => gradcheck((a, b) => a.mul(b).tanh(), [x(1), rough])).toThrow(/Jacobian mismatch/);
    expect(warn.mock.calls).toEqual([
      [
        "Input #1 requires gradient and is not a double precision floating point or complex. This check will likely fail if all the inputs are not of double precision floating point or complex. ",
      ],
    ]);
  });

  it("does not move the caller's tensors", () => {
    const input = x(0.5, -1.2);
    gradcheck((t) => t.tanh(), [input]);
    expect(input.tolist()).toEqual([0.5, -1.2]);
    expect(input.grad).toBeNull();
  });
});
