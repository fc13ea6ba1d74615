// At rest a component costs nothing: no frame is asked for, no timer runs, nothing is animated.

import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { adjust, galleryUrl, settled } from "./gallery";
import { nextFrame, useBrowser } from "./support";

const open = useBrowser();
const patient = { timeout: 120_000 };
const wait = { timeout: 60_000, interval: 10 };

interface Watched {
  /** What was asked for since somebody last looked, and the timers that go on and on. */
  readonly asked: string[];
  readonly ticking: Set<number>;
  sleep(milliseconds: number): Promise<void>;
}

/** Keeps what the page asks to be called for. Runs in the page, before anything else. */
function watch(): void {
  const { requestAnimationFrame, setTimeout, setInterval, clearInterval } = window;
  const watched: Watched = {
    asked: [],
    ticking: new Set(),
    sleep: (milliseconds) =>
      new Promise((resolve) => setTimeout.call(window, resolve, milliseconds)),
  };
  const note = (what: string): void => {
    watched.asked.push(`${what} ${new Error().stack?.split("\n").slice(3, 6).join(" ")}`);
  };
  Object.assign(window, {
    watched,
    requestAnimationFrame(callback: FrameRequestCallback) {
      note("a frame");
      return requestAnimationFrame.call(window, callback);
    },
    setTimeout(...given: Parameters<typeof setTimeout>) {
      note("a timeout");
      return setTimeout.apply(window, given);
    },
    setInterval(...given: Parameters<typeof setInterval>) {
      note("an interval");
      const timer = setInterval.apply(window, given) as unknown as number;
      watched.ticking.add(timer);
      return timer;
    },
    clearInterval(timer: number) {
      watched.ticking.delete(timer);
      clearInterval.call(window, timer);
    },
  });
}

/** What goes on in the page during so many milliseconds. */
const during = (page: Page, milliseconds: number): Promise<string[]> =>
  page.evaluate(async (time) => {
    const { watched } = window as unknown as { watched: Watched };
    watched.asked.length = 0;
    await watched.sleep(time);
    const moving = document.getAnimations().filter(({ playState }) => playState === "running");
    return [
      ...watched.asked,
      ...[...watched.ticking].map(() => "an interval goes on"),
      ...moving.map((each) => `animated: ${(each as CSSAnimation).animationName}`),
    ];
  }, milliseconds);

/** Comes to rest, and stays there. */
async function rests(page: Page): Promise<void> {
  await expect.poll(() => during(page, 500), wait).toEqual([]);
  expect(await during(page, 1500)).toEqual([]);
}

/** All examples, with the motion that they have by default. */
async function openAll(): Promise<Page> {
  const { page } = await open({ url: "about:blank", reducedMotion: "no-preference" });
  await page.addInitScript(watch);
  await page.goto(galleryUrl({ only: "" }, inject("pageUrl")));
  await settled(page);
  await adjust(page, { mount: "all" });
  await settled(page);
  return page;
}

test(
  "every example comes to rest, and again after a key on each of its sliders",
  patient,
  async () => {
    const page = await openAll();
    await rests(page);
    const moved = await page.evaluate(() => {
      const sliders = document.querySelectorAll<HTMLElement>("[role=slider], input[type=range]");
      for (const slider of sliders) {
        slider.focus({ preventScroll: true });
        for (const type of ["keydown", "keyup"]) {
          slider.dispatchEvent(new KeyboardEvent(type, { key: "ArrowRight", bubbles: true }));
        }
        slider.blur();
      }
      return sliders.length;
    });
    expect(moved).toBeGreaterThan(50);
    await rests(page);
  },
);

test("what was set going and stopped rests as well", patient, async () => {
  const page = await openAll();
  const players = page.getByRole("button", { name: "Play", exact: true });
  const press = (buttons: Element[]): void => {
    for (const button of buttons) (button as HTMLElement).click();
  };
  expect(await players.count()).toBeGreaterThan(3);
  await players.evaluateAll(press);
  await nextFrame(page);
  expect(await during(page, 500)).not.toEqual([]);
  await page.getByRole("button", { name: "Pause", exact: true }).evaluateAll(press);
  await rests(page);
});
