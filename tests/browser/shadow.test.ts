// Components inside shadow roots, open and closed, under a strict content security policy.

import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import type { ShadowRoots } from "./fixtures/shadow";
import { nextFrame, numberIn, useBrowser } from "./support";

const open = useBrowser();
const url = () => new URL("tests/browser/fixtures/shadow.html", inject("devUrl")).href;

type Mode = keyof ShadowRoots;

/** What stands in the shadow root: Playwright itself does not see into closed ones. */
const look = (page: Page, mode: Mode) =>
  page.evaluate((which) => {
    const root = (window as unknown as { roots: ShadowRoots }).roots[which];
    const slider = root.querySelector<HTMLInputElement>("input[type=range]");
    const field = root.querySelector<HTMLInputElement>("input[type=text]");
    const cell = root.querySelector("td");
    if (slider === null || field === null || cell === null) throw new Error("nothing mounted");
    const box = (element: Element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    };
    return {
      value: slider.getAttribute("aria-valuetext") ?? "",
      focused: root.activeElement?.getAttribute("aria-label") ?? "",
      slider: box(slider),
      field: box(field),
      fieldText: field.value,
      cells: [...root.querySelectorAll("td")].map((each) => each.textContent ?? ""),
      cellBackground: getComputedStyle(cell).backgroundColor,
      cellRadius: getComputedStyle(cell).borderRadius,
      // Whose rules apply: sheets adopted by the root, and no style element anywhere.
      sheets: root.adoptedStyleSheets.length,
      styleElements: root.querySelectorAll("style,link").length,
    };
  }, mode);

describe.each(["open", "closed"] as const)("inside an %s shadow root", (mode) => {
  test("styles come through adopted sheets, once each, and none leaks into the page", async () => {
    const { page } = await open({ url: url() });
    await page.waitForFunction(() => "roots" in window);
    const seen = await look(page, mode);
    expect(seen.sheets).toBeGreaterThan(0);
    expect(seen.styleElements).toBe(0);
    expect(seen.cellRadius).not.toBe("0px");
    expect(seen.cellBackground).not.toBe("rgba(0, 0, 0, 0)");
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
    expect(await page.evaluate(() => document.querySelectorAll("style").length)).toBe(0);
    const { unique, all } = await page.evaluate((which) => {
      const sheets = (window as unknown as { roots: ShadowRoots }).roots[which].adoptedStyleSheets;
      return { unique: new Set(sheets).size, all: sheets.length };
    }, mode);
    expect(unique).toBe(all);
  });

  // Nor may anything be compiled here: JavaScript serves alone.
  test("a pointer drag, keys and typing move the value, and the heatmap follows", async () => {
    const { page } = await open({ url: url(), withoutWasm: true });
    await page.waitForFunction(() => "roots" in window);
    const before = await look(page, mode);
    expect(before.value).toBe("2");
    expect(before.cells.map(numberIn)).toEqual([2, 4, 6]);

    const { x, y, width, height } = before.slider;
    const placeOf = (value: number) => x + 8 + ((value + 4) / 8) * (width - 16);
    await page.mouse.move(placeOf(2), y + height / 2);
    await page.mouse.down();
    await page.mouse.move(placeOf(-1), y + height / 2, { steps: 5 });
    await page.mouse.up();
    const dragged = await look(page, mode);
    const value = Number(dragged.value);
    expect(Math.abs(value + 1)).toBeLessThan(0.3);
    const [first = "", second = "", third = ""] = dragged.cells;
    expect(numberIn(second)).toBeCloseTo(2 * value, 3);
    expect([first, third].map(numberIn)).toEqual([2, 6]);

    expect(dragged.focused).toBe("w[1]");
    await page.keyboard.press("End");
    const ended = await look(page, mode);
    expect(ended.value).toBe("4");
    expect(ended.cells.map(numberIn)).toEqual([2, 8, 6]);

    const { field } = ended;
    await page.mouse.click(field.x + field.width / 2, field.y + field.height / 2);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("-0.5");
    await page.keyboard.press("Enter");
    await nextFrame(page);
    const typed = await look(page, mode);
    expect(typed.value).toBe("-0.5");
    expect(typed.cells.map(numberIn)).toEqual([2, -1, 6]);
  });

  test("follows the colour scheme of its page", async () => {
    const { page } = await open({ url: url() });
    await page.waitForFunction(() => "roots" in window);
    const light = await look(page, mode);
    await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "dark"));
    const dark = await look(page, mode);
    expect(dark.cellBackground).not.toBe(light.cellBackground);
  });
});

test("the two roots hold tensors of their own", async () => {
  const { page } = await open({ url: url() });
  await page.waitForFunction(() => "roots" in window);
  const { slider } = await look(page, "closed");
  await page.mouse.click(slider.x + slider.width / 2, slider.y + slider.height / 2);
  await page.keyboard.press("Home");
  expect((await look(page, "closed")).value).toBe("-4");
  expect((await look(page, "open")).value).toBe("2");
});
