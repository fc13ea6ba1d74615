// A heatmap whose cells are changed: by pointer, by keys and by typing; undone; and brushed.

import { fireEvent, render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import { createWorkbench, Heatmap, type Workbench, WorkbenchProvider } from "../../components";
import { randn, type Tensor, tensor } from "../../src/index";

const leaf = (): Tensor =>
  tensor(
    [
      [1, -1],
      [0.5, 2],
    ],
    { requiresGrad: true },
  );

/** An editable heatmap on a workbench. The scale ends at 2 and -2, so that a step is 0.02. */
function mount(w: Tensor): Workbench {
  const workbench = createWorkbench();
  render(() => (
    <WorkbenchProvider workbench={workbench}>
      <Heatmap of={w} name="w" editable />
    </WorkbenchProvider>
  ));
  return workbench;
}

const cell = (at: number): HTMLElement => screen.getAllByRole("gridcell")[at] as HTMLElement;
const field = (): HTMLInputElement => screen.getByRole<HTMLInputElement>("textbox");
const spoken = (): string => document.querySelector("figure > [aria-live]")?.textContent ?? "";
const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

describe("keys", () => {
  test("Alt with an arrow is a step, with Shift ten; one press held down is one edit", async () => {
    const w = leaf();
    const workbench = mount(w);
    cell(0).focus();
    const press = (shiftKey = false) =>
      fireEvent.keyDown(cell(0), { key: "ArrowUp", altKey: true, shiftKey });
    press();
    press();
    press(true);
    expect(workbench.history.undoable()).toBeNull();
    fireEvent.keyUp(cell(0), { key: "ArrowUp", altKey: true });
    expect(w.tolist()).toEqual([
      [Math.fround(1.24), -1],
      [0.5, 2],
    ]);
    expect(workbench.history.undoable()?.label).toBe("w[0, 0]");
    workbench.history.undo();
    expect(w.at(0, 0).item()).toBe(1);
    expect(workbench.history.undoable()).toBeNull();
  });

  test("leaving the cell ends the edit", async () => {
    const w = leaf();
    const workbench = mount(w);
    cell(3).focus();
    fireEvent.keyDown(cell(3), { key: "ArrowDown", altKey: true });
    expect(w.at(1, 1).item()).toBeCloseTo(1.98, 6);
    cell(3).blur();
    expect(workbench.history.undoable()?.label).toBe("w[1, 1]");
  });

  test("Enter opens the exact number; Enter writes it, and the cell has the focus again", async () => {
    const user = userEvent.setup();
    const w = leaf();
    const workbench = mount(w);
    cell(1).focus();
    await user.keyboard("{Enter}");
    expect(field().value).toBe("-1");
    expect(screen.getByRole("textbox", { name: "w[0, 1], exact value" })).toBe(
      document.activeElement,
    );
    await user.keyboard("0.125{Enter}");
    expect(w.at(0, 1).item()).toBe(0.125);
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(document.activeElement).toBe(cell(1));
    expect(spoken()).toBe("w[0, 1] = 0.125");
    workbench.history.undo();
    expect(w.at(0, 1).item()).toBe(-1);
    expect(spoken()).toBe("w[0, 1] = −1");
  });

  test("a digit begins a number, Escape leaves all as it was", async () => {
    const user = userEvent.setup();
    const w = leaf();
    const workbench = mount(w);
    cell(0).focus();
    await user.keyboard("7");
    expect(field().value).toBe("7");
    await user.keyboard("5{Escape}");
    expect(w.at(0, 0).item()).toBe(1);
    expect(document.activeElement).toBe(cell(0));
    await user.keyboard("-2{Enter}");
    expect(w.at(0, 0).item()).toBe(-2);
    expect(workbench.history.undoable()?.label).toBe("w[0, 0]");
  });

  test("what is no number is said so, and may be mended", async () => {
    const user = userEvent.setup();
    const w = leaf();
    mount(w);
    cell(0).focus();
    await user.keyboard("{F2}1x{Enter}");
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/"1x" is not a number/)).toBeTruthy();
    await user.keyboard("{Backspace}{Enter}");
    expect(w.at(0, 0).item()).toBe(1);
  });

  test("an untouched number stays to its last digit", async () => {
    const user = userEvent.setup();
    const w = tensor([0.1], { requiresGrad: true });
    const workbench = mount(w);
    cell(0).focus();
    await user.keyboard("{Enter}{Enter}");
    expect(w.item()).toBe(Math.fround(0.1));
    expect(workbench.history.undoable()).toBeNull();
  });
});

describe("a drag", () => {
  // jsdom has no pointer events: mouse events with a pointer's properties stand in.
  const dispatch = (
    target: EventTarget,
    type: string,
    x: number,
    y: number,
    pointerType = "mouse",
  ) =>
    target.dispatchEvent(
      Object.assign(new MouseEvent(type, { bubbles: true, button: 0, clientX: x, clientY: y }), {
        pointerId: 1,
        isPrimary: true,
        pointerType,
      }),
    );
  const down = (element: Element, pointerType?: string) =>
    dispatch(element, "pointerdown", 100, 100, pointerType);
  const move = (x: number, y: number) => dispatch(window, "pointermove", x, y);

  test("up is more, one step to the pixel; it is one edit, and each frame one write", async () => {
    const w = leaf();
    const workbench = mount(w);
    down(cell(2));
    move(100, 98);
    await frame();
    expect(w.at(1, 0).item()).toBe(0.5);
    move(100, 90);
    move(100, 75);
    expect(w.at(1, 0).item()).toBe(0.5);
    await frame();
    expect(w.at(1, 0).item()).toBe(1);
    dispatch(window, "pointerup", 0, 0);
    expect(workbench.history.undoable()?.label).toBe("w[1, 0]");
    workbench.history.undo();
    expect(w.at(1, 0).item()).toBe(0.5);
  });

  test("Escape takes it back", async () => {
    const w = leaf();
    const workbench = mount(w);
    down(cell(2));
    move(100, 50);
    await frame();
    expect(w.at(1, 0).item()).not.toBe(0.5);
    fireEvent.keyDown(window, { key: "Escape" });
    expect(w.at(1, 0).item()).toBe(0.5);
    move(100, 20);
    await frame();
    expect(w.at(1, 0).item()).toBe(0.5);
    expect(workbench.history.undoable()).toBeNull();
  });

  test("of a finger goes sideways, and up and down are left to the page", async () => {
    const w = leaf();
    mount(w);
    down(cell(2), "touch");
    move(100, 20);
    await frame();
    expect(w.at(1, 0).item()).toBe(0.5);
    move(150, 20);
    await frame();
    expect(w.at(1, 0).item()).toBe(1.5);
    // The browser takes the finger to scroll: nothing has happened.
    dispatch(window, "pointercancel", 0, 0);
    expect(w.at(1, 0).item()).toBe(0.5);
  });

  test("does nothing to what is computed", async () => {
    const w = leaf();
    const twice = w.mul(2);
    render(() => <Heatmap of={twice} name="twice" editable />);
    expect(screen.getByRole("grid").getAttribute("aria-readonly")).toBe("true");
    down(cell(0));
    move(100, 20);
    await frame();
    expect(w.at(0, 0).item()).toBe(1);
    cell(0).focus();
    fireEvent.keyDown(cell(0), { key: "Enter" });
    expect(screen.queryByRole("textbox")).toBeNull();
  });
});

describe("without a workbench", () => {
  test("cells are edited all the same", async () => {
    const user = userEvent.setup();
    const w = tensor([3, 0], { dtype: "int64" });
    render(() => <Heatmap of={w} name="w" editable />);
    cell(0).focus();
    fireEvent.keyDown(cell(0), { key: "ArrowUp", altKey: true });
    expect(w.tolist()).toEqual([4, 0]);
    await user.keyboard("{Enter}2.5{Enter}");
    expect(screen.getByText(/not a whole number/)).toBeTruthy();
  });
});

describe("the brush", () => {
  test("is the cell that is pointed at, or the one with the focus", () => {
    const w = leaf();
    const workbench = mount(w);
    expect(workbench.brush()).toBeNull();
    fireEvent.pointerMove(cell(2));
    expect(workbench.brush()).toEqual({ tensor: w, cell: 2 });
    cell(1).focus();
    fireEvent.pointerLeave(screen.getByRole("group"));
    expect(workbench.brush()).toEqual({ tensor: w, cell: 1 });
    cell(1).blur();
    expect(workbench.brush()).toBeNull();
  });

  test("of another stays when this one is left, and goes when its own view goes", () => {
    const [w, other] = [leaf(), leaf()];
    const workbench = createWorkbench();
    const [there, setThere] = createSignal(true);
    render(() => (
      <WorkbenchProvider workbench={workbench}>
        {there() && <Heatmap of={w} name="w" />}
      </WorkbenchProvider>
    ));
    fireEvent.pointerMove(cell(0));
    workbench.setBrush({ tensor: other, cell: 3 });
    fireEvent.pointerLeave(screen.getByRole("group"));
    expect(workbench.brush()?.tensor).toBe(other);
    fireEvent.pointerMove(cell(1));
    setThere(false);
    expect(workbench.brush()).toBeNull();
  });

  test("lights up what the cell came from", () => {
    const w = randn(2, 2);
    const workbench = createWorkbench();
    const sums = w.sum(1);
    render(() => (
      <WorkbenchProvider workbench={workbench}>
        <Heatmap of={w} name="w" />
      </WorkbenchProvider>
    ));
    workbench.setBrush({ tensor: sums, cell: 1 });
    const lit = screen.getAllByRole("gridcell").map((each) => each.dataset.linked ?? "");
    expect(lit).toEqual(["", "", "source", "source"]);
    expect(screen.getByRole("grid").dataset.links).toBe("source");
  });

  test("lights up its cell in every view of the tensor", () => {
    const w = randn(2, 2);
    const workbench = createWorkbench();
    render(() => (
      <WorkbenchProvider workbench={workbench}>
        <Heatmap of={w} name="w" />
      </WorkbenchProvider>
    ));
    workbench.setBrush({ tensor: w, cell: 3 });
    const lit = () => screen.getAllByRole("gridcell").map((each) => each.dataset.linked ?? "");
    expect(lit()).toEqual(["", "", "", "same"]);
    workbench.setBrush(null);
    expect(lit()).toEqual(["", "", "", ""]);
  });
});
