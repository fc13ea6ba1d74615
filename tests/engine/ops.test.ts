// How ops behave that the comparison with PyTorch does not show: the ways to call them, what plain
// JavaScript sees of a tensor, and graphs a million ops deep.

import { describe, expect, it } from "vitest";
import * as torch from "../../src/index";
import {
  add,
  arange,
  autograd,
  clamp,
  eye,
  full,
  linspace,
  nn,
  norm,
  ones,
  onesLike,
  operations,
  softmax,
  sum,
  Tensor,
  tensor,
  zeros,
} from "../../src/index";

const F = nn.functional;
const wrong = (value: unknown) => value as never;

describe("calling an op", () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  const y = tensor([
    [10, 20],
    [30, 40],
  ]);

  it("takes arguments by position, and by name from any point on", () => {
    const expected = x.add(y.mul(2)).tolist();
    expect(add(x, y, 2).tolist()).toEqual(expected);
    expect(add(x, y, { alpha: 2 }).tolist()).toEqual(expected);
    expect(add(x, { other: y, alpha: 2 }).tolist()).toEqual(expected);
    expect(add({ input: x, other: y, alpha: 2 }).tolist()).toEqual(expected);
    expect(x.add({ other: y, alpha: 2 }).tolist()).toEqual(expected);
  });

  it("takes sizes as a list or one by one", () => {
    expect([...zeros(2, 3).shape]).toEqual([2, 3]);
    expect([...zeros([2, 3]).shape]).toEqual([2, 3]);
    expect([...zeros({ size: [2, 3] }).shape]).toEqual([2, 3]);
    expect([...zeros(2, 3, { dtype: "int64" }).shape]).toEqual([2, 3]);
    expect([...x.reshape(4, 1).shape]).toEqual([...x.reshape([4, 1]).shape]);
    expect([...zeros([]).shape]).toEqual([]);
  });

  it("fills in defaults, also for undefined", () => {
    expect(sum(x, undefined, true).tolist()).toEqual([[10]]);
    expect(x.sum({ dim: undefined, keepdim: true }).tolist()).toEqual([[10]]);
    expect(clamp(x, { max: 2 }).tolist()).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(clamp(x, null, 2).tolist()).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it("refuses what is given twice, missing, unknown or too much, by name", () => {
    expect(() => add(x, y, wrong({ other: y }))).toThrow(
      "add: other was given twice, by position and by name",
    );
    expect(() => add(wrong({ input: x }))).toThrow(
      "add: other is missing; expected a Tensor or a number",
    );
    expect(() => softmax(wrong(x))).toThrow("softmax: dim is missing; expected an integer");
    expect(() => add(x, y, wrong({ beta: 1 }))).toThrow(
      "add: unknown option beta; known are alpha",
    );
    const surplus: [] = wrong([2]);
    expect(() => add(x, y, 1, ...surplus)).toThrow("add: takes at most 3 arguments, got 4");
    expect(() => x.exp(...surplus)).toThrow("exp: takes at most 1 arguments, got 2");
  });

  it("leaves options alone", () => {
    const options = Object.freeze({ dim: 0, keepdim: true });
    expect(x.sum(options).tolist()).toEqual([[4, 6]]);
    expect(x.mean(options).tolist()).toEqual([[2, 3]]);
  });

  it("exists as a method wherever it takes a tensor first", () => {
    for (const op of operations.values()) {
      if (op.method) expect(op.name in Tensor.prototype, op.name).toBe(true);
    }
  });
});

describe("the public API", () => {
  it("has every op of the table, as a function or as a method", () => {
    const homes: Readonly<Record<string, object>> = {
      torch,
      "nn.functional": nn.functional,
      linalg: torch.linalg,
      special: torch.special,
    };
    const hidden = [...operations.values()].filter(
      ({ name, namespace, method }) =>
        namespace !== "internal" && !method && !(name in (homes[namespace] as object)),
    );
    expect(hidden.map(({ name }) => name)).toEqual([]);
  });
});

describe("making tensors", () => {
  it("infers shape and dtype", () => {
    expect(tensor(1).dtype).toBe("float32");
    expect(tensor([true, false]).dtype).toBe("bool");
    expect(tensor([true, 2]).tolist()).toEqual([1, 2]);
    expect(tensor(new Float64Array([1, 2])).dtype).toBe("float64");
    expect(tensor(new Int32Array([1, 2])).dtype).toBe("int64");
    expect([...tensor([new Float32Array([1, 2]), new Float32Array([3, 4])]).shape]).toEqual([2, 2]);
    expect(tensor([1.7, -1.7], { dtype: "int64" }).tolist()).toEqual([1, -1]);
    expect(tensor([0, 2], { dtype: "bool" }).tolist()).toEqual([false, true]);
  });

  it("copies its data", () => {
    const data = new Float32Array([1, 2]);
    const x = tensor(data);
    data[0] = 9;
    expect(x.tolist()).toEqual([1, 2]);
    const copy = tensor(x);
    x.setAt(0, 5);
    expect(copy.tolist()).toEqual([1, 2]);
  });

  it("fills and counts as PyTorch does", () => {
    expect(arange(5).dtype).toBe("int64");
    expect(arange(1, 2.5, 0.5).tolist()).toEqual([1, 1.5, 2]);
    expect(arange(5, 0, -2).tolist()).toEqual([5, 3, 1]);
    expect(linspace(3, 10, 5).tolist()).toEqual([3, 4.75, 6.5, 8.25, 10]);
    expect(linspace(0, 1, 1).tolist()).toEqual([0]);
    expect(linspace(0, 1, 0).tolist()).toEqual([]);
    expect(eye(2, 3).tolist()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(full([2], 3.5).tolist()).toEqual([3.5, 3.5]);
    expect(full([2], true).dtype).toBe("bool");
    expect(onesLike(arange(2)).dtype).toBe("int64");
  });
});

describe("what JavaScript sees", () => {
  it("is a Size that prints as PyTorch's and cannot be changed", () => {
    const { shape } = zeros(2, 3);
    expect(String(shape)).toBe("torch.Size([2, 3])");
    expect(String(tensor(1).shape)).toBe("torch.Size([])");
    expect(shape).toEqual(expect.arrayContaining([2, 3]));
    expect(() => {
      (shape as number[])[0] = 5;
    }).toThrow();
    expect(shape.map((n) => n * 2)).toEqual([4, 6]);
    const [rows, columns] = shape;
    expect([rows, columns]).toEqual([2, 3]);
  });

  it("is no number: operators throw, text works", () => {
    const x = tensor(2) as unknown as number;
    for (const use of [() => x + 1, () => x * 2, () => -x, () => x < 3, () => x ** 2, () => +x]) {
      expect(use).toThrow(/^a Tensor cannot be used with JavaScript's operators/);
    }
    expect(`${x}`).toBe("tensor(2.)");
    expect(String(x)).toBe("tensor(2.)");
  });

  it("is a plain number or boolean from item, and refuses for more", () => {
    expect(tensor([[3]]).item()).toBe(3);
    expect(tensor(true).item()).toBe(true);
    expect(() => ones(2).item()).toThrow("only one element tensors can be converted");
    expect(() => ones(0).item()).toThrow("only one element tensors can be converted");
  });

  it("can be read into an array that is there", () => {
    const out = new Float32Array(4);
    expect(ones(2, 2).toTypedArray(out)).toBe(out);
    expect([...out]).toEqual([1, 1, 1, 1]);
    const copy = ones(2).toTypedArray();
    copy[0] = 9;
    expect(ones(2).toTypedArray()[0]).toBe(1);
  });
});

describe("values", () => {
  it("of losses stay finite for large logits", () => {
    const x = tensor([1000, -1000], { requiresGrad: true });
    const loss = F.binaryCrossEntropyWithLogits(x, tensor([0, 1]));
    expect(loss.item()).toBe(1000);
    loss.backward();
    expect(x.grad?.tolist()).toEqual([0.5, -0.5]);
    expect(tensor([1000, 0]).logSoftmax(0).tolist()).toEqual([0, -1000]);
    expect(F.softplus(tensor([1000, -1000])).tolist()).toEqual([1000, 0]);
    expect(F.crossEntropy(tensor([[1000, 0]]), tensor([1], { dtype: "int64" })).item()).toBe(1000);
  });

  it("have gradients of zero, not NaN, where norm and pow have a corner", () => {
    const x = zeros(3, { requiresGrad: true });
    norm(x).backward();
    expect(x.grad?.tolist()).toEqual([0, 0, 0]);
    const [g] = autograd.grad(x.pow(2).sum(), x);
    expect(g?.tolist()).toEqual([0, 0, 0]);
  });
});

describe("depth", () => {
  it("has no limit: a chain of 1,000,000 ops evaluates, follows a write and goes backward", () => {
    const w = tensor(1, { dtype: "float64", requiresGrad: true });
    let x: Tensor = w;
    for (let i = 0; i < 1_000_000; i++) x = x.add(1);
    expect(x.item()).toBe(1_000_001);
    w.set(2);
    expect(x.item()).toBe(1_000_002);
    x.backward();
    expect(w.grad?.item()).toBe(1);
  }, 20_000);

  it("has no limit in width either: one leaf used 100,000 times", () => {
    const w = tensor(2, { dtype: "float64", requiresGrad: true });
    let total = w.mul(0);
    for (let i = 0; i < 100_000; i++) total = total.add(w.mul(w));
    total.backward();
    expect([total.item(), w.grad?.item()]).toEqual([400_000, 400_000]);
  });
});
