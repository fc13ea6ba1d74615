// Bad input: each refusal says which op and which parameter it was, with both shapes where shapes do
// not fit, and leaves the graph usable.

import { describe, expect, it } from "vitest";
import {
  cat,
  matmul,
  nn,
  ones,
  RuntimeError,
  stack,
  TypeError,
  tensor,
  ValueError,
  where,
  zeros,
} from "../../src/index";
import { refused, wrong } from "./refused";

const F = nn.functional;

describe("nested arrays", () => {
  it("must not be ragged", () => {
    const data = "tensor.data";
    const ragged = (value: unknown) => () => tensor(wrong(value));
    refused(ragged([[1, 2], [3]]), ValueError, /sequence of length 2 at dim 1 \(got 1\)/, data);
    refused(ragged([[], [1]]), ValueError, /sequence of length 0 at dim 1 \(got 1\)/, data);
    refused(ragged([[1], 2]), TypeError, "tensor: data[1] must be an array, got 2", data);
    refused(
      ragged([1, [2]]),
      TypeError,
      "tensor: data[1] must be a number, got an array of length 1",
      data,
    );
  });

  it("may be empty, and have the shape that they show", () => {
    expect([...tensor([]).shape]).toEqual([0]);
    expect([...tensor([[], []]).shape]).toEqual([2, 0]);
    expect([...tensor([[[]]]).shape]).toEqual([1, 1, 0]);
    expect(tensor([[], []]).tolist()).toEqual([[], []]);
    expect(tensor([]).sum().item()).toBe(0);
  });

  it("hold numbers and booleans only", () => {
    const data = "tensor.data";
    for (const value of ["1", null, undefined, {}, () => 1, Symbol("s")]) {
      refused(() => tensor(wrong([value])), TypeError, /^tensor: data\[0\] must be a number/, data);
      refused(() => tensor(wrong(value)), TypeError, /^tensor: data must be/, data);
    }
    // biome-ignore lint/suspicious/noSparseArray: holes are what is tested
    refused(() => tensor(wrong([1, , 2])), TypeError, /^tensor: data\[1\] must be a number/, data);
  });
});

describe("arguments", () => {
  const x = ones(2, 3);

  it("refuses options that it does not know", () => {
    refused(
      () => tensor([1], wrong({ requires_grad: true })),
      TypeError,
      "tensor: unknown option requires_grad; known are dtype, requiresGrad",
      "tensor.requires_grad",
    );
    refused(
      () => x.sum(wrong({ dim: 0, keepDim: true })),
      TypeError,
      "sum: unknown option keepDim; known are dim, keepdim, dtype",
      "sum.keepDim",
    );
    refused(
      () => x.sum().backward(wrong({ retain_graph: true })),
      TypeError,
      /^backward: unknown option retain_graph/,
      "backward.retain_graph",
    );
    refused(
      () => F.mseLoss(x, x, wrong({ reduction: "average" })),
      TypeError,
      /^mseLoss: reduction must be one of "none", "mean", "sum", got "average"$/,
      "mseLoss.reduction",
    );
  });

  it("refuses types that do not fit", () => {
    refused(
      () => x.add(wrong("1")),
      TypeError,
      'add: other must be a Tensor or a number, got "1"',
      "add.other",
    );
    refused(
      () => x.add(wrong(null)),
      TypeError,
      /^add: other must be a Tensor or a number, got null/,
      "add.other",
    );
    refused(
      () => x.sum(0.5),
      TypeError,
      /^sum: dim must be an integer or an array of integers or null, got 0.5/,
      "sum.dim",
    );
    refused(
      () => zeros(2, wrong({ dtype: "float16" })),
      TypeError,
      /^zeros: dtype must be a dtype/,
      "zeros.dtype",
    );
    refused(
      () => cat(wrong(x)),
      TypeError,
      "cat: tensors must be an array of Tensors, got a Tensor",
      "cat.tensors",
    );
    refused(
      () => matmul(x, wrong([[1]])),
      TypeError,
      /^matmul: other must be a Tensor or a number/,
      "matmul.other",
    );
  });

  it("refuses dtypes that an op has no meaning for", () => {
    const ints = tensor([1, 2], { dtype: "int64" });
    refused(() => ints.mean(), RuntimeError, /Got: Long$/, "mean");
    refused(() => ints.softmax(0), RuntimeError, /not implemented for 'Long'/, "softmax");
    refused(() => where(ints, 1, 2), RuntimeError, /condition to be a boolean tensor/, "where");
    refused(
      () => matmul(ints, ones(2)),
      RuntimeError,
      /expected scalar type Long but found Float/,
      "matmul",
    );
    refused(
      () => tensor([1], { dtype: "int64", requiresGrad: true }),
      RuntimeError,
      /^Only Tensors of floating point/,
      "tensor.requiresGrad",
    );
  });
});

describe("shapes that do not fit", () => {
  it.each([
    [
      "add",
      () => ones(2, 3).add(ones(2, 4)),
      /tensor a \(3\) must match the size of tensor b \(4\)/,
    ],
    ["where", () => where(tensor([true, false]), ones(3), 0), /\(2\).*\(3\)/],
    ["maximum", () => ones(2).maximum(ones(3)), /\(2\).*\(3\)/],
    ["matmul", () => matmul(ones(2, 3), ones(4, 5)), /\(2x3 and 4x5\)/],
    ["reshape", () => ones(2, 3).reshape(4, 2), /'\[4, 2\]' is invalid for input of size 6/],
    ["expand", () => ones(2, 3).expand(2, 4), /Target sizes: \[2, 4\]. {2}Tensor sizes: \[2, 3\]/],
    ["stack", () => stack([ones(2), ones(3)]), /got \[2\] at entry 0 and \[3\] at entry 1/],
    [
      "cat",
      () => cat([ones(2, 3), ones(2, 4)]),
      /Expected size 3 but got size 4 for tensor number 1/,
    ],
    ["mseLoss", () => F.mseLoss(ones(2), ones(3)), /\(2\).*\(3\)/],
    ["add_", () => ones(3).add_(ones(2, 3)), /shape \[3\].*shape \[2, 3\]/],
  ])("%s says which", (op, call, message) => {
    refused(call, RuntimeError, message, op);
  });

  it("says so of losses and writes too", () => {
    refused(
      () => F.binaryCrossEntropyWithLogits(ones(3), ones(4)),
      ValueError,
      /\[4\].*\[3\]/,
      "binaryCrossEntropyWithLogits",
    );
    refused(
      () => ones(2, 2).set([1, 2, 3]),
      ValueError,
      "set: values of shape [3] do not fit shape [2, 2]",
      "set.values",
    );
    refused(
      () => ones(2, 2).setAt(0, [1, 2, 3]),
      ValueError,
      "setAt: values of shape [3] do not fit shape [2]",
      "setAt.values",
    );
    refused(
      () => ones(2).toTypedArray(new Float32Array(3)),
      ValueError,
      "toTypedArray: out has 3 elements, the tensor 2",
      "toTypedArray.out",
    );
  });
});

describe("afterwards", () => {
  it("the graph is as it was", () => {
    const w = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    );
    const loss = w.mul(w).sum();
    expect(() => w.add(ones(3))).toThrow();
    expect(() => w.set([1])).toThrow();
    expect(() => w.setAt([0, 2], 1)).toThrow();
    expect(() =>
      w.set(
        wrong([
          [1, 2],
          [3, "4"],
        ]),
      ),
    ).toThrow();
    expect(() => loss.backward(ones(2))).toThrow();
    expect(loss.item()).toBe(30);
    w.setAt([0, 0], 2);
    loss.backward();
    expect([loss.item(), w.grad?.tolist()]).toEqual([
      33,
      [
        [4, 4],
        [6, 8],
      ],
    ]);
  });

  it("an error of a computation shows where it is read, and goes with its cause", () => {
    const logits = ones(2, 3, { requiresGrad: true });
    const target = tensor([0, 2], { dtype: "int64" });
    const loss = F.crossEntropy(logits, target);
    const twice = loss.mul(2);
    expect(loss.item()).toBeCloseTo(Math.log(3));
    target.setAt(1, 3);
    expect(() => twice.item()).toThrow("Target 3 is out of bounds.");
    expect(() => twice.backward()).toThrow("Target 3 is out of bounds.");
    expect(logits.grad).toBeNull();
    target.setAt(1, 1);
    expect(twice.item()).toBeCloseTo(2 * Math.log(3));
    twice.backward();
    expect(logits.grad).not.toBeNull();
  });
});

describe("class indices that are floating", () => {
  it("are refused with a word on how to write them", () => {
    const logits = zeros(3, 4);
    const target = tensor([0, 1, 2]);
    expect(() => nn.functional.nllLoss(logits, target)).toThrow(
      "expected scalar type Long but found Float",
    );
    expect(() => nn.functional.crossEntropy(logits, target)).toThrow(
      'crossEntropy: a floating target holds probabilities, of shape [3, 4], got [3]; class indices are integers: tensor([…], { dtype: "int64" })',
    );
  });
});
