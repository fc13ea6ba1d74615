// Plots and loss curves under a real mouse, finger and keyboard, on the page and in a shadow root.

import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { galleryUrl, settled } from "./gallery";
import { nextFrame, numberIn, type OpenOptions, useBrowser } from "./support";

const open = useBrowser();

async function example(
  only: string,
  settings: Record<string, string> = {},
  options: OpenOptions = {},
): Promise<Page> {
  const { page } = await open({ url: galleryUrl({ only, lang: "en", ...settings }), ...options });
  await settled(page);
  return page;
}

const point = (page: Page): Locator => page.getByRole("slider", { name: /point on the curve/ });
const ahead = (page: Page): Locator => page.getByRole("slider", { name: "Look ahead" });

async function middle(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error("The target is not on the page.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What the point says: where it is, the value, the slope. */
async function says(page: Page): Promise<[x: number, value: number, slope: number]> {
  const text = (await point(page).getAttribute("aria-valuetext")) ?? "";
  return [...text.matchAll(/ (−?\d+\.\d+)/g)].map((match) => numberIn(match[1] ?? "")) as never;
}

const caption = async (page: Page): Promise<number[]> =>
  [...(await page.locator('[part="caption"]').innerText()).matchAll(/−?\d+\.\d+/g)].map(([text]) =>
    numberIn(text),
  );

/** Goes by `across` pixels with the button down, in some moves, and stays there. */
async function pull(page: Page, target: Locator, across: number): Promise<void> {
  const { x, y } = await middle(target);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 5; i++) {
    await page.mouse.move(x + (across * i) / 5, y + 3 * i);
    await nextFrame(page);
  }
}

const curve = (page: Page) => page.locator('[part="curve"]').first().getAttribute("d");

describe.each(["none", "open"])("the point, in a shadow root: %s", (shadow) => {
  test("follows the mouse on its parabola; the promise of the start stands meanwhile", async () => {
    const page = await example("plot-parabola", { shadow });
    expect(await says(page)).toEqual([1.5, 2.25, 3]);
    const before = await curve(page);
    await pull(page, point(page), -200);
    const [x, value, slope] = await says(page);
    expect(x).toBeLessThan(0.5);
    // Two decimals are shown.
    expect(Math.abs(value - x * x)).toBeLessThan(0.02);
    expect(slope).toBeCloseTo(2 * x, 1);
    expect(await page.locator('[part="promise"]').count()).toBe(1);
    const [promised, actual] = (await caption(page)) as [number, number];
    expect(promised).toBeCloseTo(2.25 + 3 * (x - 1.5), 1);
    expect(actual).toBe(value);
    await page.mouse.up();
    await nextFrame(page);
    expect(await page.locator('[part="promise"]').count()).toBe(0);
    expect(await curve(page)).toBe(before);
    expect(await page.getByRole("status").first().textContent()).toContain("promised");
  });

  test("goes back on Escape, with the hand still down", async () => {
    const page = await example("plot-parabola", { shadow });
    await pull(page, point(page), -120);
    await page.keyboard.press("Escape");
    await nextFrame(page);
    expect(await says(page)).toEqual([1.5, 2.25, 3]);
    await page.mouse.move(10, 10);
    await page.mouse.up();
    expect(await says(page)).toEqual([1.5, 2.25, 3]);
  });

  test("is reached and moved by the keyboard alone", async () => {
    const page = await example("plot-parabola", { shadow });
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      if (await point(page).evaluate((p) => p.matches(":focus"))) break;
    }
    await page.keyboard.press("End");
    expect(await says(page)).toEqual([3, 9, 6]);
    for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowLeft");
    expect(await says(page)).toEqual([1, 1, 2]);
  });
});

test("a click in the plot brings the point there", async () => {
  const page = await example("plot-parabola");
  const { x, y } = await middle(page.getByRole("group", { name: "Plot of y against x" }));
  await page.mouse.click(x + 4, y - 60);
  await nextFrame(page);
  expect(Math.abs((await says(page))[0])).toBeLessThan(0.4);
});

test("looking ahead: the tangent's handle is dragged, and nothing is written", async () => {
  const page = await example("plot-parabola");
  const [at, promised, actual] = (await caption(page)) as [number, number, number];
  expect(promised).toBeCloseTo(2.25 + 3 * (at - 1.5), 1);
  expect(actual).toBeCloseTo(at * at, 1);
  await pull(page, ahead(page), -300);
  await page.mouse.up();
  const [left, below] = (await caption(page)) as [number, number];
  expect(left).toBeLessThan(1.5);
  expect(below).toBeCloseTo(2.25 + 3 * (left - 1.5), 1);
  expect(await says(page)).toEqual([1.5, 2.25, 3]);
});

describe("a finger", () => {
  const touching = { width: 390, height: 700, hasTouch: true, isMobile: true };
  const swipe = async (page: Page, from: { x: number; y: number }, by: [number, number]) => {
    const session = await page.context().newCDPSession(page);
    const at = (part: number) => [{ x: from.x + by[0] * part, y: from.y + by[1] * part }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
    for (let i = 1; i <= 8; i++) {
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(i / 8) });
      await nextFrame(page);
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await nextFrame(page);
  };

  test("drags the point across", async () => {
    const page = await example("plot-parabola", {}, touching);
    await swipe(page, await middle(point(page)), [-100, 4]);
    const [x, value] = await says(page);
    expect(x).toBeLessThan(0.4);
    expect(Math.abs(value - x * x)).toBeLessThan(0.02);
  });

  test("scrolls the page from anywhere in the plot, the point included, and moves nothing", async () => {
    const page = await example("plot-network", {}, touching);
    const before = await says(page);
    const scrolled = () => page.evaluate(() => scrollY);
    await swipe(page, await middle(point(page)), [3, -160]);
    const first = await scrolled();
    expect(first).toBeGreaterThan(60);
    expect(await says(page)).toEqual(before);
    const { x, y } = await middle(page.locator('[part="surface"]').first());
    await swipe(page, { x: x + 60, y: Math.max(80, y) }, [0, -60]);
    expect(await scrolled()).toBeGreaterThan(first + 20);
    expect(await says(page)).toEqual(before);
  });
});

describe("with sliders beside it", () => {
  const slider = (page: Page, name: string) =>
    page.getByRole("slider", { name, exact: true }).first();

  test("the slider of another weight gives another curve; that of this one moves the point", async () => {
    const page = await example("plot-network");
    const before = await curve(page);
    const [x, value] = await says(page);
    await slider(page, "w[0, 1]").focus();
    await page.keyboard.press("PageUp");
    await nextFrame(page);
    expect((await says(page))[0]).toBeGreaterThan(x);
    expect(await curve(page)).toBe(before);
    await page.keyboard.press("PageDown");
    await slider(page, "v[0, 0]").focus();
    await page.keyboard.press("PageUp");
    await expect.poll(() => curve(page)).not.toBe(before);
    const [same, other] = await says(page);
    expect(same).toBe(x);
    expect(other).not.toBe(value);
  });
});

describe("a loss curve", () => {
  const reading = (page: Page) => page.getByRole("slider", { name: "loss by step" });

  test("of 100,000 steps is some lines, and is read by mouse and keyboard", async () => {
    const page = await example("plot-losses-long");
    expect(await page.locator('[part="run"] path').count()).toBeLessThan(20);
    expect(await reading(page).getAttribute("aria-valuetext")).toMatch(/^step 99,999: /);
    const { x, y } = await middle(reading(page));
    await page.mouse.move(x, y);
    await nextFrame(page);
    const at = Number(await reading(page).getAttribute("aria-valuenow"));
    expect(at).toBeGreaterThan(40_000);
    expect(at).toBeLessThan(75_000);
    await page.mouse.move(2, 2);
    await reading(page).focus();
    await page.keyboard.press("Home");
    expect(await reading(page).getAttribute("aria-valuetext")).toMatch(/^step 0: .* to .*/);
  });

  test("takes the loss after every edit", async () => {
    const page = await example("plot-losses-edits");
    expect(await reading(page).getAttribute("aria-valuetext")).toBe("step 0: 5.000");
    await point(page).focus();
    await page.keyboard.press("Home");
    await point(page).blur();
    // x = -3: 9 + 1
    await expect.poll(() => reading(page).getAttribute("aria-valuetext")).toBe("step 1: 10.00");
  });
});

test("plots fit a narrow window, and grow with a wide one", async () => {
  const page = await example("plot-parabola", {}, { width: 320 });
  const width = () => page.locator("svg.sa-plot__surface").evaluate((svg) => svg.clientWidth);
  const narrow = await width();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(width).toBeGreaterThan(narrow + 200);
  // The point is where its value is on the new axis.
  const box = await page.locator("svg.sa-plot__surface").boundingBox();
  const { x } = await middle(point(page));
  expect((x - (box?.x ?? 0)) / (box?.width ?? 1)).toBeGreaterThan(0.7);
});
