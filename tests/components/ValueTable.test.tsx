// ValueTable, by role: headers, cells, what is left out, what is copied.

import { render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import { createWorkbench, ValueTable, WorkbenchProvider } from "../../components";
import { arange, createTensor, type Tensor, tensor, zeros } from "../../src/index";

const rows = (): string[] =>
  screen
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent).join(" "));

describe("ranks", () => {
  test("0 is one cell without headers", () => {
    render(() => <ValueTable of={tensor(2.5)} name="loss" />);
    expect(rows()).toEqual(["2.5000"]);
    expect(screen.queryByRole("columnheader")).toBeNull();
  });

  test("1 has column headers, 2 has both, and follows writes in place", () => {
    const v = tensor([1, 2, 3]);
    const view = render(() => <ValueTable of={v} name="v" columnLabels={["a", "b", "c"]} />);
    expect(rows()).toEqual(["a b c", "1 2 3"]);
    view.unmount();
    const w = tensor([
      [1, -2],
      [0.5, 4],
    ]);
    render(() => <ValueTable of={w} name="w" rowLabels={["first", "second"]} />);
    expect(screen.getByRole("table", { name: "w [2, 2]" })).toBeDefined();
    expect(screen.getAllByRole("columnheader").map((each) => each.textContent)).toEqual(["0", "1"]);
    expect(screen.getAllByRole("rowheader").map((each) => each.textContent)).toEqual([
      "first",
      "second",
    ]);
    const cell = screen.getByText("−2.0000");
    w.setAt([0, 1], 7);
    expect(cell.textContent).toBe("7.0000");
    expect(cell.isConnected).toBe(true);
  });

  test("3 and 4 are sections", () => {
    const view = render(() => <ValueTable of={arange(12).reshape(2, 3, 2)} name="x" />);
    expect(rows()).toEqual([
      " 0 1",
      "x[0]",
      "0 0 1",
      "1 2 3",
      "2 4 5",
      "x[1]",
      "0 6 7",
      "1 8 9",
      "2 10 11",
    ]);
    view.unmount();
    render(() => <ValueTable of={arange(8).reshape(2, 2, 1, 2)} name="k" />);
    expect(rows()).toEqual([
      " 0 1",
      "k[0, 0]",
      "0 0 1",
      "k[0, 1]",
      "0 2 3",
      "k[1, 0]",
      "0 4 5",
      "k[1, 1]",
      "0 6 7",
    ]);
  });
});

describe("a large tensor", () => {
  test("shows the ends of its dimensions", () => {
    render(() => <ValueTable of={arange(1200).reshape(40, 30)} name="x" edgeItems={2} />);
    const gap = "…left out";
    expect(rows()).toEqual([
      " 0 1 … 28 29",
      `0 0 1 ${gap} 28 29`,
      `1 30 31 ${gap} 58 59`,
      `… ${Array(5).fill(gap).join(" ")}`,
      `38 1140 1141 ${gap} 1168 1169`,
      `39 1170 1171 ${gap} 1198 1199`,
    ]);
  });

  test("leaves out sections too, with a threshold of one's own", () => {
    render(() => (
      <ValueTable of={arange(20).reshape(10, 1, 2)} name="x" threshold={10} edgeItems={1} />
    ));
    expect(rows()).toEqual([" 0 1", "x[0]", "0 0 1", "…", "x[9]", "0 18 19"]);
  });

  test("is copied whole, exactly, with tabs", async () => {
    const user = userEvent.setup();
    const x = tensor([
      [0.1, Number.NaN],
      [Number.POSITIVE_INFINITY, -2],
    ]);
    render(() => <ValueTable of={x} name="x" threshold={1} edgeItems={1} />);
    await user.click(screen.getByRole("button", { name: "Copy x" }));
    expect(await navigator.clipboard.readText()).toBe("0.1\tnan\ninf\t-2");
  });
});

describe("what is no number", () => {
  test("is written and marked, and takes no part in the style of the others", () => {
    render(() => <ValueTable of={tensor([1, Number.NaN, Number.NEGATIVE_INFINITY])} name="x" />);
    expect(rows()[1]).toBe("1 nan −inf");
    const marked = screen.getAllByRole("cell").map((cell) => cell.hasAttribute("data-strange"));
    expect(marked).toEqual([false, true, true]);
  });

  test("no elements, no gradient, and trouble are words", () => {
    const [of, setOf] = createSignal<Tensor | null>(null);
    render(() => <ValueTable of={of} name="x" />);
    expect(screen.getByText("no gradient yet")).toBeDefined();
    setOf(zeros(0, 3));
    expect(screen.getByText("no elements")).toBeDefined();
    const w = tensor(-1);
    setOf(
      createTensor(() => {
        if (Number(w.item()) > 0) throw new Error("above zero");
        return w.mul(2);
      }),
    );
    expect(rows()).toEqual(["−2"]);
    w.set(1);
    expect(screen.getByText("above zero")).toBeDefined();
    w.set(-3);
    expect(rows()).toEqual(["−6"]);
  });

  test("another shape is another table", () => {
    const [of, setOf] = createSignal<Tensor | null>(tensor([1, 2]));
    render(() => <ValueTable of={of} name="x" />);
    expect(rows()).toEqual(["0 1", "1 2"]);
    setOf(
      tensor([
        [5, 6, 7],
        [8, 9, 10],
      ]),
    );
    expect(rows()).toEqual([" 0 1 2", "0 5 6 7", "1 8 9 10"]);
  });
});

test("the cell that is pointed at is the workbench's brush", async () => {
  const user = userEvent.setup();
  const bench = createWorkbench();
  const w = tensor([
    [1, 2],
    [3, 4],
  ]);
  render(() => (
    <WorkbenchProvider workbench={bench}>
      <ValueTable of={w} name="w" />
    </WorkbenchProvider>
  ));
  const cell = within(screen.getByRole("table")).getByText("3");
  await user.pointer({ target: cell });
  expect(bench.brush()).toEqual({ tensor: w, cell: 2 });
  expect(cell.hasAttribute("data-linked")).toBe(true);
  await user.pointer({ target: document.body });
  expect(bench.brush()).toBeNull();
});

test("a table that goes away under the pointer leaves no brush behind", async () => {
  const bench = createWorkbench();
  const view = render(() => (
    <WorkbenchProvider workbench={bench}>
      <ValueTable of={tensor([1, 2])} name="v" />
    </WorkbenchProvider>
  ));
  await userEvent.setup().pointer({ target: within(screen.getByRole("table")).getByText("2") });
  expect(bench.brush()?.cell).toBe(1);
  view.unmount();
  expect(bench.brush()).toBeNull();
});
