// GraphView and its layout, by role and keyboard.

import { render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { GraphView } from "../../components";
import { type Box, edgePath, neighbour, place } from "../../components/graph/layout";
import { wrapChain } from "../../components/graph/wrap";
import { createBackward, createTensor, tensor } from "../../src/index";

const node = (name: RegExp) => screen.getByRole("img", { name });

function product() {
  const w = tensor([1, 2], { requiresGrad: true });
  const x = tensor([3, 4]);
  const loss = w.mul(x).sum();
  w.name = "w";
  x.name = "x";
  loss.name = "loss";
  return { w, x, loss };
}

describe("the graph", () => {
  test("has a card for every tensor: operation, backward node, shape, inputs, value, gradient", () => {
    const { loss } = product();
    render(() => {
      createBackward(loss);
      return <GraphView of={loss} />;
    });
    expect(node(/^w, /).getAttribute("aria-label")).toBe(
      "w, leaf, shape [2], value 1 2, gradient 3 4",
    );
    expect(node(/^mul, /).getAttribute("aria-label")).toBe(
      "mul, MulBackward0, shape [2], from w, x, value 3 8, gradient 1 1",
    );
    expect(node(/^loss = sum, /).getAttribute("aria-label")).toContain("SumBackward0");
  });

  test("keeps values and gradients current", () => {
    const { w, x, loss } = product();
    render(() => {
      createBackward(loss);
      return <GraphView of={loss} />;
    });
    x.setAt(0, -1);
    expect(node(/^w, /).getAttribute("aria-label")).toContain("gradient −1 4");
    w.setAt(1, 10);
    expect(node(/^loss/).getAttribute("aria-label")).toContain("value 39");
  });

  test("is also an outline in words", () => {
    const { loss } = product();
    render(() => <GraphView of={loss} />);
    const items = within(screen.getByRole("list")).getAllByRole("listitem");
    expect(items.map((item) => item.textContent)).toEqual([
      "w, [2]",
      "x, [2]",
      "mul, MulBackward0, [2], from w, x",
      "loss = sum, SumBackward0, [], from mul",
    ]);
  });

  test("is walked with arrow keys, one Tab stop in all", async () => {
    const user = userEvent.setup();
    const { loss } = product();
    render(() => <GraphView of={loss} direction="across" />);
    await user.tab();
    expect(document.activeElement).toBe(node(/^loss/));
    await user.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(node(/^mul/));
    await user.keyboard("{Home}");
    expect(document.activeElement).toBe(node(/^w/));
    await user.keyboard("{ArrowUp}");
    expect(document.activeElement).toBe(node(/^x/));
    await user.keyboard("{End}");
    expect(document.activeElement).toBe(node(/^loss/));
    expect(document.querySelectorAll('.sa-node[tabindex="0"]')).toHaveLength(1);
  });

  test("writes plain numbers into the operation instead of drawing them", () => {
    const a = tensor(3);
    render(() => <GraphView of={a.mul(2).add(1)} />);
    expect(screen.getAllByRole("img")).toHaveLength(3);
    expect(node(/^add\(·, 1\)/)).toBeTruthy();
  });

  test("is drawn anew when a dynamic tensor takes another path, and follows within one", () => {
    const a = tensor(300, { requiresGrad: true });
    const c = createTensor(() => {
      let b = a.mul(2);
      while (Number(b.norm().item()) < 1000) b = b.mul(2);
      return b;
    });
    render(() => {
      createBackward(c);
      return <GraphView of={c} name="c" />;
    });
    const cards = () => document.querySelectorAll(".sa-node");
    expect(cards()).toHaveLength(3);
    const last = cards()[2];
    expect(last?.getAttribute("aria-label")).toMatch(/^c = mul\(·, 2\), /);
    a.set(310);
    expect(cards()[2]).toBe(last);
    expect(last?.getAttribute("aria-label")).toContain("value 1240");
    a.set(10);
    expect(cards()).toHaveLength(8);
    a.set(600);
    expect(cards()).toHaveLength(2);
  });
});

describe("the layout", () => {
  const chain = (length: number): Box[] =>
    Array.from({ length }, (_, id) => ({
      id,
      width: 100,
      height: 40,
      inputs: id === 0 ? [] : [id - 1],
    }));

  test("sets inputs before what they feed, in either direction, with dagre and without", () => {
    for (const length of [5, 300]) {
      for (const direction of ["across", "down"] as const) {
        const { centres, width, height } = place(chain(length), direction);
        for (let id = 1; id < length; id++) {
          const [before, here] = [centres.get(id - 1), centres.get(id)];
          const main = direction === "across" ? "x" : "y";
          expect((here?.[main] ?? 0) > (before?.[main] ?? 0)).toBe(true);
        }
        expect(direction === "across" ? width : height).toBeGreaterThan(length * 40);
      }
    }
  });

  test("a chain turns at the edge of the room, and back: all of it is in sight", () => {
    const placed = wrapChain(chain(8), 420);
    const at = (id: number) => placed?.centres.get(id);
    expect(placed?.width).toBeLessThanOrEqual(420);
    expect([0, 1, 2].map((id) => at(id)?.y)).toEqual(Array(3).fill(at(0)?.y));
    expect([3, 4].map((id) => at(id)?.x)).toEqual([at(2)?.x, at(1)?.x]);
    expect(at(3)?.y).toBeGreaterThan(at(2)?.y ?? Number.POSITIVE_INFINITY);
    expect(placed?.edges.map(({ from, to }) => to - from)).toEqual(Array(7).fill(1));
    expect(neighbour(2, "ArrowDown", placed?.centres ?? new Map())).toBe(3);
    for (const { points } of placed?.edges ?? []) expect(edgePath(points)).toMatch(/^M.* L/);
  });

  test("neither a narrow room nor a graph that forks is laid in rows", () => {
    expect(wrapChain(chain(8), 300)).toBeNull();
    const fork = [...chain(8), { id: 8, width: 100, height: 40, inputs: [2, 7] }];
    expect(wrapChain(fork, 420)).toBeNull();
  });

  test("draws both edges of x * x", () => {
    const boxes = [
      { id: 0, width: 10, height: 10, inputs: [] },
      { id: 1, width: 10, height: 10, inputs: [0, 0] },
    ];
    expect(place(boxes, "across").edges).toHaveLength(2);
  });

  test("edges start and end at their points", () => {
    const path = edgePath([
      { x: 0, y: 0 },
      { x: 5, y: 5 },
      { x: 10, y: 0 },
    ]);
    expect(path).toMatch(/^M0 0 .* 10 0$/);
  });

  test("walking finds the nearest card ahead, and none beyond the end", () => {
    const { centres } = place(chain(3), "across");
    expect(neighbour(1, "ArrowRight", centres)).toBe(2);
    expect(neighbour(2, "ArrowRight", centres)).toBeNull();
  });
});
