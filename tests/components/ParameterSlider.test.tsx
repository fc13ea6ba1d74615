// ParameterSlider and TensorSliders, by role and keyboard.

import { fireEvent, render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { english, ParameterSlider, StringsProvider, TensorSliders } from "../../components";
import { createBackward, tensor } from "../../src/index";

const range = (name: string) => screen.getByRole<HTMLInputElement>("slider", { name });
const field = (name: string) =>
  screen.getByRole<HTMLInputElement>("textbox", { name: english.slider.exact(name) });

describe("the slider", () => {
  test("shows the element and follows writes from elsewhere", () => {
    const w = tensor([
      [1, 2],
      [3, 4],
    ]);
    render(() => <ParameterSlider of={w} at={[1, 0]} label="w[1, 0]" max={5} />);
    expect(range("w[1, 0]").valueAsNumber).toBe(3);
    w.setAt([1, 0], -0.5);
    expect(range("w[1, 0]").valueAsNumber).toBe(-0.5);
    expect(field("w[1, 0]").value).toBe("−0.5000");
    expect(range("w[1, 0]").getAttribute("aria-valuetext")).toBe("-0.5");
  });

  test("arrow keys step, Shift and Page keys take ten, Home and End go to the ends", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" />);
    range("a").focus();
    await user.keyboard("{ArrowRight}");
    expect(a.item()).toBeCloseTo(1.05);
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(a.item()).toBeCloseTo(0.55);
    await user.keyboard("{PageUp}");
    expect(a.item()).toBeCloseTo(1.05);
    await user.keyboard("{Home}");
    expect(a.item()).toBe(-3);
    await user.keyboard("{End}");
    expect(a.item()).toBe(3);
  });

  test("dragging writes the element", () => {
    const a = tensor([0, 0]);
    render(() => <ParameterSlider of={a} at={[1]} label="a[1]" />);
    fireEvent.input(range("a[1]"), { target: { value: "1.2345" } });
    expect(a.tolist()).toEqual([0, Math.fround(1.235)]);
    expect(range("a[1]").valueAsNumber).toBeCloseTo(1.235);
  });

  test("on a symmetric-log scale reaches exactly zero by keyboard", async () => {
    const user = userEvent.setup();
    const a = tensor(0.8033);
    render(() => (
      <ParameterSlider of={a} label="a" scale="symlog" min={-1000} max={1000} threshold={0.01} />
    ));
    range("a").focus();
    const seen: number[] = [];
    for (let i = 0; i < 40; i++) {
      await user.keyboard("{ArrowLeft}");
      seen.push(Number(a.item()));
    }
    expect(seen).toContain(0);
    expect(seen.at(-1)).toBeLessThan(0);
    await user.hover(field("a"));
    expect(range("a").getAttribute("aria-valuetext")).toBe(field("a").title);
  });

  test("a move changes styles of the fill and of the arrow, and of nothing that holds others", () => {
    const a = tensor(1, { requiresGrad: true });
    const loss = a.pow(2);
    render(() => {
      createBackward(loss);
      return <ParameterSlider of={a} label="a" gradient={() => a.grad} />;
    });
    const styled = () =>
      [...document.querySelectorAll<HTMLElement>("[style]")]
        .filter((each) => each.closest(".sa-slider__track") !== null)
        .map((each) => [each.className, each.getAttribute("style")] as const);
    const before = new Map(styled());
    a.set(2);
    const changed = styled().filter(([name, style]) => before.get(name) !== style);
    expect(changed.map(([name]) => name)).toEqual([
      "sa-slider__fill",
      "sa-slope__tick",
      "sa-slope__arrow",
    ]);
    const fill = document.querySelector<HTMLElement>(".sa-slider__fill")?.style;
    expect(fill?.left).toBe("50%");
    expect(Number.parseFloat(fill?.width ?? "")).toBeCloseTo(100 / 3, 4);
  });

  test("says which way is downhill when it is given the gradient", () => {
    const a = tensor(2, { requiresGrad: true });
    const loss = a.pow(2);
    render(() => {
      createBackward(loss);
      return <ParameterSlider of={a} label="a" gradient={() => a.grad} />;
    });
    const hint = document.getElementById(range("a").getAttribute("aria-describedby") ?? "");
    expect(hint?.textContent).toBe(english.slider.downhill("4", false));
    a.set(-1);
    expect(hint?.textContent).toBe(english.slider.downhill("-2", true));
  });
});

describe("the exact field", () => {
  test("commits any typed number on Enter, exactly", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" />);
    await user.clear(field("a"));
    await user.type(field("a"), "0.12345{Enter}");
    expect(a.item()).toBe(Math.fround(0.12345));
    expect(field("a").value).toBe("0.12345");
  });

  test("commits on leaving, and restores on Escape", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" />);
    await user.clear(field("a"));
    await user.type(field("a"), "2.5");
    expect(a.item()).toBe(1);
    await user.tab();
    expect(a.item()).toBe(2.5);
    await user.clear(field("a"));
    await user.type(field("a"), "7{Escape}");
    expect(field("a").value).toBe("2.5");
    expect(a.item()).toBe(2.5);
  });

  test("a value outside the range widens it", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" />);
    await user.clear(field("a"));
    await user.type(field("a"), "42{Enter}");
    expect(a.item()).toBe(42);
    expect(Number(range("a").max)).toBeGreaterThanOrEqual(42);
    expect(range("a").valueAsNumber).toBe(42);
    expect(Number(range("a").min)).toBe(-3);
  });

  test("shows four digits and a true minus, like a heatmap, and the exact number in use", async () => {
    const user = userEvent.setup();
    const w = tensor([-0.2934289, 1]);
    render(() => <TensorSliders of={w} name="w" />);
    expect([field("w[0]").value, field("w[1]").value]).toEqual(["−0.2934", "1.0000"]);
    await user.click(field("w[0]"));
    expect(field("w[0]").value).toBe("-0.2934289");
    await user.tab();
    expect(field("w[0]").value).toBe("−0.2934");
    expect(w.tolist()).toEqual([Math.fround(-0.2934289), 1]);
  });

  test("bad text and then a number beyond the track leaves thumb and field in step", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" />);
    await user.clear(field("a"));
    await user.type(field("a"), "abc{Enter}");
    await user.clear(field("a"));
    await user.type(field("a"), "10{Enter}");
    expect(range("a").max).toBe("10");
    expect(range("a").valueAsNumber).toBe(10);
    expect(range("a").getAttribute("aria-valuetext")).toBe("10");
    a.set(-50);
    expect([range("a").min, range("a").valueAsNumber]).toEqual(["-50", -50]);
  });

  test("a number outside is refused with a message where the ends are bounds", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider bounded of={a} label="a" min={-1000} max={1000} />);
    await user.clear(field("a"));
    await user.type(field("a"), "5e4{Enter}");
    expect(screen.getByText(english.slider.outside("5e4", "−1000", "1000"))).toBeTruthy();
    expect([a.item(), range("a").max]).toEqual([1, "1000"]);
    await user.clear(field("a"));
    await user.type(field("a"), "-1000{Enter}");
    expect(a.item()).toBe(-1000);
  });

  test("says what is wrong with bad text and keeps text and value", async () => {
    const user = userEvent.setup();
    const a = tensor(1);
    render(() => <ParameterSlider of={a} label="a" />);
    await user.clear(field("a"));
    await user.type(field("a"), "one{Enter}");
    expect(field("a").getAttribute("aria-invalid")).toBe("true");
    const message = document.getElementById(field("a").getAttribute("aria-describedby") ?? "");
    expect(message?.textContent).toBe(english.slider.notANumber("one"));
    expect(message?.getAttribute("aria-live")).toBe("polite");
    expect(field("a").value).toBe("one");
    expect(a.item()).toBe(1);
    await user.clear(field("a"));
    await user.type(field("a"), "2{Enter}");
    expect(field("a").hasAttribute("aria-invalid")).toBe(false);
    expect(a.item()).toBe(2);
  });

  test("shows the engine's words when the tensor cannot be written", () => {
    const sum = tensor(1).add(1);
    render(() => <ParameterSlider of={sum} label="sum" />);
    expect(screen.queryByRole("slider")).toBeNull();
    expect(screen.getByRole("status").textContent).toContain(
      "only a leaf can be written; this tensor was computed by add",
    );
  });
});

describe("TensorSliders", () => {
  test("has a slider for each element of a matrix, named by its index", () => {
    const w = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    render(() => <TensorSliders of={w} name="w" max={10} />);
    const group = screen.getByRole("group", { name: "w" });
    const sliders = within(group).getAllByRole<HTMLInputElement>("slider");
    expect(sliders.map((slider) => slider.ariaLabel ?? slider.getAttribute("aria-label"))).toEqual([
      "w[0, 0]",
      "w[0, 1]",
      "w[0, 2]",
      "w[1, 0]",
      "w[1, 1]",
      "w[1, 2]",
    ]);
    expect(sliders.map((slider) => slider.valueAsNumber)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("takes a vector upright or across, and a scalar", () => {
    const b = tensor([1, 2]);
    b.name = "b";
    render(() => (
      <>
        <TensorSliders of={b} />
        <TensorSliders of={b} name="upright" direction="column" />
        <TensorSliders of={tensor(0.5)} name="s" />
      </>
    ));
    expect(range("b[1]").valueAsNumber).toBe(2);
    expect(range("upright[1]").valueAsNumber).toBe(2);
    expect(range("s").valueAsNumber).toBe(0.5);
  });

  test("shows the name that it is given, and none of its own accord", () => {
    const b = tensor([1, 2]);
    b.name = "b";
    render(() => (
      <>
        <TensorSliders of={b} />
        <TensorSliders of={b} name="shown" />
      </>
    ));
    const names = [...document.querySelectorAll(".sa-name")].map((name) => name.textContent);
    expect(names).toEqual(["shown"]);
  });

  test("refuses higher ranks in words", () => {
    render(() => <TensorSliders of={tensor([[[1]]])} name="t" />);
    expect(screen.getByRole("status").textContent).toContain("3");
  });

  test("speaks another language when it is given one", () => {
    const exact = (label: string) => `${label} exakt`;
    const strings = { ...english, slider: { ...english.slider, exact } };
    render(() => (
      <StringsProvider strings={strings}>
        <ParameterSlider of={tensor(1)} label="a" />
      </StringsProvider>
    ));
    expect(screen.getByRole("textbox", { name: "a exakt" })).toBeTruthy();
  });
});
