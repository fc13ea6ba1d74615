// Plot on bent axes: what is drawn there is checked against the same formulas, worked out by hand.

import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { english, makeScale, Plot } from "../../components";
import { func } from "../../page/models/controlFlow";
import { autograd, nn, type Tensor, tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

function leaf(name: string, value: number): Tensor {
  const made = tensor(value, { requiresGrad: true, dtype: "float64" });
  made.name = name;
  return made;
}

const part = (name: string) => document.querySelector(`[part="${name}"]`);
const point = (name: string) => screen.getByRole("slider", { name: english.plot.point(name) });
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await frame();
}

type Pixel = readonly [x: number, y: number];

/** The pieces of a path, each as its points. */
function pieces(name: string): Pixel[][] {
  const path = part(name)?.getAttribute("d") ?? "";
  return path
    .split("M")
    .slice(1)
    .map((piece) =>
      piece
        .replace("h0", "")
        .split("L")
        .map((at) => at.split(" ").map(Number) as unknown as Pixel),
    );
}
const placeOf = (element: Element): Pixel =>
  (/translate\(([-\d.]+) ([-\d.]+)\)/.exec(element.getAttribute("transform") ?? "") ?? [])
    .slice(1)
    .map(Number) as unknown as Pixel;

/** Where the frame is. */
function frameBox() {
  const rect = document.querySelector(".sa-plot__frame") as Element;
  const [left, top, width, height] = ["x", "y", "width", "height"].map((name) =>
    Number(rect.getAttribute(name)),
  ) as [number, number, number, number];
  return { left, top, width, height };
}

/** How steeply a line goes through `at`, over some pixels on both sides. */
function steepness(line: readonly Pixel[], [x]: Pixel): number {
  const heightAt = (across: number): number => {
    const i = line.findIndex(([px]) => px >= across);
    const [[x0, y0], [x1, y1]] = [line[i - 1] as Pixel, line[i] as Pixel];
    return y0 + ((y1 - y0) * (across - x0)) / (x1 - x0);
  };
  return (heightAt(x + 3) - heightAt(x - 3)) / 6;
}

/** The staircase of part 4 of the page. */
const gradient = (a: Tensor): Tensor => {
  try {
    return autograd.grad(func(a), [a])[0] as Tensor;
  } catch {
    return tensor(Number.NaN);
  }
};

function Staircase(props: { a: Tensor }) {
  return (
    <Plot
      of={gradient}
      leaf={props.a}
      valueLabel="a.grad"
      xScale="symlog"
      xThreshold={0.01}
      min={-1000}
      max={1000}
      yScale="log"
      yBase={2}
      tangent={false}
    />
  );
}

describe("a staircase of powers of two over a symmetric-log axis", () => {
  test("has its jumps where the loop runs once more, on both sides, and steps that are even", async () => {
    const a = leaf("a", 0.8);
    render(() => <Staircase a={a} />);
    await frames(60);
    const { left, width } = frameBox();
    const scale = makeScale("symlog", { min: -1000, max: 1000 }, 0.01);
    const xOf = (value: number): number => left + width * scale.toPosition(value);
    const steps = pieces("curve").filter((piece) => piece.length > 1);
    for (const sign of [1, -1]) {
      // The loop runs n times more for |a| in [500 / 2ⁿ, 1000 / 2ⁿ).
      for (let n = 1; n < 12; n++) {
        const ends = [500 / 2 ** n, 1000 / 2 ** n].map((each) => xOf(sign * each));
        const [from, to] = ends.sort((p, q) => p - q) as [number, number];
        const step = steps.find(([first]) => Math.abs((first as Pixel)[0] - from) < 0.75);
        expect(step, `a step for n = ${n}`).toBeDefined();
        expect(Math.abs((step?.at(-1)?.[0] ?? 0) - to)).toBeLessThan(0.75);
        expect(new Set(step?.map(([, y]) => y)).size).toBe(1);
      }
    }
    const heights = steps
      .filter(([first]) => (first as Pixel)[0] > xOf(0.3))
      .map(([first]) => (first as Pixel)[1]);
    const rises = heights.slice(1).map((y, i) => y - (heights[i] as number));
    for (const rise of rises) expect(rise).toBeCloseTo(rises[0] as number, 1);
  });

  test("the point stands on its step, and says the power in full", () => {
    const a = leaf("a", 0.8);
    render(() => <Staircase a={a} />);
    expect(point("a").getAttribute("aria-valuetext")).toBe("a 0.8, a.grad 2048");
    a.set(0.0009765625);
    expect(point("a").getAttribute("aria-valuetext")).toContain("a.grad 1048576");
  });

  test("without a tangent nothing speaks of slopes and promises", async () => {
    const a = leaf("a", 0.8);
    render(() => <Staircase a={a} />);
    firePointer(point("a"), "pointerdown", { clientX: 100 });
    firePointer(window, "pointermove", { clientX: 140 });
    await frame();
    expect(a.item()).not.toBe(0.8);
    for (const name of ["promise", "promised", "gap", "ahead"]) expect(part(name)).toBeNull();
    expect(part("tangent")?.getAttribute("d")).toBe("");
    expect(screen.queryByText(english.plot.slope)).toBeNull();
    firePointer(window, "pointerup");
    expect(screen.queryByRole("status")).toBeNull();
  });

  test("keys go on as on a slider with that scale, and stop at zero, where there is no number", async () => {
    const a = leaf("a", -0.0001);
    render(() => <Staircase a={a} />);
    point("a").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(a.item()).toBe(0);
    expect(point("a").getAttribute("aria-valuetext")).toBe("a 0, a.grad nan");
    await userEvent.keyboard("{ArrowRight}");
    expect(a.item()).toBeGreaterThan(0);
  });
});

describe.each([
  ["symlog", "linear"],
  ["linear", "symlog"],
  ["symlog", "symlog"],
  ["log", "log"],
  ["linear", "log"],
] as const)("a tangent, %s across and %s upright", (xScale, yScale) => {
  /** y = softplus(x) + x² / 8, which is positive, at 2. */
  function drawn() {
    const x = leaf("x", 2);
    const y = nn.functional.softplus(x).add(x.pow(2).div(8));
    const min = xScale === "log" ? 0.01 : -20;
    const bends = { xScale, yScale, xThreshold: 0.1, yThreshold: 0.1 };
    render(() => <Plot of={y} leaf={x} {...bends} min={min} max={20} />);
    return { x, y };
  }

  test("touches the curve with its direction, and is bent where an axis is", async () => {
    drawn();
    await frames(10);
    const at = placeOf(point("x"));
    const [line] = pieces("tangent") as [Pixel[]];
    const [curve] = pieces("curve") as [Pixel[]];
    expect(steepness(line, at)).toBeCloseTo(steepness(curve, at), 1);
    const [first, last] = [line[0] as Pixel, line.at(-1) as Pixel];
    const middle = line[Math.floor(line.length / 2)] as Pixel;
    const chord = first[1] + ((last[1] - first[1]) * (middle[0] - first[0])) / (last[0] - first[0]);
    // A straight line in values is none in logarithms.
    expect(Math.abs(middle[1] - chord)).toBeGreaterThan(1);
  });

  test("the look ahead and the promise lie on it", async () => {
    const { x } = drawn();
    await frames(10);
    const onLine = (name: string, [px, py]: Pixel): void => {
      const line = pieces(name)[0] as Pixel[];
      const i = line.findIndex(([each]) => each >= px - 0.02);
      const [[x0, y0], [x1, y1]] = [line[Math.max(0, i - 1)] as Pixel, line[i] as Pixel];
      const [low, high] = [Math.min(y0, y1), Math.max(y0, y1)];
      expect(x0 - 0.02 <= px && px <= x1 + 0.02).toBe(true);
      expect(py).toBeGreaterThan(low - 0.6);
      expect(py).toBeLessThan(high + 0.6);
    };
    onLine("tangent", placeOf(screen.getByRole("slider", { name: english.plot.ahead })));
    const [left] = placeOf(point("x"));
    firePointer(point("x"), "pointerdown", { clientX: left });
    firePointer(window, "pointermove", { clientX: left + 25 });
    await frame();
    expect(x.item()).toBeGreaterThan(2);
    const promised = part("promised") as Element;
    const at = ["cx", "cy"].map((name) => Number(promised.getAttribute(name))) as unknown as Pixel;
    onLine("promise", at);
    // What is written is the straight line in values: softplus(2) + 1/2, and slope sigmoid(2) + 1/2.
    const [value, slope] = [Math.log1p(Math.exp(2)) + 0.5, 1 / (1 + Math.exp(-2)) + 0.5];
    const says = part("caption")?.textContent ?? "";
    const [written] = [...says.matchAll(/\d+(\.\d+)?/g)].map(([text]) => Number(text)) as [number];
    expect(Math.abs(written - (value + slope * (x.item() - 2)))).toBeLessThan(0.06);
    firePointer(window, "pointerup");
  });
});

test("numbers that stand elsewhere are left out", () => {
  const x = leaf("x", 2);
  render(() => <Plot of={x.pow(2)} leaf={x} numbers={false} />);
  expect(part("numbers")).toBeNull();
  expect(part("tangent")?.getAttribute("d")).not.toBe("");
});

test("a log axis shows nothing false of an element at or below zero, nor for ends that it has not", () => {
  const x = leaf("x", -1);
  render(() => <Plot of={x.pow(2)} leaf={x} xScale="log" min={0} max={10} />);
  expect(document.querySelector("svg")?.outerHTML).not.toMatch(/NaN|Infinity/);
  expect(part("tangent")?.getAttribute("d") ?? "").toBe("");
  expect(pieces("curve").length).toBe(1);
});

test("a threshold of zero is the usual one", () => {
  const x = leaf("x", 1);
  render(() => <Plot of={x.pow(2)} leaf={x} xScale="symlog" xThreshold={0} />);
  expect(pieces("curve").length).toBe(1);
  expect(document.querySelector("svg")?.outerHTML).not.toMatch(/NaN|Infinity/);
});
