// The landscape in a real browser: drags by mouse, finger and keys, colours and gaps, shadow roots.

import type { CDPSession, Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { audit, galleryUrl, settled } from "./gallery";
import { compare } from "./screenshots/compare";
import { nextFrame, numberIn, useBrowser } from "./support";

const open = useBrowser();

/** The bowl of the gallery: L = x²/2 + 3y²/2 + xy/2 over -3 to 3, from (-2, 1.5). */
const lossAt = (x: number, y: number): number => 0.5 * x * x + 1.5 * y * y + 0.5 * x * y;

const openOne = async (only: string, settings = {}, options = {}): Promise<Page> => {
  const { page } = await open({ url: galleryUrl({ only, ...settings }), ...options });
  await settled(page);
  return page;
};
const slider = (page: Page, name: string): Locator =>
  page.getByRole("slider", { name, exact: true });
/** Where the point is, and the loss there, as it is told to screen readers. */
const told = async (page: Page): Promise<{ x: number; y: number; loss: number }> => {
  const [x = "", y = ""] = await Promise.all(
    ["x", "y"].map(async (name) => (await slider(page, name).getAttribute("aria-valuetext")) ?? ""),
  );
  return {
    x: Number.parseFloat(x),
    y: Number.parseFloat(y),
    loss: numberIn(x.split("loss ")[1] ?? ""),
  };
};
/** The map's rectangle on the page, and the pixel of a place on it. */
const mapOf = async (page: Page, end = 3) => {
  const box = await page.locator(".sa-landscape__map").boundingBox();
  if (box === null) throw new Error("no map");
  return {
    box,
    at: (x: number, y: number) => ({
      x: box.x + ((x + end) / (2 * end)) * box.width,
      y: box.y + ((end - y) / (2 * end)) * box.height,
    }),
  };
};
const centreOf = async (locator: Locator): Promise<{ x: number; y: number }> => {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("not there");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

describe("by mouse", () => {
  test("the dot is dragged, keeps its distance from the pointer, and the loss follows", async () => {
    const page = await openOne("landscape-bowl");
    const { at } = await mapOf(page);
    const dot = await centreOf(page.locator(".sa-landscape__point"));
    const start = at(-2, 1.5);
    expect(Math.hypot(dot.x - start.x, dot.y - start.y)).toBeLessThan(1);
    await page.mouse.move(dot.x + 5, dot.y - 4);
    await page.mouse.down();
    const goal = at(1, -0.5);
    await page.mouse.move(goal.x + 5, goal.y - 4, { steps: 5 });
    await nextFrame(page);
    const { x, y, loss } = await told(page);
    expect(Math.abs(x - 1)).toBeLessThan(0.03);
    expect(Math.abs(y + 0.5)).toBeLessThan(0.03);
    expect(loss).toBeCloseTo(lossAt(x, y), 3);
    await page.mouse.up();
    expect(await page.getByRole("figure").getByRole("status").textContent()).toMatch(
      /^x (0\.9|1).*Downhill: more y, less x\.$/,
    );
  });

  test("a press on the map brings the point there, and Escape takes it back", async () => {
    const page = await openOne("landscape-bowl");
    const goal = (await mapOf(page)).at(2, 2);
    await page.mouse.move(goal.x, goal.y);
    await page.mouse.down();
    await nextFrame(page);
    const reached = await told(page);
    expect(Math.abs(reached.x - 2)).toBeLessThan(0.03);
    expect(Math.abs(reached.y - 2)).toBeLessThan(0.03);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await told(page)).toMatchObject({ x: -2, y: 1.5 });
  });

  test("does not leave the map", async () => {
    const page = await openOne("landscape-bowl");
    const { box } = await mapOf(page);
    const dot = await centreOf(page.locator(".sa-landscape__point"));
    await page.mouse.move(dot.x, dot.y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 80, box.y - 60, { steps: 4 });
    await nextFrame(page);
    await page.mouse.up();
    expect(await told(page)).toMatchObject({ x: 3, y: 3 });
  });
});

describe("by finger", () => {
  const touch = (session: CDPSession, type: string, at?: { x: number; y: number }) =>
    session.send("Input.dispatchTouchEvent", {
      type: type as "touchStart",
      touchPoints: at === undefined ? [] : [at],
    });
  const openTouch = async (only: string) => {
    const page = await openOne(only, {}, { width: 390, height: 500, hasTouch: true });
    return { page, session: await page.context().newCDPSession(page) };
  };

  test("the dot is dragged, and the page does not scroll", async () => {
    const { page, session } = await openTouch("landscape-bowl");
    const { at } = await mapOf(page);
    await touch(session, "touchStart", await centreOf(page.locator(".sa-landscape__point")));
    for (const part of [0.25, 0.5, 0.75, 1]) {
      await touch(session, "touchMove", at(-2 + 3 * part, 1.5 - 3 * part));
      await nextFrame(page);
    }
    await touch(session, "touchEnd");
    const { x, y } = await told(page);
    expect(Math.abs(x - 1)).toBeLessThan(0.05);
    expect(Math.abs(y + 1.5)).toBeLessThan(0.05);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test("a tap on the map brings the point there; a swipe over it scrolls and moves nothing", async () => {
    const { page } = await openTouch("landscape-rosenbrock");
    const { box } = await mapOf(page);
    const before = await told(page);
    const handle = page.locator(".sa-landscape__map");
    // What the browser may do with a finger on the map: everything.
    expect(await handle.evaluate((element) => getComputedStyle(element).touchAction)).toBe("auto");
    const point = page.locator(".sa-landscape__point");
    expect(await point.evaluate((element) => getComputedStyle(element).touchAction)).toBe("none");
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await nextFrame(page);
    const after = await told(page);
    expect(after).not.toEqual(before);
    expect(Math.abs(after.x)).toBeLessThan(0.03);
    expect(Math.abs(after.y - 1)).toBeLessThan(0.03);
  });
});

describe("by keys", () => {
  test("Tab reaches both directions, arrows move the way they point", async () => {
    const page = await openOne("landscape-bowl");
    await page.keyboard.press("Tab");
    for (let i = 0; i < 10; i++) {
      if (await slider(page, "x").evaluate((each) => each.matches(":focus"))) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowDown");
    expect(await slider(page, "y").evaluate((each) => each.matches(":focus"))).toBe(true);
    await page.keyboard.press("End");
    expect(await told(page)).toMatchObject({ x: -1.45, y: 3 });
  });
});

describe("the map", () => {
  /** The colour of the canvas at a place, as red, green, blue, alpha. */
  const pixel = (page: Page, across: number, down: number): Promise<number[]> =>
    page.locator("canvas").evaluate(
      (element, [u, v]) => {
        const canvas = element as HTMLCanvasElement;
        const [x, y] = [u, v].map((part) => Math.round((part ?? 0) * (canvas.width - 1)));
        const copy = document
          .createElement("canvas")
          .getContext("2d", { willReadFrequently: true });
        copy?.drawImage(canvas, -(x ?? 0), -(y ?? 0));
        return [...(copy?.getImageData(0, 0, 1, 1).data ?? [])];
      },
      [across, down],
    );
  const brightness = (colour: number[]): number =>
    (colour[0] ?? 0) + (colour[1] ?? 0) + (colour[2] ?? 0);

  test("is refined to 65 samples a side; the valley is dark on a light page, bright on a dark one", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await openOne("landscape-bowl", {}, { colorScheme });
      await page.waitForFunction(() => document.querySelector("canvas")?.width === 65);
      const [valley, height] = [await pixel(page, 0.5, 0.5), await pixel(page, 1, 0)];
      const darker = brightness(valley) < brightness(height);
      expect(darker).toBe(colorScheme === "light");
    }
  });

  test("has no colour where the loss is not a number", async () => {
    const page = await openOne("landscape-gaps");
    await page.waitForFunction(() => document.querySelector("canvas")?.width === 65);
    // log(x + y): nothing below the falling diagonal.
    expect((await pixel(page, 0.2, 0.9))[3]).toBe(0);
    expect((await pixel(page, 0.9, 0.2))[3]).toBe(255);
  });

  test("changes when another parameter does, under a point that stays", async () => {
    const page = await openOne("landscape-network");
    await page.waitForFunction(() => document.querySelector("canvas")?.width === 65);
    const before = await pixel(page, 0.5, 0.5);
    const key = page.locator(".sa-landscape__scale");
    const ends = await key.textContent();
    await page.getByRole("slider", { name: "w[1, 1]", exact: true }).press("End");
    await expect.poll(() => key.textContent()).not.toBe(ends);
    await expect.poll(() => pixel(page, 0.5, 0.5)).not.toEqual(before);
  });
});

test.each(["open", "closed"])("works in an %s shadow root", async (shadow) => {
  const page = await openOne("landscape-bowl", { shadow });
  // Playwright does not see into a closed root: the pointer does.
  const stage = await page.locator(".stage").boundingBox();
  if (stage === null) throw new Error("no stage");
  const plain = await openOne("landscape-bowl");
  const { at } = await mapOf(plain);
  const [from, to] = [at(-2, 1.5), at(0, 0)];
  const shot = (where: Page): Promise<Buffer> =>
    where.screenshot({ clip: { ...stage, height: Math.min(stage.height, 560) } });
  for (const each of [page, plain]) {
    await each.mouse.move(from.x, from.y);
    await each.mouse.down();
    await each.mouse.move(to.x, to.y, { steps: 3 });
    await nextFrame(each);
    await each.mouse.up();
    await each.mouse.move(5, 5);
    await nextFrame(each);
    await nextFrame(each);
  }
  // A busy machine has few frames to refine the map in. What is drawn anew in parts may differ from what
  // was drawn whole by a shade in a few pixels: as much as pictures of one browser may.
  const difference = async () => compare(await shot(page), await shot(plain), "same").fault;
  await expect.poll(difference, { timeout: 15_000 }).toBe("");
});

test.each([
  ["landscape-bowl", {}],
  ["landscape-gaps", { theme: "dark" }],
  ["landscape-outside", { lang: "zh" }],
])("axe finds nothing wrong with %s", async (id, settings) => {
  const page = await openOne(id, settings, { width: 390 });
  expect(await audit(page)).toEqual([]);
});
