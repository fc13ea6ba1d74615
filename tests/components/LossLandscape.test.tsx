// LossLandscape by role and keyboard.

import { render, screen, waitFor } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createRoot } from "solid-js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createWorkbench,
  LossLandscape,
  type LossLandscapeProps,
  WorkbenchProvider,
} from "../../components";
import { createBackward, createTensor } from "../../src/index";
import { axes, leaf } from "./landscape-support";
import { firePointer } from "./pointer-support";

// jsdom has no canvas; what is painted is looked at in a real browser.
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterEach(() => vi.restoreAllMocks());

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe("the point", () => {
  /** L = x² + 2 y², at (1, 0.5). */
  function bowl(props: Partial<LossLandscapeProps> = {}) {
    const [x, y] = [leaf(1, "x"), leaf(0.5, "y")];
    const loss = x.pow(2).add(y.pow(2).mul(2));
    const bench = createWorkbench();
    const [across, up] = axes(x, y);
    render(() => (
      <WorkbenchProvider workbench={bench}>
        <LossLandscape loss={loss} x={across} y={up} {...props} />
      </WorkbenchProvider>
    ));
    const slider = (name: string) => screen.getByRole("slider", { name }) as HTMLInputElement;
    return { x, y, loss, bench, slider };
  }
  const said = () => screen.getByRole("status").textContent;

  test("is two sliders that say where it is", () => {
    const { slider } = bowl();
    expect(screen.getByRole("figure", { name: "loss over x and y" })).toBeDefined();
    expect(slider("x").getAttribute("aria-valuetext")).toBe("1, loss 1.5000");
    expect(slider("y").getAttribute("aria-valuetext")).toBe("0.5, loss 1.5000");
    expect([slider("y").min, slider("y").max, slider("y").value]).toEqual(["-2", "2", "0.5"]);
  });

  test("moves the way that an arrow points, and takes the focus along", async () => {
    const { x, y, slider, bench } = bowl();
    const user = userEvent.setup();
    slider("x").focus();
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(x.item()).toBe(1.02));
    await user.keyboard("{ArrowUp}");
    await waitFor(() => expect(y.item()).toBe(0.52));
    expect(document.activeElement).toBe(slider("y"));
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}{End}");
    await waitFor(() => expect([x.item(), y.item()]).toEqual([2, 0.52]));
    bench.history.undo();
    expect(x.item()).toBeCloseTo(0.82, 12);
    bench.history.undo();
    bench.history.undo();
    bench.history.undo();
    expect([x.item(), y.item()]).toEqual([1, 0.5]);
    expect(bench.history.undoable()).toBeNull();
  });

  test("speaks once, when the key is let go", async () => {
    bowl().slider("x").focus();
    const user = userEvent.setup();
    await user.keyboard("{ArrowRight>3}");
    expect(said()).toBe("");
    await user.keyboard("{/ArrowRight}");
    // At (1.06, 0.5) the slopes are 2.12 and 2.
    expect(said()).toBe("x 1.06, y 0.5: loss 1.6236. Downhill: less x, less y.");
  });

  test("makes a promise while it is held, and keeps it in mind for both", async () => {
    const { bench, slider } = bowl();
    slider("x").focus();
    const user = userEvent.setup();
    await user.keyboard("{Shift>}{ArrowRight>}");
    await nextFrame();
    await nextFrame();
    // 1.5 + 2 · 0.2, since the slope along x is 2.
    expect(bench.forecast()?.predicted()).toBeCloseTo(1.9, 12);
    await user.keyboard("{/ArrowRight}{/Shift}");
    expect(bench.forecast()).toBeNull();
  });

  test("stays under the pointer that holds it when a key is let go: one step to undo", async () => {
    const { x, y, slider, bench } = bowl();
    firePointer(slider("x").parentElement as Element, "pointerdown", {
      clientX: 100,
      clientY: 100,
    });
    firePointer(window, "pointermove", { clientX: 120, clientY: 100 });
    await waitFor(() => expect(x.item()).toBeGreaterThan(1));
    await userEvent.setup().keyboard("{Shift}");
    expect(bench.forecast()).not.toBeNull();
    firePointer(window, "pointermove", { clientX: 140, clientY: 120 });
    firePointer(window, "pointerup");
    expect(y.item()).toBeLessThan(0.5);
    bench.history.undo();
    expect([x.item(), y.item(), bench.history.undoable()]).toEqual([1, 0.5, null]);
  });

  test("goes back on Escape", async () => {
    const { x, slider, bench } = bowl();
    slider("x").focus();
    const user = userEvent.setup();
    await user.keyboard("{ArrowRight>}");
    await waitFor(() => expect(x.item()).toBe(1.02));
    await user.keyboard("{Escape}{/ArrowRight}");
    expect(x.item()).toBe(1);
    expect(bench.history.undoable()).toBeNull();
  });

  test("follows what assistive technology does with the native thumb", async () => {
    const { y, slider, bench } = bowl();
    slider("y").value = "-1.5";
    slider("y").dispatchEvent(new Event("input", { bubbles: true }));
    await waitFor(() => expect(y.item()).toBe(-1.5));
    expect(bench.history.undoable()?.label).toBe("x, y");
  });

  test("describes the map and follows the leaf", async () => {
    const { x } = bowl();
    const words = () => {
      const id = screen.getByRole("figure").getAttribute("aria-describedby") ?? "";
      return document.getElementById(id)?.textContent ?? "";
    };
    expect(words()).toBe(
      "From 0.0000, near x 0, y 0, up to 12.000. x 1, y 0.5: loss 1.5000. Downhill: less x, less y.",
    );
    x.set(-3);
    expect(words()).toContain("x -3, y 0.5: loss 9.5000. Downhill: more x, less y.");
    expect(document.querySelector(".sa-landscape__point")?.hasAttribute("data-outside")).toBe(true);
  });

  test("shows the slope of the loss alone, whatever .grad holds", () => {
    createRoot((dispose) => {
      const [x, y] = [leaf(1, "x"), leaf(0, "y")];
      const loss = x.pow(2).add(y);
      createBackward(x.mul(-100));
      loss.add(0).backward(null, { inputs: [y] });
      const [across, up] = axes(x, y);
      render(() => <LossLandscape loss={loss} x={across} y={up} />);
      expect(screen.getByRole("figure").textContent).toContain("Downhill: less x, less y.");
      dispose();
    });
  });
});

describe("trouble", () => {
  test("a loss that cannot be had elsewhere is a message", () => {
    const [x, y] = [leaf(1, "x"), leaf(1, "y")];
    const loss = createTensor(() => (Number(x.item()) > 0 ? x.mul(3) : x.neg())).add(y);
    const [across, up] = axes(x, y);
    render(() => <LossLandscape loss={loss} x={across} y={up} />);
    expect(screen.getByText(/createTensor/)).toBeDefined();
  });

  test("a loss that is finite nowhere says so, and part of it that is not has a key", () => {
    const [x, y] = [leaf(1, "x"), leaf(1, "y")];
    const [across, up] = axes(x, y);
    render(() => <LossLandscape loss={x.add(y).mul(Number.NaN)} x={across} y={up} />);
    expect(screen.getByText("The loss is not finite anywhere here.")).toBeDefined();
    render(() => <LossLandscape loss={x.add(y).log()} x={across} y={up} name="other" />);
    expect(screen.getByText("not finite")).toBeDefined();
  });
});
