// LossCurve, by role, keyboard and pointer.

import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import {
  chinese,
  createLossRecord,
  createWorkbench,
  english,
  LossCurve,
  StringsProvider,
  WorkbenchProvider,
} from "../../components";
import { tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

const curve = () => screen.getByRole("slider", { name: english.plot.losses("loss") });
const text = () => curve().getAttribute("aria-valuetext");
const lines = () => [...document.querySelectorAll('[part="run"] path')];
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const summary = () =>
  document.getElementById(curve().getAttribute("aria-describedby") ?? "")?.textContent ?? "";

function filled(count: number, value = (i: number) => 100 / (i + 1)) {
  const record = createLossRecord();
  for (let i = 0; i < count; i++) record.push(value(i));
  return record;
}

const point = (type: string, clientX = 0): void =>
  firePointer(curve(), `pointer${type}`, { clientX });

describe("a record", () => {
  test("is told in words, before the first step and after the last", async () => {
    const record = createLossRecord();
    render(() => <LossCurve of={record} />);
    expect(text()).toBe("No steps yet.");
    expect(summary()).toMatch(/^No steps yet\./);
    for (const value of [8, 2, 4]) record.push(value);
    await frame();
    expect(text()).toBe("step 2: 4.000");
    expect(summary()).toMatch(/^3 steps, from 8\.000 to 4\.000, lowest 2\.000\./);
  });

  test("grows without new elements, once a frame", async () => {
    const record = filled(300);
    render(() => <LossCurve of={record} />);
    const before = lines();
    const paths = before.map((line) => line.getAttribute("d"));
    expect(before).toHaveLength(2);
    record.push(0.25);
    record.push(0.125);
    expect(lines().map((line) => line.getAttribute("d"))).toEqual(paths);
    await frame();
    expect(lines()).toEqual(before);
    expect(lines()[0]?.getAttribute("d")).toBe(paths[0]);
    expect(lines()[1]?.getAttribute("d")).toBe(`${paths[1]}L300 0.25L301 0.125`);
  });

  test("lies in its axes: the first step at the left, the end of the scale beyond the last", () => {
    render(() => <LossCurve of={filled(41, (i) => 10 - i / 5)} />);
    const [across, , , up, left, top] = (
      document.querySelector('[part="run"]')?.getAttribute("transform") ?? ""
    )
      .replace(/matrix\(|\)/g, "")
      .split(" ")
      .map(Number) as [number, number, number, number, number, number];
    const grid = [...document.querySelectorAll('[part="tick"] text')].map((tick) => ({
      text: tick.textContent?.replace("−", "-"),
      x: Number(tick.getAttribute("x")),
      y: Number(tick.getAttribute("y")),
      across: tick.getAttribute("text-anchor") === "middle",
    }));
    for (const tick of grid) {
      const value = Number(tick.text);
      if (tick.across) expect(across * value + left).toBeCloseTo(tick.x, 6);
      else expect(up * value + top).toBeCloseTo(tick.y, 6);
    }
    expect(grid.filter((tick) => tick.across).length).toBeGreaterThan(2);
    expect(grid.filter((tick) => !tick.across).length).toBeGreaterThan(2);
  });

  test("shows earlier runs faintly", async () => {
    const record = filled(5);
    render(() => <LossCurve of={record} />);
    record.startRun();
    record.push(7);
    await frame();
    expect(document.querySelectorAll('[part="earlier-run"]')).toHaveLength(1);
    expect(text()).toBe("step 0: 7.000");
    expect(summary()).toContain("2 runs.");
    record.clear();
    await frame();
    expect(document.querySelectorAll('[part="earlier-run"]')).toHaveLength(0);
  });
});

describe("reading it", () => {
  test("by keys: step by step, by twentieths, to the ends, back to the latest", async () => {
    const user = userEvent.setup();
    render(() => <LossCurve of={filled(101)} />);
    curve().focus();
    expect(text()).toBe("step 100: 0.9901");
    await user.keyboard("{ArrowLeft}");
    expect(text()).toBe("step 99: 1.000");
    await user.keyboard("{PageDown}");
    expect(curve().getAttribute("aria-valuenow")).toBe("94");
    await user.keyboard("{Home}");
    expect(text()).toBe("step 0: 100.0");
    await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
    expect(curve().getAttribute("aria-valuenow")).toBe("5");
    await user.keyboard("{Escape}");
    expect(curve().getAttribute("aria-valuenow")).toBe("100");
  });

  test("by pointer: the step under it, and the latest again when it leaves", () => {
    render(() => <LossCurve of={filled(101, (i) => i)} />);
    const tick = [...document.querySelectorAll('[part="tick"] text')].find(
      (each) => each.textContent === "40" && each.getAttribute("text-anchor") === "middle",
    );
    point("move", Number(tick?.getAttribute("x")));
    expect(text()).toBe("step 40: 40.00");
    point("leave");
    expect(text()).toBe("step 100: 100.0");
  });

  test("where a place stands for many steps: from the least to the greatest of them", async () => {
    const user = userEvent.setup();
    render(() => <LossCurve of={filled(8192, (i) => (i % 2 === 0 ? 1 : 3))} />);
    curve().focus();
    await user.keyboard("{Home}");
    expect(text()).toBe("step 0: 1.000 to 3.000");
  });
});

test("the switch makes the axis logarithmic, and leaves out what is not positive", async () => {
  const user = userEvent.setup();
  render(() => <LossCurve of={filled(40, (i) => (i === 20 ? 0 : 10 ** (-i / 10)))} />);
  const texts = () =>
    [...document.querySelectorAll('[part="tick"] text')].map((t) => t.textContent);
  expect(texts()).not.toContain("0.01");
  const button = screen.getByRole("button", { name: english.plot.logScale });
  expect(button.getAttribute("aria-pressed")).toBe("false");
  await user.click(button);
  expect(button.getAttribute("aria-pressed")).toBe("true");
  expect(texts()).toEqual(expect.arrayContaining(["0.001", "0.01", "0.1", "1"]));
  // broken where the value is 0
  expect(lines()[0]?.getAttribute("d")?.split("M")).toHaveLength(3);
});

test("a tensor: its value now, and after every edit of the workbench", async () => {
  const x = tensor(2, { requiresGrad: true });
  const workbench = createWorkbench();
  render(() => (
    <WorkbenchProvider workbench={workbench}>
      <LossCurve of={x.pow(2)} />
    </WorkbenchProvider>
  ));
  await frame();
  expect(text()).toBe("step 0: 4.000");
  const edit = workbench.history.begin([x], "x");
  x.set(1);
  x.set(3);
  await frame();
  expect(text()).toBe("step 0: 4.000");
  edit.commit();
  await frame();
  expect(text()).toBe("step 1: 9.000");
});

test("a tensor without a workbench: every change", async () => {
  const x = tensor(2);
  render(() => <LossCurve of={x.pow(2)} label="loss" />);
  x.set(1);
  x.set(3);
  await frame();
  expect(text()).toBe("step 2: 9.000");
});

test("numbers that are none", async () => {
  const record = createLossRecord();
  render(() => <LossCurve of={record} />);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) record.push(value);
  await frame();
  expect(text()).toBe("step 1: inf");
  expect(document.querySelector('[part="dot"]')).toBeNull();
});

test("the words in force", () => {
  render(() => (
    <StringsProvider strings={chinese}>
      <LossCurve of={filled(3)} />
    </StringsProvider>
  ));
  expect(screen.getByRole("button", { name: "对数刻度" })).toBeTruthy();
});
