// GraphView in a real browser, from the built gallery under its strict policy: the worker, motion, the
// file that is saved, and a hand that walks, opens and steps.

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { galleryUrl, settled } from "./gallery";
import { nextFrame, type OpenOptions, useBrowser } from "./support";

const open = useBrowser();

async function example(only: string, options: OpenOptions = {}): Promise<Page> {
  const { page } = await open({ url: galleryUrl({ only }), ...options });
  await settled(page);
  return page;
}
const drawing = (page: Page): Locator => page.getByRole("group", { name: /^Graph of/ });
const cards = (page: Page): Locator => drawing(page).locator(":scope > .sa-node");
const places = (page: Page): Promise<(string | null)[]> =>
  cards(page).evaluateAll((all) => all.map((card) => card.getAttribute("transform")));
const titles = (page: Page): Promise<(string | null)[]> =>
  cards(page)
    .locator(".sa-node__title")
    .evaluateAll((all) => all.map((title) => title.textContent));

describe("five hundred nodes", () => {
  const busy = (page: Page): Locator => page.locator(".sa-graph__scroll[aria-busy]");

  test("are laid out in a worker, plainly until it answers", async () => {
    const { page } = await open({ url: galleryUrl({ only: "graph-tutorial" }) });
    await settled(page);
    // A small graph needs none.
    expect(page.workers()).toHaveLength(0);
    const begun = page.waitForEvent("worker");
    await page.goto(galleryUrl({ only: "graph-500" }));
    await begun;
    await cards(page).first().waitFor();
    expect(await cards(page).count()).toBeGreaterThan(450);
    await busy(page).waitFor({ state: "detached", timeout: 50_000 });
    const placed = await places(page);
    expect(placed.every((place) => /^translate\(/.test(place ?? ""))).toBe(true);
    expect(new Set(placed).size).toBe(placed.length);
  });

  test("are drawn, if plainly, where no worker can be had", async () => {
    const { page } = await open();
    await page.addInitScript(() => {
      Object.assign(window, {
        Worker: class {
          constructor() {
            throw new DOMException("No workers here.", "SecurityError");
          }
        },
      });
    });
    await page.goto(galleryUrl({ only: "graph-500" }));
    await settled(page);
    await busy(page).waitFor({ state: "detached" });
    expect(new Set(await places(page)).size).toBe(await cards(page).count());
  });

  test("only those in sight are kept up to date, and the others are when they come into it", async () => {
    const page = await example("graph-500");
    await busy(page).waitFor({ state: "detached", timeout: 50_000 });
    const seen = await cards(page).evaluateAll(
      (all) => all.filter((card) => / value /.test(card.getAttribute("aria-label") ?? "")).length,
    );
    expect(seen).toBeGreaterThan(5);
    expect(seen).toBeLessThan(200);
    const last = cards(page).last();
    expect(await last.getAttribute("aria-label")).not.toContain(" value ");
    await last.evaluate((card) => card.scrollIntoView({ block: "center", inline: "center" }));
    await expect.poll(() => last.getAttribute("aria-label")).toContain(" value ");
  });
});

describe("a loop that changes its length", () => {
  const slide = (page: Page, key: string) => page.getByRole("slider", { name: "n" }).press(key);
  /** Holds on to the present cards, and says later which of them are still there. */
  const mark = (page: Page) =>
    cards(page).evaluateAll((all) => Object.assign(window, { before: all }).before.length);
  const kept = (page: Page) =>
    page.evaluate(
      () =>
        (window as unknown as { before: Element[] }).before.filter((card) => card.isConnected)
          .length,
    );

  test("keeps the cards that are the same; new ones fade in, gone ones fade away", async () => {
    const page = await example("graph-loop", { reducedMotion: "no-preference" });
    for (let i = 0; i < 3; i++) await nextFrame(page);
    // What is there from the start stands still.
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    const count = await mark(page);
    await slide(page, "ArrowRight");
    expect(await cards(page).count()).toBe(count + 2);
    expect(await kept(page)).toBe(count);
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .map(
          (each) =>
            (each as CSSAnimation).animationName ?? (each as CSSTransition).transitionProperty,
        ),
    );
    expect(moving).toContain("sa-graph-come");
    await slide(page, "ArrowLeft");
    expect(await cards(page).count()).toBe(count);
    const ghosts = drawing(page).locator("g[aria-hidden] > .sa-node");
    expect(await ghosts.count()).toBe(2);
    await expect.poll(() => ghosts.count()).toBe(0);
  });

  test("nothing moves under reduced motion", async () => {
    const page = await example("graph-loop");
    await slide(page, "ArrowRight");
    await slide(page, "ArrowLeft");
    expect(await drawing(page).locator("g[aria-hidden] > .sa-node").count()).toBe(0);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});

describe("the saved file", () => {
  const save = async (page: Page): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as SVG" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("loss.svg");
    return readFile(await download.path(), "utf8");
  };

  test("is an SVG of its own: what was seen, in colours and words, without classes or scripts", async () => {
    const page = await example("graph-tutorial");
    const text = await save(page);
    const found = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
      const root = parsed.documentElement;
      const all = [...root.querySelectorAll("*")];
      return {
        error: parsed.querySelector("parsererror")?.textContent ?? null,
        namespace: root.namespaceURI,
        size: [root.getAttribute("width"), root.getAttribute("height")].map(Number),
        texts: [...root.querySelectorAll("text")].map((each) => each.textContent),
        foreign: all
          .flatMap((each) => each.getAttributeNames())
          .filter((name) => /^(class|style|on|aria|data|tabindex)/.test(name)),
        unresolved: all.filter((each) => /var\(|light-dark/.test(each.outerHTML)).length,
        fills: new Set([...root.querySelectorAll("rect")].map((each) => each.getAttribute("fill")))
          .size,
      };
    }, text);
    expect(found.error).toBeNull();
    expect(found.namespace).toBe("http://www.w3.org/2000/svg");
    expect(Math.min(...found.size)).toBeGreaterThan(100);
    expect(found.texts).toEqual(expect.arrayContaining(["w", "[5, 3]", "matmul", "AddBackward0"]));
    expect(found.foreign).toEqual([]);
    expect(found.unresolved).toBe(0);
    // The heatmap of w alone has some ten colours.
    expect(found.fills).toBeGreaterThan(10);
  });

  test("has the colours of a dark page, and only what is shown", async () => {
    const page = await example("graph-tutorial", { colorScheme: "dark" });
    const dark = await save(page);
    expect(dark).not.toContain("hidden");
    const ground = /<rect[^>]*fill="rgb\((\d+), (\d+), (\d+)\)"/.exec(dark)?.slice(1).map(Number);
    expect(Math.max(...(ground ?? [255]))).toBeLessThan(80);
  });
});

describe("by hand", () => {
  test("the backward view is chosen and stepped through with the keyboard alone", async () => {
    const page = await example("graph-tutorial");
    await page.getByRole("radio", { name: "Forward" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "Backward" }).getAttribute("aria-checked")).toBe(
      "true",
    );
    const next = page.getByRole("button", { name: "Next step" });
    await next.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Enter");
    const at = drawing(page).locator(".sa-node[data-current]");
    expect(await at.getAttribute("aria-label")).toMatch(/^z = add/);
    expect(await drawing(page).locator(".sa-edge[data-flow]").count()).toBe(2);
  });

  test("a scope opens by click, by touch and by key, and the focus goes with it", async () => {
    const page = await example("graph-scopes-folded", { hasTouch: true });
    const hidden = drawing(page).getByRole("button", { name: /^hidden,/ });
    const expanded = () => hidden.getAttribute("aria-expanded");
    expect(await titles(page)).toEqual(["x", "hidden", "head", "squared error"]);
    await hidden.click();
    expect(await expanded()).toBe("true");
    await hidden.tap();
    expect(await expanded()).toBe("false");
    await hidden.focus();
    await page.keyboard.press("Enter");
    expect(await expanded()).toBe("true");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(
      /^hidden,/,
    );
    // What was folded inside stays so.
    expect(await titles(page)).toEqual(
      expect.arrayContaining(["x", "Linear[0]", "Tanh[1]", "head", "squared error"]),
    );
  });

  test("zoom enlarges and shrinks, and fits the width", async () => {
    const page = await example("graph-500");
    const width = () => drawing(page).evaluate((svg) => svg.getBoundingClientRect().width);
    const before = await width();
    await page.getByRole("button", { name: "Larger" }).click();
    expect(await width()).toBeCloseTo(before * 1.25, 0);
    await page.getByRole("button", { name: "Fit width" }).click();
    const room = await page.locator(".sa-graph__scroll").evaluate((box) => box.clientWidth);
    expect(await width()).toBeLessThanOrEqual(room);
  });

  test("pointing at a card dims what its gradient does not pass through", async () => {
    const page = await example("graph-tutorial");
    const opacity = (name: RegExp) =>
      drawing(page)
        .getByRole("img", { name })
        .evaluate((card) => Number(getComputedStyle(card).opacity));
    await drawing(page).getByRole("img", { name: /^b,/ }).hover();
    expect(await opacity(/^z = add/)).toBe(1);
    expect(await opacity(/^w,/)).toBeLessThan(0.5);
    await page.mouse.move(0, 0);
    expect(await opacity(/^w,/)).toBe(1);
  });
});
