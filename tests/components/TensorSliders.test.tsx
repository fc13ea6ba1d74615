// A grid of sliders: one scale, handles of rows and columns, painting across cells, walking by keys.

import { fireEvent, render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import {
  createWorkbench,
  english,
  TensorSliders,
  type TensorSlidersProps,
  WorkbenchProvider,
} from "../../components";
import { type Tensor, tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

const range = (name: string) => screen.getByRole<HTMLInputElement>("slider", { name });
const field = (name: string) =>
  screen.getByRole<HTMLInputElement>("textbox", { name: english.slider.exact(name) });
const row = (name: string) => screen.getByRole("spinbutton", { name: english.slider.rowOf(name) });
const column = (name: string) =>
  screen.getByRole("spinbutton", { name: english.slider.columnOf(name) });
const matrix = () =>
  tensor(
    [
      [0, 1, 2],
      [-1, 0.5, 0.25],
    ],
    { dtype: "float64", requiresGrad: true },
  );

const rowsOf = (w: Tensor) => w.tolist() as number[][];
const firstColumn = (w: Tensor) => rowsOf(w).map(([first]) => first);

/** Sliders of `w` on a workbench. */
function onBench(props: Partial<TensorSlidersProps> = {}) {
  const w = matrix();
  const workbench = createWorkbench();
  render(() => (
    <WorkbenchProvider workbench={workbench}>
      <TensorSliders of={w} name="w" {...props} />
    </WorkbenchProvider>
  ));
  return { w, workbench, history: workbench.history };
}

test("one range holds for all, and is widened for all", async () => {
  const user = userEvent.setup();
  onBench();
  await user.clear(field("w[0, 1]"));
  await user.type(field("w[0, 1]"), "12{Enter}");
  const sliders = screen.getAllByRole<HTMLInputElement>("slider");
  expect(new Set(sliders.map((slider) => `${slider.min} ${slider.max}`))).toEqual(
    new Set(["-3 15"]),
  );
  expect(sliders.map((slider) => slider.valueAsNumber)).toEqual([0, 12, 2, -1, 0.5, 0.25]);
});

test("each element shows its own slope", () => {
  const gradient = tensor([
    [1, -1, 0],
    [2, -2, Number.NaN],
  ]);
  onBench({ gradient });
  const ways = [...document.querySelectorAll("[part=slope]")].map((mark) =>
    mark.getAttribute("data-to"),
  );
  expect(ways).toEqual(["left", "right", "flat", "left", "right", "unknown"]);
});

describe("a handle", () => {
  test("moves its row together by keys, in one step of the history", async () => {
    const user = userEvent.setup();
    const { w, history } = onBench();
    row("w[1, :]").focus();
    await user.keyboard("{ArrowRight>4/}");
    expect(w.tolist()).toEqual([
      [0, 1, 2],
      [-0.8, 0.7, 0.45],
    ]);
    expect(row("w[1, :]").getAttribute("aria-valuetext")).toBe("−0.8000, 0.7000, 0.4500");
    expect(history.undoable()?.label).toBe("w[1, :]");
    history.undo();
    expect(rowsOf(w)[1]).toEqual([-1, 0.5, 0.25]);
    await user.keyboard("{Home}");
    expect(rowsOf(w)[1]).toEqual([-3, -3, -3]);
  });

  test("moves its column together by a drag, as far as the pointer goes on a track", () => {
    const { w, history } = onBench();
    vi.spyOn(range("w[0, 0]"), "clientWidth", "get").mockReturnValue(120);
    firePointer(column("w[:, 0]"), "pointerdown", { clientX: 50 });
    firePointer(window, "pointermove", { clientX: 60 });
    firePointer(window, "pointermove", { clientX: 70 });
    // 20 of 120 pixels on a range of 6 are 1.
    expect(w.tolist()).toEqual([
      [1, 1, 2],
      [0, 0.5, 0.25],
    ]);
    firePointer(window, "pointerup", { clientX: 70 });
    expect(history.undoable()?.label).toBe("w[:, 0]");

    firePointer(column("w[:, 0]"), "pointerdown", { clientX: 0 });
    firePointer(window, "pointermove", { clientX: -500 });
    expect(firstColumn(w)).toEqual([-3, -3]);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(firstColumn(w)).toEqual([1, 0]);
  });

  test("is there only where several move, and not where nothing does", () => {
    render(() => (
      <>
        <TensorSliders of={tensor([1, 2])} name="b" direction="column" />
        <TensorSliders of={matrix()} name="still" readonly />
        <TensorSliders of={tensor([[1, 2]])} name="flat" columnLabels={["", ""]} />
      </>
    ));
    expect(
      screen
        .getAllByRole("spinbutton")
        .map((each) => each.ariaLabel ?? each.getAttribute("aria-label")),
    ).toEqual([english.slider.rowOf("flat[0, :]")]);
  });
});

describe("painting", () => {
  /** Lays the cells out: 100 by 40 pixels each, without gaps. */
  const layOut = () => {
    for (const cell of document.querySelectorAll<HTMLElement>("[data-place]")) {
      const [r = 0, c = 0] = (cell.dataset.at ?? "").split(",").map(Number);
      const box = new DOMRect(c * 100, r * 40, 100, 40);
      cell.getBoundingClientRect = () => box;
      const slider = within(cell).getByRole("slider");
      slider.getBoundingClientRect = () => new DOMRect(c * 100, r * 40, 100, 20);
    }
  };

  test("with Shift held gives every cell on the way the value of the first", () => {
    const { w, history } = onBench();
    layOut();
    // On the thumb of w[0, 1], which stands at 1: two thirds of 84 pixels from 8.
    const start = { clientX: 100 + 8 + 56, clientY: 10 };
    firePointer(range("w[0, 1]"), "pointerdown", { ...start, shiftKey: true });
    expect(document.activeElement).toBe(range("w[0, 1]"));
    firePointer(window, "pointermove", { clientX: 290, clientY: 70 });
    expect(w.tolist()).toEqual([
      [0, 1, 1],
      [-1, 0.5, 1],
    ]);
    firePointer(window, "pointerup", { clientX: 290, clientY: 70 });
    expect(history.undoable()?.label).toBe("w");
    history.undo();
    expect(w.tolist()).toEqual(matrix().tolist());
  });

  test("takes the place of the press beside the thumb, and is cancelled by Escape", () => {
    const { w } = onBench();
    layOut();
    // A quarter of the way along: -1.5.
    const start = { clientX: 8 + 21, clientY: 10 };
    firePointer(range("w[0, 0]"), "pointerdown", { ...start, shiftKey: true });
    firePointer(window, "pointermove", { clientX: 20, clientY: 60 });
    expect(firstColumn(w)).toEqual([-1.5, -1.5]);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(w.tolist()).toEqual(matrix().tolist());
  });

  test("does not begin without Shift, nor by a second button", () => {
    const { w } = onBench();
    layOut();
    for (const init of [{ shiftKey: false }, { shiftKey: true, button: 2 }]) {
      firePointer(range("w[0, 0]"), "pointerdown", { clientX: 29, clientY: 10, ...init });
      firePointer(window, "pointermove", { clientX: 20, clientY: 60 });
      firePointer(window, "pointerup");
    }
    expect(w.tolist()).toEqual(matrix().tolist());
  });
});

describe("walking", () => {
  test("Control and an arrow goes to the next slider or handle, and nowhere beyond", async () => {
    const user = userEvent.setup();
    const { w } = onBench();
    range("w[1, 1]").focus();
    const seen: (string | null | undefined)[] = [];
    for (const key of ["Right", "Right", "Up", "Up", "Left", "Down", "Left", "Left"]) {
      await user.keyboard(`{Control>}{Arrow${key}}{/Control}`);
      seen.push(document.activeElement?.getAttribute("aria-label"));
    }
    expect(seen).toEqual([
      "w[1, 2]",
      "w[1, 2]",
      "w[0, 2]",
      english.slider.columnOf("w[:, 2]"),
      english.slider.columnOf("w[:, 1]"),
      "w[0, 1]",
      "w[0, 0]",
      english.slider.rowOf("w[0, :]"),
    ]);
    expect(w.tolist()).toEqual(matrix().tolist());
  });

  test("with Shift takes the value along", async () => {
    const user = userEvent.setup();
    const { w, history } = onBench();
    range("w[0, 2]").focus();
    await user.keyboard("{Control>}{Shift>}{ArrowLeft}{ArrowDown}{/Shift}{/Control}");
    expect(w.tolist()).toEqual([
      [0, 2, 2],
      [-1, 2, 0.25],
    ]);
    history.undo();
    expect(rowsOf(w)[1]).toEqual([-1, 0.5, 0.25]);
  });

  test("Tab stops at every slider of a few, and at one of many", async () => {
    const user = userEvent.setup();
    const many = tensor(Array.from({ length: 5 }, () => [1, 2, 3, 4, 5]));
    render(() => <TensorSliders of={many} name="m" rowLabels={[]} columnLabels={[]} />);
    await user.tab();
    expect(document.activeElement).toBe(range("m[0, 0]"));
    await user.keyboard("{Control>}{ArrowDown}{ArrowRight}{/Control}");
    await user.tab();
    expect(document.activeElement).toBe(field("m[1, 1]"));
    await user.tab();
    expect(document.activeElement).toBe(document.body);
    await user.tab();
    expect(document.activeElement).toBe(range("m[1, 1]"));
  });
});

test("a cell that is reached is the brushed one, for other views", async () => {
  const { w, workbench } = onBench();
  range("w[1, 0]").focus();
  expect(workbench.brush()).toEqual({ tensor: w, cell: 3 });
  range("w[1, 0]").blur();
  expect(workbench.brush()).toBeNull();
  workbench.setBrush({ tensor: w, cell: 4 });
  const marked = [...document.querySelectorAll<HTMLElement>("[data-linked]")];
  expect(marked.map((cell) => cell.dataset.at)).toEqual(["1,1"]);
});

test("the promise covers a whole row that moves, and there is one readout for the grid", () => {
  const w = matrix();
  // loss = Σw²: Σ = 0 + 1 + 4 + 1 + 0.25 + 0.0625 = 6.3125, dL/dw = 2w
  const loss = w.mul(w).sum();
  render(() => <TensorSliders of={w} name="w" loss={loss} />);
  vi.spyOn(range("w[0, 0]"), "clientWidth", "get").mockReturnValue(120);
  firePointer(row("w[0, :]"), "pointerdown", { clientX: 0 });
  firePointer(window, "pointermove", { clientX: -20 });
  // All of row 0 by -1: promised 6.3125 - 2·(0 + 1 + 2) = 0.3125, in fact 1 + 0 + 1 + 1.3125.
  const readouts = [...document.querySelectorAll("[part=readout]")];
  expect(readouts).toHaveLength(1);
  expect(readouts[0]?.textContent).toContain("3.3125");
  expect(readouts[0]?.textContent).toContain("promised0.3125");
  firePointer(window, "pointerup");
});

test("a tensor without elements says so, and a reset goes to each element's own value", async () => {
  const user = userEvent.setup();
  const { w } = onBench({ initial: [9, 8, 7, 6, 5, 4] });
  fireEvent.dblClick(range("w[1, 0]"));
  range("w[0, 1]").focus();
  await user.keyboard("{Delete}");
  expect(w.tolist()).toEqual([
    [0, 8, 2],
    [6, 0.5, 0.25],
  ]);
  render(() => <TensorSliders of={tensor([])} name="none" />);
  expect(screen.getByRole("group", { name: "none" }).textContent).toContain(english.slider.empty);
});
