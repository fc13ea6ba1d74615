// What a ParameterSlider shows of a gradient: which way lowers the loss, and what was promised of it.

import { fireEvent, render, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, test, vi } from "vitest";
import { createWorkbench, english, ParameterSlider, WorkbenchProvider } from "../../components";
import { createBackward, tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

const range = (name: string) => screen.getByRole<HTMLInputElement>("slider", { name });
const press = (name: string) => firePointer(range(name), "pointerdown");
const release = () => firePointer(window, "pointerup");
const pull = (name: string, to: number) =>
  fireEvent.input(range(name), { target: { value: String(to) } });

describe("the gradient on the control", () => {
  test("is said in words where it is zero or no finite number", () => {
    const words = (slope: number) => {
      const { unmount } = render(() => (
        <ParameterSlider of={tensor(1)} label="a" gradient={tensor(slope)} />
      ));
      const id = range("a").getAttribute("aria-describedby") ?? "";
      const text = document.getElementById(id)?.textContent;
      const seen = document.querySelector("[part=slope]")?.textContent;
      unmount();
      return [text, seen];
    };
    expect(words(2)).toEqual([english.slider.downhill("2", false), ""]);
    expect(words(-0.5)).toEqual([english.slider.downhill("-0.5", true), ""]);
    expect(words(0)).toEqual([english.slider.flat, ""]);
    expect(words(Number.NaN)).toEqual([english.slider.noDirection("nan"), "gradient nan"]);
    expect(words(-Infinity)).toEqual([english.slider.noDirection("-inf"), "gradient -inf"]);
  });

  test("reads one element of a tensor too large to read whole", () => {
    const big = tensor(Array.from({ length: 40 }, (_, i) => Array(40).fill(i / 100)));
    const slopes = tensor(Array.from({ length: 40 }, (_, i) => Array(40).fill(i - 20)));
    render(() => <ParameterSlider of={big} at={[7, 3]} label="a" gradient={slopes} />);
    expect(range("a").getAttribute("aria-valuetext")).toBe("0.07");
    const hint = document.getElementById(range("a").getAttribute("aria-describedby") ?? "");
    expect(hint?.textContent).toBe(english.slider.downhill("-13", true));
    big.setAt([7, 3], 0.5);
    expect(range("a").getAttribute("aria-valuetext")).toBe("0.5");
  });
});

describe("the promise", () => {
  const setup = (withBench: boolean) => {
    const a = tensor(1, { requiresGrad: true, dtype: "float64" });
    // loss = a² + a, so that L(1) = 2 and dL/da = 3
    const loss = a.mul(a).add(a);
    const workbench = withBench ? createWorkbench() : null;
    render(() => {
      createBackward(loss);
      const slider = () => <ParameterSlider of={a} label="a" loss={loss} />;
      return workbench === null ? (
        slider()
      ) : (
        <WorkbenchProvider workbench={workbench}>{slider()}</WorkbenchProvider>
      );
    });
    return { a, loss, workbench };
  };
  const readout = () => document.querySelector("[part=readout]");

  test.each([true, false])("stands beside the loss during a drag (workbench: %s)", (withBench) => {
    const { workbench } = setup(withBench);
    expect(readout()).toBeNull();
    press("a");
    pull("a", 2);
    expect(readout()?.textContent).toContain("6.0000");
    expect(readout()?.textContent).toContain(`${english.slider.promised}5.0000`);
    expect(workbench?.forecast()?.predicted()).toBe(withBench ? 2 + 3 * 1 : undefined);
    release();
    expect(readout()).toBeNull();
    expect(workbench?.forecast() ?? null).toBeNull();
    expect(screen.getByText(english.slider.kept("loss", "6.0000", "5.0000"))).toBeTruthy();
  });

  test("of a run of keys is measured from the first, and stays a while for reading", () => {
    vi.useFakeTimers();
    try {
      setup(true);
      range("a").focus();
      for (const key of ["PageUp", "PageUp"]) {
        fireEvent.keyDown(range("a"), { key });
        fireEvent.keyUp(range("a"), { key });
        vi.advanceTimersByTime(500);
      }
      // Twice ten steps of 0.05: a = 2
      expect(readout()?.textContent).toContain("promised5.0000");
      vi.advanceTimersByTime(2000);
      expect(readout()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  test("of a drag that was taken back is not spoken of", () => {
    setup(true);
    press("a");
    pull("a", 2);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(readout()).toBeNull();
    const live = [...document.querySelectorAll("[aria-live]")].map((each) => each.textContent);
    expect(live.join("")).toBe("");
  });

  test("ends when the slider goes away", () => {
    const workbench = createWorkbench();
    const a = tensor(1, { requiresGrad: true });
    const [there, setThere] = createSignal(true);
    const loss = a.mul(a);
    render(() => (
      <WorkbenchProvider workbench={workbench}>
        {there() ? <ParameterSlider of={a} label="a" loss={loss} /> : null}
      </WorkbenchProvider>
    ));
    press("a");
    pull("a", 2);
    expect(workbench.forecast()).not.toBeNull();
    setThere(false);
    expect(workbench.forecast()).toBeNull();
    expect(workbench.history.undoable()?.label).toBe("a");
  });
});
