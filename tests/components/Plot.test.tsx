// Plot, by role, keyboard and pointer. Numbers are worked out by hand.

import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import type { JSX } from "solid-js";
import { createEffect, createRoot, createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import {
  chinese,
  createWorkbench,
  english,
  Plot,
  StringsProvider,
  takeForecast,
  WorkbenchProvider,
} from "../../components";
import { createHeights } from "../../components/plot/range";
import { createTensor, nn, type Tensor, tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

function leaf(name: string, values: number | number[] | number[][]): Tensor {
  const made = tensor(values, { requiresGrad: true });
  made.name = name;
  return made;
}

/** y = x², at 1.5. */
function parabola() {
  const x = leaf("x", 1.5);
  const y = x.pow(2);
  y.name = "y";
  return { x, y };
}

const point = (name = "x") => screen.getByRole("slider", { name: english.plot.point(name) });
const ahead = () => screen.getByRole("slider", { name: english.plot.ahead });
const part = (name: string) => document.querySelector(`[part="${name}"]`);
const path = (name: string) => part(name)?.getAttribute("d") ?? "";
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const numbers = () =>
  [...document.querySelectorAll("dd")].map((each) => each.textContent?.replace("−", "-"));

const pointer = (type: string, target: EventTarget, clientX = 0, pointerType?: "touch"): void =>
  firePointer(target, `pointer${type}`, { clientX, ...(pointerType && { pointerType }) });

const press = (key: string): boolean =>
  point().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

function onWorkbench(view: () => JSX.Element) {
  const workbench = createWorkbench();
  render(() => <WorkbenchProvider workbench={workbench}>{view()}</WorkbenchProvider>);
  return workbench;
}

describe("what is shown", () => {
  test("the value and the slope where the element is, in numbers and in words", () => {
    const { x, y } = parabola();
    render(() => <Plot of={y} leaf={x} />);
    expect(numbers()).toEqual(["1.50", "2.25", "3.0000"]);
    expect(point().getAttribute("aria-valuetext")).toBe("x 1.50, y 2.25, slope 3.0000");
    expect(point().getAttribute("aria-valuenow")).toBe("1.5");
    x.set(-2);
    expect(numbers()).toEqual(["-2.00", "4.00", "-4.0000"]);
    const group = screen.getByRole("group", { name: "Plot of y against x" });
    const described = document.getElementById(group.getAttribute("aria-describedby") ?? "");
    expect(described?.textContent).toBe(
      "y lies between 0.00 and 9.00 for x from −3.00 to 3.00. It is lowest near x = 0.00.",
    );
  });

  test("one element of several, while the others stay what they are", () => {
    const w = leaf("w", [
      [1, 2],
      [3, 4],
    ]);
    // (w00 · w11)² at w11 = 4: 16, slope 2 · w00² · w11 = 8
    const loss = w.select(0, 0).select(0, 0).mul(w.select(0, 1).select(0, 1)).pow(2);
    render(() => <Plot of={loss} leaf={w} at={[1, 1]} />);
    expect(numbers()).toEqual(["4.00", "16.00", "8.0000"]);
    w.setAt([0, 0], 2);
    expect(numbers().map(Number)).toEqual([4, 64, 32]);
  });

  test("a leaf that requires no gradient", () => {
    const x = tensor([0.5]);
    render(() => <Plot of={x.pow(3).sum()} leaf={x} label="x" />);
    expect(numbers().at(-1)).toBe("0.7500");
    expect(x.requiresGrad).toBe(false);
  });

  test("the words in force", () => {
    const { x, y } = parabola();
    render(() => (
      <StringsProvider strings={chinese}>
        <Plot of={y} leaf={x} />
      </StringsProvider>
    ));
    expect(screen.getByRole("slider", { name: "x，曲线上的点" })).toBeTruthy();
  });
});

describe("a function with control flow", () => {
  const doubled = (a: Tensor): Tensor => {
    let b = a.mul(2);
    while (Math.abs(Number(b.item())) < 8 && b.item() !== 0) b = b.mul(2);
    return b;
  };

  test("takes the branch of each place", () => {
    const a = leaf("a", 1.5);
    render(() => <Plot of={doubled} leaf={a} valueLabel="c" />);
    // 3, 6, 12: doubled three times
    expect(numbers()).toEqual(["1.50", "12.00", "8.0000"]);
    a.set(2.5);
    expect(numbers().slice(1)).toEqual(["10.00", "4.0000"]);
  });

  test("a jump parts the curve", async () => {
    const a = leaf("a", 0);
    const of = (at: Tensor): Tensor => (Number(at.item()) > 1 ? at.mul(2) : at.neg());
    render(() => <Plot of={of} leaf={a} />);
    const words = "f lies between −1.00 and 6.00 for a from −3.00 to 3.00.";
    expect(await screen.findByText(new RegExp(`^${words}.*The curve is in 2 pieces`))).toBeTruthy();
    expect(path("curve").split("M")).toHaveLength(3);
  });

  test("a tensor made by code is refused with the way out, and another is taken", async () => {
    const a = leaf("a", 1.5);
    const made = createTensor(() => doubled(a));
    const [of, setOf] = createSignal<Tensor | ((x: Tensor) => Tensor)>(made);
    render(() => <Plot of={of()} leaf={a} />);
    expect(screen.getByText(/call the function that makes the tensor/)).toBeTruthy();
    setOf(() => doubled);
    await frame();
    expect(screen.queryByText(/call the function/)).toBeNull();
    expect(numbers()[1]).toBe("12.00");
  });
});

describe("sampling", () => {
  function counted() {
    const [x, k] = [leaf("x", 0.5), leaf("k", 2)];
    let calls = 0;
    const of = (at: Tensor): Tensor => {
      calls++;
      // The value is looked at, so that each place is a run of this.
      return at.item() > 100 ? at : at.mul(at).mul(k);
    };
    render(() => <Plot of={of} leaf={x} />);
    /** Waits until nothing is sampled any more. */
    const rest = async (): Promise<void> => {
      for (let quiet = 0, seen = calls; quiet < 4; quiet = calls === seen ? quiet + 1 : 0) {
        seen = calls;
        await frame();
      }
    };
    return { x, k, calls: () => calls, rest };
  }

  test("is not repeated when the element moves, nor are its readers of the original told", async () => {
    const { x, calls, rest } = counted();
    await rest();
    const before = calls();
    const curve = path("curve");
    for (let i = 0; i < 5; i++) {
      x.set(i / 5);
      await frame();
    }
    // Value and slope where it is, what is ahead, and no more.
    expect(calls() - before).toBeLessThan(25);
    expect(path("curve")).toBe(curve);
  });

  test("is repeated once a frame when something else changes", async () => {
    const { k, calls, rest } = counted();
    await rest();
    const before = calls();
    k.set(3);
    await rest();
    const once = calls() - before;
    expect(once).toBeGreaterThan(100);
    expect(numbers()).toEqual(["0.50", "0.75", "3.0000"]);
    for (const value of [4, 5, 6, 7]) k.set(value);
    await rest();
    expect(calls() - before - once).toBeLessThan(1.5 * once + 60);
    expect(numbers()).toEqual(["0.50", "1.8", "7.0000"]);
  });

  test("tells nobody who reads the original", async () => {
    const { x, y } = parabola();
    let runs = 0;
    createRoot(() => createEffect(() => [y.item(), runs++]));
    render(() => <Plot of={y} leaf={x} />);
    await frame();
    expect(runs).toBe(1);
    expect([x.item(), y.item()]).toEqual([1.5, 2.25]);
  });

  test("another branch's leaf is noticed too", async () => {
    const [x, left, right] = [leaf("x", 1), leaf("left", 1), leaf("right", 1)];
    const of = (at: Tensor): Tensor => (at.item() < 0 ? at.mul(left) : at.mul(right));
    render(() => <Plot of={of} leaf={x} />);
    const before = path("curve");
    left.set(-1);
    await frame();
    await frame();
    expect(path("curve")).not.toBe(before);
  });
});

describe("the point", () => {
  test("is moved by keys; keys held down are one edit", async () => {
    const user = userEvent.setup();
    const { x, y } = parabola();
    const { history } = onWorkbench(() => <Plot of={y} leaf={x} />);
    point().focus();
    await user.keyboard("{ArrowRight>3/}");
    await frame();
    expect(x.item()).toBeCloseTo(1.65, 6);
    expect(history.undoable()?.label).toBe("x");
    history.undo();
    expect([x.item(), history.undoable()]).toEqual([1.5, null]);
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(x.item()).toBeCloseTo(1, 6);
    await user.keyboard("{PageUp}{PageUp}");
    expect(x.item()).toBeCloseTo(2, 6);
    await user.keyboard("{Home}");
    expect([x.item(), numbers()[2]]).toEqual([-3, "-6.0000"]);
    await user.keyboard("{End}");
    expect(x.item()).toBe(3);
  });

  test("is dragged; the gradient's promise stands beside what comes of it, and is spoken once", async () => {
    const { x, y } = parabola();
    const { history, forecast } = onWorkbench(() => <Plot of={y} leaf={x} min={-4} max={4} />);
    expect(part("promise")).toBeNull();
    const [left, perUnit] = pixels(x);
    pointer("down", point(), left);
    expect(forecast()?.startLoss).toBe(2.25);
    pointer("move", window, left + perUnit);
    await frame();
    // from 1.5 by 1: 6.25; promised 2.25 + 3
    expect(x.item()).toBeCloseTo(2.5, 1);
    expect(part("promise")).not.toBeNull();
    const text = document.querySelector('[part="caption"]')?.textContent ?? "";
    const [promised, actual] = [...text.matchAll(/\d+\.\d+/g)].map(Number) as [number, number];
    expect(promised).toBeCloseTo(2.25 + 3 * (x.item() - 1.5), 2);
    expect(actual).toBeCloseTo(x.item() ** 2, 2);
    expect(screen.getByRole("status").textContent).toBe("");
    pointer("up", window);
    expect(screen.getByRole("status").textContent).toBe(text);
    expect([forecast(), part("promise")]).toEqual([null, null]);
    history.undo();
    expect(x.item()).toBe(1.5);
  });

  test("goes back on Escape, and when the browser takes the pointer to scroll", async () => {
    const { x, y } = parabola();
    const { history } = onWorkbench(() => <Plot of={y} leaf={x} />);
    for (const giveUp of [() => press("Escape"), () => pointer("cancel", window)]) {
      pointer("down", point(), 300);
      pointer("move", window, 200);
      await frame();
      expect(x.item()).toBeLessThan(1.4);
      giveUp();
      expect([x.item(), history.undoable()]).toEqual([1.5, null]);
    }
  });

  test("works alone, without a workbench", async () => {
    const { x, y } = parabola();
    render(() => <Plot of={y} leaf={x} />);
    pointer("down", point(), 300);
    pointer("move", window, 200);
    await frame();
    expect(part("promise")).not.toBeNull();
    press("Escape");
    expect(x.item()).toBe(1.5);
  });

  test("comes to a mouse anywhere in the plot, not to a finger", async () => {
    const { x, y } = parabola();
    render(() => <Plot of={y} leaf={x} />);
    const surface = screen.getByRole("group", { name: /^Plot of/ });
    pointer("down", surface, 200, "touch");
    await frame();
    expect(x.item()).toBe(1.5);
    const [left, perUnit] = pixels(x);
    pointer("down", surface, left - perUnit);
    await frame();
    expect(x.item()).toBeCloseTo(0.5, 1);
    pointer("up", window);
  });

  test("has whole numbers in a leaf of them", async () => {
    const user = userEvent.setup();
    const k = tensor(2, { dtype: "int64" });
    render(() => <Plot of={k.mul(k).add(0.5)} leaf={k} label="k" step={1} />);
    expect(numbers().slice(1)).toEqual(["4.50", english.plot.noSlope]);
    point("k").focus();
    await user.keyboard("{ArrowRight}");
    expect(k.item()).toBe(3);
  });
});

/** Where the point is, in pixels, and how many of them a unit takes: from the drawing itself. */
function pixels(x: Tensor): [left: number, perUnit: number] {
  const place = (): number =>
    Number(/translate\(([-\d.]+)/.exec(point().getAttribute("transform") ?? "")?.[1]);
  const before = x.item();
  const left = place();
  x.set(before - 1);
  const perUnit = left - place();
  x.set(before);
  return [left, perUnit];
}

describe("looking ahead", () => {
  test("says what the tangent promises and what is, and writes nothing", async () => {
    const user = userEvent.setup();
    const x = leaf("x", 1);
    const y = x.pow(2);
    render(() => <Plot of={y} leaf={x} min={-4} max={4} />);
    const read = () =>
      [...(ahead().getAttribute("aria-valuetext") ?? "").matchAll(/-?\d+\.\d+/g)].map(Number);
    const [at, promised, actual] = read() as [number, number, number];
    // Two decimals are shown.
    expect(Math.abs(promised - (1 + 2 * (at - 1)))).toBeLessThan(0.03);
    expect(Math.abs(actual - at ** 2)).toBeLessThan(0.05);
    ahead().focus();
    await user.keyboard("{PageDown}");
    const [nearer, , there] = read() as [number, number, number];
    expect(nearer).toBeLessThan(at);
    expect(nearer).toBeGreaterThan(1);
    // Half as far, a quarter off.
    const off = (where: number, value: number) => value - (1 + 2 * (where - 1));
    expect(off(nearer, there)).toBeLessThan(0.3 * off(at, actual));
    expect(x.item()).toBe(1);
  });
});

describe("the promise of others", () => {
  test("is drawn while somebody drags this element, and not another", () => {
    const w = leaf("w", [1, 2]);
    const loss = w.pow(2).sum();
    const workbench = onWorkbench(() => <Plot of={loss} leaf={w} at={[1]} />);
    workbench.setForecast(takeForecast(loss, w, 0));
    expect(part("promise")).toBeNull();
    workbench.setForecast(takeForecast(loss, w, 1));
    expect(part("promise")).not.toBeNull();
    w.setAt([1], 3);
    // 1 + 4 + 4 · 1 promised, 1 + 9 actual
    expect(screen.getByText(english.plot.promised("9.00", "10.00", "1.00"))).toBeTruthy();
    workbench.setForecast(null);
    expect(part("promise")).toBeNull();
  });
});

describe("trouble", () => {
  test("says what is wrong with the tensor, and recovers", async () => {
    const x = leaf("x", [1, 2]);
    const [of, setOf] = createSignal<Tensor>(x.mul(2));
    render(() => <Plot of={of()} leaf={x} at={[0]} />);
    expect(screen.getByText("Plot: of is to be one number, and has shape [2]")).toBeTruthy();
    setOf(() => x.sum());
    await frame();
    expect(screen.queryByText(/one number/)).toBeNull();
    expect(numbers()[1]).toBe("3.00");
  });

  test("a function that throws somewhere has a gap there; one that throws everywhere says so", async () => {
    const [x, bad] = [leaf("x", 1), leaf("bad", 0)];
    const of = (at: Tensor): Tensor => {
      if (at.item() < 0 || bad.item() > 0) throw new Error("not below zero");
      return nn.functional.softplus(at);
    };
    render(() => <Plot of={of} leaf={x} />);
    expect(screen.queryByText("not below zero")).toBeNull();
    bad.set(1);
    expect(await screen.findByText("not below zero")).toBeTruthy();
    bad.set(0);
    await frame();
    await frame();
    expect(screen.queryByText("not below zero")).toBeNull();
    expect(numbers()[1]).toBe("1.313");
  });

  test("a value that is no number is said, and the point stays in reach", () => {
    const x = leaf("x", -1);
    render(() => <Plot of={x.sqrt()} leaf={x} />);
    expect(numbers().slice(1)).toEqual(["nan", english.plot.noSlope]);
    expect(point().getAttribute("transform")).toMatch(/^translate\([\d.]+ [\d.]+\)$/);
    expect(screen.queryByRole("slider", { name: english.plot.ahead })).toBeNull();
  });
});

test("heights stay while the curve is inside them and fills half, and then follow", () => {
  createRoot((dispose) => {
    const [curve, setCurve] = createSignal({ low: 0, high: 10 });
    const [fresh, setFresh] = createSignal(0);
    const heights = createHeights(curve, fresh, () => true);
    const first = heights();
    expect(first.low).toBeLessThanOrEqual(0);
    expect(first.high).toBeGreaterThan(10);
    setCurve({ low: 1, high: 8 });
    expect(heights()).toBe(first);
    setCurve({ low: 0, high: 14 });
    expect(heights().high).toBeGreaterThan(15);
    setCurve({ low: 0, high: 3 });
    expect(heights().high).toBeLessThan(4);
    setCurve({ low: 0.2, high: 2.9 });
    setFresh(1);
    expect(heights().high).toBeLessThan(3.3);
    dispose();
  });
});
