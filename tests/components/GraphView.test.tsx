// GraphView by role and keyboard: cards, live values, outline, walking.

import { fireEvent, render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { createWorkbench, GraphView, WorkbenchProvider } from "../../components";
import { cellColours } from "../../components/colours";
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
    render(() => <GraphView of={loss} direction="across" tools={false} />);
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

  test("a tensor of many elements is drawn in blocks, each its largest element", () => {
    const big = tensor(Array.from({ length: 40 }, (_, i) => (i === 4 ? -9 : i / 100)));
    const { container } = render(() => <GraphView of={big} name="x" valueMax={9} />);
    const cells = [...container.querySelectorAll<SVGRectElement>(".sa-node__cell")];
    // 40 elements in blocks of three.
    expect(cells).toHaveLength(14);
    expect(node(/^x/).getAttribute("aria-label")).toContain("largest of 1 by 3 elements");
    const strongest = cellColours(-9, 9).ground;
    expect(cells.map((cell) => cell.style.getPropertyValue("--_ground") === strongest)).toEqual(
      cells.map((_, i) => i === 1),
    );
  });

  test("pointing at a square brushes the tensor's element, and leaving lets go", () => {
    const { w, loss } = product();
    const workbench = createWorkbench();
    render(() => (
      <WorkbenchProvider workbench={workbench}>
        <GraphView of={loss} />
      </WorkbenchProvider>
    ));
    const square = node(/^w/).querySelectorAll(".sa-node__cell")[1] as Element;
    fireEvent.pointerOver(square);
    expect(workbench.brush()?.cell).toBe(1);
    expect(workbench.brush()?.tensor.is(w)).toBe(true);
    fireEvent.pointerLeave(square.parentElement as Element);
    expect(workbench.brush()).toBeNull();
  });

  test("a property that makes a tensor is asked once", () => {
    let made = 0;
    const make = () => {
      made++;
      return product().loss;
    };
    render(() => <GraphView of={make()} />);
    expect(made).toBe(1);
  });

  test("what is wrong with the tensor is said in its place, and passes by itself", () => {
    const a = tensor(1, { requiresGrad: true });
    const y = createTensor(() => {
      if (Number(a.item()) < 0) throw new Error("a must not be negative");
      return a.sqrt();
    });
    render(() => <GraphView of={y} name="y" />);
    a.set(-1);
    expect(screen.getByRole("status").textContent).toContain("a must not be negative");
    expect(screen.queryAllByRole("img")).toHaveLength(0);
    a.set(4);
    expect(screen.queryByRole("status")).toBeNull();
    expect(node(/^y = sqrt/).getAttribute("aria-label")).toContain("value 2");
  });
});
