// The loss as a number, and the promise beside it.

import { render, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import {
  chinese,
  createWorkbench,
  english,
  LossReadout,
  StringsProvider,
  takeForecast,
  WorkbenchProvider,
} from "../../components";
import { createTensor, tensor } from "../../src/index";

const text = (part: string) => document.querySelector(`[part=${part}]`)?.textContent ?? "";
/** L(a) = a², at a = 1. */
const parabola = () => {
  const a = tensor(1, { requiresGrad: true, dtype: "float64" });
  return { a, loss: a.mul(a) };
};

describe("the readout", () => {
  test("follows the loss, and is named", () => {
    const { a, loss } = parabola();
    render(() => <LossReadout of={loss} label="training loss" />);
    const group = screen.getByRole("group", { name: "training loss" });
    expect(text("loss-number")).toBe("1.0000");
    a.set(-0.5);
    expect(text("loss-number")).toBe("0.2500");
    expect(group.hasAttribute("data-promising")).toBe(false);
  });

  test("shows the workbench's promise of this loss, and how far the loss is off it", () => {
    const workbench = createWorkbench();
    const { a, loss } = parabola();
    const other = parabola();
    render(() => (
      <WorkbenchProvider workbench={workbench}>
        <LossReadout of={loss} />
      </WorkbenchProvider>
    ));
    workbench.setForecast(takeForecast(other.loss, other.a, 0));
    expect(screen.getByRole("group").hasAttribute("data-promising")).toBe(false);
    workbench.setForecast(takeForecast(loss, a, 0));
    a.set(1.5);
    // 1 + 2 · 0.5 = 2 was promised, 2.25 it is.
    expect(text("promise")).toBe("promised2.0000off by +0.2500");
    a.set(0);
    expect(text("promise")).toBe("promised−1.0000off by +1.0000");
    expect(screen.getByRole("group").hasAttribute("data-promising")).toBe(true);
  });

  test("speaks once, when the promise ends, and not while the hand moves", () => {
    const { a, loss } = parabola();
    const [forecast, setForecast] = createSignal(takeForecast(loss, a, 0));
    render(() => <LossReadout of={loss} forecast={forecast()} />);
    const live = () => document.querySelector("[aria-live]")?.textContent;
    for (const to of [1.1, 1.2, 1.5]) {
      a.set(to);
      expect(live()).toBe("");
    }
    setForecast(null);
    expect(live()).toBe(english.slider.kept("loss", "2.2500", "2.0000"));
  });

  test("says what is wrong in place of a loss that fails, and recovers", () => {
    const good = tensor(1);
    const loss = createTensor(() => {
      if (Number(good.item()) < 0) throw new Error("no loss below zero");
      return good.mul(2);
    });
    render(() => <LossReadout of={loss} label="loss" />);
    good.set(-1);
    expect(screen.getByRole("status").textContent).toContain("no loss below zero");
    good.set(3);
    expect(text("loss-number")).toBe("6.0000");
  });

  test("shows nan as nan, and a loss that is not there yet as a dash", () => {
    const [there, setThere] = createSignal(false);
    const loss = tensor(Number.NaN);
    render(() => <LossReadout of={() => (there() ? loss : null)} label="loss" />);
    expect(text("loss-number")).toBe("–");
    setThere(true);
    expect(text("loss-number")).toBe("nan");
  });

  test("speaks Chinese", () => {
    const { a, loss } = parabola();
    const forecast = takeForecast(loss, a, 0);
    render(() => (
      <StringsProvider strings={chinese}>
        <LossReadout of={loss} forecast={forecast} />
      </StringsProvider>
    ));
    expect(text("promise")).toContain("预测");
  });
});
