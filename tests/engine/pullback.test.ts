// One operation by itself: its rule, and its computation for other inputs.

import { describe, expect, it } from "vitest";
import {
  autograd,
  createTensor,
  inspectGraph,
  noGrad,
  type Op,
  ones,
  operations,
  pullback,
  randn,
  reapply,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import { hasFloatingResult, samplesOf } from "./samples";

const numbers = (of: Tensor | null | undefined): number[] => [...(of as Tensor).toTypedArray()];

/** The gradients of all leaves of `root`, by adding up pullbacks node by node. */
function throughPullbacks(root: Tensor, seed: Tensor): Map<number, Tensor> {
  const sums = new Map<number, Tensor>();
  const nodes = inspectGraph(root);
  sums.set(nodes.at(-1)?.id as number, seed);
  for (const node of [...nodes].reverse()) {
    const sum = sums.get(node.id);
    if (sum === undefined || node.kind !== "op") continue;
    pullback(node.tensor, sum).forEach((given, i) => {
      const id = node.inputs[i] as number;
      if (given !== null) sums.set(id, sums.get(id)?.add(given) ?? given);
    });
  }
  return sums;
}

describe("pullback", () => {
  it("is the rule of one operation: for a matrix product, the transposed factors", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const w = tensor(
      [
        [5, 6, 7],
        [8, 9, 10],
      ],
      { requiresGrad: true },
    );
    const z = x.matmul(w);
    const [dx, dw] = pullback(
      z,
      tensor([
        [1, 0, 0],
        [0, 1, 0],
      ]),
    );
    expect(dx).toBeNull();
    expect(dw?.tolist()).toEqual([
      [1, 3, 0],
      [2, 4, 0],
    ]);
  });

  it("sums what broadcasting repeated, and casts back to the input's dtype", () => {
    const b = tensor([1, 2], { requiresGrad: true });
    const wide = ones([3, 2], { dtype: "float64" });
    const [, db] = pullback(wide.mul(b), wide.mul(2));
    expect(db?.tolist()).toEqual([6, 6]);
    expect(db?.dtype).toBe("float32");
  });

  it("follows its inputs, and is linear in the cotangent", () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const u = tensor([1, 1], { requiresGrad: true });
    const [dx] = pullback(x.exp(), u);
    x.set([0, 1]);
    expect(numbers(dx)[0]).toBe(1);
    expect(numbers(dx)[1]).toBeCloseTo(Math.E, 5);
    const [column] = autograd.grad(dx as Tensor, [u], { gradOutputs: tensor([0, 1]) });
    expect(numbers(column)[0]).toBe(0);
    expect(numbers(column)[1]).toBeCloseTo(Math.E, 5);
  });

  it("gives nothing for leaves, and null where no gradient flows", () => {
    const x = tensor([1, 2], { requiresGrad: true });
    expect(pullback(x, x)).toEqual([]);
    expect(
      pullback(
        noGrad(() => x.mul(2)),
        x,
      ),
    ).toEqual([null, null]);
    expect(pullback(x.mul(2), ones(2))[1]).toBeNull();
  });

  it("sees through a dynamic tensor to the branch taken", () => {
    const x = tensor(2, { requiresGrad: true });
    const y = createTensor(() => (x.item() > 0 ? x.mul(3) : x.mul(5)));
    expect(pullback(y, tensor(1))[0]?.item()).toBe(3);
    x.set(-1);
    expect(pullback(y, tensor(1))[0]?.item()).toBe(5);
  });

  it("works after a backward pass has freed the graph", () => {
    const x = tensor(3, { requiresGrad: true });
    const y = x.square();
    y.backward();
    expect(pullback(y, tensor(1))[0]?.item()).toBe(6);
  });

  it("serves a user's Function, output by output; the graph shows it as one operation", () => {
    class Both extends autograd.Function {
      static forward(_: unknown, x: Tensor) {
        return [x.mul(3), x.mul(5)];
      }
      static backward(_: unknown, first: Tensor, second: Tensor) {
        return first.mul(30).add(second.mul(50));
      }
    }
    const x = tensor([1, 2], { requiresGrad: true });
    const [a, b] = Both.apply(x) as unknown as readonly [Tensor, Tensor];
    expect(inspectGraph(a).map(({ op, inputs }) => [op, inputs.length])).toEqual([
      ["", 0],
      ["Both", 1],
    ]);
    expect(numbers(pullback(a, tensor([1, 10]))[0])).toEqual([30, 300]);
    expect(numbers(pullback(b, tensor([1, 10]))[0])).toEqual([50, 500]);
    const sum = a.add(b);
    const leaf = inspectGraph(sum).find((node) => node.tensor.is(x));
    const through = throughPullbacks(sum, tensor([1, 10])).get(leaf?.id as number);
    expect(numbers(through)).toEqual([80, 800]);
  });

  it("refuses a cotangent of another shape", () => {
    const x = ones([2, 3], { requiresGrad: true });
    expect(() => pullback(x.exp(), ones(3))).toThrow(
      "pullback: the cotangent has shape [3] and the tensor [2, 3]",
    );
    expect(() => pullback(x.exp(), 1 as never)).toThrow("pullback: cotangent must be a Tensor");
  });
});

const differentiable = [...operations.values()].filter(
  (op) => op.differentiable && hasFloatingResult(op),
);
const label = (op: Op): string => `${op.namespace}.${op.name}`;

describe("summed over all users of a tensor, pullbacks are its gradient", () => {
  it.each(differentiable.map((op) => [label(op), op] as const))("%s", (_, op) => {
    for (const { fn, inputs } of samplesOf(op)) {
      const results = [fn(...inputs)].flat().filter((each) => each.requiresGrad) as Tensor[];
      for (const root of results) {
        const seed = randn([...root.shape], { dtype: root.dtype as "float32" });
        const leaves = inspectGraph(root).filter(
          (node) => node.kind === "leaf" && node.requiresGrad,
        );
        const sums = throughPullbacks(root, seed);
        const expected = autograd.grad(
          root,
          leaves.map((leaf) => leaf.tensor),
          { gradOutputs: seed, retainGraph: true, allowUnused: true },
        );
        leaves.forEach((leaf, i) => {
          const wanted = expected[i] ?? zeros([...leaf.tensor.shape]);
          const got = sums.get(leaf.id) ?? zeros([...leaf.tensor.shape]);
          expect(got.shape).toEqual(wanted.shape);
          const [a, b] = [numbers(got), numbers(wanted)];
          a.forEach((value, k) => {
            if (Number.isFinite(b[k])) expect(value).toBeCloseTo(b[k] as number, 4);
          });
        });
      }
    }
  });
});

describe("reapply", () => {
  it("applies the operation of a tensor to other inputs", () => {
    const x = tensor([1, 2]);
    const y = x.sum({ dim: 0, keepdim: true }).add(x, { alpha: 2 });
    const other = tensor([10, 20], { requiresGrad: true });
    const [sum] = inspectGraph(y).filter((node) => node.op === "sum");
    const again = reapply(sum?.tensor as Tensor, [other]);
    expect(again.tolist()).toEqual([30]);
    expect(again.requiresGrad).toBe(true);
    expect(reapply(y, [tensor([1]), other]).tolist()).toEqual([21, 41]);
  });

  it("makes gradients differentiable that were not", () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const [g] = autograd.grad(x.exp().sum(), [x]);
    expect(g?.requiresGrad).toBe(false);
    const given = inspectGraph(g as Tensor).at(-1);
    const inputs = given?.inputs.map(() => ones(2, { requiresGrad: true })) ?? [];
    expect(reapply(g as Tensor, inputs).requiresGrad).toBe(true);
  });

  it("refuses leaves and another number of inputs", () => {
    const x = tensor([1, 2]);
    expect(() => reapply(x, [])).toThrow("was not made by an operation");
    expect(() => reapply(x.add(x), [x])).toThrow("reapply: add has 2 inputs, not 1");
  });
});

describe("what the graph says of its operations", () => {
  it("names the slot of each input, and the arguments that are no tensors", () => {
    const x = ones([2, 3]);
    const at = (of: Tensor) => inspectGraph(of).at(-1);
    expect(at(x.sum(1))?.slots).toEqual(["input"]);
    expect(at(x.sum(1))?.args).toMatchObject({ dim: 1, keepdim: false });
    expect(at(x.clamp({ max: tensor(0) }))?.slots).toEqual(["input", "max"]);
    expect(inspectGraph(x)[0]).toMatchObject({ slots: [], args: {} });
  });
});
