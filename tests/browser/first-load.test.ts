// The first load of the page: what it weighs, and that what comes later moves nothing and loses nothing.

import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { firstLoad } from "../../scripts/first-load.mjs";
import { numberIn, part, sliderOf, useBrowser } from "./support";

const open = useBrowser();

/** The scripts of a page's first load. */
const loadOf = (html: string): Promise<Map<string, number>> =>
  firstLoad(html, async (name) => (await fetch(new URL(name, inject("pageUrl")))).text());

const sum = (weights: Map<string, number>): number =>
  [...weights.values()].reduce((total, weight) => total + weight, 0);

describe("the scripts that a page needs before it can be used", () => {
  test("weigh at most 200 KB", async () => {
    const weights = await loadOf("index.html");
    // The engine alone is half of that: nothing was missed.
    expect(sum(weights)).toBeGreaterThan(100_000);
    expect(sum(weights), JSON.stringify([...weights])).toBeLessThan(200_000);
  });

  test("have neither the editor, nor Python, nor what shows below the first screen", async () => {
    const names = [...(await loadOf("index.html")).keys()].join(" ");
    expect(names).not.toMatch(/editor|python|instruments/);
  });

  test("of the gallery weigh at most 285 KB", async () => {
    expect(sum(await loadOf("gallery.html"))).toBeLessThan(285_000);
  });
});

/** The page while the instruments are on their way; the function lets them come. */
async function openWithout(width: number, address = "") {
  const { page } = await open({ url: "about:blank", width });
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/instruments-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(inject("pageUrl") + address);
  await page.locator(".later").first().waitFor({ state: "attached" });
  return {
    page,
    let: async () => {
      release();
      await expect.poll(() => page.locator(".later").count(), { timeout: 10_000 }).toBe(0);
    },
  };
}

/** Where each part begins, from the top of the page. */
const places = (page: Page): Promise<number[]> =>
  page
    .locator(".part")
    .evaluateAll((parts) => parts.map((each) => each.getBoundingClientRect().top + scrollY));

describe("what comes later", () => {
  test.each([1280, 1000, 768, 390])("has its room: %i pixels wide", async (width) => {
    const { page, let: come } = await openWithout(width);
    const before = await places(page);
    await come();
    const after = await places(page);
    const moved = after.map((place, i) => Math.round(place - (before[i] as number)));
    expect(Math.max(...moved.map(Math.abs)), String(moved)).toBeLessThanOrEqual(24);
  });

  test("shows what was done before it came, and undo goes back behind it", async () => {
    const { page, let: come } = await openWithout(1280);
    const slider = sliderOf(part(page, "network"), "w[0, 0]");
    const loss = page.locator('#network .result [part="loss-number"]');
    const first = numberIn(await loss.innerText());
    await slider.focus();
    await page.keyboard.press("PageUp");
    const changed = numberIn(await loss.innerText());
    expect(changed).not.toBe(first);
    await come();
    // The graph has the loss as it is now.
    await expect
      .poll(() => page.locator("#network .sa-graph").innerText())
      .toContain(changed.toFixed(4));
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(async () => numberIn(await loss.innerText())).toBe(first);
  });

  test("starts from the values of a link", async () => {
    const { page, let: come } = await openWithout(1280, "?s=1~dw:2.5#descent");
    await come();
    await expect.poll(() => page.locator("#descent .sa-landscape").innerText()).toContain("2.5");
    expect(page.url()).toContain("dw:2.5");
  });

  test("is there on paper, as soon as it can be", async () => {
    const { page, let: come } = await openWithout(1280);
    // No idle moment: what is far below then waits until it is asked for.
    await page.evaluate(() => {
      window.requestIdleCallback = () => 0;
    });
    const arrived = page.waitForResponse(/\/instruments-/);
    const far = page.locator("#descent .later");
    const coming = come();
    await arrived;
    await page.locator("#network .sa-graph").waitFor();
    expect(await far.count()).toBeGreaterThan(0);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator(".later").count()).toBe(0);
    await coming;
    for (const name of ["graph", "plot", "landscape", "losses", "origins"]) {
      expect(await page.locator(`.sa-${name}`).count(), name).toBeGreaterThan(0);
    }
  });

  test("says so if it does not come, and can be asked for again", async () => {
    const { page } = await open({ url: "about:blank", mayComplain: true });
    await page.route(/\/instruments-[^/]*\.js$/, (route) => route.abort());
    await page.goto(inject("pageUrl"));
    const room = page.locator("#network .later");
    await room.getByRole("alert").waitFor();
    await page.unroute(/\/instruments-[^/]*\.js$/);
    await room.getByRole("button").click();
    await page.locator("#network .sa-graph").waitFor();
  });
});
