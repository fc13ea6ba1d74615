// Sliders, a scrubbable number and a matrix under a finger and a pen, in the page and inside shadow
// roots: what moves sideways moves the value, what moves up or down scrolls the page.

import type { CDPSession, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  box,
  c,
  call,
  cell,
  focused,
  m,
  middle,
  places,
  start,
  thumb,
  values,
  w0,
} from "./sliders-support";
import { nextFrame, useBrowser } from "./support";

const open = useBrowser();

/** A finger: down at `from`, in steps to `to`, up if asked. */
async function finger(
  cdp: CDPSession,
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at === undefined ? [] : [at] });
  await touch("touchStart", from);
  for (let i = 1; i <= 12; i++) {
    await touch("touchMove", {
      x: from.x + ((to.x - from.x) * i) / 12,
      y: from.y + ((to.y - from.y) * i) / 12,
    });
    await nextFrame(page);
  }
  await touch("touchEnd");
  await nextFrame(page);
}

describe.each(places)("by finger (%s)", (where) => {
  const begin = async () => {
    const page = await start(open, where, {
      width: 390,
      height: 700,
      hasTouch: true,
      isMobile: true,
    });
    return { page, cdp: await page.context().newCDPSession(page) };
  };
  const scrolled = (page: Page) => page.evaluate(() => scrollY);

  test("a swipe up over a slider, a number or a handle scrolls, and changes nothing", async () => {
    const { page, cdp } = await begin();
    for (const [selector, at] of [
      [m, 1],
      [m, -2],
      [c, null],
      [cell(0, 0), 0.1],
      ['[role=spinbutton][aria-label^="w[:, 1]"]', null],
    ] as const) {
      await page.evaluate(() => scrollTo(0, 0));
      await nextFrame(page);
      const from = at === null ? await middle(page, selector) : await thumb(page, selector, at);
      await finger(cdp, page, from, { x: from.x + 3, y: from.y - 90 });
      await expect.poll(() => scrolled(page)).toBeGreaterThan(40);
      const now = await values(page);
      expect([selector, now.m, now.c]).toEqual([selector, 1, 0.5]);
      expect(now.w.map((value) => Number(value.toFixed(5)))).toEqual(w0);
      expect(await call(page, "steps")).toBe(0);
      expect(await call(page, "promising")).toBe(false);
    }
  });

  test("a swipe sideways moves the value, and does not scroll", async () => {
    const { page, cdp } = await begin();
    const from = await thumb(page, m, 1);
    await finger(cdp, page, from, { x: from.x - 70, y: from.y + 4 });
    const dragged = (await values(page)).m;
    expect(dragged).toBeLessThan(0.5);
    const number = await middle(page, c);
    await finger(cdp, page, number, { x: number.x + 80, y: number.y + 4 });
    expect((await values(page)).c).toBeGreaterThan(1.5);
    expect([await scrolled(page), await call(page, "steps")]).toEqual([0, 2]);
    await call(page, "undo");
    await call(page, "undo");
    expect(await values(page)).toMatchObject({ m: 1, c: 0.5 });
  });

  test("a tap on the track goes there in one step; on a number in a sentence it opens the entry", async () => {
    const { page } = await begin();
    const at = await thumb(page, m, -2);
    await page.touchscreen.tap(at.x, at.y);
    await expect.poll(async () => (await values(page)).m).toBeCloseTo(-2, 0);
    expect(await call(page, "steps")).toBe(1);
    const number = await middle(page, c);
    await page.touchscreen.tap(number.x, number.y);
    await expect.poll(() => focused(page)).toBe("c, exact value");
  });

  test("what a finger is for is large enough to hit", async () => {
    const { page } = await begin();
    for (const selector of [m, c, cell(0, 0), '[role=spinbutton][aria-label^="w[0, :]"]']) {
      const { width, height } = await box(page, selector);
      expect(Math.min(width, height), selector).toBeGreaterThanOrEqual(24);
    }
    expect((await box(page, m)).height).toBeGreaterThanOrEqual(44);
  });
});

describe.each(places)("by pen (%s)", (where) => {
  test("drags a slider and a number, each in one step", async () => {
    const page = await start(open, where);
    const cdp = await page.context().newCDPSession(page);
    const pen = async (from: { x: number; y: number }, dx: number) => {
      const send = (type: "mousePressed" | "mouseMoved" | "mouseReleased", x: number) =>
        cdp.send("Input.dispatchMouseEvent", {
          type,
          x,
          y: from.y,
          button: "left",
          buttons: type === "mouseReleased" ? 0 : 1,
          clickCount: 1,
          pointerType: "pen",
        });
      await send("mousePressed", from.x);
      for (let i = 1; i <= 6; i++) await send("mouseMoved", from.x + (dx * i) / 6);
      await nextFrame(page);
      await send("mouseReleased", from.x + dx);
      await nextFrame(page);
    };
    await pen(await thumb(page, m, 1), 60);
    expect((await values(page)).m).toBeGreaterThan(1.2);
    await pen(await middle(page, c), 40);
    expect((await values(page)).c).toBeCloseTo(1.5, 5);
    expect([await call(page, "steps"), await call(page, "undoable")]).toEqual([2, "c"]);
  });
});
