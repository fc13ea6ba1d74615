// A component that goes while a hand is on it: nothing is written after it, and nothing stays lit.

import { fireEvent, render, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { createWorkbench, Heatmap, TensorSliders, WorkbenchProvider } from "../../components";
import { tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

const frames = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

test("a cell that is dragged is written no further when its heatmap is gone", async () => {
  const w = tensor([[1, 2]]);
  const { unmount } = render(() => <Heatmap of={w} name="w" editable />);
  const [cell] = screen.getAllByRole("gridcell");
  firePointer(cell as Element, "pointerdown", { clientX: 0, clientY: 0 });
  firePointer(window, "pointermove", { clientX: 40, clientY: 0 });
  await frames();
  const reached = w.at(0, 0).item();
  expect(reached).not.toBe(1);
  unmount();
  firePointer(window, "pointermove", { clientX: 140, clientY: 0 });
  await frames();
  expect(w.at(0, 0).item()).toBe(reached);
});

test("sliders that had the focus leave no cell lit on the workbench", () => {
  const w = tensor([1, 2]);
  const workbench = createWorkbench();
  const { unmount } = render(() => (
    <WorkbenchProvider workbench={workbench}>
      <TensorSliders of={w} name="w" />
    </WorkbenchProvider>
  ));
  fireEvent.focusIn(screen.getByRole("slider", { name: "w[1]" }));
  expect(workbench.brush()?.cell).toBe(1);
  unmount();
  expect(workbench.brush()).toBeNull();
});
