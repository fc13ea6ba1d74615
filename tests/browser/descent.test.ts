// The descent player in a real browser: runs that leave the page its frames, and what it feeds.

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { audit, galleryUrl, settled } from "./gallery";
import { nextFrame, numberIn, useBrowser } from "./support";

const open = useBrowser();

const openOne = async (only: string, settings = {}, options = {}): Promise<Page> => {
  const { page } = await open({ url: galleryUrl({ only, ...settings }), ...options });
  await settled(page);
  return page;
};
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();
const figure = (page: Page, index: number): Promise<string> =>
  page.locator(".sa-descent__figures dd").nth(index).innerText();
const steps = async (page: Page): Promise<number> =>
  Number((await figure(page, 0)).replace(/of.*$/s, "").replace(/\s/g, ""));
const loss = async (page: Page): Promise<number> => numberIn(await figure(page, 1));

describe("on a map", () => {
  // L = x²/4 + y² from (-2.4, 1.8), at the rate 0.3: x ← 0.85 x, y ← 0.4 y.
  const after = (n: number) => ({ x: -2.4 * 0.85 ** n, y: 1.8 * 0.4 ** n });

  test("a step moves the point as by hand, and leaves a trail from the start", async () => {
    const page = await openOne("descent-map");
    for (let i = 0; i < 3; i++) await press(page, "One step");
    const { x, y } = after(3);
    expect(await loss(page)).toBeCloseTo(x * x * 0.25 + y * y, 3);
    const told = await page
      .getByRole("slider", { name: "x", exact: true })
      .getAttribute("aria-valuetext");
    expect(Number.parseFloat(told ?? "")).toBeCloseTo(x, 6);
    expect(await page.locator(".sa-landscape__been").count()).toBe(4);
    await press(page, "Back to the start");
    expect(await page.locator(".sa-landscape__been").count()).toBe(0);
    expect(await steps(page)).toBe(0);
  });

  test("goes on from where the point was dragged in the middle of a run", async () => {
    const page = await openOne("descent-map");
    await press(page, "Play");
    await expect.poll(() => steps(page)).toBeGreaterThan(0);
    const map = await page.locator(".sa-landscape__map").boundingBox();
    if (map === null) throw new Error("no map");
    await page.mouse.click(map.x + map.width - 4, map.y + 4);
    const high = await loss(page);
    await expect.poll(() => loss(page)).toBeLessThan(high);
    await press(page, "Pause");
    const still = await steps(page);
    await page.waitForTimeout(500);
    expect(await steps(page)).toBe(still);
  });
});

describe("twenty thousand steps", () => {
  test("leave the page its frames, show their progress, and can be paused", async () => {
    const page = await openOne("descent-long");
    const first = await loss(page);
    await press(page, "Play");
    // Each frame in turn: steps are taken, and the page still paints and answers.
    const seen: number[] = [];
    for (let i = 0; i < 5; i++) {
      await nextFrame(page);
      seen.push(await steps(page));
    }
    expect(new Set(seen).size).toBeGreaterThan(2);
    expect(seen.at(-1)).toBeLessThan(20_000);
    await page.getByRole("slider", { name: "learning rate", exact: true }).press("ArrowRight");
    await press(page, "Pause");
    const reached = await steps(page);
    const bar = page.getByRole("progressbar");
    expect(await bar.evaluate((each) => (each as HTMLProgressElement).value)).toBe(reached);
    expect(await bar.evaluate((each) => (each as HTMLProgressElement).max)).toBe(20_000);
    expect(await loss(page)).toBeLessThan(first);
    expect(await page.locator(".sa-descent [role=status]").first().textContent()).toMatch(
      new RegExp(`^Paused at step ${reached}, loss `),
    );
  });

  test("come to their end", async () => {
    const page = await openOne("descent-long");
    await press(page, "Play");
    await page.waitForFunction(
      () => document.querySelector<HTMLProgressElement>("progress")?.value === 20_000,
      undefined,
      { timeout: 50_000 },
    );
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    expect(await loss(page)).toBeLessThan(0.05);
  });
});

describe("trouble", () => {
  test("a rate that is too large stops by itself with a word", async () => {
    const page = await openOne("descent-diverging");
    await page.getByLabel("steps per second").selectOption("as fast as it can");
    await press(page, "Play");
    await page.getByText(/Stopped: the loss grows/).waitFor();
    // w ← (1 - 2.4) w: the loss first exceeds two million at 1.96ⁿ > 2·10⁶.
    expect(await steps(page)).toBe(Math.ceil(Math.log(2e6) / Math.log(1.96)));
  });

  test("a step off the edge is not taken", async () => {
    const page = await openOne("descent-not-finite");
    await press(page, "One step");
    await page.getByText(/Stopped before the loss became nan/).waitFor();
    expect(await loss(page)).toBe(0);
    expect(await steps(page)).toBe(0);
  });
});

test.each(["open", "closed"])("is played by keys alone in an %s shadow root", async (shadow) => {
  const page = await openOne("descent-plain", { shadow });
  const stage = page.locator(".stage");
  const before = await stage.screenshot();
  // Play is first, since there is nothing to go back to; then the single step.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await nextFrame(page);
  const stepped = await stage.screenshot();
  expect(stepped.equals(before)).toBe(false);
});

test.each([
  ["descent-map", {}],
  ["descent-long", { theme: "dark" }],
  ["text-table-large", {}],
  ["text-table-rank-3", { theme: "dark" }],
  ["text-table-strange", {}],
])("axe finds nothing wrong with %s", async (id, settings) => {
  const page = await openOne(id, settings, { width: 390 });
  expect(await audit(page)).toEqual([]);
});
