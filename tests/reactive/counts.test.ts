// Only affected nodes are computed. What is affected is found here by a walk of our own over
// `inspectGraph`, not from the engine's lists.

import fc from "fast-check";
import { batch, createEffect, createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import {
  createBackward,
  createTensor,
  inspectGraph,
  noGrad,
  profile,
  type Tensor,
  tensor,
} from "../../src/index";

const leafOf = (value: number, requiresGrad = false) =>
  tensor(value, { dtype: "float64", requiresGrad });

/** The ids of the ops of `roots` that depend on one of `leaves`, by fixpoint over the edges. */
function affected(roots: readonly Tensor[], leaves: readonly Tensor[]): number[] {
  const graph = inspectGraph(...roots);
  const reached = new Set(leaves.map(idOf));
  for (let grew = true; grew; ) {
    grew = false;
    for (const { id, inputs } of graph) {
      if (reached.has(id) || !inputs.some((input) => reached.has(input))) continue;
      reached.add(id);
      grew = true;
    }
  }
  return ordered(graph.filter(({ id, kind }) => kind === "op" && reached.has(id)).map((n) => n.id));
}

const idOf = (t: Tensor): number => (inspectGraph(t).at(-1) as { id: number }).id;
const ordered = (ids: readonly number[]): number[] => [...ids].sort((a, b) => a - b);
const computedBy = (fn: () => unknown): number[] => ordered(profile(fn).computed);

function effect(read: () => unknown): { readonly seen: unknown[]; readonly dispose: () => void } {
  const seen: unknown[] = [];
  const dispose = createRoot((end) => {
    createEffect(() => seen.push(read()));
    return end;
  });
  return { seen, dispose };
}

/** A random web of ops: for each node the two earlier ones it reads, modulo what there is. */
const web = fc.record({
  leaves: fc.integer({ min: 2, max: 4 }),
  ops: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 14 }),
  written: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
});

function weave(leafCount: number, ops: readonly (readonly [number, number])[]) {
  const leaves = Array.from({ length: leafCount }, (_, i) => leafOf(i + 0.5));
  const all = [...leaves];
  for (const [a, b] of ops) {
    all.push((all[a % all.length] as Tensor).add(all[b % all.length] as Tensor));
  }
  return { leaves, roots: all.slice(leafCount) };
}

describe("after a write, exactly the affected nodes are computed, each once", () => {
  it("in an unwatched graph, at the read", () => {
    fc.assert(
      fc.property(web, ({ leaves: count, ops, written }) => {
        const { leaves, roots } = weave(count, ops);
        const last = roots.at(-1) as Tensor;
        // Twice: the second time goes down the tape.
        for (let round = 1; round <= 3; round++) {
          last.item();
          const changed = written.map((i) => leaves[i % count] as Tensor);
          for (const leaf of changed) leaf.set(100 * round + (leaf.item() as number));
          expect(computedBy(() => last.item())).toEqual(affected([last], changed));
          expect(computedBy(() => last.item())).toEqual([]);
        }
      }),
    );
  });

  it("in a watched graph, at the write", () => {
    fc.assert(
      fc.property(web, ({ leaves: count, ops, written }) => {
        const { leaves, roots } = weave(count, ops);
        const { seen, dispose } = effect(() => roots.map((root) => root.item()));
        const changed = written.map((i) => leaves[i % count] as Tensor);
        const expected = affected(roots, changed);
        const computed = computedBy(() =>
          batch(() => {
            for (const leaf of changed) leaf.set(100 + (leaf.item() as number));
          }),
        );
        expect(computed).toEqual(expected);
        expect(seen).toHaveLength(expected.length > 0 ? 2 : 1);
        dispose();
      }),
    );
  });

  it("in a graph of which only a part is watched", () => {
    const x = leafOf(1);
    const shown = x.mul(2);
    const hidden = shown.add(1).sin();
    hidden.item();
    const { dispose } = effect(() => shown.item());
    expect(computedBy(() => x.set(2))).toEqual(affected([shown], [x]));
    expect(computedBy(() => hidden.item())).toHaveLength(2);
    dispose();
  });
});

describe("what nobody looks at", () => {
  it("is not computed: a gradient", () => {
    const w = leafOf(2, true);
    const loss = w.mul(w).sin();
    const end = createBackward(loss);
    const { dispose } = effect(() => loss.item());
    expect(computedBy(() => w.set(3))).toEqual(affected([loss], [w]));
    dispose();
    end();
  });

  it("is not computed: an op that was made and dropped", () => {
    const x = leafOf(2);
    x.mul(5);
    const y = x.add(1);
    y.item();
    x.set(3);
    expect(computedBy(() => y.item())).toEqual([idOf(y)]);
  });

  it("costs nothing when it is frozen: no gradient goes into it", () => {
    const w = leafOf(2, true);
    const frozen = leafOf(3);
    const branch = noGrad(() => frozen.mul(w).sin());
    const loss = w.mul(4).add(branch).add(frozen.mul(frozen));
    const end = createBackward(loss);
    expect(w.grad?.item()).toBe(4);
    const names = inspectGraph(w.grad as Tensor).map((node) => node.op);
    expect(names).not.toContain("cos");
    expect(names).not.toContain("sin");
    frozen.set(5);
    expect(computedBy(() => w.grad?.item())).toEqual([]);
    end();
  });

  it("is not computed: the branch that is not taken", () => {
    const x = leafOf(1);
    const [left, right] = [x.mul(2), x.mul(3)];
    const y = createTensor(() => ((x.item() as number) > 0 ? left : right));
    const { dispose } = effect(() => y.item());
    const computed = computedBy(() => x.set(5));
    expect(computed).toContain(idOf(left));
    expect(computed).not.toContain(idOf(right));
    dispose();
  });
});

describe("the gradient's graph", () => {
  it("is updated like any other: what a write affects, once", () => {
    const [a, b, c] = [leafOf(1, true), leafOf(2, true), leafOf(3, true)];
    const loss = a.mul(b).sin().add(c.mul(c));
    const end = createBackward(loss);
    const gradients = [a, b, c].map((leaf) => leaf.grad as Tensor);
    const { dispose } = effect(() => gradients.map((gradient) => gradient.item()));
    for (const leaf of [a, b, c]) {
      const expected = affected(gradients, [leaf]);
      expect(computedBy(() => leaf.set(7))).toEqual(expected);
      expect(expected.length).toBeGreaterThan(0);
    }
    dispose();
    end();
  });
});

describe("no glitches", () => {
  it("in a diamond an effect runs once per write and sees both sides current", () => {
    const x = leafOf(1);
    const [double, square] = [x.mul(2), x.mul(x)];
    const difference = double.sub(square);
    const { seen, dispose } = effect(() => [double.item(), square.item(), difference.item()]);
    x.set(3);
    x.set(5);
    expect(seen).toEqual([
      [2, 1, 1],
      [6, 9, -3],
      [10, 25, -15],
    ]);
    dispose();
  });

  it("between a dynamic node, its condition and a signal", () => {
    const x = leafOf(1);
    const [offset, setOffset] = createSignal(100);
    const y = createTensor(() => ((x.item() as number) > 0 ? x.add(offset()) : x.sub(offset())));
    const check = y.sub(x);
    const { seen, dispose } = effect(() => [x.item(), offset(), y.item(), check.item()]);
    x.set(-2);
    setOffset(10);
    batch(() => {
      x.set(4);
      setOffset(20);
    });
    expect(seen).toEqual([
      [1, 100, 101, 100],
      [-2, 100, -102, -100],
      [-2, 10, -12, -10],
      [4, 20, 24, 20],
    ]);
    dispose();
  });
});

describe("batch", () => {
  it("joins writes into one run of an effect; reads inside are current", () => {
    const [x, y] = [leafOf(1), leafOf(2)];
    const sum = x.add(y);
    const { seen, dispose } = effect(() => sum.item());
    batch(() => {
      x.set(10);
      expect(sum.item()).toBe(12);
      y.set(20);
      expect(sum.item()).toBe(30);
      x.set(11);
    });
    expect(seen).toEqual([3, 31]);
    dispose();
  });

  it("of many writes computes an affected node once", () => {
    const x = tensor([1, 2, 3, 4]);
    const total = x.mul(2).sum();
    const { dispose } = effect(() => total.item());
    const computed = computedBy(() =>
      batch(() => {
        for (let i = 0; i < 4; i++) x.setAt(i, 10 * i);
      }),
    );
    expect(computed).toEqual(affected([total], [x]));
    dispose();
  });
});

it("one write runs an effect once, however much of the graph it reads", () => {
  const w = tensor([1, 2], { dtype: "float64", requiresGrad: true });
  const loss = w.mul(w).sum();
  const end = createBackward(loss);
  const { seen, dispose } = effect(() => [
    w.tolist(),
    loss.item(),
    w.grad?.tolist(),
    w.grad?.mul(2).tolist(),
  ]);
  w.setAt(0, 5);
  expect(seen).toHaveLength(2);
  expect(seen[1]).toEqual([[5, 2], 29, [10, 4], [20, 8]]);
  dispose();
  end();
});
