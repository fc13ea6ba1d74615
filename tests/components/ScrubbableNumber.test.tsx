// A number within a sentence: by drag, by keys, typed, and put back.

import { fireEvent, render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import {
  createWorkbench,
  english,
  ScrubbableNumber,
  type ScrubbableNumberProps,
  WorkbenchProvider,
} from "../../components";
import { tensor } from "../../src/index";
import { firePointer, type PointerOptions } from "./pointer-support";

const number = () => screen.getByRole("spinbutton", { name: "a" });
const entry = () => screen.queryByRole<HTMLInputElement>("textbox", { name: "a, exact value" });

function setup(start: number, props: Partial<ScrubbableNumberProps> = {}) {
  const a = tensor(start);
  const workbench = createWorkbench();
  render(() => (
    <WorkbenchProvider workbench={workbench}>
      <p>
        It is <ScrubbableNumber of={a} label="a" step={0.1} {...props} /> now.
      </p>
    </WorkbenchProvider>
  ));
  const leaf = props.of ?? a;
  return { leaf, value: () => Number(leaf.item()), history: workbench.history };
}
/** Presses, and moves to each place in turn. */
function scrub(places: readonly number[], init: PointerOptions = {}): void {
  firePointer(number(), "pointerdown", { clientX: 0, ...init });
  for (const clientX of places) firePointer(window, "pointermove", { clientX, ...init });
}
const release = (init: PointerOptions = {}) => firePointer(window, "pointerup", init);

describe("what it says", () => {
  test("is a spinbutton with its value, limits and unit", () => {
    setup(1.5, { min: -2, max: 4, unit: " m" });
    expect(number().textContent).toBe("1.5 m");
    const of = (name: string) => number().getAttribute(`aria-${name}`);
    expect([of("valuenow"), of("valuemin"), of("valuemax"), of("valuetext")]).toEqual([
      "1.5",
      "-2",
      "4",
      "1.5 m",
    ]);
  });

  test("has as many decimals as its step, and more where the number needs them", () => {
    const { leaf } = setup(-1, { step: 0.05 });
    expect(number().textContent).toBe("−1.00");
    leaf.set(0.12345);
    expect(number().textContent).toBe("0.12345");
    leaf.set(1e30);
    // ARIA knows no exponents.
    expect(number().getAttribute("aria-valuenow")).toMatch(/^1\d{30}$/);
    leaf.set(Number.NaN);
    expect(number().textContent).toBe("nan");
    expect(number().hasAttribute("aria-valuenow")).toBe(false);
  });

  test("is formatted as asked", () => {
    setup(0.25, { format: (value) => `${value * 100}`, unit: "%" });
    expect(number().textContent).toBe("25%");
  });

  test("says which way lowers the loss", () => {
    setup(1, { gradient: tensor(-2) });
    const hint = document.getElementById(number().getAttribute("aria-describedby") ?? "");
    expect(hint?.textContent).toContain(english.slider.downhill("-2", true));
  });
});

describe("a drag", () => {
  test("moves by a step for four pixels, and is one step of the history", () => {
    const { value, history } = setup(0.3);
    scrub([10, 20, 40]);
    expect(value()).toBe(Math.fround(1.3));
    scrub([]);
    release();
    expect(history.undoable()?.label).toBe("a");
    history.undo();
    expect(value()).toBe(Math.fround(0.3));
  });

  test("with Shift moves by tenths, from where it was", () => {
    const { value } = setup(1);
    scrub([40]);
    expect(value()).toBe(2);
    firePointer(window, "pointermove", { clientX: 40, shiftKey: true });
    firePointer(window, "pointermove", { clientX: 80, shiftKey: true });
    expect(value()).toBe(Math.fround(2.1));
    expect(number().textContent).toBe("2.1");
    release();
  });

  test("ends at the limits", () => {
    const { value } = setup(1, { min: 0, max: 2 });
    scrub([500]);
    expect(value()).toBe(2);
    firePointer(window, "pointermove", { clientX: -500 });
    expect(value()).toBe(0);
    release();
  });

  test("goes through zero on a symmetric-log scale", () => {
    const { value } = setup(0.5, { scale: "symlog", min: -100, max: 100, threshold: 0.01 });
    scrub([-400]);
    expect(value()).toBeLessThan(-1);
    release();
  });

  test("is put back by Escape, and by the browser's taking the pointer to scroll", () => {
    const { value, history } = setup(1);
    scrub([40]);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(value()).toBe(1);
    scrub([40], { pointerType: "touch" });
    expect(value()).toBe(2);
    firePointer(window, "pointercancel", { pointerType: "touch" });
    expect([value(), history.undoable(), entry()]).toEqual([1, null, null]);
  });

  test("in whole numbers moves by whole numbers", () => {
    const { value } = setup(0, { of: tensor(5, { dtype: "int64" }), step: undefined });
    scrub([11], { shiftKey: true });
    expect(value()).toBe(5);
    firePointer(window, "pointermove", { clientX: 11 });
    firePointer(window, "pointermove", { clientX: 23 });
    expect(value()).toBe(8);
    release();
  });
});

describe("keys", () => {
  test("are those of a spinbutton", async () => {
    const user = userEvent.setup();
    const { value, history } = setup(1, { min: -5, max: 5 });
    number().focus();
    const seen: number[] = [];
    for (const key of [
      "{ArrowUp}",
      "{ArrowDown}",
      "{Shift>}{ArrowRight}{/Shift}",
      "{PageDown}",
      "{End}",
      "{Home}",
    ]) {
      await user.keyboard(key);
      seen.push(value());
    }
    expect(seen).toEqual([Math.fround(1.1), 1, 2, 1, 5, -5]);
    history.undo();
    expect(value()).toBe(5);
  });

  test("without limits leave Home and End to the page", async () => {
    const user = userEvent.setup();
    const { value } = setup(1);
    number().focus();
    await user.keyboard("{Home}{End}");
    expect(value()).toBe(1);
  });
});

describe("exact entry", () => {
  test("opens on Enter with the exact number, commits, and gives the focus back", async () => {
    const user = userEvent.setup();
    const { value, history } = setup(0.25);
    number().focus();
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(entry());
    expect(entry()?.value).toBe("0.25");
    await user.keyboard("0.12345{Enter}");
    expect(value()).toBe(Math.fround(0.12345));
    expect(entry()).toBeNull();
    expect(document.activeElement).toBe(number());
    history.undo();
    expect(value()).toBe(0.25);
  });

  test("opens on a digit or sign, which is its first", async () => {
    const user = userEvent.setup();
    const { value } = setup(1);
    number().focus();
    await user.keyboard("-7.5");
    expect(value()).toBe(1);
    await user.tab();
    expect([value(), entry()]).toEqual([-7.5, null]);
  });

  test("is let go by Escape, and keeps what is no number, with a message", async () => {
    const user = userEvent.setup();
    const { value } = setup(1);
    number().focus();
    await user.keyboard("{Enter}two{Enter}");
    expect(screen.getByText(english.slider.notANumber("two"))).toBeTruthy();
    expect(entry()?.getAttribute("aria-invalid")).toBe("true");
    await user.keyboard("{Escape}");
    expect([value(), entry()]).toEqual([1, null]);
    expect(document.activeElement).toBe(number());
    expect(screen.queryByText(english.slider.notANumber("two"))).toBeNull();
  });

  test("widens the limits, unless they are bounds", async () => {
    const user = userEvent.setup();
    const { value } = setup(1, { max: 2, bounded: true, min: 0 });
    number().focus();
    await user.keyboard("3{Enter}");
    expect(screen.getByText(english.slider.outside("3", "0", "2"))).toBeTruthy();
    expect(value()).toBe(1);
  });

  test("opens on a tap by finger or pen, not by a click of the mouse", () => {
    setup(1);
    scrub([]);
    release();
    expect(entry()).toBeNull();
    scrub([], { pointerType: "touch" });
    release({ pointerType: "touch" });
    expect(entry()?.value).toBe("1");
  });
});

describe("reset", () => {
  test("is by double-click or Delete, to the first value or to the one given", async () => {
    const user = userEvent.setup();
    const { leaf, value, history } = setup(1);
    leaf.set(4);
    fireEvent.dblClick(number());
    expect(value()).toBe(1);
    history.undo();
    expect(value()).toBe(4);
    number().focus();
    await user.keyboard("{Backspace}");
    expect(value()).toBe(1);
  });
});

test("does not move when disabled or read-only", async () => {
  const user = userEvent.setup();
  const { value } = setup(1, { readonly: true });
  scrub([40]);
  release();
  fireEvent.dblClick(number());
  number().focus();
  await user.keyboard("{ArrowUp}5{Enter}");
  expect([value(), entry()]).toEqual([1, null]);
});

test("shows the promise while it is dragged, and says when it is done", () => {
  const onCommit = vi.fn();
  const a = tensor(1, { requiresGrad: true, dtype: "float64" });
  setup(0, { of: a, loss: a.mul(a), onCommit });
  scrub([40]);
  // a = 2: the loss is 4, and 1 + 2 · 1 = 3 was promised.
  const readout = document.querySelector("[part=readout]");
  expect(readout?.textContent).toContain("4.0000promised3.0000");
  release();
  expect(document.querySelector("[part=readout]")).toBeNull();
  expect(onCommit.mock.calls).toEqual([[2]]);
});
