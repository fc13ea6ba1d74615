// substitute: the same graph with other leaves. Values are compared with writing the leaf, and nothing
// else may notice.

import { createComputed, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import {
  autograd,
  batch,
  createTensor,
  eager,
  inspectGraph,
  nn,
  profile,
  scope,
  substitute,
  type Tensor,
  tensor,
} from "../../src/index";

const leaf = (values: number[] | number[][]) => tensor(values, { requiresGrad: true });

/** Runs `read` now and whenever it is told of a change, until disposed. */
const watch = (read: () => void): (() => void) =>
  createRoot((dispose) => {
    createComputed(read);
    return dispose;
  });

/** loss = mean((x w + b)²) with a matrix product, a transpose, broadcasting and a reduction. */
function model() {
  const x = leaf([
    [1, -2],
    [0.5, 3],
    [2, 2],
  ]);
  const w = leaf([
    [0.5, -1],
    [2, 0.25],
  ]);
  const b = leaf([0.1, -0.2]);
  return { x, w, b, loss: x.matmul(w.t()).add(b).pow(2).mean() };
}

describe("values", () => {
  it("are those of the leaf written", () => {
    const { w, b, loss } = model();
    const [u, c] = [w.snapshot(), b.snapshot()];
    const copy = substitute(loss, [
      [w, u],
      [b, c],
    ]);
    expect(copy.item()).toBe(loss.item());
    u.set([
      [3, 1],
      [-1, 0.5],
    ]);
    c.set([1, 2]);
    const elsewhere = copy.item();
    expect(elsewhere).not.toBe(loss.item());
    w.set(u.tolist());
    b.set([1, 2]);
    expect(loss.item()).toBe(elsewhere);
  });

  it("follow what is shared", () => {
    const { x, w, loss } = model();
    const u = w.snapshot();
    const copy = substitute(loss, [[w, u]]);
    copy.item();
    x.setAt([1, 1], -7);
    expect(copy.item()).toBe(loss.item());
    w.set(0);
    // mean over three rows of 0.1² and 0.2²
    expect(loss.item()).toBeCloseTo(0.025, 6);
    expect(copy.item()).not.toBeCloseTo(0.025, 1);
  });

  it("keep shape, dtype, casts and names", () => {
    const k = tensor([1, 2, 3]);
    const w = leaf([0.5, 1.5, 2.5]);
    w.name = "w";
    const y = w.to("float64").mul(k.to("int64")).add(1);
    y.name = "y";
    const other = tensor([1, 1, 1]);
    const copy = substitute(y, [[w, other]]);
    expect([copy.dtype, [...copy.shape], copy.name]).toEqual(["float64", [3], "y"]);
    expect(copy.tolist()).toEqual([2, 3, 4]);
    expect(inspectGraph(copy).map((node) => node.op)).toEqual(
      inspectGraph(y).map((node) => node.op),
    );
  });

  it("go through views, and several results of one operation", () => {
    const w = leaf([
      [1, 5, 3],
      [4, 2, 6],
    ]);
    const [values, at] = w.t().max(1) as unknown as [Tensor, Tensor];
    const [first, second] = w.unbind(0) as unknown as [Tensor, Tensor];
    const all = values.sum().add(at.sum()).add(first.mul(second).sum());
    const u = tensor([
      [9, 0, 0],
      [1, 1, 8],
    ]);
    // columns (9,1) (0,1) (0,8): 9+1+8, at 0, 1, 1; products 9+0+0
    expect(substitute(all, [[w, u]]).item()).toBe(18 + 2 + 9);
    expect(substitute(w.t(), [[w, u]]).tolist()).toEqual([
      [9, 1],
      [0, 1],
      [0, 8],
    ]);
  });

  it("read a matrix that lies transposed in its replacement", () => {
    const w = leaf([
      [1, 2],
      [3, 4],
    ]);
    const x = tensor([[1, 10]]);
    const v = tensor([
      [5, 6],
      [7, 8],
    ]);
    // v.t() = [[5, 7], [6, 8]]
    expect(substitute(x.matmul(w), [[w, v.t()]]).tolist()).toEqual([[65, 87]]);
    expect(substitute(x.matmul(w.t()), [[w, v.t()]]).tolist()).toEqual([[75, 86]]);
  });

  it("are those that a handle shows after operations in place", () => {
    const w = leaf([1, 2, 3]);
    const y = w.mul(2);
    y.add_(1);
    y.select(0, 1).mul_(10);
    const copy = substitute(y, [[w, tensor([4, 5, 6])]]);
    expect(copy.tolist()).toEqual([9, 110, 13]);
    copy.add_(1);
    expect([copy.tolist(), y.tolist()]).toEqual([
      [10, 111, 14],
      [3, 50, 7],
    ]);
  });

  it("may be an expression of the leaf itself: the loss after a step", () => {
    const w = leaf([3, -1]);
    const loss = w.pow(2).sum();
    const [slope] = autograd.grad(loss, [w]) as [Tensor];
    const ahead = substitute(loss, [[w, w.sub(slope.mul(0.25))]]);
    // w - 0.25 · 2w = w / 2
    expect(ahead.item()).toBe(2.5);
    w.set([8, 0]);
    expect([loss.item(), ahead.item()]).toEqual([64, 16]);
  });

  it("keep random numbers that were drawn, and eager results", () => {
    const w = leaf([1, 1, 1, 1, 1, 1, 1, 1]);
    const dropped = nn.functional.dropout(w, 0.5);
    const kept = (dropped.tolist() as number[]).map((value) => value * 3);
    expect(substitute(dropped, [[w, tensor(3).expand(8)]]).tolist()).toEqual(kept);
    const once = eager(() => w.mul(7));
    const sum = once.sum().add(w.sum());
    expect(substitute(sum, [[w, w.mul(0)]]).item()).toBe(56);
  });

  it("are the tensor itself where nothing depends on the leaf", () => {
    const [w, v] = [leaf([1]), leaf([2])];
    const y = w.mul(2);
    expect(substitute(y, [[v, w]]).is(y)).toBe(true);
    expect(substitute(w, [[w, v]]).is(v)).toBe(true);
  });
});

describe("the original", () => {
  it("is shared where it can be", () => {
    const { x, w, b } = model();
    const hidden = x.tanh();
    const loss = hidden.matmul(w).add(b).sum();
    const copy = substitute(loss, [[b, b.snapshot()]]);
    loss.item();
    // the sum and the addition; tanh and the product are there already
    expect(profile(() => copy.item()).computed).toHaveLength(2);
    expect(inspectGraph(copy).some((node) => node.tensor.is(hidden))).toBe(true);
  });

  it("is not written, and nobody who reads it is told", () => {
    const { w, loss } = model();
    let runs = 0;
    const dispose = watch(() => {
      loss.item();
      w.toTypedArray();
      runs++;
    });
    const before = [loss.item(), w.tolist()];
    const u = w.snapshot();
    const copy = substitute(loss, [[w, u]]);
    for (let i = 0; i < 10; i++) {
      u.setAt([0, 0], i);
      copy.item();
    }
    expect(runs).toBe(1);
    expect([loss.item(), w.tolist()]).toEqual(before);
    expect(profile(() => loss.item()).computed).toEqual([]);
    w.setAt([0, 0], 9);
    expect(runs).toBe(2);
    dispose();
  });

  it("has a copy that tells its readers of what it depends on, and of nothing else", () => {
    const { x, w, loss } = model();
    const u = w.snapshot();
    const copy = substitute(loss, [[w, u]]);
    const seen: number[] = [];
    const dispose = watch(() => seen.push(copy.item()));
    w.set(0);
    expect(seen).toHaveLength(1);
    batch(() => {
      u.set(0);
      x.set(0);
    });
    expect(seen).toHaveLength(2);
    expect(seen[1]).toBeCloseTo(0.025, 6);
    dispose();
  });
});

describe("gradients", () => {
  it("flow to the replacement, first and second", () => {
    const w = leaf([1, 2]);
    const loss = w.pow(3).sum();
    const u = leaf([3, -1]);
    const copy = substitute(loss, [[w, u]]);
    const [slope] = autograd.grad(copy, [u], { createGraph: true }) as [Tensor];
    expect(slope.tolist()).toEqual([27, 3]);
    const [bend] = autograd.grad(slope.sum(), [u]) as [Tensor];
    expect(bend.tolist()).toEqual([18, -6]);
    copy.backward();
    expect([u.grad?.tolist(), w.grad]).toEqual([[27, 3], null]);
    // the original's own graph is as fresh as before
    loss.backward();
    expect(w.grad?.tolist()).toEqual([3, 12]);
  });

  it("ask for none where the replacement requires none", () => {
    const w = leaf([1, 2]);
    const loss = w.exp().sum();
    expect(loss.requiresGrad).toBe(true);
    expect(substitute(loss, [[w, tensor([1, 2])]]).requiresGrad).toBe(false);
  });

  it("can themselves be taken elsewhere", () => {
    const w = leaf([1, 2]);
    const [slope] = autograd.grad(w.pow(2).sum(), [w]) as [Tensor];
    expect(substitute(slope, [[w, tensor([5, -4])]]).tolist()).toEqual([10, -8]);
  });
});

describe("evaluation again and again", () => {
  it("computes what depends on the leaf and nothing else", () => {
    const { w, b, loss } = model();
    const c = b.snapshot();
    const copy = substitute(loss, [[b, c]]);
    loss.item();
    const expected: number[] = [];
    for (let i = 0; i < 6; i++) {
      b.setAt([1], i / 4);
      expected.push(loss.item());
    }
    b.setAt([1], -0.2);
    const found: number[] = [];
    for (let i = 0; i < 6; i++) {
      c.setAt([1], i / 4);
      const { result, computed } = profile(() => copy.item());
      // add, pow, mean
      if (i > 0) expect(computed).toHaveLength(3);
      found.push(result);
    }
    expect(found).toEqual(expected);
    expect(w.tolist()).toEqual(model().w.tolist());
  });
});

describe("refuses", () => {
  const { w, b, loss } = model();

  it("another shape or dtype, by name", () => {
    w.name = "w";
    expect(() => substitute(loss, [[w, tensor([1, 2])]])).toThrow(
      "substitute: a tensor of shape [2] cannot stand for w of shape [2, 2]",
    );
    expect(() => substitute(loss, [[b, tensor([1, 2], { dtype: "float64" })]])).toThrow(
      "substitute: a tensor of float64 cannot stand for the leaf of float32",
    );
  });

  it("what is no leaf, and what is no tensor", () => {
    expect(() => substitute(loss, [[w.mul(2), w]])).toThrow(
      "substitute: only a leaf can be replaced; this tensor was computed by mul",
    );
    expect(() => substitute(loss, [[w, 3 as never]])).toThrow(
      "substitute: a replacement is a pair of tensors, not 3",
    );
  });

  it("code that depends on the leaf, and takes along code that does not", () => {
    const [a, c] = [leaf([1, -2]), leaf([4, 5])];
    const branch = createTensor(() => (c.sum().item() > 0 ? c.mul(2) : c));
    const other = tensor([1, 1]);
    const product = branch.mul(a).sum();
    const copy = substitute(product, [[a, other]]);
    expect(copy.item()).toBe(18);
    c.set([-1, -1]);
    expect(copy.item()).toBe(-2);
    branch.name = "branch";
    expect(() => substitute(product, [[c, other]])).toThrow(
      /^substitute: a createTensor\(\(\) => …\).* depends on a replaced leaf/,
    );
  });

  it("a Function of the user's own", () => {
    class Twice extends autograd.Function {
      static forward(_: unknown, x: Tensor) {
        return x.mul(2);
      }
      static backward(_: unknown, grad: Tensor) {
        return grad.mul(2);
      }
    }
    const x = leaf([1]);
    expect(() => substitute(Twice.apply(x), [[x, tensor([2])]])).toThrow(
      "substitute: an autograd.Function depends on a replaced leaf",
    );
  });
});

it("names and scopes are taken along", () => {
  const x = leaf([1]);
  const y = scope("layer", () => x.mul(2));
  y.name = "y";
  const copy = scope("elsewhere", () => substitute(y, [[x, leaf([3])]]));
  expect(inspectGraph(copy).at(-1)).toMatchObject({ label: "y", scope: ["layer"] });
});
