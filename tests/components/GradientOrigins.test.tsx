// Where a gradient comes from: the paths, their sum, and the table.

import { render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import {
  createWorkbench,
  GradientOrigins,
  type GradientOriginsProps,
  type Highlight,
  WorkbenchProvider,
} from "../../components";
import { type Origins, PathSearch } from "../../components/backward/origins";
import {
  autograd,
  createBackward,
  createTensor,
  inspectGraph,
  manualSeed,
  nn,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";

function named<T extends Readonly<Record<string, Tensor>>>(tensors: T): T {
  for (const [name, each] of Object.entries(tensors)) each.name = name;
  return tensors;
}

const sumOf = ({ paths, rest }: Origins): number =>
  paths.reduce((sum, path) => sum + path.contribution, rest);

/** f = a·b + exp(a): df/da has the paths through the product, b, and through exp. */
function twoPaths() {
  const { a, b } = named({
    a: tensor([1, 2], { requiresGrad: true }),
    b: tensor([5, 7], { requiresGrad: true }),
  });
  const { p, e } = named({ p: a.mul(b), e: a.exp() });
  const { f } = named({ f: p.add(e).sum() });
  return { a, b, p, e, f };
}

describe("the paths", () => {
  test("are found with their local slopes, largest first", () => {
    const { a, f } = twoPaths();
    const found = new PathSearch(f, a).run(1);
    expect(found.paths.map((path) => path.contribution)).toEqual([
      expect.closeTo(Math.exp(2), 4),
      expect.closeTo(7, 6),
    ]);
    expect(found.paths[1]?.factors).toEqual([7, 1, 1]);
    expect(found.paths.every((path) => path.whole)).toBe(true);
    expect([found.rest, found.others]).toEqual([0, 0]);
  });

  test("see the values of now", () => {
    const { a, b, f } = twoPaths();
    const search = new PathSearch(f, a);
    expect(search.run(0).total).toBeCloseTo(5 + Math.E, 4);
    b.setAt(0, -9);
    expect(search.run(0).paths[0]?.contribution).toBe(-9);
  });

  test("take each use of a tensor that one operation uses twice as a path", () => {
    const a = tensor(3, { requiresGrad: true });
    const found = new PathSearch(a.mul(a), a).run(0);
    expect(found.paths.map((path) => path.factors)).toEqual([[3], [3]]);
    expect([found.total, found.others]).toEqual([6, 0]);
  });

  test("leave out what a relu shuts off", () => {
    const x = tensor([-1, 1], { requiresGrad: true });
    const f = x.relu().sum();
    expect(new PathSearch(f, x).run(0).paths.filter((path) => path.whole)).toEqual([]);
    expect(new PathSearch(f, x).run(1).paths).toHaveLength(1);
  });

  test("beyond the largest are counted and summed", () => {
    manualSeed(0);
    const x = randn(1, 4);
    const w = randn(4, 8, { requiresGrad: true });
    const v = randn(8, 3);
    const f = x.mm(w).tanh().mm(v).exp().sum();
    const found = new PathSearch(f, w).run(5, 2);
    // One hidden unit, three outputs.
    expect([found.paths.length, found.others]).toEqual([2, 1]);
    const [g] = autograd.grad(f, [w]);
    expect(sumOf(found)).toBeCloseTo(g?.toTypedArray()[5] as number, 4);
  });

  test("of a user's Function, whose rule is no expression, are found too", () => {
    class Twice extends autograd.Function {
      static forward(_: unknown, x: Tensor) {
        return x.mul(2);
      }
      static backward = autograd.onceDifferentiable((_: unknown, grad: Tensor) => grad.mul(2));
    }
    const x = tensor([1, 2], { requiresGrad: true });
    const f = (Twice.apply(x) as Tensor).mul(tensor([3, 4])).sum();
    expect(new PathSearch(f, x).run(1).total).toBe(8);
  });

  test("add up to the gradient, whatever the network", () => {
    for (let seed = 0; seed < 12; seed++) {
      manualSeed(seed);
      const x = randn(3, 4, { requiresGrad: true });
      const layer = new nn.Linear(4, 5);
      const h = layer.call(x);
      const mixed = seed % 2 === 0 ? h.relu().mul(h.sigmoid()) : h.softmax(1).add(h.tanh());
      const f = mixed.reshape(5, 3).matmul(randn(3, 2)).pow(2).mean().add(x.norm());
      const [g] = autograd.grad(f, [x], { retainGraph: true });
      const values = g?.toTypedArray() ?? [];
      const search = new PathSearch(f, x);
      for (const cell of [0, 5, 11]) {
        const found = search.run(cell);
        expect(found.total).toBeCloseTo(values[cell] as number, 5);
        expect(sumOf(found)).toBeCloseTo(found.total, 4);
        for (const path of found.paths.filter((each) => each.whole)) {
          const product = path.factors.reduce((so, factor) => so * factor, 1);
          expect(product).toBeCloseTo(path.contribution, 4);
        }
      }
    }
  });

  test("of a graph that is too large to walk are bundled, and still add up", () => {
    manualSeed(0);
    const w = randn(48, 48, { requiresGrad: true });
    let h = randn(64, 48).mm(w);
    for (let i = 0; i < 6; i++) h = h.softmax(1).mm(randn(48, 48)).tanh();
    const f = h.pow(2).mean();
    const found = new PathSearch(f, w).run(7);
    const [g] = autograd.grad(f, [w]);
    expect(found.others).toBeNull();
    expect(sumOf(found)).toBeCloseTo(g?.toTypedArray()[7] as number, 4);
  });
});

describe("the table", () => {
  const show = (props: GradientOriginsProps) => render(() => <GradientOrigins {...props} />);
  const rows = () =>
    within(screen.getByRole("table"))
      .getAllByRole("row")
      .slice(1)
      .map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent));

  test("lists each path by name, its slopes as a product, and the sum in the caption", () => {
    const { a, f } = twoPaths();
    show({ loss: f, leaf: a, cell: [1] });
    expect(rows()).toEqual([
      ["a[1] → e[1] → f", "7.389 × 1", "7.389"],
      ["a[1] → p[1] → f", "7 × 1", "7"],
    ]);
    expect(
      screen.getByRole("table", { name: "dL/da[1] = 14.39, the sum over 2 paths" }),
    ).toBeTruthy();
  });

  test("names tensors without a name where paths could not be told apart", () => {
    const { a } = named({ a: tensor(2, { requiresGrad: true }) });
    const { f } = named({ f: a.mul(5).add(a.exp()) });
    show({ loss: f, leaf: a, cell: [] });
    expect(rows().map(([path]) => path)).toEqual(["a → exp → f", "a → mul → f"]);
  });

  test("sums what it does not list", () => {
    const { v } = named({ v: tensor([1, 2, 3, 4], { requiresGrad: true }) });
    const { s } = named({ s: v.sum() });
    const { f } = named({ f: s.mul(v).sum() });
    show({ loss: f, leaf: v, cell: [0], paths: 2 });
    // s + Σ v = 20: 10 directly, and 1, 2, 3, 4 through s.
    expect(rows()).toEqual([
      ["v[0] → mul[0] → f", "10 × 1", "10"],
      ["v[0] → s → mul[3] → f", "1 × 4 × 1", "4"],
      ["and 3 more paths", "6", ""],
    ]);
    expect(screen.getByRole("table").textContent).toContain("dL/dv[0] = 20");
  });

  test("follows the leaves, once a frame", async () => {
    const { a, b, f } = twoPaths();
    show({ loss: f, leaf: a, cell: [0] });
    b.setAt(0, 30);
    b.setAt(0, 40);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(rows()[0]).toEqual(["a[0] → p[0] → f", "40 × 1", "40"]);
  });

  test("tells which nodes and edges are under the focus, and walks by arrow keys", async () => {
    const user = userEvent.setup();
    const { a, e, p, f } = twoPaths();
    const [lit, setLit] = createSignal<Highlight | null>(null);
    show({ loss: f, leaf: a, cell: [1], onHighlight: setLit });
    const nodes = inspectGraph(f);
    const idOf = (of: Tensor) => nodes.find((node) => node.tensor.is(of))?.id as number;
    await user.tab();
    expect([...(lit()?.nodes.keys() ?? [])]).toEqual(
      expect.arrayContaining([idOf(a), idOf(e), idOf(f)]),
    );
    expect(lit()?.edges?.has(`${idOf(a)}>${idOf(e)}`)).toBe(true);
    await user.keyboard("{ArrowDown}");
    expect(lit()?.nodes.has(idOf(p))).toBe(true);
    expect(lit()?.nodes.has(idOf(e))).toBe(false);
    await user.tab();
    expect(lit()).toBeNull();
  });

  test("follows the cell that is pointed at, in the leaf or in its gradient", () => {
    const { a, f } = twoPaths();
    const workbench = createWorkbench();
    render(() => {
      createBackward(f);
      return (
        <WorkbenchProvider workbench={workbench}>
          <GradientOrigins loss={f} />
        </WorkbenchProvider>
      );
    });
    expect(screen.getByText(/^Point at a cell/)).toBeTruthy();
    workbench.setBrush({ tensor: a, cell: 0 });
    expect(screen.getByRole("table").textContent).toContain("dL/da[0] =");
    workbench.setBrush({ tensor: a.grad as Tensor, cell: 1 });
    expect(screen.getByRole("table").textContent).toContain("dL/da[1] =");
    workbench.setBrush(null);
    expect(screen.getByRole("table").textContent).toContain("dL/da[1] =");
  });

  test("says calmly what it cannot show, and recovers", () => {
    const { a, f } = twoPaths();
    const [cell, setCell] = createSignal([5]);
    render(() => <GradientOrigins loss={f} leaf={a} cell={cell()} />);
    expect(screen.getByRole("status").textContent).toContain(
      "There is no a[5] in a tensor of shape [2].",
    );
    setCell([0]);
    expect(screen.getByRole("table")).toBeTruthy();
  });

  test("says that a gradient is 0, and that a loss does not depend on a leaf", () => {
    const { x } = named({ x: tensor(-1, { requiresGrad: true }) });
    const { f } = named({ f: x.relu() });
    const { unmount } = show({ loss: f, leaf: x, cell: [] });
    expect(screen.getByText("No path carries a gradient to x: its gradient is 0.")).toBeTruthy();
    unmount();
    const { other } = named({ other: zeros(2, { requiresGrad: true }) });
    show({ loss: f, leaf: other, cell: [0] });
    expect(screen.getByRole("status").textContent).toContain("f does not depend on other.");
  });
});

test("a scalar that feeds very many cells is searched too", () => {
  const b = tensor(2, { requiresGrad: true });
  const found = new PathSearch(zeros(400, 400).add(1).mul(b).sum(), b).run(0);
  expect(found.total).toBe(160_000);
  expect(sumOf(found)).toBe(160_000);
});

test("a loss that fails says so, whatever is pointed at", () => {
  const bench = createWorkbench();
  const x = tensor(1, { requiresGrad: true });
  const loss = createTensor(() => {
    if (x.item() > 2) throw new Error("too large");
    return x.mul(2);
  });
  render(() => (
    <WorkbenchProvider workbench={bench}>
      <GradientOrigins loss={loss} />
    </WorkbenchProvider>
  ));
  bench.setBrush({ tensor: x, cell: 0 });
  expect(screen.getByRole("table")).toBeDefined();
  x.set(3);
  bench.setBrush(null);
  bench.setBrush({ tensor: x, cell: 0 });
  expect(screen.getByText(/too large/)).toBeDefined();
  x.set(1);
  expect(screen.getByRole("table")).toBeDefined();
});
