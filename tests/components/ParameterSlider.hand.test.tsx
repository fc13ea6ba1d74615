// What surrounds a hand's moves of a ParameterSlider: scales, undo, Escape, and reset.

import { fireEvent, render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createSignal } from "solid-js";
import { describe, expect, test, vi } from "vitest";
import {
  createWorkbench,
  english,
  ParameterSlider,
  type ParameterSliderProps,
  WorkbenchProvider,
} from "../../components";
import { tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

const range = (name: string) => screen.getByRole<HTMLInputElement>("slider", { name });
const field = (name: string) =>
  screen.getByRole<HTMLInputElement>("textbox", { name: english.slider.exact(name) });
const press = (name: string) => firePointer(range(name), "pointerdown");
const release = () => firePointer(window, "pointerup");
const turn = () => new Promise((resolve) => setTimeout(resolve));
const pull = (name: string, to: number) =>
  fireEvent.input(range(name), { target: { value: String(to) } });

/** A slider on a workbench. */
function onBench(props: ParameterSliderProps) {
  const workbench = createWorkbench();
  render(() => (
    <WorkbenchProvider workbench={workbench}>
      <ParameterSlider {...props} />
    </WorkbenchProvider>
  ));
  return workbench;
}

describe("scales", () => {
  test("a logarithmic track steps by a hundredth of its length and takes no zero", async () => {
    const user = userEvent.setup();
    const lr = tensor(0.01, { dtype: "float64" });
    render(() => <ParameterSlider of={lr} label="lr" scale="log" min={1e-4} max={1} />);
    expect(range("lr").valueAsNumber).toBeCloseTo(0.5);
    range("lr").focus();
    await user.keyboard("{ArrowRight}");
    // Four decades in a hundred steps: each multiplies by 10^0.04 = 1.096.
    expect(lr.item()).toBe(0.011);
    await user.keyboard("{Home}");
    expect(lr.item()).toBe(1e-4);
    await user.clear(field("lr"));
    await user.type(field("lr"), "0{Enter}");
    expect(screen.getByText(english.slider.positiveOnly("0"))).toBeTruthy();
    expect(lr.item()).toBe(1e-4);
    await user.clear(field("lr"));
    await user.type(field("lr"), "1e-6{Enter}");
    expect([lr.item(), range("lr").valueAsNumber]).toEqual([1e-6, 0]);
  });

  test("ends that a logarithm does not take are refused in words, until they are put right", () => {
    const [min, setMin] = createSignal(-1);
    render(() => <ParameterSlider of={tensor(1)} label="a" scale="log" min={min()} max={2} />);
    expect(screen.getByRole("status").textContent).toContain(english.slider.logEnds("-1", "2"));
    setMin(0.5);
    expect(range("a").valueAsNumber).toBeCloseTo(0.5);
  });

  test("an int64 goes in whole steps of its own accord, a bool between 0 and 1", async () => {
    const user = userEvent.setup();
    const [n, flag] = [tensor(3, { dtype: "int64" }), tensor(false)];
    render(() => (
      <>
        <ParameterSlider of={n} label="n" max={100} />
        <ParameterSlider of={flag} label="flag" />
      </>
    ));
    range("n").focus();
    await user.keyboard("{ArrowRight}");
    expect(n.item()).toBe(4);
    await user.keyboard("{PageUp}");
    expect(n.item()).toBe(14);
    pull("n", 20.4);
    expect([n.item(), range("n").valueAsNumber]).toEqual([20, 20]);
    expect([range("flag").min, range("flag").max]).toEqual(["0", "1"]);
    range("flag").focus();
    await user.keyboard("{ArrowRight}");
    expect(flag.item()).toBe(true);
  });

  test("whole steps can be asked of a float, whose fractions are then refused", async () => {
    const user = userEvent.setup();
    const a = tensor(2);
    render(() => <ParameterSlider of={a} label="a" scale="integer" />);
    await user.clear(field("a"));
    await user.type(field("a"), "1.5{Enter}");
    expect(screen.getByText(english.slider.wholeOnly("1.5"))).toBeTruthy();
    expect(a.item()).toBe(2);
  });
});

describe("undo", () => {
  test("a drag is one step, a held key one, a typed number one", async () => {
    const user = userEvent.setup();
    const a = tensor(1, { dtype: "float64" });
    const { history } = onBench({ of: a, label: "a" });
    press("a");
    for (const to of [1.5, 2, 2.5]) pull("a", to);
    release();
    expect(history.undoable()?.label).toBe("a");
    await user.clear(field("a"));
    await user.type(field("a"), "-1{Enter}");
    range("a").focus();
    await user.keyboard("{ArrowRight>5/}");
    expect(a.item()).toBe(-0.75);
    history.undo();
    expect(a.item()).toBe(-1);
    history.undo();
    expect(a.item()).toBe(2.5);
    history.undo();
    expect([a.item(), history.undoable()]).toEqual([1, null]);
  });

  test("Escape during a drag, and a pointer that the browser takes away, put the value back", async () => {
    const a = tensor(1);
    const { history } = onBench({ of: a, label: "a" });
    press("a");
    pull("a", 2);
    expect(a.item()).toBe(2);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect([a.item(), range("a").valueAsNumber]).toEqual([1, 1]);
    // The native thumb is still in the hand.
    pull("a", 2.5);
    expect([a.item(), range("a").valueAsNumber]).toEqual([1, 1]);
    release();
    await turn();
    pull("a", 3);
    fireEvent.change(range("a"));
    expect(a.item()).toBe(3);
    history.undo();
    expect([a.item(), history.undoable()]).toEqual([1, null]);

    press("a");
    pull("a", -2);
    firePointer(window, "pointercancel");
    expect([a.item(), history.undoable()]).toEqual([1, null]);
  });

  test("what Firefox sends after the release of a mouse is no second gesture", async () => {
    const a = tensor(1);
    const { history } = onBench({ of: a, label: "a" });
    press("a");
    pull("a", 2);
    release();
    pull("a", 2.5);
    fireEvent.change(range("a"));
    await turn();
    expect([a.item(), range("a").valueAsNumber]).toEqual([2, 2]);
    history.undo();
    expect([a.item(), history.undoable()]).toEqual([1, null]);
  });

  test("another pointer, or the mouse's other buttons, end and begin nothing", () => {
    const a = tensor(1);
    const { history } = onBench({ of: a, label: "a" });
    firePointer(range("a"), "pointerdown", { button: 2 });
    firePointer(window, "pointerup");
    firePointer(range("a"), "pointerdown", { isPrimary: false });
    press("a");
    pull("a", 2);
    firePointer(window, "pointerup", { pointerId: 8 });
    expect(history.undoable()).toBeNull();
    release();
    expect(history.undoable()?.label).toBe("a");
  });

  test("onCommit comes once when it is done, with the value", async () => {
    const user = userEvent.setup();
    const onCommit = vi.fn();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" onCommit={onCommit} />);
    press("a");
    pull("a", 1.5);
    pull("a", 2);
    expect(onCommit).not.toHaveBeenCalled();
    release();
    expect(onCommit.mock.calls).toEqual([[2]]);
    press("a");
    pull("a", 3);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(onCommit).toHaveBeenCalledTimes(1);
    release();
    range("a").focus();
    await user.keyboard("{End}");
    expect(onCommit.mock.calls).toEqual([[2], [3]]);
  });
});

describe("reset", () => {
  test("is by double-click or Delete, says so, and can be undone", async () => {
    const user = userEvent.setup();
    const a = tensor(2);
    const { history } = onBench({ of: a, label: "a", initial: 0.5 });
    const said = (range("a").getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    expect(said).toContain(english.slider.resets("0.5"));
    fireEvent.dblClick(range("a"));
    expect(a.item()).toBe(0.5);
    history.undo();
    expect(a.item()).toBe(2);
    range("a").focus();
    await user.keyboard("{Delete}");
    expect(a.item()).toBe(0.5);
  });

  test("there is none without a value to go back to", async () => {
    const user = userEvent.setup();
    const a = tensor(2);
    render(() => <ParameterSlider of={a} label="a" />);
    fireEvent.dblClick(range("a"));
    range("a").focus();
    await user.keyboard("{Delete}{Backspace}");
    expect(a.item()).toBe(2);
  });
});

describe("a slider that does not move", () => {
  test("is not reached when disabled", async () => {
    const user = userEvent.setup();
    render(() => <ParameterSlider of={tensor(1)} label="a" disabled />);
    await user.tab();
    expect(document.activeElement).toBe(document.body);
    expect([range("a").disabled, field("a").disabled]).toEqual([true, true]);
  });

  test("is reached and keeps its value when read-only", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" readonly initial={0} />);
    await user.tab();
    expect(document.activeElement).toBe(range("a"));
    await user.keyboard("{ArrowRight}{End}{Delete}");
    press("a");
    pull("a", 2);
    release();
    fireEvent.dblClick(range("a"));
    await user.type(field("a"), "5{Enter}");
    expect([a.item(), range("a").valueAsNumber]).toEqual([1, 1]);
    expect(range("a").getAttribute("aria-readonly")).toBe("true");
  });
});
