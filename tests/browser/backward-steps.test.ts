// Stepping back through a network, and asking where a gradient comes from: by mouse, touch and keyboard,
// in a real browser.

import type { Locator, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { audit, type GallerySettings, galleryUrl, settled } from "./gallery";
import { drag, nextFrame, type OpenOptions, sliderOf, useBrowser } from "./support";

const open = useBrowser();

/** One example of the gallery. */
async function example(
  only: string,
  settings: GallerySettings = {},
  options: OpenOptions = {},
): Promise<Page> {
  const url = galleryUrl({ only, ...settings }, inject("devUrl"));
  const { page } = await open({ url, ...options });
  await settled(page);
  return page;
}

const pass = (page: Page): Locator =>
  page.getByRole("group", { name: "Backward pass, step by step" });
const press = (page: Page, name: string) => pass(page).getByRole("button", { name });

const modes: readonly (readonly [string, GallerySettings])[] = [
  ["on the page", {}],
  ["in a shadow root", { shadow: "open" }],
];

describe.each(modes)("the steps, %s", (_, settings) => {
  test("by mouse, and the numbers follow a slider that is dragged", async () => {
    const page = await example("backward-diamond", settings);
    const text = () => pass(page).innerText();
    await expect.poll(text).toContain("4 of 4");
    await press(page, "Previous step").click();
    await expect.poll(text).toContain("3 of 4");
    await expect.poll(text).toContain("c = exp(a)");
    await press(page, "Next step").click();
    await expect.poll(text).toContain("dL/da is the sum of its 3 contributions");
    const before = await text();
    await drag(sliderOf(page.locator("body"), "a"), 0.9);
    await expect.poll(text).not.toBe(before);
    await expect.poll(text).toContain("4 of 4");
  });

  test("by keyboard alone", async () => {
    const page = await example("backward-start", settings);
    await press(page, "Next step").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await expect.poll(() => pass(page).innerText()).toContain("2 of 4");
    for (const key of ["ArrowLeft", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
    await expect.poll(() => pass(page).innerText()).toContain("1 of 4");
    for (const key of ["Home", "Enter"]) await page.keyboard.press(key);
    await expect.poll(() => pass(page).innerText()).toContain("0 of 4");
  });
});

test("the steps by touch, with targets that a finger hits", async () => {
  const page = await example(
    "backward-tutorial",
    {},
    { width: 390, hasTouch: true, isMobile: true },
  );
  await press(page, "Next step").tap();
  await expect.poll(() => pass(page).innerText()).toContain("3 of 4");
  for (const box of await Promise.all(
    (await pass(page).getByRole("button").all()).map((each) => each.boundingBox()),
  )) {
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(36);
  }
});

test("the steps go on by themselves, under reduced motion too", async () => {
  const page = await example("backward-start");
  await press(page, "Play").click();
  await expect.poll(() => pass(page).innerText(), { timeout: 20_000 }).toContain("4 of 4");
  await expect.poll(() => press(page, "Play").count()).toBe(1);
});

test("in a closed shadow root the buttons work", async () => {
  const page = await example("backward-start", { shadow: "closed" });
  // Nothing inside can be asked for: Tab goes to the one stop of the toolbar.
  const picture = () => page.screenshot();
  const before = await picture();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await nextFrame(page);
  expect((await picture()).equals(before)).toBe(false);
});

test("a row under the pointer lights its path in the graph", async () => {
  const page = await example("backward-origins");
  const lit = () => page.locator(".sa-graph [data-lit]").count();
  expect(await lit()).toBe(0);
  await page.getByRole("row", { name: /x\[0\] → z\[1\] → loss/ }).hover();
  await expect.poll(lit).toBeGreaterThan(0);
  await page.mouse.move(0, 0);
  await expect.poll(lit).toBe(0);
});

test("pointing at a cell of a gradient says where it comes from", async () => {
  const page = await example("backward-linked");
  const heatmap = page.locator('figure[aria-label="w.grad"]');
  await heatmap.scrollIntoViewIfNeeded();
  const box = await heatmap.boundingBox();
  await page.mouse.move(
    (box?.x ?? 0) + (box?.width ?? 0) / 2,
    (box?.y ?? 0) + (box?.height ?? 0) / 2,
  );
  await expect.poll(() => page.getByRole("table", { name: /^dL\/dw\[\d, 1\] = / }).count()).toBe(1);
});

test.each(["backward-products", "backward-origins", "backward-not-scalar"])(
  "axe finds nothing in %s, light and dark, in either direction",
  async (only) => {
    for (const settings of [{ theme: "light" }, { theme: "dark", dir: "rtl", lang: "zh" }]) {
      const page = await example(only, settings);
      expect(await audit(page)).toEqual([]);
    }
  },
);
