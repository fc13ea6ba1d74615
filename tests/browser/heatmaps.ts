// What the tests of heatmaps share: their page, and ways to look at it.

import type { Locator, Page } from "playwright-core";
import { inject } from "vitest";
import type { HeatmapFixture } from "./fixtures/heatmap";
import { nextFrame, type OpenOptions, type useBrowser } from "./support";

type Open = ReturnType<typeof useBrowser>;

/** The page of fixtures/heatmap.tsx, by the `open` of the test file. */
export const openHeatmaps = async (open: Open, options: OpenOptions = {}): Promise<Page> => {
  const url = new URL("tests/browser/fixtures/heatmap.html", inject("devUrl")).href;
  const { page } = await open({ url, ...options });
  await page.waitForFunction(() => "fixture" in window);
  await nextFrame(page);
  return page;
};

export type Holder = { fixture: HeatmapFixture };

export const figure = (page: Page, name: string): Locator =>
  page.locator(`main figure[aria-label="${name}"]`);
export const readout = (page: Page, name: string): Locator =>
  figure(page, name).locator("[part=readout]");
export const picture = (page: Page): Locator => figure(page, "big").getByRole("application");
export const elementOf = (page: Page, row: number, column: number): Promise<number> =>
  page.evaluate(
    ([r = 0, c = 0]) => Number((window as unknown as Holder).fixture.w.at(r, c).item()),
    [row, column],
  );
