// Heatmaps under the hand in a real Chromium: drags by mouse and finger, typing, and narrow pages.

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { elementOf, figure, type Holder, openHeatmaps, readout } from "./heatmaps";
import { nextFrame, type OpenOptions, useBrowser } from "./support";

const open = useBrowser();
const openFixture = (options?: OpenOptions) => openHeatmaps(open, options);

describe("a cell under the hand", () => {
  const centreOf = async (page: Page, at: number): Promise<{ x: number; y: number }> => {
    const box = await figure(page, "w").getByRole("gridcell").nth(at).boundingBox();
    if (box === null) throw new Error("no cell");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const undo = (page: Page) =>
    page.evaluate(() => (window as unknown as Holder).fixture.workbench.history.undo());

  test("is dragged up for more, beyond its own edges, in one edit", async () => {
    const page = await openFixture();
    const { x, y } = await centreOf(page, 2);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const to of [10, 30, 50]) {
      await page.mouse.move(x, y - to);
      await nextFrame(page);
    }
    // The scale spans 4, so that a step is 0.02.
    expect(await elementOf(page, 1, 0)).toBeCloseTo(0.5 + 50 * 0.02, 5);
    expect(await readout(page, "w").innerText()).toBe("w[1, 0] = 1.5");
    await page.mouse.up();
    await undo(page);
    expect(await elementOf(page, 1, 0)).toBe(0.5);
  });

  test("has its number back when Escape is pressed in a drag", async () => {
    const page = await openFixture();
    const { x, y } = await centreOf(page, 0);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 40);
    await nextFrame(page);
    expect(await elementOf(page, 0, 0)).toBeCloseTo(0.2, 5);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await elementOf(page, 0, 0)).toBe(1);
  });

  test("follows a finger sideways, and lets the page scroll under it", async () => {
    const page = await openFixture({ hasTouch: true, width: 390 });
    const { x, y } = await centreOf(page, 0);
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
      cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at === undefined ? [] : [at] });
    await touch("touchStart", { x, y });
    for (const to of [20, 40, 60]) await touch("touchMove", { x: x + to, y });
    await touch("touchEnd");
    await nextFrame(page);
    expect(await elementOf(page, 0, 0)).toBeGreaterThan(1.5);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await undo(page);

    await touch("touchStart", { x, y });
    for (const to of [20, 60, 100, 140]) await touch("touchMove", { x, y: y - to });
    await touch("touchEnd");
    await page.waitForFunction(() => scrollY > 50);
    expect(await elementOf(page, 0, 0)).toBe(1);
  });

  test("is read out when it is tapped", async () => {
    const page = await openFixture({ hasTouch: true, width: 390 });
    const { x, y } = await centreOf(page, 3);
    await page.touchscreen.tap(x, y);
    expect(await readout(page, "w").innerText()).toBe("w[1, 1] = 2");
  });

  test("opens for typing by a double click", async () => {
    const page = await openFixture();
    const { x, y } = await centreOf(page, 1);
    await page.mouse.dblclick(x, y);
    const field = figure(page, "w").getByRole("textbox", { name: "w[0, 1], exact value" });
    const box = await field.boundingBox();
    if (box === null) throw new Error("no field");
    expect(Math.abs(box.x + box.width / 2 - x)).toBeLessThan(4);
    expect(Math.abs(box.y + box.height / 2 - y)).toBeLessThan(4);
    await page.keyboard.type("0.75");
    await page.keyboard.press("Enter");
    expect(await elementOf(page, 0, 1)).toBe(0.75);
  });

  test("works by keys in a closed shadow root", async () => {
    const page = await openFixture();
    await page.evaluate(() => {
      (window as unknown as Holder).fixture.shadow.querySelector("td")?.focus();
    });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ControlOrMeta+c");
    const state = () =>
      page.evaluate(() => {
        const { shadow } = (window as unknown as Holder).fixture;
        return {
          cells: [...shadow.querySelectorAll("td")].map((cell) => cell.textContent),
          field: shadow.querySelector("input")?.value ?? null,
          focused: shadow.activeElement?.tagName,
        };
      });
    expect(await state()).toEqual({
      cells: ["1.0000", "−0.9900"],
      field: "-0.99",
      focused: "INPUT",
    });
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    expect(await state()).toEqual({ cells: ["1", "3"], field: null, focused: "TD" });
  });
});

describe("numbers in cells", () => {
  test("are shown where they fit, and give way to colours where they do not", async () => {
    const page = await openFixture();
    const width = () =>
      figure(page, "w")
        .getByRole("gridcell")
        .first()
        .evaluate((cell) => cell.firstElementChild?.getBoundingClientRect().width ?? 0);
    expect(await width()).toBeGreaterThan(20);
    await page.setViewportSize({ width: 110, height: 600 });
    await nextFrame(page);
    expect(await width()).toBe(1);
    // They are still there for whoever listens.
    expect(await figure(page, "w").getByRole("gridcell").allTextContents()).toHaveLength(4);
    const cells = await figure(page, "w").getByRole("gridcell").first().boundingBox();
    expect(cells?.height).toBeGreaterThan(20);
  });

  test("stay within a page 320 pixels wide", async () => {
    const page = await openFixture({ width: 320 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
